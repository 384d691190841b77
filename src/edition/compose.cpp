#include "edition/compose.h"

#include <algorithm>
#include <set>
#include <utility>

#include "edition/detail/beyond.h"
#include "edition/detail/brief.h"
#include "edition/detail/candidates.h"
#include "edition/detail/care.h"
#include "edition/detail/dates.h"
#include "edition/detail/desk.h"
#include "edition/detail/earlier.h"
#include "edition/detail/good_news.h"
#include "edition/detail/lines.h"
#include "edition/detail/sections.h"
#include "edition/detail/slug.h"
#include "edition/detail/story_page.h"

namespace newsloom::edition {
namespace {

using namespace detail;

constexpr std::size_t kGoodNewsMost = 2;
constexpr double kTitleOfLeadLeast = 0.3;  // share of a title that the lead tells
constexpr std::size_t kOpeningsMost = 2;
constexpr double kChanceLeast = 0.74;  // that an editor lets a line stand, mean of a brief's lines
constexpr double kPromiseLeast = 0.5;
constexpr double kHeadlineOfLeadLeast = 0.4;
constexpr double kHeadlineLeast = 0.65;       // share of the headline that the brief tells
constexpr std::size_t kShortBriefWords = 60;  // fewer are hardly more than a line

/// How a story will be told; decided before anything is printed.
struct Plan {
    const Story* story = nullptr;
    std::optional<ToldBefore> before;
    std::vector<Candidate> candidates;  ///< of an update: only from articles that are new
    std::size_t place = 0;              ///< in the ranking
    bool good_news = false;
    std::optional<PrintedStory> told;  ///< as a top story
    std::vector<std::string> hidden;   ///< names that are not printed
};

bool in_window(const Options& options, Instant time) {
    return time > options.since && (options.now == Instant{} || time <= options.now);
}

/// "Tuesday, 12 May 2026 · 62 articles by 9 outlets, 14 stories".
Line dateline_of(const Desk& desk, std::size_t stories) {
    const Date day = desk.options().day;
    const std::chrono::weekday weekday{std::chrono::sys_days{day}};
    const auto named = [&](const char* table, unsigned number) {
        return Computed{table, desk.text(std::string(table) + "." + std::to_string(number)), {}};
    };
    Line line = line_of(label("edition.dateline", {named("weekday", weekday.c_encoding()),
                                                   count("day", static_cast<unsigned>(day.day())),
                                                   named("month", static_cast<unsigned>(day.month())),
                                                   {"year", std::to_string(static_cast<int>(day.year())), {}}}));
    std::size_t articles = 0;
    std::set<OutletId> outlets;
    for (const auto& [id, article] : desk.material().articles) {
        if (article == nullptr || !in_window(desk.options(), article->time())) continue;
        ++articles;
        if (article->outlet) outlets.insert(article->outlet);
    }
    if (articles == 0 || outlets.empty()) return line;
    line.pieces.push_back(label("list.dot"));
    line.pieces.push_back(label(
        "edition.window", {count("articles", articles), count("outlets", outlets.size()), count("stories", stories)}));
    return line;
}

/// Whether one of the story's articles reports news that the edition's readers can read. What only outlets of other
/// languages tell is not told (their features are named under "Worth your time", with their language).
bool tells_news(const Desk& desk, const Story& story) {
    return std::any_of(story.articles.begin(), story.articles.end(), [&](ArticleId id) {
        const Article* const article = desk.article(id);
        return article != nullptr && reports_news(*article) && desk.speaks(*article);
    });
}

/// Whether the article was told from, or repeats one that was, as the same report at another address does.
bool is_old(const Desk& desk, const Story& story, const ToldBefore& before, const Article& article) {
    constexpr float kRepeats = 0.8F;  // of its word 5-grams
    if (before.documents.contains(article.document)) return true;
    const auto own = std::find_if(story.copies.begin(), story.copies.end(),
                                  [&](const CopyLink& link) { return link.article == article.id; });
    if (own == story.copies.end() || !own->copy_of || own->containment < kRepeats) return false;
    const auto told = [&](ArticleId id) {
        const Article* const other = desk.article(id);
        return other != nullptr && before.documents.contains(other->document);
    };
    return told(own->group) || std::any_of(story.copies.begin(), story.copies.end(), [&](const CopyLink& link) {
               return link.group == own->group && told(link.article);
           });
}

std::optional<Plan> plan(const Desk& desk, const Care& care, const Story& story) {
    if (!in_window(desk.options(), story.last) || !tells_news(desk, story)) return std::nullopt;
    Plan result;
    result.story = &story;
    result.hidden = care.names_to_hide(story);
    result.before = told_before(desk, story.id);
    result.candidates = candidates(desk, story);
    if (result.before) {
        std::erase_if(result.candidates,
                      [&](const Candidate& one) { return is_old(desk, story, *result.before, *one.article); });
        if (choose_lead(result.candidates, QuotingBudget(), result.before->words) == nullptr) return std::nullopt;
    }
    std::vector<std::string_view> texts;
    for (const ArticleId id : story.articles) {
        const Article* const article = desk.article(id);
        if (article != nullptr && reports_news(*article)) texts.push_back(article->title);
    }
    const Candidate* const lead = choose_lead(result.candidates, QuotingBudget(), {});
    if (lead != nullptr) texts.push_back(slice(lead->article->text, lead->range));
    result.good_news = is_good_news(texts);
    return result;
}

/// The title looks ahead to what the lead tells as a fact.
bool is_overtaken(const Article& titled, const Candidate& lead) {
    return !lead.ahead && headline_looks_ahead(titled.title);
}

/// The headline is a title of one of the story's news articles; the story stage's choice when it is one, unless the
/// lead is of another report and tells of something else.
Line headline_of(const Desk& desk, const Story& story, const std::vector<std::string>& hidden, const Candidate* lead) {
    const Article* article = desk.article(story.headline.article);
    const auto usable = [&](const Article* one) {
        return one != nullptr && may_be_quoted(*one) && !one->title.empty() && !mentions(one->title, hidden);
    };
    if (!usable(article)) {
        article = nullptr;
        for (const ArticleId id : story.articles) {
            const Article* const one = desk.article(id);
            if (article == nullptr && usable(one) && reports_news(*one)) article = one;
        }
    }
    if (lead != nullptr && usable(lead->article) && needs_its_own_title(*lead)) article = lead->article;
    // "Council to vote" above a lead that tells how it voted: the title that tells most of the lead.
    if (lead != nullptr && article != nullptr && is_overtaken(*article, *lead)) {
        double most = kTitleOfLeadLeast;
        for (const ArticleId id : story.articles) {
            const Article* const one = desk.article(id);
            if (!usable(one) || !reports_news(*one) || !tells(one->title) || is_overtaken(*one, *lead)) continue;
            const double share = repeated(content_words(one->title), lead->content);
            if (share <= most) continue;
            article = one;
            most = share;
        }
    }
    if (article == nullptr) return {};
    const bool own = article->id == story.headline.article && story.headline.field == Field::title &&
                     !story.headline.range.empty() && story.headline.range.end <= article->title.size();
    Line line =
        line_of(quoted(*article, own ? story.headline.range : TextRange{0, article->title.size()}, Field::title));
    line.sources.push_back(desk.mark(*article));
    return line;
}

Line kicker_of(const Desk& desk, const Plan& plan) {
    Line line;
    if (plan.before) line.pieces.push_back(label("kicker.update"));
    const std::string category = "kicker.category_" + plan.story->category;
    if (!plan.story->category.empty() && !desk.text(category).empty()) {
        if (!line.pieces.empty()) line.pieces.push_back(label("list.dot"));
        line.pieces.push_back(label(category));
    }
    return line;
}

std::optional<Media> watch_of(const Desk& desk, const Story& story) {
    for (const ArticleId id : story.articles) {
        const Article* const article = desk.article(id);
        if (article == nullptr || !reports_news(*article) || article->paywalled) continue;
        for (const Media& media : article->media) {
            if (media.kind != MediaKind::video || !media.url.starts_with("http")) continue;
            Media video = media;
            video.credit = desk.outlet_name(article->outlet).text;  // where one will be watching it
            return video;
        }
    }
    return std::nullopt;
}

class Composer {
  public:
    Composer(const Desk& desk, Edition& edition) : desk_(desk), care_(desk), edition_(edition) {}

