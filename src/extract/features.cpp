#include "extract/detail/features.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <unordered_map>
#include <unordered_set>

#include "base/hash.h"
#include "extract/detail/phrases.h"
#include "text/ascii.h"
#include "text/fold.h"
#include "text/utf8.h"

namespace newsloom::extract {
namespace {

constexpr unsigned kPlaceCount = 31;
constexpr std::size_t kNear = kPlainFeatures;
constexpr std::size_t kPath = kNear + kHintCount;
constexpr std::size_t kPlaces = kPath + kHintCount;
constexpr std::size_t kBegins = kPlaces + kPlaceCount;
constexpr std::size_t kWithin = kBegins + kPhraseCount;
constexpr std::size_t kColumns = kWithin + kPhraseCount;

constexpr std::array<std::string_view, kHintCount> kHintNames = {
    "body",    "article",    "headline", "deck",   "kicker",  "byline", "bio",    "time",       "caption",
    "figure",  "player",     "quote",    "box",    "related", "teaser", "promo",  "newsletter", "share",
    "comment", "navigation", "header",   "footer", "sidebar", "advert", "tags",   "legal",      "paywall",
    "login",   "search",     "hidden",   "popup",  "live",    "toc",    "widget", "product",    "forum",
    "meta",    "list",       "print",    "note",   "embed",   "wrap",   "recipe"};
constexpr std::array<std::string_view, kPlaceCount> kPlaceNames = {
    "article",    "main",   "aside",     "nav",        "header",    "footer", "form",       "figure",
    "figcaption", "table",  "list",      "item",       "quote",     "pre",    "section",    "paragraph",
    "heading",    "link",   "button",    "hidden",     "address",   "row",    "cell",       "details",
    "noscript",   "dialog", "nosnippet", "definition", "body_prop", "time",   "aria_hidden"};
constexpr std::array<std::string_view, kPhraseCount> kPhraseNames = {
    "related", "newsletter", "share", "legal", "comment", "credit", "paywall", "advert",
    "note",    "bio",        "time",  "tags",  "promo",   "toc",    "team",    "readtime"};

float share(double part, double whole) { return whole <= 0 ? 0.F : static_cast<float>(part / whole); }
float log1(double value) { return static_cast<float>(std::log1p(value)); }

/// A small number for the kinds of elements that matter; order by how far they are from prose.
float tag_number(html::Tag tag) {
    using html::Tag;
    switch (tag) {
        case Tag::p:
            return 1;
        case Tag::blockquote:
            return 2;
        case Tag::div:
            return 3;
        case Tag::section:
            return 4;
        case Tag::article:
            return 5;
        case Tag::main:
            return 6;
        case Tag::h1:
            return 7;
        case Tag::h2:
            return 8;
        case Tag::h3:
            return 9;
        case Tag::h4:
            return 10;
        case Tag::h5:
        case Tag::h6:
            return 11;
        case Tag::li:
            return 12;
        case Tag::ul:
            return 13;
        case Tag::ol:
            return 14;
        case Tag::td:
            return 15;
        case Tag::th:
            return 16;
        case Tag::tr:
            return 17;
        case Tag::dd:
        case Tag::dt:
            return 18;
        case Tag::pre:
            return 19;
        case Tag::figcaption:
            return 20;
        case Tag::figure:
            return 21;
        case Tag::header:
            return 22;
        case Tag::footer:
            return 23;
        case Tag::aside:
            return 24;
        case Tag::nav:
            return 25;
        case Tag::form:
            return 26;
        case Tag::button:
            return 27;
        case Tag::unknown:
            return 28;
        case Tag::body:
            return 29;
        default:
            return 30;
    }
}

struct TextShape {
    std::uint32_t commas = 0, stops = 0, digits = 0, uppers = 0, letters = 0, quotes = 0, marks = 0, unspaced = 0,
                  breaks = 0;
    bool ends = false, starts_upper = false, question = false, colon_end = false, at = false;
};

TextShape shape_of(std::string_view text) {
    TextShape s;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto c = static_cast<unsigned char>(text[i]);
        if (c < 0x80) {
            if (ascii::is_lower(text[i])) {
                ++s.letters;
            } else if (ascii::is_upper(text[i])) {
                ++s.letters;
                ++s.uppers;
            } else if (ascii::is_digit(text[i])) {
                ++s.digits;
            } else if (c == ',') {
                ++s.commas;
            } else if (c == '.' || c == '!' || c == '?') {
                if (i + 1 == text.size() || text[i + 1] == ' ' || text[i + 1] == '"' || text[i + 1] == '\n') ++s.stops;
                if (c == '?') s.question = true;
            } else if (c == '"') {
                ++s.quotes;
            } else if (c == '|' || c == '>' || c == '/' || c == '\\' || c == '_' || c == '*' || c == '+') {
                ++s.marks;
            } else if (c == '@') {
                s.at = true;
            } else if (c == '\n') {
                ++s.breaks;
            }
            continue;
        }
        if (c == 0xE2 && i + 2 < text.size() && static_cast<unsigned char>(text[i + 1]) == 0x80) {
            const auto d = static_cast<unsigned char>(text[i + 2]);
            if (d >= 0x9C && d <= 0x9F) ++s.quotes;
            if (d == 0xA2 || d == 0xBA) ++s.marks;
        } else if (c == 0xC2 && i + 1 < text.size()) {
            const auto d = static_cast<unsigned char>(text[i + 1]);
            if (d == 0xAB || d == 0xBB) ++s.quotes;
            if (d == 0xB7 || d == 0xA9) ++s.marks;
        } else if (c == 0xE3 && i + 2 < text.size()) {
            const auto d1 = static_cast<unsigned char>(text[i + 1]);
            const auto d2 = static_cast<unsigned char>(text[i + 2]);
            if (d1 == 0x80 && d2 == 0x81) ++s.commas;  // 、
            if (d1 == 0x80 && d2 == 0x82) ++s.stops;   // 。
            if (d1 == 0x80 && (d2 == 0x8C || d2 == 0x8D)) ++s.quotes;
            if (d1 >= 0x81) ++s.unspaced;
        } else if (c >= 0xE4 && c <= 0xE9) {
            ++s.unspaced;
        } else if (c == 0xEF && i + 2 < text.size() && static_cast<unsigned char>(text[i + 1]) == 0xBC &&
                   static_cast<unsigned char>(text[i + 2]) == 0x8C) {
            ++s.commas;  // ，
        }
        if (c >= 0xC3) ++s.letters;
    }
    std::string_view tail = text;
    while (!tail.empty()) {  // closing quotes and brackets
        const auto last = utf8::decode_before(tail, tail.size());
        const char32_t c = last.code_point;
        if (c == '"' || c == '\'' || c == ')' || c == ']' || c == 0x201D || c == 0x2019 || c == 0xBB || c == 0x201C ||
            c == 0xAB || c == 0x300D) {
            tail.remove_suffix(last.size);
            continue;
        }
        s.ends = c == '.' || c == '!' || c == '?' || c == 0x2026 || c == 0x3002 || c == 0xFF01 || c == 0xFF1F ||
                 c == 0x0964 || c == 0x061F || c == 0x06D4;
        s.colon_end = c == ':' || c == 0xFF1A;
        break;
    }
    if (!text.empty()) {
        const auto first = utf8::decode(text, 0);
        s.starts_upper = first.code_point < 0x80 ? ascii::is_upper(static_cast<char>(first.code_point))
                                                 : is_upper_case(first.code_point);
    }
    return s;
}

bool has_digits_like_date(std::string_view text) {
    // Four digits in a row that may be a year, or hh:mm: cheap, the real reading happens elsewhere.
    for (std::size_t i = 0; i + 3 < text.size(); ++i) {
        if ((text[i] == '1' && text[i + 1] == '9') || (text[i] == '2' && text[i + 1] == '0')) {
            if (ascii::is_digit(text[i + 2]) && ascii::is_digit(text[i + 3]) &&
                (i == 0 || !ascii::is_digit(text[i - 1])))
                return true;
        }
        if (ascii::is_digit(text[i]) && text[i + 1] == ':' && ascii::is_digit(text[i + 2]) &&
            ascii::is_digit(text[i + 3]))
            return true;
    }
    return false;
}

/// Hashes of runs of `n` words (folded letters and digits only).
template <class F>
void each_word_hash(std::string_view text, F f) {
    std::uint64_t h = 0;
    bool within = false;
    for (std::size_t i = 0; i < text.size();) {
        const auto c = static_cast<unsigned char>(text[i]);
        if (c < 0x80) {
            if (ascii::is_alnum(static_cast<char>(c))) {
                h = (h ^ static_cast<unsigned char>(ascii::lower(static_cast<char>(c)))) * 1099511628211ULL;
                within = true;
            } else if (within) {
                f(h);
                h = 0;
                within = false;
            }
            ++i;
            continue;
        }
        const auto next = utf8::decode(text, i);
        if (is_unspaced_script(next.code_point)) {
            if (within) f(h);
            f(mix64(next.code_point));
            h = 0;
            within = false;
        } else if (is_word_character(next.code_point)) {
            h = (h ^ fold_case(next.code_point)) * 1099511628211ULL;
            within = true;
        } else if (within) {
            f(h);
            h = 0;
            within = false;
        }
        i += next.size;
    }
    if (within) f(h);
}

/// Pairs of neighbouring words of a text, to ask whether another text is part of it.
class WordPairs {
  public:
    explicit WordPairs(std::string_view text) {
        std::uint64_t last = 0;
        each_word_hash(text, [&](std::uint64_t h) {
            if (last != 0) pairs_.insert(mix64(last) ^ h);
            last = h;
        });
    }
    [[nodiscard]] bool empty() const { return pairs_.empty(); }
    /// Share of the text's pairs that are in it; single words count nothing.
    [[nodiscard]] float share_of(std::string_view text) const {
        std::uint64_t last = 0;
        std::uint32_t total = 0;
        std::uint32_t found = 0;
        each_word_hash(text, [&](std::uint64_t h) {
            if (last != 0) {
                ++total;
                found += pairs_.contains(mix64(last) ^ h) ? 1U : 0U;
            }
            last = h;
        });
        return share(found, total);
    }

