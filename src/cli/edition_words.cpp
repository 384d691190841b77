// edition: composes, freezes and publishes.
#include <memory>

#include <CLI/CLI.hpp>

#include "cli/detail/session.h"
#include "edition/compose.h"
#include "printed/edition.h"
#include "render/render.h"

namespace newsloom::cli {
namespace {

struct EditionWord {
    std::string kind, day, now, since;
    bool dry_run = false;
};

Result<pipeline::ComposeRequest> request_of(const EditionWord& word, const config::Config& config) {
    pipeline::ComposeRequest request;
    const auto kind = edition_kind_named(word.kind.empty() ? config.edition.kind : word.kind);
    if (!kind) return fail(Errc::usage, "--kind \"" + word.kind + "\": morning, weekly or good_news");
    request.kind = *kind;
    NL_TRY(request.now, now_given(word.now));
    request.day = date_of(request.now);
    if (!word.day.empty()) {
        const auto day = parse_date(word.day);
        if (!day) return fail(Errc::usage, "--day \"" + word.day + "\" is no day; write 2026-03-09");
        request.day = *day;
    }
    if (!word.since.empty()) {
        NL_TRY(request.since, time_given("--since", word.since));
    }
    request.dry_run = word.dry_run;
    return request;
}

Result<void> print_edition(const EditionWord& word, const Habits& habits) {
    NL_TRY(Session session, open_session(habits, word.dry_run ? pipeline::Access::read : pipeline::Access::write));
    NL_TRY(const auto request, request_of(word, session.config));
    NL_TRY(const auto composed, session.engine->compose(request));
    Output output;
    if (word.dry_run) {
        if (habits.json) {
            output.line(printed::to_json(composed.edition));
            return {};
        }
        const std::string language = composed.edition.language;
        output.write(render::terminal(composed.edition,
                                      [&](const Label& label) { return edition::label_text(label, language); }));
        return {};
    }
    NL_TRY(const auto published, session.engine->publish());
    NL_TRY(const auto mail, session.engine->write_mail(composed.edition.key));
    if (habits.json) {
        print_object(output, "edition", [&](json::Writer& w) {
            w.field("edition", composed.edition.key).field("was_frozen", composed.was_frozen);
            w.field("written", published.written.size()).field("unchanged", published.unchanged);
            w.field("front_page", published.front_page.string()).field("mail", mail.string());
            w.key("printed").raw(printed::to_json(composed.edition));
        });
    } else if (!habits.quiet) {
        output.line(composed.edition.key + (composed.was_frozen
                                                ? ": printed already, published as it was"
                                                : ": " + counted(composed.edition.stories.size(), "story", "stories")));
        output.line("site  " + published.front_page.string() + "  (" + counted(published.written.size(), "file") +
                    " written, " + grouped(published.unchanged) + " unchanged)");
        output.line("mail  " + mail.string());
    }
    return {};
}

}  // namespace

void add_edition_words(CLI::App& app, Command& command) {
    auto* sub = add_word(app, "edition", "composes and publishes an edition",
                         "newsloom edition\n  newsloom edition --dry-run\n"
                         "  newsloom edition --kind weekly --now 2026-03-09T06:30:00Z");
    auto word = std::make_shared<EditionWord>();
    sub->add_option("--kind", word->kind, "morning, weekly or good_news; as configured when not given");
    sub->add_option("--day", word->day, "the day on its front page")->type_name("D");
    sub->add_option("--now", word->now, "composed as if it were this time")->type_name("TIME");
    sub->add_option("--since", word->since, "news after this; a day or a week back when not given")->type_name("TIME");
    sub->add_flag("--dry-run", word->dry_run, "prints it, freezes and publishes nothing");
    sub->callback([&command, word] {
        command.work = [&command, word]() -> int {
            const auto done = print_edition(*word, command.habits);
            return done ? 0 : ended(done.error());
        };
    });
}

}  // namespace newsloom::cli
