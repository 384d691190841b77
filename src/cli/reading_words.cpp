// stories, show, explain, search, voices, export: what the store knows.
#include <charconv>
#include <memory>

#include <CLI/CLI.hpp>

#include "cli/detail/session.h"

namespace newsloom::cli {
namespace {

struct ReadingWord {
    std::string now, since, what;
    std::vector<std::string> words;
    std::size_t most = 20;
    bool canonical = false;
};

/// Opens the store for reading and calls `work(session, now)`.
int over_store(const Habits& habits, const std::string& now_text,
               const std::function<Result<void>(Session&, Instant)>& work) {
    const auto now = now_given(now_text);
    if (!now) return ended(now.error());
    auto session = open_session(habits, pipeline::Access::read);
    if (!session) return ended(session.error());
    const auto done = work(*session, *now);
    return done ? 0 : ended(done.error());
}

// ---------------------------------------------------------------- stories, show

Result<void> print_stories(Session& session, Instant now, const ReadingWord& word, const Habits& habits) {
    pipeline::StoriesRequest request{now, std::nullopt, word.most};
    if (!word.since.empty()) {
        NL_TRY(request.since, time_given("--since", word.since));
    }
    NL_TRY(const auto stories, session.engine->stories(request));
    Output output;
    const Style style{has_colour(1)};
    std::size_t number = 0;
    for (const auto& view : stories) {
        if (habits.json) {
            print_object(output, "story", [&](json::Writer& w) { write_story(w, view); });
            continue;
        }
        std::string rank = std::to_string(++number) + ".";
        rank.resize(std::max<std::size_t>(rank.size() + 1, 5), ' ');
        output.line(rank + style.bold(words_of(view, view.story.headline)));
        output.line("     " + counted(view.articles.size(), "article") + ", " +
                    counted(static_cast<std::uint64_t>(view.story.independent), "independent source") + "  " +
                    style.dim("story " + std::to_string(view.story.id.value)));
    }
    if (stories.empty() && !habits.json)
        output.line("No stories in the 24 hours before " + to_rfc3339(now) + ". --since looks further back.");
    return {};
}

std::string outlets_text(const pipeline::StoryView& view, const std::vector<OutletId>& ids) {
    std::string text;
    for (const OutletId id : ids) {
        for (const Outlet& outlet : view.outlets) {
            if (outlet.id == id) text += (text.empty() ? "" : ", ") + outlet.short_name;
        }
    }
    return text;
}

void print_story(Output& output, const pipeline::StoryView& view) {
    const Style style{has_colour(1)};
    const Story& story = view.story;
    output.line(style.bold(words_of(view, story.headline)));
    if (story.deck) output.line(words_of(view, *story.deck));
    output.line(style.dim("story " + std::to_string(story.id.value) + ", " + counted(view.articles.size(), "article") +
                          ", " + counted(static_cast<std::uint64_t>(story.independent), "independent source") + ", " +
                          to_rfc3339(story.first) + " to " + to_rfc3339(story.last)));
    const auto section = [&](const char* title, bool any) {
        if (any) output.line("\n" + style.accent(title));
    };
    section("What several report", !story.facts.empty());
    for (const Fact& fact : story.facts) {
        if (fact.support.empty()) continue;
        output.line("- " + words_of(view, fact.support[0]) + "  " + style.dim(outlets_text(view, fact.outlets)));
    }
    section("Who says what", !story.voices.empty());
    for (const Voice& voice : story.voices) {
        if (voice.quotes.empty()) continue;
        output.line("- " + style.bold(voice.speaker) + (voice.role.empty() ? "" : ", " + voice.role) + ": " +
                    words_of(view, voice.quotes[0]) + "  " + style.dim(outlets_text(view, voice.outlets)));
    }
    section("Where accounts differ", !story.differing.empty());
    for (const Difference& difference : story.differing) {
        output.line("- " + style.bold(difference.about));
        for (const auto& side : difference.sides) {
            for (const DifferenceSide& one : side)
                output.line("    " + words_of(view, one.value) + ": " + words_of(view, one.span) + "  " +
                            style.dim(outlets_text(view, {one.outlet})));
        }
    }
    section("Not yet known", !story.open.empty());
    for (const Span& span : story.open)
        output.line("- " + words_of(view, span));
    section("Sources", true);
    for (const Article& article : view.articles)
        output.line(
            "- " + article.title + "\n    " +
            style.dim(outlets_text(view, {article.outlet}) + "  " + to_rfc3339(article.time()) + "  " + article.url));
    section("Why it ranks where it does", !story.because.empty());
    for (const RankReason& reason : story.because)
        output.line("- " + reason.what + ": " + std::to_string(reason.value));
}

Result<StoryId> story_id(const std::string& text) {
    std::string_view digits = text;
    if (digits.starts_with("story:")) digits.remove_prefix(6);
    std::int64_t value = 0;
    const auto [end, code] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    if (code != std::errc{} || end != digits.data() + digits.size() || value <= 0)
        return fail(Errc::usage, "\"" + text + "\" is no story; `newsloom stories` lists them with their numbers");
    return StoryId(value);
}

Result<void> show(Session& session, Instant now, const ReadingWord& word, const Habits& habits) {
    NL_TRY(const StoryId id, story_id(word.what));
    NL_TRY(const auto view, session.engine->show(id, now));
    Output output;
    if (habits.json) {
        print_object(output, "story", [&](json::Writer& w) { write_story(w, view); });
    } else {
        print_story(output, view);
    }
    return {};
}

// ---------------------------------------------------------------- explain, search, voices, export

Result<void> explain(Session& session, Instant now, const ReadingWord& word, const Habits& habits) {
    NL_TRY(const auto explanation, session.engine->explain(word.what, now));
    Output output;
    if (habits.json) {
        print_object(output, "explain", [&](json::Writer& w) {
            w.field("subject", explanation.subject).field("text", explanation.text);
            w.field("from_ledger_alone", explanation.from_ledger_alone).key("steps").begin_array();
            for (const auto& step : explanation.steps) {
                w.begin_object().field("what", step.what).field("depth", step.depth).field("text", step.text);
                for (const auto& [key, value] : step.fields)
                    w.field(key, value);
                w.end_object();
            }
            w.end_array();
        });
        return {};
    }
    const Style style{has_colour(1)};
    output.line(style.bold(explanation.text));
    for (const auto& step : explanation.steps)
        output.line(std::string(static_cast<std::size_t>(step.depth) * 2 + 2, ' ') + style.accent(step.what) + "  " +
                    step.text);
    if (explanation.from_ledger_alone)
        output.line(style.dim("The article's text is no longer kept; this is what was frozen with the edition."));
    return {};
}

Result<void> search(Session& session, const ReadingWord& word, const Habits& habits) {
    std::string words;
    for (const std::string& one : word.words)
        words += (words.empty() ? "" : " ") + one;
    NL_TRY(const auto hits, session.engine->search(words, word.most));
    Output output;
    const Style style{has_colour(1)};
    for (const auto& hit : hits) {
        if (habits.json) {
            print_object(output, "search", [&](json::Writer& w) {
                w.field("article", hit.article.value).field("story", hit.story.value).field("title", hit.title);
                w.text_or_null("url", hit.url).text_or_null("outlet", hit.outlet).field("time", to_rfc3339(hit.time));
                w.field("excerpt", hit.excerpt);
            });
            continue;
        }
        output.line(style.bold(hit.title) + "  " + style.dim(hit.outlet + "  " + to_rfc3339(hit.time)));
        if (!hit.excerpt.empty()) output.line("    " + hit.excerpt);
        output.line("    " + style.dim((hit.story ? "story " + std::to_string(hit.story.value) + "  " : "") + hit.url));
    }
    if (hits.empty() && !habits.json) output.line("Nothing found for \"" + words + "\".");
    return {};
}

void write_quotes(json::Writer& w, std::string_view key, const std::vector<pipeline::VoiceQuote>& quotes) {
    w.key(key).begin_array();
    for (const auto& quote : quotes) {
        w.begin_object().field("text", quote.text).field("article", quote.span.article.value);
        w.text_or_null("speaker", quote.speaker).text_or_null("outlet", quote.outlet).text_or_null("url", quote.url);
        w.field("time", to_rfc3339(quote.time)).field("story", quote.story.value).end_object();
    }
    w.end_array();
}

Result<void> voices(Session& session, Instant now, const ReadingWord& word, const Habits& habits) {
    std::string name;
    for (const std::string& one : word.words)
        name += (name.empty() ? "" : " ") + one;
    NL_TRY(const auto people, session.engine->voices(name, now));
    Output output;
    const Style style{has_colour(1)};
    const auto print = [&](const std::vector<pipeline::VoiceQuote>& quotes) {
        for (const auto& quote : quotes) {
            output.line("  " + (quote.speaker.empty() ? "" : quote.speaker + ": ") + quote.text);
            output.line("    " + style.dim(quote.outlet + "  " + to_rfc3339(quote.time) + "  story " +
                                           std::to_string(quote.story.value) + "  " + quote.url));
        }
    };
    for (const auto& person : people) {
        if (habits.json) {
            print_object(output, "voices", [&](json::Writer& w) {
                w.field("speaker", person.speaker).text_or_null("role", person.role);
                w.field("independent", person.independent);
                write_quotes(w, "said", person.said);
                write_quotes(w, "about", person.about);
            });
            continue;
        }
        output.line(style.bold(person.speaker) + (person.role.empty() ? "" : ", " + person.role) + "  " +
                    style.dim("quoted by " + counted(person.independent, "independent outlet")));
        print(person.said);
        if (!person.about.empty()) output.line("\n" + style.bold("What others say"));
        print(person.about);
    }
    if (people.empty() && !habits.json)
        output.line("Nobody called \"" + name +
                    "\" is quoted by three independent outlets and in a public role; others are not listed.");
    return {};
}

Result<void> export_all(Session& session, const ReadingWord& word) {
    Output output;
    return session.engine->export_all(
        word.canonical, [&](std::string_view line) { line.ends_with('\n') ? output.write(line) : output.line(line); });
}

}  // namespace

void add_reading_words(CLI::App& app, Command& command) {
    const auto word_with = [&](CLI::App* sub, auto work) {
        auto word = std::make_shared<ReadingWord>();
        sub->add_option("--now", word->now, "the time to look from; the clock's when not given")->type_name("TIME");
        sub->callback([&command, word, work] {
            command.work = [&command, word, work] {
                return over_store(command.habits, word->now, [&](Session& session, Instant now) -> Result<void> {
                    return work(session, now, *word, command.habits);
                });
            };
        });
        return word;
    };
    auto* stories = add_word(app, "stories", "today's stories, ranked", "newsloom stories --most 10");
    auto stories_word = word_with(stories, print_stories);
    stories->add_option("--since", stories_word->since, "news after this; 24 hours before --now when not given")
        ->type_name("TIME");
    stories->add_option("--most", stories_word->most, "how many")->type_name("N");

    auto* one = add_word(app, "show", "one story: facts, who says what, differences, sources", "newsloom show 17");
    auto one_word = word_with(one, show);
    one->add_option("STORY", one_word->what, "its number, as `newsloom stories` prints it")->required();

    auto* why = add_word(app, "explain", "the chain behind a printed line, or why a story ranks where it does",
                         "newsloom explain 2026-03-09-morning.14\n  newsloom explain 17");
    auto why_word = word_with(why, explain);
    why->add_option("LINE", why_word->what, "a line's id, or a story's number")->required();

    auto* find = add_word(app, "search", "full-text search over articles and stories", "newsloom search harbour ferry");
    auto find_word = word_with(find, [](Session& session, Instant, const ReadingWord& word, const Habits& habits) {
        return search(session, word, habits);
    });
    find->add_option("WORDS", find_word->words, "all of them must be there")->required();
    find->add_option("--most", find_word->most, "how many")->type_name("N");

    auto* person = add_word(app, "voices", "quotes by and about a person in a public role, over stories and days",
                            "newsloom voices Hedda Vorn");
    auto person_word = word_with(person, voices);
    person->add_option("NAME", person_word->words, "name, or a part of it")->required();

    auto* out = add_word(app, "export", "everything derived, as JSON Lines", "newsloom export --canonical > all.jsonl");
    auto out_word = word_with(out, [](Session& session, Instant, const ReadingWord& word, const Habits&) {
        return export_all(session, word);
    });
    out->add_flag("--canonical", out_word->canonical, "stable order, nothing that depends on when it ran");
}

}  // namespace newsloom::cli