  private:
    std::unordered_set<std::uint64_t> pairs_;
};

struct Same {
    std::uint32_t count = 0, blocks = 0, words = 0, link_words = 0, prose = 0;
};

}  // namespace

bool is_prose(const PageView& view, const TextBlock& block) {
    if (block.words < 8 || block.link_words * 10 > block.words * 4 || block.heading_level != 0) return false;
    constexpr std::uint32_t kNot = bit(Place::nav) | bit(Place::footer) | bit(Place::noscript) |
                                   bit(Place::figcaption) | bit(Place::button) | bit(Place::dialog) | bit(Place::form);
    if ((block.places & kNot) != 0) return false;
    constexpr Hints kOutside = bit(Hint::comment) | bit(Hint::related) | bit(Hint::navigation) | bit(Hint::footer) |
                               bit(Hint::share) | bit(Hint::newsletter) | bit(Hint::legal) | bit(Hint::advert) |
                               bit(Hint::login) | bit(Hint::bio) | bit(Hint::tags);
    const Container& c = view.container(block);
    return (c.own & kOutside) == 0 && !has_any(c.path, Hint::comment, Hint::legal, Hint::related, Hint::footer);
}

const std::vector<std::string>& feature_names() {
    static const std::vector<std::string> kNames = [] {
        std::vector<std::string> names;
#define X(name) names.emplace_back(#name);
        NL_EXTRACT_FEATURES(X)
#undef X
        for (const auto name : kHintNames)
            names.push_back("near:" + std::string(name));
        for (const auto name : kHintNames)
            names.push_back("path:" + std::string(name));
        for (const auto name : kPlaceNames)
            names.push_back("place:" + std::string(name));
        for (const auto name : kPhraseNames)
            names.push_back("begins:" + std::string(name));
        for (const auto name : kPhraseNames)
            names.push_back("within:" + std::string(name));
        return names;
    }();
    return kNames;
}

