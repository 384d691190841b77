#include "extract/detail/plain_text.h"

#include "extract/byline.h"
#include "extract/dates.h"
#include "extract/detail/json_values.h"
#include "extract/detail/line_view.h"
#include "extract/detail/roles.h"
#include "extract/weights.h"
#include "html/encoding.h"
#include "text/ascii.h"
#include "text/fold.h"
#include "text/utf8.h"
#include "url/url.h"

namespace newsloom::extract {
namespace {

namespace bj = boost::json;

void add_block(Article& article, Role role, std::string_view text) {
    if (!article.text.empty()) article.text += "\n\n";
    const std::size_t begin = article.text.size();
    article.text += text;
    article.blocks.push_back({role, {begin, article.text.size()}, 0});
}

template <class F>
void each_line(std::string_view text, F f) {
    while (!text.empty()) {
        const auto newline = text.find('\n');
        const std::string_view line = ascii::trim(text.substr(0, newline));
        if (!line.empty()) f(line);
        text = newline == std::string_view::npos ? std::string_view() : text.substr(newline + 1);
    }
}

}  // namespace

Result<Extraction> extract_article_json(const Page& page, const Options& options) {
    boost::system::error_code error;
    bj::parse_options parsing;
    parsing.allow_invalid_utf8 = true;
    const bj::value value = bj::parse(page.body, error, {}, parsing);
    if (error || !value.is_object()) return fail(Errc::bad_input, "the article is no JSON object");
    const bj::object& object = value.get_object();
    Extraction out;
    Article& article = out.article;
    article.url = utf8::repaired(text_at(object, "url"));
    article.canonical_url = utf8::repaired(text_at(object, "canonical_url"));
    article.title = collapse_whitespace(text_at(object, "title"));
    article.deck = collapse_whitespace(text_at(object, "deck"));
    article.site = collapse_whitespace(text_at(object, "outlet"));
    if (article.site.empty()) article.site = collapse_whitespace(text_at(object, "source"));
    article.language = utf8::repaired(text_at(object, "lang"));
    if (article.language.empty()) article.language = utf8::repaired(text_at(object, "language"));
    for (const char* key : {"published", "time"}) {
        if (const auto* time = object.if_contains(key); time != nullptr && !article.published) {
            if (time->is_string()) {
                article.published = find_date(text_at(object, key));
            } else if (time->is_int64() && time->get_int64() > 0 && time->get_int64() < 32'503'680'000'000) {
                std::int64_t seconds = time->get_int64();
                if (seconds > 32'503'680'000) seconds /= 1000;  // milliseconds
                article.published = Timestamp{Instant{std::chrono::seconds{seconds}}, std::nullopt, false};
            }
        }
    }
    if (const auto genre = genre_named(text_at(object, "genre"))) article.genre = *genre;
    if (const auto* authors = object.if_contains("authors")) {
        const BylineContext context{article.site, {}, true};
        const auto add = [&](std::string_view name) {
            Byline byline = split_byline(name, context);
            article.authors.insert(article.authors.end(), byline.people.begin(), byline.people.end());
            article.agencies.insert(article.agencies.end(), byline.agencies.begin(), byline.agencies.end());
        };
        if (authors->is_string()) add(text_at(object, "authors"));
        if (const auto* list = authors->if_array()) {
            for (const auto& item : *list) {
                if (const auto* name = item.if_string()) add({name->data(), name->size()});
            }
        }
    }
    std::string text = utf8::repaired(text_at(object, "text"));
    if (text.size() > options.limits.article_text_bytes) {
        std::size_t cut = options.limits.article_text_bytes;
        while (!utf8::is_boundary(text, cut))
            --cut;
        text.resize(cut);
        out.problems.push_back("text cut at " + std::to_string(options.limits.article_text_bytes / kMiB) + " MB");
    }
    each_line(text, [&](std::string_view line) { add_block(article, Role::paragraph, line); });
    if (article.text.empty() && article.title.empty()) return fail(Errc::bad_input, "the article has no text");
    if (article.text.empty()) {
        article.is_article = false;
        article.why_not = "no text";
    }
    return out;
}

void read_line_metadata(Facts& facts, Article& article) {
    const PageView& view = *facts.view;
    facts.headline_block = headline_of_lines(view);
    const std::uint32_t head = facts.headline_block;
    if (head == ~0u) return;
    article.title = view.view(view.blocks[head]);
    facts.folded_title = squeeze(article.title);
    const BylineContext context{article.site, facts.host, false};
    const auto end = std::min<std::uint32_t>(head + 9, static_cast<std::uint32_t>(view.blocks.size()));
    for (std::uint32_t i = head > 4 ? head - 4 : 0; i < end; ++i) {
        const TextBlock& block = view.blocks[i];
        const std::string_view text = view.view(block);
        if (i == head || block.words > 24) continue;
        if (!article.published) article.published = find_date(text, {facts.language, {}, false});
        if (!article.authors.empty() || i < head) continue;
        if (!begins_as_byline(text) && block.words > 4) continue;
        Byline byline = split_byline(text, context);
        if (!begins_as_byline(text) && (byline.people.size() != 1 || i > head + 3)) continue;
        article.authors = std::move(byline.people);
        article.agencies = std::move(byline.agencies);
    }
}

namespace {

/// The names in a line that holds more than a byline: "A and B · 5 March", "Posted on 2 March by A".
Byline byline_in(std::string_view text, const BylineContext& context) {
    Byline found = split_byline(text, context);
    constexpr std::string_view kBy = " by ", kSigns[] = {"|", "·", "•", "—", " - "};
    if (const auto by = text.find(kBy); found.people.empty() && by != std::string_view::npos)
        found = split_byline(text.substr(by + 1), context);
    for (const std::string_view sign : kSigns) {
        if (!found.people.empty()) break;
        if (const auto at = text.find(sign); at != std::string_view::npos && at > 0)
            found = split_byline(ascii::trim(text.substr(0, at)), context);
    }
    return found;
}

/// Headline, authors and time once the lines have roles; what was guessed before where there is no headline.
void read_told_metadata(Facts& facts, const Sorted& sorted, Article& article) {
    constexpr std::uint32_t kAbove = 6, kBelow = 14, kBylineWords = 30;
    const PageView& view = *facts.view;
    const auto n = static_cast<std::uint32_t>(view.blocks.size());
    const std::uint32_t head = sorted.headline;
    if (head >= n) return;
    facts.headline_block = head;
    article.title = view.view(view.blocks[head]);
    facts.folded_title = squeeze(article.title);
    // Lines of the role around the headline, the nearest below first; then those behind the text.
    std::vector<std::uint32_t> places;
    for (std::uint32_t i = head + 1; i < std::min(n, head + kBelow); ++i)
        places.push_back(i);
    for (std::uint32_t i = head; i-- > (head > kAbove ? head - kAbove : 0);)
        places.push_back(i);
    for (std::uint32_t i = sorted.end_body; i < std::min(n, sorted.end_body + kAbove); ++i)
        places.push_back(i);
    const BylineContext context{article.site, facts.host, false};
    Byline found;
    std::optional<Timestamp> published;
    for (const std::uint32_t i : places) {
        const TextBlock& block = view.blocks[i];
        const std::string_view text = view.view(block);
        const Role role = sorted.roles[i];
        if (role != Role::byline && role != Role::dateline_time) continue;
        if (!published && block.words <= kBylineWords) published = find_date(text, {facts.language, {}, false});
        if (role == Role::byline && found.people.empty() && block.words <= kBylineWords)
            found = byline_in(text, context);
    }
    article.authors = std::move(found.people);
    article.agencies = std::move(found.agencies);
    if (published) article.published = published;
}

/// "Read more: ..." without what stands before the colon, where that is what such lines begin with.
std::string_view without_lead(std::string_view text, const PhrasesFound& phrases) {
    constexpr std::size_t kMostLead = 40;
    if (!has(phrases.at_begin, Phrase::related)) return text;
    const auto colon = text.find(':');
    const auto wide = text.find("\xEF\xBC\x9A");  // U+FF1A
    const std::size_t at = std::min(colon, wide);
    if (at > kMostLead) return text;
    return ascii::trim(text.substr(at + (at == wide ? 3 : 1)));
}

/// The lines of role `related`: a head, then "KICKER", "title", "deck." in turn, or titles alone.
void read_related_lines(const Facts& facts, const Sorted& sorted, Article& article) {
    constexpr std::size_t kMostRelated = 60;
    constexpr std::uint32_t kHeadWords = 4, kKickerWords = 3, kDateWords = 6;
    const PageView& view = *facts.view;
    const auto is_related = [&](std::size_t i) { return i < sorted.roles.size() && sorted.roles[i] == Role::related; };
    const auto is_short = [&](std::size_t i) { return is_related(i) && view.blocks[i].words <= kKickerWords; };
    // Between two short lines stand a title and what it is about, more than once on the page.
    const auto is_card = [&](std::size_t title) {
        return title > 0 && is_short(title - 1) && is_related(title) && !is_short(title) && is_related(title + 1) &&
               !is_short(title + 1) && (is_short(title + 2) || !is_related(title + 2));
    };
    std::size_t cards = 0;
    for (std::size_t i = 0; i < view.blocks.size(); ++i)
        cards += is_card(i) ? 1 : 0;
    const auto has_deck = [&](std::size_t title) {
        if (!is_related(title + 1)) return false;
        if (cards > 1 && is_card(title)) return true;
        const TextBlock& below = view.blocks[title + 1];  // a sentence below a title that is none
        return below.words >= kHeadWords && view.view(below).ends_with('.') &&
               !view.view(view.blocks[title]).ends_with('.');
    };
    for (std::size_t i = 0; i < view.blocks.size() && article.related.size() < kMostRelated; ++i) {
        if (!is_related(i)) continue;
        const TextBlock& block = view.blocks[i];
        const std::string_view text = without_lead(view.view(block), sorted.phrases[i]);
        const bool shortened = text.size() < block.size();
        if (!shortened && has(sorted.phrases[i].at_begin, Phrase::related) && block.words <= kHeadWords + 1) continue;
        if (!shortened && block.words <= kKickerWords) continue;
        // The head of a list: short, above titles that are no decks of it.
        if (!shortened && block.words <= kHeadWords && !is_related(i - std::min<std::size_t>(i, 1)) &&
            is_related(i + 1))
            continue;
        if (block.words <= kDateWords && find_date(text, {facts.language, {}, false})) continue;
        RelatedLink link;
        link.title = text;
        if (i > 0 && is_related(i - 1) && view.blocks[i - 1].words <= kKickerWords &&
            sorted.phrases[i - 1].at_begin == 0)
            link.kicker = view.view(view.blocks[i - 1]);
        if (has_deck(i)) {
            link.deck = view.view(view.blocks[i + 1]);
            ++i;
        }
        article.related.push_back(std::move(link));
    }
}

/// Nothing heads what was found and nothing of it runs on: a shell, an error, a list.
bool is_scrap(const Facts& facts, const Sorted& sorted) {
    constexpr std::uint32_t kFewest = 25;
    std::uint32_t words = 0;
    for (std::size_t i = sorted.first_body; i < sorted.end_body; ++i)
        words += is_body(sorted.roles[i]) ? facts.view->blocks[i].words : 0;
    return sorted.headline == ~0U && words < kFewest;
}

}  // namespace

Result<Extraction> extract_plain_text(const Page& page, const Options& options) {
    std::string_view bytes = page.body;
    Extraction out;
    if (bytes.size() > options.limits.page_bytes) {
        bytes = bytes.substr(0, options.limits.page_bytes);
        out.problems.push_back("cut at " + std::to_string(options.limits.page_bytes / kMiB) + " MB");
    }
    const html::Encoding encoding = html::sniff_encoding(bytes, page.media_type);
    const std::string decoded = html::decode(bytes, encoding.name);
    std::vector<std::string> cleaned;
    each_line(decoded, [&](std::string_view line) {
        std::string text = clean_text(line);
        if (!text.empty()) cleaned.push_back(std::move(text));
    });
    if (cleaned.empty()) return fail(Errc::bad_input, "the page has no text");
    const std::vector<std::string_view> lines(cleaned.begin(), cleaned.end());
    const PageView view = view_of_lines(lines);
    Facts facts;
    facts.view = &view;
    Article& article = out.article;
    article.url = page.final_url.empty() ? page.url : page.final_url;
    facts.base = article.url;
    facts.host = url::host(article.url);
    read_line_metadata(facts, article);
    const Weights& weights = options.weights != nullptr ? *options.weights : built_in_weights();
    const Sorted sorted = sort_lines(facts, article, weights);
    read_told_metadata(facts, sorted, article);
    const std::vector<std::size_t> offsets = compose_text(facts, sorted, out, options);
    compose_surroundings(facts, sorted, article);
    read_related_lines(facts, sorted, article);
    read_genre(facts, sorted, weights, article);
    if (article.text.empty() || is_scrap(facts, sorted)) {
        article.is_article = false;
        article.why_not = "no article text";
    }
    return out;
}

}  // namespace newsloom::extract
