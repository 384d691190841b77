#include "extract/detail/page_kind.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>

#include "extract/dates.h"
#include "extract/detail/weights.h"
#include "text/ascii.h"
#include "text/bytes64.h"
#include "text/fold.h"

namespace newsloom::extract {
namespace {

// clang-format off: its own order of the list, and one that stays
#define NL_PAGE_FEATURES(X) \
    X(body_words) X(body_blocks) X(body_share) X(body_sure) X(body_mean_words) X(long_paragraphs) X(body_links) \
    X(body_headings) X(body_items) X(body_rows) X(body_code) X(body_quotes) X(questions) X(page_words) \
    X(page_blocks) X(page_links) X(linked_article) X(linked_product) X(linked_list) X(linked_forum) X(linked_page) \
    X(linked_business) X(linked_faq) X(linked_howto) X(linked_video) X(linked_event) X(og_article) X(og_website) \
    X(og_product) X(og_other) X(has_author) X(has_date) X(has_modified) X(url_depth) X(url_words) X(url_digits) \
    X(url_date) X(url_root) X(url_html) X(url_query) X(url_article) X(url_list) X(url_product) X(url_forum) \
    X(url_docs) X(url_service) X(url_blog) X(title_words) X(has_headline) X(h1) X(h2) X(headings) X(articles) \
    X(articles_words) X(prices) X(class_article) X(class_product) X(class_forum) X(class_list) X(class_single) \
    X(class_home) X(forms) X(buttons) X(comments) X(times) X(images) X(code_blocks) X(related) X(cart) X(replies) \
    X(body_span) X(second_person) X(first_person) X(cards) X(prose_outside) X(published_time_meta) X(paragraphs) \
    X(breadcrumbs) X(section_meta) X(bylines)
// clang-format on

constexpr std::string_view kNames[] = {
#define X(name) #name,
    NL_PAGE_FEATURES(X)
#undef X
};
enum class P : std::size_t {
#define X(name) name,
    NL_PAGE_FEATURES(X)
#undef X
        count_
};

bool any_part(std::string_view path, std::initializer_list<std::string_view> parts) {
    std::size_t begin = 0;
    for (std::size_t i = 0; i <= path.size(); ++i) {
        if (i < path.size() && path[i] != '/' && path[i] != '.' && path[i] != '-' && path[i] != '_' && path[i] != '?' &&
            path[i] != '=')
            continue;
        const std::string_view part = path.substr(begin, i - begin);
        begin = i + 1;
        if (part.empty()) continue;
        if (std::find_if(parts.begin(), parts.end(), [&](std::string_view p) { return ascii::iequals(p, part); }) !=
            parts.end())
            return true;
    }
    return false;
}

/// The wording of buttons that sell.
bool fills_cart(std::string_view text) {
    const auto says = [&](std::size_t at, std::string_view words) {
        return ascii::iequals(text.substr(at, words.size()), words);
    };
    for (std::size_t at = 0; at + 7 <= text.size(); ++at) {  // the shortest
        const char c = ascii::lower(text[at]);
        if (c == 'a' && (says(at, "add to cart") || says(at, "add to bag") || says(at, "add to basket"))) return true;
        if (c == 'b' && says(at, "buy now")) return true;
    }
    return false;
}

struct Addressed {
    int reader = 0;   ///< " you ", " your ", "Your "
    int writers = 0;  ///< " we ", "We ", " our ", "Our "
};

/// Words before a space; two that share a space count once, as when each is looked for by itself.
Addressed count_addressed(std::string_view text) {
    Addressed found;
    std::size_t you = 0, your = 0, we = 0, our = 0;  // the byte after the last one
    const auto is = [text](std::size_t end, std::string_view word) {
        return end >= word.size() && text.compare(end - word.size(), word.size(), word) == 0;
    };
    const auto lower = [&](std::size_t end, std::string_view word, std::size_t& after, int& count) {
        if (!is(end, word) || end - word.size() < after) return;
        after = end + 1;
        ++count;
    };
    const auto word_ends = [&](std::size_t i) {
        switch (text[i - 1]) {
            case 'u':
                lower(i, " you", you, found.reader);
                break;
            case 'r':
                lower(i, " your", your, found.reader);
                lower(i, " our", our, found.writers);
                found.reader += is(i, "Your") ? 1 : 0;
                found.writers += is(i, "Our") ? 1 : 0;
                break;
            case 'e':
                lower(i, " we", we, found.writers);
                found.writers += is(i, "We") ? 1 : 0;
                break;
            default:
                break;
        }
    };
    for (std::size_t at = 0; at + 2 < text.size(); at += Bytes64::kSize) {
        // Spaces that follow a letter in which one of the words ends.
        const Bytes64 letters(text, at + 1);
        const Bytes64 spaces(text, at + 2);
        std::uint64_t ends = spaces.is(' ') & (letters.is('u') | letters.is('r') | letters.is('e'));
        for (; ends != 0; ends &= ends - 1)
            word_ends(at + 2 + static_cast<std::size_t>(std::countr_zero(ends)));
    }
    return found;
}

}  // namespace

const std::vector<std::string>& page_feature_names() {
    static const std::vector<std::string> kList(std::begin(kNames), std::end(kNames));
    return kList;
}

std::vector<float> page_features(const Facts& facts, const Sorted& sorted, const Article& article) {
    const PageView& view = *facts.view;
    std::vector<float> row(static_cast<std::size_t>(P::count_));
    const auto set = [&row](P f, double value) { row[static_cast<std::size_t>(f)] = static_cast<float>(value); };
    const auto add = [&row](P f, double value) { row[static_cast<std::size_t>(f)] += static_cast<float>(value); };
    double words = 0, link_words = 0, body_words = 0, body_link_words = 0, sure = 0, blocks = 0, outside = 0;
    for (std::size_t i = 0; i < view.blocks.size(); ++i) {
        const TextBlock& block = view.blocks[i];
        words += block.words;
        link_words += block.link_words;
        if (block.heading_level == 1) add(P::h1, 1);
        if (block.heading_level == 2) add(P::h2, 1);
        if (block.heading_level != 0) add(P::headings, 1);
        if (sorted.roles[i] == Role::related) add(P::related, 1);
        if (sorted.roles[i] == Role::comment) add(P::comments, 1);
        if (sorted.roles[i] == Role::byline) add(P::bylines, 1);
        if (in(block.places, Place::pre)) add(P::code_blocks, 1);
        const std::string_view text = view.view(block);
        if (block.words <= 12) {
            if (text.find('$') != std::string_view::npos || text.find("€") != std::string_view::npos ||
                text.find("£") != std::string_view::npos)
                add(P::prices, 1);
            if (block.words <= 4 && fills_cart(text)) add(P::cart, 1);
            if (block.words <= 3 && (ascii::iequals(text, "reply") || ascii::iequals(text, "quote") ||
                                     ascii::ifind(text, "replies") != std::string_view::npos))
                add(P::replies, 1);
        }
        if (!is_body(sorted.roles[i])) {
            if (block.words >= 15 && block.link_words * 4 < block.words) outside += block.words;
            continue;
        }
        ++blocks;
        body_words += block.words;
        body_link_words += block.link_words;
        sure += sorted.body[i];
        if (block.words >= 25) add(P::long_paragraphs, 1);
        if (sorted.roles[i] == Role::heading) add(P::body_headings, 1);
        if (sorted.roles[i] == Role::list_item) add(P::body_items, 1);
        if (sorted.roles[i] == Role::table_row) add(P::body_rows, 1);
        if (sorted.roles[i] == Role::code) add(P::body_code, 1);
        if (sorted.roles[i] == Role::quote) add(P::body_quotes, 1);
        if (text.ends_with('?')) add(P::questions, 1);
        if (text.size() < 4000) {
            const Addressed addressed = count_addressed(text);
            add(P::second_person, addressed.reader);
            add(P::first_person, addressed.writers);
        }
    }
    const auto part = [](double a, double b) { return b <= 0 ? 0 : a / b; };
    set(P::body_words, std::log1p(body_words));
    set(P::body_blocks, std::log1p(blocks));
    set(P::body_share, part(body_words, words));
    set(P::body_sure, part(sure, blocks));
    set(P::body_mean_words, part(body_words, blocks));
    set(P::body_links, part(body_link_words, body_words));
    for (const P f : {P::body_headings, P::body_items, P::body_rows, P::body_code, P::body_quotes, P::questions,
                      P::long_paragraphs})
        set(f, part(row[static_cast<std::size_t>(f)], blocks));
    for (const P f : {P::second_person, P::first_person})
        set(f, part(100.0 * row[static_cast<std::size_t>(f)], body_words));
    set(P::page_words, std::log1p(words));
    set(P::page_blocks, std::log1p(static_cast<double>(view.blocks.size())));
    set(P::page_links, part(link_words, words));
    set(P::prose_outside, part(outside, outside + body_words));
    set(P::body_span, part(blocks, static_cast<double>(sorted.end_body) - sorted.first_body));

    set(P::linked_article, facts.linked.article ? (facts.linked.several_articles ? 2 : 1) : 0);
    for (const std::string& type : facts.linked.types) {
        if (type == "Product" || type == "ProductGroup" || type == "Offer" || type == "AggregateOffer")
            set(P::linked_product, 1);
        if (type == "ItemList" || type == "CollectionPage" || type == "Blog" || type == "OfferCatalog")
            set(P::linked_list, 1);
        if (type == "DiscussionForumPosting" || type == "QAPage" || type == "Question") set(P::linked_forum, 1);
        if (type == "WebPage" || type == "ItemPage") set(P::linked_page, 1);
        if (type.find("Business") != std::string::npos || type == "Service" || type == "SoftwareApplication" ||
            type == "ProfessionalService" || type == "Corporation")
            set(P::linked_business, 1);
        if (type == "FAQPage") set(P::linked_faq, 1);
        if (type == "HowTo" || type == "Recipe" || type == "TechArticle" || type == "APIReference")
            set(P::linked_howto, 1);
        if (type == "VideoObject") set(P::linked_video, 1);
        if (type == "Event") set(P::linked_event, 1);
    }
    const std::string og = ascii::lower(facts.meta("og:type"));
    set(P::og_article, og.starts_with("article") || og == "news" || og == "blog" || og == "post");
    set(P::og_website, og == "website");
    set(P::og_product, og.find("product") != std::string::npos);
    set(P::og_other, !og.empty());
    set(P::has_author, !article.authors.empty());
    set(P::has_date, article.published.has_value());
    set(P::has_modified, article.modified.has_value());
    set(P::published_time_meta, !facts.meta("article:published_time").empty());
    set(P::section_meta, !facts.meta("article:section").empty());

    std::string_view url =
        article.url.empty() ? std::string_view(article.canonical_url) : std::string_view(article.url);
    const auto scheme = url.find("//");
    const auto slash = scheme == std::string_view::npos ? url.find('/') : url.find('/', scheme + 2);
    std::string_view path = slash == std::string_view::npos ? std::string_view() : url.substr(slash);
    const std::string_view host =
        scheme == std::string_view::npos
            ? std::string_view()
            : url.substr(scheme + 2, slash == std::string_view::npos ? slash : slash - scheme - 2);
    set(P::url_query, path.find('?') != std::string_view::npos);
    const std::string_view full = path;
    path = path.substr(0, path.find('?'));
    while (path.ends_with('/'))
        path.remove_suffix(1);
    set(P::url_root, path.size() <= 1);
    set(P::url_depth, static_cast<double>(std::count(path.begin(), path.end(), '/')));
    const std::string_view last = path.substr(path.rfind('/') == std::string_view::npos ? 0 : path.rfind('/') + 1);
    set(P::url_words,
        static_cast<double>(std::count(last.begin(), last.end(), '-') + std::count(last.begin(), last.end(), '_')) +
            (last.empty() ? 0 : 1));
    set(P::url_digits,
        static_cast<double>(std::count_if(last.begin(), last.end(), [](char c) { return ascii::is_digit(c); })));
    set(P::url_date, date_in_url(url).has_value());
    set(P::url_html, last.ends_with(".html") || last.ends_with(".htm") || last.ends_with(".php"));
    set(P::url_article, any_part(path, {"article", "articles", "news", "story", "stories", "politics", "world",
                                        "artikel", "opinion", "magazine", "press"}));
    set(P::url_blog, any_part(path, {"blog", "blogs", "post", "posts", "insights"}) ||
                         any_part(host, {"blog", "news", "medium", "substack"}));
    set(P::url_list, any_part(path, {"category", "categories", "tag", "tags", "topic", "topics", "archive", "archives",
                                     "author", "collections", "search", "list", "best", "top", "events", "jobs",
                                     "directory", "section", "all"}));
    set(P::url_product, any_part(full, {"product", "products", "shop", "store", "item", "p", "dp", "buy", "sku",
                                        "collections", "pd", "category"}));
    set(P::url_forum,
        any_part(full, {"forum", "forums", "thread", "threads", "t", "topic", "viewtopic", "questions", "community",
                        "discussion", "discussions", "showthread", "r", "comments", "board", "boards"}) ||
            any_part(host, {"forum", "forums", "community", "discuss", "boards", "reddit", "stackoverflow"}));
    set(P::url_docs,
        any_part(path, {"docs", "doc", "documentation", "wiki", "manual", "reference", "api", "guide", "guides", "help",
                        "tutorial", "tutorials", "learn", "support", "kb", "en-us", "latest", "stable"}) ||
            any_part(host,
                     {"docs", "wiki", "help", "developer", "developers", "support", "learn", "readthedocs", "dev"}));
    set(P::url_service, any_part(path, {"services", "service", "solutions", "pricing", "about", "contact", "features",
                                        "product", "products", "platform", "company", "careers", "industries",
                                        "programs", "locations", "software"}));

    set(P::title_words, count_words(article.title));
    set(P::has_headline, facts.headline_block != ~0u);
    double article_words = 0;
    for (const Container& c : view.containers) {
        if (c.tag == html::Tag::article) {
            add(P::articles, 1);
            article_words += c.words;
        }
        if (c.tag == html::Tag::form) add(P::forms, 1);
        if (c.tag == html::Tag::button) add(P::buttons, 1);
        if (has(c.own, Hint::teaser)) add(P::cards, 1);
        if (has(c.own, Hint::navigation) && c.words > 0 && c.words < 30 && c.link_words * 2 > c.words)
            add(P::breadcrumbs, 1);
    }
    set(P::articles_words, part(article_words, row[static_cast<std::size_t>(P::articles)]));
    for (const P f : {P::cards, P::buttons, P::related, P::comments, P::prices, P::replies})
        set(f, std::log1p(row[static_cast<std::size_t>(f)]));
    const Hints body_class = hints_of(view.body_classes);
    set(P::class_article, has(body_class, Hint::article));
    set(P::class_product, has(body_class, Hint::product));
    set(P::class_forum, has(body_class, Hint::forum));
    set(P::class_list, has_any(body_class, Hint::list, Hint::kicker, Hint::tags));
    set(P::class_single, ascii::ifind(view.body_classes, "single") != std::string_view::npos);
    set(P::class_home, ascii::ifind(view.body_classes, "home") != std::string_view::npos);
    set(P::times, std::log1p(static_cast<double>(view.times.size())));
    set(P::images, std::log1p(static_cast<double>(view.marks.size())));
    set(P::paragraphs, std::log1p(view.paragraphs));
    return row;
}

namespace {

bool is_error_title(std::string_view title) {
    const std::string folded = fold_case(title);
    for (const std::string_view cue :
         {"404", "page not found", "not found", "seite nicht gefunden", "access denied", "403 forbidden",
          "page introuvable", "página no encontrada", "just a moment", "attention required", "pagina non trovata",
          "error 404", "service unavailable", "bad gateway", "are you a robot", "captcha", "страница не найдена"}) {
        const auto at = folded.find(cue);
        if (at != std::string::npos && folded.size() < cue.size() + 30) return true;
    }
    return false;
}

/// Hardly more than running text, and nothing that says it is something else: pages written by hand, print views.
bool is_bare_text(const std::vector<float>& row) {
    for (const P f : {P::linked_product, P::linked_list, P::linked_forum, P::linked_business, P::linked_faq,
                      P::linked_howto, P::linked_event, P::og_product, P::url_forum, P::url_docs, P::cart, P::replies,
                      P::class_product, P::class_forum}) {
        if (row[static_cast<std::size_t>(f)] > 0) return false;
    }
    return row[static_cast<std::size_t>(P::body_share)] >= 0.85F &&
           row[static_cast<std::size_t>(P::page_links)] < 0.1F && row[static_cast<std::size_t>(P::paragraphs)] > 0;
}

constexpr float kSurelyNone = 0.05F;

bool signs_as_article(const std::vector<float>& row) {
    const auto value = [&row](P f) { return row[static_cast<std::size_t>(f)]; };
    for (const P f :
         {P::linked_product, P::linked_forum, P::og_product, P::url_forum, P::url_docs, P::cart, P::replies}) {
        if (value(f) > 0) return false;
    }
    const bool signs = value(P::has_author) > 0 || value(P::linked_article) == 1 || value(P::og_article) > 0 ||
                       value(P::published_time_meta) > 0 || value(P::bylines) > 0;
    const bool runs = value(P::body_mean_words) >= 12 && value(P::body_words) > 4 && value(P::body_links) < 0.2F;
    return value(P::has_date) > 0 && runs && (signs || value(P::page_links) < 0.4F);
}

const char* kind_of(const std::vector<float>& row) {
    const auto value = [&row](P f) { return row[static_cast<std::size_t>(f)]; };
    if (value(P::linked_product) > 0 || value(P::og_product) > 0 || value(P::cart) > 0 || value(P::class_product) > 0)
        return "product page";
    if (value(P::linked_forum) > 0 || value(P::url_forum) > 0 || value(P::class_forum) > 0 || value(P::replies) > 1)
        return "forum";
    if (value(P::url_docs) > 0 || value(P::body_code) > 0.1) return "documentation";
    if (value(P::url_root) > 0 || value(P::linked_list) > 0 || value(P::url_list) > 0 || value(P::page_links) > 0.6 ||
        value(P::cards) > 2)
        return "section front";
    return "no article";
}

}  // namespace

void judge_page(const Facts& facts, const Sorted& sorted, const Weights& weights, Article& article) {
    const auto no = [&article](const char* why) {
        article.is_article = false;
        article.why_not = why;
    };
    std::uint32_t body_words = 0;
    for (std::uint32_t i = sorted.first_body; i < sorted.end_body; ++i) {
        if (is_body(sorted.roles[i])) body_words += facts.view->blocks[i].words;
    }
    if (body_words < 150 && is_error_title(article.title)) return no("error page");
    if (article.text.empty()) {
        std::uint32_t words = 0;
        for (const TextBlock& block : facts.view->blocks)
            words += block.words;
        return no(words < 60 && facts.view->script_bytes > 2000 ? "needs JavaScript" : "no article text");
    }
    // What the page says of itself counts more than what it looks like.
    constexpr std::uint32_t kWordsOfAReport = 60;
    if (article.genre == Genre::sponsored || article.genre == Genre::satire) return;
    if (facts.view->news_articles == 1 && body_words >= kWordsOfAReport) return;
    const std::vector<float> row = page_features(facts, sorted, article);
    if (weights.page.empty() || is_bare_text(row)) return;
    // Losing an article costs more than taking a page too many: where the page dates and signs its text, or calls
    // itself an article, doubt is not enough.
    const float limit = signs_as_article(row) ? std::min(weights.page_threshold, kSurelyNone) : weights.page_threshold;
    if (probability(weights.page.raw(row.data())) < limit) no(kind_of(row));
}

}  // namespace newsloom::extract