    void compose() {
        make_plans();
        choose();
        const std::vector<std::size_t> top = tell_all(top_, kBriefWordsLeast, kBriefWordsMost);
        const std::vector<std::size_t> good = tell_all(good_, 12, 60);
        const std::vector<std::size_t> rest = tell_all(rest_, 1, 45);
        add_corrections();
        add_top(top);
        if (desk_.options().kind != EditionKind::good_news) {
            add_question(desk_, edition_, top);
            add_spotlight(desk_, edition_);
            add_stories("speed_read", SectionForm::one_liners, rest);
            add_worth_your_time(desk_, edition_);
            add_beyond(desk_, edition_);
            add_stories("good_news", SectionForm::one_liners, good);
        }
        for (const auto& [url, why] : desk_.material().left_out)
            edition_.left_out.push_back(line_of(label("site.left_out_line", {{"url", url, {}}, {"why", why, {}}})));
    }

  private:
    void make_plans() {
        for (const Story* story : desk_.material().stories) {
            if (story == nullptr) continue;
            if (auto one = plan(desk_, care_, *story)) {
                one->place = plans_.size();
                plans_.push_back(std::move(*one));
            }
        }
        if (desk_.options().kind == EditionKind::good_news)
            std::erase_if(plans_, [](const Plan& one) { return !one.good_news; });
    }