FeatureRows block_features(const Facts& facts, const Article& metadata) {
    const PageView& view = *facts.view;
    const std::size_t n = view.blocks.size();
    FeatureRows rows;
    rows.columns = kColumns;
    rows.values.assign(n * kColumns, 0.F);
    if (n == 0) return rows;

    // Prose, and what of it lies below each container.
    std::vector<std::uint8_t> prose(n);
    std::vector<std::uint32_t> prose_words(view.containers.size());
    std::uint32_t all_prose = 0;
    for (std::size_t i = 0; i < n; ++i) {
        prose[i] = is_prose(view, view.blocks[i]) ? 1 : 0;
        if (prose[i] == 0) continue;
        const std::uint32_t weight = std::min<std::uint32_t>(view.blocks[i].words, 150);
        prose_words[view.blocks[i].container] += weight;
        all_prose += weight;
    }
    for (std::size_t c = view.containers.size(); c-- > 1;)
        prose_words[view.containers[c].parent] += prose_words[c];
    std::array<std::uint32_t, 3> mains{};  // the deepest that hold 50, 70, 90 % of it
    constexpr std::array<double, 3> kParts = {0.5, 0.7, 0.9};
    for (std::uint32_t c = 0; c < view.containers.size(); ++c) {
        for (std::size_t k = 0; k < 3; ++k) {
            if (prose_words[c] > 0 && prose_words[c] >= kParts[k] * all_prose &&
                view.containers[c].depth >= view.containers[mains[k]].depth)
                mains[k] = c;
        }
    }
    const Container& main = view.containers[mains[1]];

    // Elements of the same tag and class.
    std::unordered_map<std::uint32_t, Same> same;
    same.reserve(view.containers.size());
    for (std::size_t c = 0; c < view.containers.size(); ++c) {
        Same& s = same[view.containers[c].signature];
        ++s.count;
        s.words += view.containers[c].words;
        s.link_words += view.containers[c].link_words;
        s.prose += prose_words[c];
    }
    std::unordered_map<std::uint64_t, std::uint32_t> copies;
    copies.reserve(n);
    std::vector<std::uint64_t> text_hash(n);
    for (std::size_t i = 0; i < n; ++i) {
        text_hash[i] = hash64(view.view(view.blocks[i]));
        ++copies[text_hash[i]];
    }
    const WordPairs description(
        plain(facts.meta("og:description").empty() ? facts.meta("description") : facts.meta("og:description")));
    const WordPairs title(metadata.title);
    const WordPairs linked_body(facts.linked.body.size() > 300 ? std::string_view(facts.linked.body)
                                                               : std::string_view());
    std::vector<std::string> authors;
    for (const auto& name : metadata.authors)
        authors.push_back(squeeze(name));

    // Distances to prose, counted in both directions.
    std::vector<std::uint32_t> before(n), after(n), gap_before(n), gap_after(n);
    std::uint32_t sum = 0;
    std::uint32_t gap = 1000;
    std::uint32_t total_words = 0;
    std::uint32_t total_links = 0;
    std::vector<std::uint32_t> words_before(n);
    for (std::size_t i = 0; i < n; ++i) {
        before[i] = sum;
        gap_before[i] = gap;
        words_before[i] = total_words;
        total_words += view.blocks[i].words;
        total_links += view.blocks[i].link_words;
        gap = std::min<std::uint32_t>(gap + 1, 1000);
        if (prose[i] != 0) {
            sum += view.blocks[i].words;
            gap = 1;
        }
    }
    sum = 0;
    gap = 1000;
    for (std::size_t i = n; i-- > 0;) {
        after[i] = sum;
        gap_after[i] = gap;
        gap = std::min<std::uint32_t>(gap + 1, 1000);
        if (prose[i] != 0) {
            sum += view.blocks[i].words;
            gap = 1;
        }
    }
    std::vector<std::uint16_t> marks_at(n + 1);
    for (const Mark& mark : view.marks) {
        if (mark.block <= n) ++marks_at[mark.block];
    }
    std::uint32_t first_main = main.first_block;
    std::uint32_t last_main = main.end_block == 0 ? 0 : main.end_block - 1;
    while (first_main < last_main && prose[first_main] == 0)
        ++first_main;
    while (last_main > first_main && prose[last_main] == 0)
        --last_main;

    std::vector<TextShape> shapes(n);
    for (std::size_t i = 0; i < n; ++i)
        shapes[i] = shape_of(view.view(view.blocks[i]));

    const bool has_headline = facts.headline_block < n;
    for (std::size_t i = 0; i < n; ++i) {
        const TextBlock& block = view.blocks[i];
        const TextShape& s = shapes[i];
        const std::string_view text = view.view(block);
        float* row = rows.values.data() + i * kColumns;
        const auto set = [row](Feature f, double value) {
            row[static_cast<std::size_t>(f)] = static_cast<float>(value);
        };
        const Container& c1 = view.containers[block.container];
        const Container& c2 = view.containers[c1.parent];
        const Container& c3 = view.containers[c2.parent];
        const double bytes = block.size();

        set(Feature::words, block.words);
        set(Feature::bytes, bytes);
        set(Feature::word_bytes, share(bytes, block.words));
        set(Feature::link_share, share(block.link_words, block.words));
        set(Feature::links, block.end_link - block.first_link);
        set(Feature::commas, s.commas);
        set(Feature::stops, s.stops);
        set(Feature::ends, s.ends);
        set(Feature::starts_upper, s.starts_upper);
        set(Feature::digit_share, share(s.digits, bytes));
        set(Feature::upper_share, share(s.uppers, s.letters));
        set(Feature::quotes, s.quotes);
        set(Feature::marks, s.marks);
        set(Feature::bold_share, share(block.bold_bytes, bytes));
        set(Feature::italic_share, share(block.italic_bytes, bytes));
        set(Feature::small_share, share(block.small_bytes, bytes));
        set(Feature::hidden_share, share(block.hidden_bytes, bytes));
        set(Feature::has_time, block.has_time);
        set(Feature::has_date, block.words < 40 && has_digits_like_date(text));
        set(Feature::has_at, s.at);
        set(Feature::after_break, block.after_break);
        set(Feature::unspaced_share, share(3.0 * s.unspaced, bytes));
        set(Feature::question, s.question);
        set(Feature::colon_end, s.colon_end);
        set(Feature::line_breaks, s.breaks);
        set(Feature::inline_hint, block.inline_hints == 0 ? 0 : 1);

        set(Feature::tag, tag_number(block.tag));
        set(Feature::heading, block.heading_level);
        set(Feature::depth, c1.depth);
        set(Feature::child_index, c1.index_in_parent);
        set(Feature::siblings, c2.end_container - c1.parent);

        set(Feature::c1_words, c1.words);
        set(Feature::c1_link_share, share(c1.link_words, c1.words));
        set(Feature::c1_blocks, c1.end_block - c1.first_block);
        set(Feature::c1_prose, prose_words[block.container]);
        set(Feature::c2_words, c2.words);
        set(Feature::c2_link_share, share(c2.link_words, c2.words));
        set(Feature::c2_blocks, c2.end_block - c2.first_block);
        set(Feature::c2_prose, prose_words[c1.parent]);
        set(Feature::c2_prose_share, share(prose_words[c1.parent], all_prose));
        set(Feature::c3_words, c3.words);
        set(Feature::c3_link_share, share(c3.link_words, c3.words));
        set(Feature::c3_prose_share, share(prose_words[c2.parent], all_prose));
        set(Feature::c1_tag, tag_number(c1.tag));
        set(Feature::c2_tag, tag_number(c2.tag));
        set(Feature::c3_tag, tag_number(c3.tag));

        const Same& s1 = same[c1.signature];
        const Same& s2 = same[c2.signature];
        set(Feature::same_count, s1.count);
        set(Feature::same_words, share(s1.words, s1.count));
        set(Feature::same_link_share, share(s1.link_words, s1.words));
        set(Feature::same_prose_share, share(s1.prose, all_prose));
        set(Feature::parent_same_count, s2.count);
        set(Feature::parent_same_words, share(s2.words, s2.count));
        set(Feature::parent_same_link_share, share(s2.link_words, s2.words));

        set(Feature::at_block, share(static_cast<double>(i), static_cast<double>(n)));
        set(Feature::at_words, share(words_before[i], total_words));
        set(Feature::after_headline, has_headline ? (i > facts.headline_block    ? 1
                                                     : i == facts.headline_block ? 0
                                                                                 : -1)
                                                  : -2);
        set(Feature::headline_blocks,
            has_headline ? std::clamp(static_cast<double>(i) - facts.headline_block, -100.0, 100.0) : -101);
        set(Feature::headline_words,
            has_headline
                ? std::clamp(static_cast<double>(words_before[i]) - words_before[facts.headline_block], -2000.0, 5000.0)
                : -2001);
        for (std::size_t k = 0; k < 3; ++k) {
            const Container& m = view.containers[mains[k]];
            row[static_cast<std::size_t>(Feature::in_main50) + k] = i >= m.first_block && i < m.end_block ? 1.F : 0.F;
        }
        set(Feature::main_before,
            i < main.first_block ? std::min<double>(main.first_block - static_cast<double>(i), 100) : 0);
        set(Feature::main_after,
            i >= main.end_block ? std::min<double>(static_cast<double>(i) - main.end_block + 1, 100) : 0);
        set(Feature::main_depth, static_cast<double>(c1.depth) - main.depth);
        set(Feature::prose_before, share(before[i], all_prose));
        set(Feature::prose_after, share(after[i], all_prose));
        set(Feature::from_last_prose, after[i]);
        set(Feature::blocks_to_prose_before, std::min<std::uint32_t>(gap_before[i], 100));
        set(Feature::blocks_to_prose_after, std::min<std::uint32_t>(gap_after[i], 100));
        set(Feature::to_first_main, std::clamp(static_cast<double>(i) - first_main, -100.0, 100.0));
        set(Feature::to_last_main, std::clamp(static_cast<double>(last_main) - static_cast<double>(i), -100.0, 100.0));

        if (i > 0) {
            const TextBlock& p = view.blocks[i - 1];
            set(Feature::prev_words, p.words);
            set(Feature::prev_link_share, share(p.link_words, p.words));
            set(Feature::prev_tag, tag_number(p.tag));
            set(Feature::prev_same, view.containers[p.container].signature == c1.signature
                                        ? (view.containers[p.container].parent == c1.parent ? 2 : 1)
                                        : 0);
            set(Feature::prev_heading, p.heading_level);
            set(Feature::prev_prose, prose[i - 1]);
            set(Feature::prev_ends, shapes[i - 1].ends);
            if (i > 1) set(Feature::prev2_words, view.blocks[i - 2].words);
        }
        if (i + 1 < n) {
            const TextBlock& p = view.blocks[i + 1];
            set(Feature::next_words, p.words);
            set(Feature::next_link_share, share(p.link_words, p.words));
            set(Feature::next_tag, tag_number(p.tag));
            set(Feature::next_same, view.containers[p.container].signature == c1.signature
                                        ? (view.containers[p.container].parent == c1.parent ? 2 : 1)
                                        : 0);
            set(Feature::next_heading, p.heading_level);
            set(Feature::next_prose, prose[i + 1]);
            if (i + 2 < n) set(Feature::next2_words, view.blocks[i + 2].words);
        }
        set(Feature::marks_before, marks_at[i]);
        set(Feature::marks_after, marks_at[i + 1]);

        if (block.words < 60) {
            set(Feature::is_title, !facts.folded_title.empty() && squeeze(text) == facts.folded_title);
            set(Feature::title_share, title.share_of(text));
        }
        if (!description.empty()) set(Feature::in_description, description.share_of(text));
        if (!linked_body.empty()) {
            set(Feature::in_linked_body, linked_body.share_of(text));
            set(Feature::has_linked_body, 1);
        } else {
            set(Feature::in_linked_body, -1);
        }
        set(Feature::copies, copies[text_hash[i]]);
        if (block.words < 20 && !authors.empty()) {
            const std::string flat = squeeze(text);
            bool named = false;
            for (const auto& author : authors)
                named = named || (!author.empty() && flat.find(author) != std::string::npos);
            set(Feature::is_author, named);
        }
        set(Feature::page_words, log1(total_words));
        set(Feature::page_prose, log1(all_prose));
        set(Feature::page_blocks, log1(static_cast<double>(n)));
        set(Feature::page_link_share, share(total_links, total_words));
        set(Feature::page_paragraphs, log1(view.paragraphs));
        set(Feature::has_headline, has_headline);
        set(Feature::page_article, facts.linked.article);
        set(Feature::main_share, share(prose_words[mains[0]], all_prose));

        const Hints near = c1.own | block.inline_hints | c2.own | c3.own;
        for (unsigned b = 0; b < kHintCount; ++b) {
            row[kNear + b] = (near >> b & 1) != 0 ? 1.F : 0.F;
            row[kPath + b] = (c1.path >> b & 1) != 0 ? 1.F : 0.F;
        }
        for (unsigned b = 0; b < kPlaceCount; ++b)
            row[kPlaces + b] = (block.places >> b & 1) != 0 ? 1.F : 0.F;
        const PhrasesFound phrases = find_phrases(text);
        for (unsigned b = 0; b < kPhraseCount; ++b) {
            row[kBegins + b] = (phrases.at_begin >> b & 1) != 0 ? 1.F : 0.F;
            row[kWithin + b] = (phrases.within >> b & 1) != 0 ? 1.F : 0.F;
        }
    }
    return rows;
}

}  // namespace newsloom::extract