    /// Top: stories of two independent sources. On a day without any (an archive of articles whose outlets are not
    /// known), the stories of two articles.
    void choose() {
        const auto independent = [](const Plan& one) { return one.story->independent >= 2; };
        const bool any = std::any_of(plans_.begin(), plans_.end(), independent);
        const bool all = desk_.options().kind == EditionKind::good_news;
        for (Plan& one : plans_) {
            const bool weighty = all || (any ? independent(one) : one.story->articles.size() >= 2);
            const bool can_open =
                choose_lead(one.candidates, QuotingBudget(), one.before ? one.before->words : WordSet()) != nullptr;
            const bool good = !all && one.good_news && can_open && good_.size() < kGoodNewsMost;
            // Good news has a place of its own, unless it is one of the day's two biggest stories.
            if (good && top_.size() >= 2)
                good_.push_back(&one);
            else if (weighty && can_open && top_.size() < desk_.options().top_stories && fills_a_brief(one))
                top_.push_back(&one);
            else if (weighty && one.told)
                thin_.push_back(&one);
            else if (good)
                good_.push_back(&one);
            else if (rest_.size() < desk_.options().one_liners)
                rest_.push_back(&one);
        }
        // Where there are too few: better a short brief than none.
        std::ranges::stable_partition(thin_,
                                      [](const Plan* one) { return words_told(*one->told) >= kShortBriefWords; });
        for (Plan* const one : thin_) {
            if (desk_.options().short_briefs && top_.size() < desk_.options().top_stories)
                top_.push_back(one);
            else if (rest_.size() < desk_.options().one_liners)
                rest_.push_back(one);
        }
        const auto place = [](const Plan* one) { return one->place; };
        std::ranges::sort(top_, {}, place);
        std::ranges::sort(rest_, {}, place);
    }

    /// What the sources say in a line, without labels.
    template <class Each>
    static void for_each_quoted(const Line& line, const Each& each) {
        for (const Piece& piece : line.pieces) {
            if (const auto* const quoted = std::get_if<Quoted>(&piece)) each(quoted->bytes);
        }
    }

    static std::size_t words_told(const PrintedStory& told) {
        std::size_t words = 0;
        for (const Line& line : told.brief)
            for_each_quoted(line, [&](const std::string& bytes) { words += count_words(bytes); });
        return words;
    }

    static WordSet content_told(const PrintedStory& told, std::size_t lines) {
        WordSet content;
        for (std::size_t i = 0; i < std::min(lines, told.brief.size()); ++i)
            for_each_quoted(told.brief[i], [&](const std::string& bytes) { add(content, content_words(bytes)); });
        return content;
    }

    /// "63 dead" above a lead that counts 247: the headline's numbers stand in the brief.
    static bool counts_agree(const PrintedStory& told) {
        const WordSet counted = content_told(told, told.brief.size());
        const std::vector<Word> words = words_of(std::get<Quoted>(told.headline.pieces.front()).bytes);
        return std::all_of(words.begin(), words.end(), [&](const Word& word) {
            const bool number = word.folded[0] >= '0' && word.folded[0] <= '9' && word.folded.size() > 1;
            return !number || shared(content_words(word.folded), counted) > 0;
        });
    }

    /// What the headline promises stands in the brief.
    static bool keeps_its_promise(const PrintedStory& told) {
        const WordSet words = content_told(told, told.brief.size()), lead = content_told(told, 1);
        const WordSet promised = content_words(std::get<Quoted>(told.headline.pieces.front()).bytes);
        return repeated(promised, words) >= kHeadlineLeast && repeated(promised, lead) >= kHeadlineOfLeadLeast;
    }

    /// Told as a top story it opens by the rules and has the words of a brief.
    bool fills_a_brief(Plan& one) {
        Told told = tell(one, kBriefWordsLeast, kBriefWordsMost);
        if (told.printed.headline.pieces.empty()) return false;
        one.told = std::move(told.printed);
        QuotingBudget budget;
        budget.hide(one.hidden);
        return told.full && choose_lead(one.candidates, budget, one.before ? one.before->words : WordSet(),
                                        Lead::by_the_rules) != nullptr;
    }

    std::vector<std::size_t> tell_all(const std::vector<Plan*>& plans, std::size_t least, std::size_t most) {
        std::vector<std::size_t> indexes;
        for (Plan* const one : plans) {
            PrintedStory printed =
                one->told && most == kBriefWordsMost ? std::move(*one->told) : tell(*one, least, most).printed;
            if (printed.headline.pieces.empty()) continue;
            if (!one->hidden.empty()) {
                Line line = line_of(label("care.hidden"));
                line.pieces.insert(line.pieces.end(), printed.headline.pieces.begin(), printed.headline.pieces.end());
                edition_.left_out.push_back(std::move(line));
            }
            indexes.push_back(edition_.stories.size());
            edition_.stories.push_back(std::move(printed));
        }
        return indexes;
    }

    /// A brief and what stands above it, before the page is told around it.
    struct Told {
        PrintedStory printed;
        QuotingBudget budget;
        double chance = 0;
        bool full = false;  ///< a brief by all rules
    };

    Told tell_from(const Plan& one, const Candidate* opening, BriefOptions options) {
        const Story& story = *one.story;
        Told told;
        PrintedStory& printed = told.printed;
        printed.story = story.id;
        printed.version = story.version;
        printed.category = story.category;
        told.budget.hide(one.hidden);
        // The lead first: what a short report may give is for what happened, the rest for where accounts differ.
        if (opening != nullptr) told.budget.print(*opening->article, opening->range);
        print_differences(desk_, story, told.budget, printed);
        printed.headline = headline_of(desk_, story, one.hidden, opening);
        if (printed.headline.pieces.empty()) return told;
        options.headline = content_words(std::get<Quoted>(printed.headline.pieces.front()).bytes);
        const std::string words = slug(std::get<Quoted>(printed.headline.pieces.front()).bytes);
        printed.slug = (words.empty() ? "story" : words) + "-" + std::to_string(story.id.value);
        printed.kicker = kicker_of(desk_, one);
        Brief brief = compose_brief(desk_, story, one.candidates, opening, told.budget, options);
        printed.brief = std::move(brief.lines);
        told.chance = brief.chance;
        told.full = words_told(printed) >= kBriefWordsLeast && counts_agree(printed) && keeps_its_promise(printed) &&
                    tells(std::get<Quoted>(printed.headline.pieces.front()).bytes) && brief.chance >= kChanceLeast &&
                    brief.promise >= kPromiseLeast;
        return told;
    }

    Told tell(const Plan& one, std::size_t least, std::size_t most) {
        BriefOptions options;
        options.least = least;
        options.most = most;
        if (one.before) {
            options.told = one.before->words;
            options.since = one.before->day;
        }
        QuotingBudget budget;
        budget.hide(one.hidden);
        // Where the best opening yields no brief by all rules, the next ones may.
        const bool top = least >= kBriefWordsLeast;
        const auto openings = leads(one.candidates, budget, options.told, Lead::any, top ? kOpeningsMost : 1);
        Told told = tell_from(one, openings.empty() ? nullptr : openings.front(), options);
        for (std::size_t i = 1; i < openings.size() && !told.full; ++i) {
            Told other = tell_from(one, openings[i], options);
            if (other.full) told = std::move(other);
        }
        PrintedStory& printed = told.printed;
        if (printed.headline.pieces.empty()) return told;
        printed.foot = foot_line(desk_, *one.story);
        printed.watch = watch_of(desk_, *one.story);
        print_page(desk_, *one.story, told.budget, printed);
        hide_names(printed, one.hidden);
        return told;
    }

    void add_corrections() {
        std::vector<Line> lines = corrections(desk_);
        if (lines.empty()) return;
        Section section;
        section.key = "corrections";
        section.form = SectionForm::list;
        section.title = line_of(label("section.corrections"));
        section.lines = std::move(lines);
        edition_.sections.push_back(std::move(section));
    }

    void add_top(const std::vector<std::size_t>& stories) { add_stories("top", SectionForm::briefs, stories); }

    void add_stories(const std::string& key, SectionForm form, const std::vector<std::size_t>& stories) {
        Section section;
        section.key = key;
        section.form = form;
        section.title = line_of(label("section." + key));
        section.stories = stories;
        if (stories.empty()) section.why_empty = line_of(label("empty." + key));
        edition_.sections.push_back(std::move(section));
    }

    const Desk& desk_;
    Care care_;
    Edition& edition_;
    std::vector<Plan> plans_;
    std::vector<Plan*> top_, thin_, good_, rest_;
};

}  // namespace

Edition compose(const Material& material, const Options& given) {
    Options options = given;
    if (!options.day.ok() || options.day == Date{}) options.day = date_of(options.now);
    const Desk desk(material, options);
    Edition edition;
    edition.kind = options.kind;
    edition.language = options.language;
    edition.day = options.day;
    edition.composed = options.now;
    edition.since = options.since;
    edition.key = to_string(options.day) + "-" + std::string(name(options.kind));
    edition.title = line_of(label("edition.title_" + std::string(name(options.kind))));
    Composer(desk, edition).compose();
    edition.dateline = dateline_of(desk, edition.stories.size());
    std::size_t number = 0;
    for_each_line(edition, [&](Line& line) {
        if (!line.pieces.empty()) line.id = edition.key + "." + std::to_string(++number);
    });
    return edition;
}

}  // namespace newsloom::edition
