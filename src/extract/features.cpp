#include "extract/detail/features.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "base/hash.h"
#include "extract/byline.h"
#include "extract/detail/flat_map.h"
#include "extract/detail/line_view.h"
#include "extract/detail/phrases.h"
#include "extract/detail/text_signs.h"

namespace newsloom::extract {
namespace {

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

constexpr std::array<std::string_view, kSecondFeatures> kSecondNames = {
    "p",         "p_prev",     "p_next",      "p_prev2",     "p_next2",   "p_prev3",    "p_next3",    "p_c1",
    "p_c2",      "p_c3",       "p_same",      "p_pair",      "p_near",    "p_before",   "p_after",    "p_page",
    "p_window5", "p_window15", "p_next_text", "p_prev_text", "p_rank_c2", "p_share_c2", "p_share_c3", "p_next_max"};

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

struct Same {
    std::uint32_t count = 0, words = 0, link_words = 0, prose = 0;
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

const std::vector<std::string>& column_names() {
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
        for (const auto name : kSecondNames)
            names.emplace_back(name);
        return names;
    }();
    return kNames;
}

namespace {

/// The numbers of a page that all its rows share, and those that need a look at more than one block.
class Rows {
  public:
    Rows(const Facts& facts, const Article& metadata)
        : facts_(facts),
          view_(*facts.view),
          n_(view_.blocks.size()),
          same_(view_.makes),
          pairs_(view_.pairs),
          copies_(n_) {
        std::string_view description = facts.meta("og:description");
        if (description.empty()) description = facts.meta("description");
        others_.title = WordPairs(metadata.title);
        const std::string plain_description = plain(description);
        others_.description = WordPairs(plain_description);
        description_words_ = count_words(plain_description);
        if (facts.linked.body.size() > 300) others_.linked_body = WordPairs(facts.linked.body);
        titles_.push_back(squeezed_hash(metadata.title));
        for (const std::string& title : facts.titles)
            titles_.push_back(squeezed_hash(title));
        for (const auto& name : metadata.authors)
            authors_.push_back(squeeze(name));
        for (const std::string& author : authors_) {
            if (!author.empty()) shortest_author_ = std::min(shortest_author_, author.size());
        }
    }

    std::vector<BlockRow> make(std::vector<BlockRow> rows) {
        rows.assign(n_, {});
        if (n_ == 0) return rows;
        read_texts(rows);
        find_prose();
        find_dateline();
        read_alts();
        find_best_parent();
        count_alike();
        measure_gaps();
        page(rows[0]);
        for (std::size_t i = 0; i < n_; ++i) {
            if (i > 0) copy_page(rows[0], rows[i]);
            own(i, rows[i]);
            around(i, rows[i]);
            place(i, rows[i]);
        }
        if (view_.containers.size() <= 2) count_clauses(view_, rows);
        neighbours(rows);
        return rows;
    }

  private:
    void read_texts(std::vector<BlockRow>& rows) {
        signs_.reserve(n_);
        for (std::size_t i = 0; i < n_; ++i) {
            const std::string_view text = view_.view(view_.blocks[i]);
            signs_.push_back(read_signs(text, others_));
            rows[i].squeezed = signs_[i].squeezed;
            ++copies_[signs_[i].squeezed];
            rows[i].phrases = find_phrases(text);
        }
    }

    void find_prose() {
        prose_.resize(n_);
        prose_words_.resize(view_.containers.size());
        direct_.resize(view_.containers.size());
        for (std::size_t i = 0; i < n_; ++i) {
            const TextBlock& block = view_.blocks[i];
            prose_[i] = is_prose(view_, block) ? 1 : 0;
            if (prose_[i] == 0) continue;
            const std::uint32_t weight = std::min<std::uint32_t>(block.words, 150);
            prose_words_[block.container] += weight;
            direct_[view_.container(block).parent] += weight;
            all_prose_ += weight;
        }
        for (std::size_t c = view_.containers.size(); c-- > 1;)
            prose_words_[view_.containers[c].parent] += prose_words_[c];
        constexpr std::array<double, 3> kParts = {0.5, 0.7, 0.9};
        for (std::uint32_t c = 0; c < view_.containers.size(); ++c) {
            for (std::size_t k = 0; k < 3; ++k) {
                if (prose_words_[c] > 0 && prose_words_[c] >= kParts[k] * all_prose_ &&
                    view_.containers[c].depth >= view_.containers[mains_[k]].depth)
                    mains_[k] = c;
            }
        }
        const Container& main = view_.containers[mains_[1]];
        first_main_ = main.first_block;
        last_main_ = main.end_block == 0 ? 0 : main.end_block - 1;
        while (first_main_ < last_main_ && prose_[first_main_] == 0)
            ++first_main_;
        while (last_main_ > first_main_ && prose_[last_main_] == 0)
            --last_main_;
    }

    /// The first line at the headline that gives a date or an author: what stands between is a deck.
    void find_dateline() {
        if (facts_.headline_block == ~0u) return;
        const std::size_t head = facts_.headline_block;
        for (std::size_t i = head + 1; i < n_ && i < head + 13 && dateline_ == ~std::size_t{0}; ++i) {
            const TextBlock& block = view_.blocks[i];
            const Hints own = view_.container(block).own | block.inline_hints;
            if (block.words <= 24 && (block.has_time || has_any(own, Hint::byline, Hint::time))) dateline_ = i;
        }
    }

    /// Pictures' descriptions: a block that says the same is a caption.
    void read_alts() {
        for (const Mark& mark : view_.marks) {
            const std::string_view alt = (*mark.node)[html::Attr::alt];
            if (alt.size() >= 12 && alt.size() < 600 && alts_.size() < 300) alts_.push_back(squeezed_hash(alt));
        }
        std::sort(alts_.begin(), alts_.end());
    }

    /// The element with the most prose in its own children: usually the one that holds the paragraphs.
    void find_best_parent() {
        for (std::uint32_t c = 0; c < view_.containers.size(); ++c) {
            if (direct_[c] > direct_[best_]) best_ = c;
        }
        const Container& best = view_.containers[best_];
        first_best_ = best.first_block;
        end_best_ = best.end_block;
        while (first_best_ < end_best_ && prose_[first_best_] == 0)
            ++first_best_;
        while (end_best_ > first_best_ && prose_[end_best_ - 1] == 0)
            --end_best_;
    }

    void count_alike() {
        for (std::size_t i = 0; i < view_.containers.size(); ++i) {
            const Container& c = view_.containers[i];
            for (Same* s : {&same_[c.make], &pairs_[c.pair]}) {
                ++s->count;
                s->words += c.words;
                s->link_words += c.link_words;
                s->prose += prose_words_[i];
            }
        }
        marks_at_.resize(n_ + 1);
        for (const Mark& mark : view_.marks) {
            if (mark.block <= n_ && marks_at_[mark.block] < 1000) ++marks_at_[mark.block];
        }
    }

    void measure_gaps() {
        before_.resize(n_);
        after_.resize(n_);
        gap_before_.resize(n_);
        gap_after_.resize(n_);
        words_before_.resize(n_);
        std::uint32_t sum = 0;
        std::uint32_t gap = 1000;
        for (std::size_t i = 0; i < n_; ++i) {
            before_[i] = sum;
            gap_before_[i] = gap;
            words_before_[i] = total_words_;
            total_words_ += view_.blocks[i].words;
            total_links_ += view_.blocks[i].link_words;
            gap = std::min<std::uint32_t>(gap + 1, 1000);
            if (prose_[i] != 0) {
                sum += view_.blocks[i].words;
                gap = 1;
            }
        }
        sum = 0;
        gap = 1000;
        for (std::size_t i = n_; i-- > 0;) {
            after_[i] = sum;
            gap_after_[i] = gap;
            gap = std::min<std::uint32_t>(gap + 1, 1000);
            if (prose_[i] != 0) {
                sum += view_.blocks[i].words;
                gap = 1;
            }
        }
    }

    /// The block's text and element.
    void own(std::size_t i, BlockRow& row) {
        const TextBlock& block = view_.blocks[i];
        const TextSigns& s = signs_[i];
        const Container& c1 = view_.containers[block.container];
        const Container& c2 = view_.containers[c1.parent];
        const std::string_view text = view_.view(block);
        const auto set = [&row](Feature f, double value) { row[f] = static_cast<float>(value); };
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
        set(Feature::has_time, block.has_time);
        set(Feature::has_date, block.words < 40 && (s.year || s.clock));
        set(Feature::has_at, s.at);
        set(Feature::after_break, block.after_break);
        set(Feature::unspaced_share, share(3.0 * s.unspaced, bytes));
        set(Feature::question, s.question);
        set(Feature::colon_end, s.colon_end);
        set(Feature::line_breaks, s.breaks);
        set(Feature::inline_hint, block.inline_hints == 0 ? 0 : 1);
        set(Feature::address, s.address);
        set(Feature::starts_dash, s.starts_dash);
        set(Feature::starts_bracket, s.starts_bracket);
        set(Feature::early_colon, s.early_colon);
        set(Feature::copyright, s.copyright);
        if (block.end_link > block.first_link) {
            const Link& last = view_.links[block.end_link - 1];
            if (last.end > last.begin && last.end + 2 >= block.end && last.begin > block.begin)
                set(Feature::link_at_end, static_cast<double>(last.end - last.begin) / bytes);
        }
        if (block.words >= 2 && block.words <= 16 && !s.ends) set(Feature::byline_like, begins_as_byline(text));
        set(Feature::tag, tag_number(block.tag));
        set(Feature::heading, block.heading_level);
        set(Feature::depth, c1.depth);
        set(Feature::child_index, c1.index_in_parent);
        set(Feature::siblings, c2.end_container - c1.parent);

        if (block.words < 60) {
            set(Feature::is_title, std::find(titles_.begin(), titles_.end(), s.squeezed) != titles_.end());
            set(Feature::title_share, s.in_title);
        }
        set(Feature::in_description, s.in_description);
        if (s.in_description > 0)  // how much of the description the block says
            set(Feature::of_description,
                std::min(1.0, static_cast<double>(s.in_description) * block.words / std::max(1U, description_words_)));
        set(Feature::has_linked_body, !others_.linked_body.empty());
        set(Feature::in_linked_body, others_.linked_body.empty() ? -1 : s.in_linked_body);
        set(Feature::copies, copies_[s.squeezed]);
        set(Feature::is_alt, std::binary_search(alts_.begin(), alts_.end(), s.squeezed));
        if (dateline_ != ~std::size_t{0})
            set(Feature::to_dateline, std::clamp(static_cast<double>(i) - static_cast<double>(dateline_), -30.0, 30.0));
        // Folding makes no text twice as long.
        if (block.words < 20 && text.size() * 2 >= shortest_author_) {
            const std::string flat = squeeze(text);
            set(Feature::is_author, std::any_of(authors_.begin(), authors_.end(), [&](const std::string& a) {
                    return !a.empty() && flat.find(a) != std::string::npos;
                }));
        }
        row.near = c1.own | block.inline_hints | c2.own | view_.containers[c2.parent].own;
        row.path = c1.path;
        row.places = block.places;
    }

    /// The containers around it and those that are like it.
    void around(std::size_t i, BlockRow& row) {
        const TextBlock& block = view_.blocks[i];
        const auto set = [&row](Feature f, double value) { row[f] = static_cast<float>(value); };
        const Container& c1 = view_.containers[block.container];
        const Container& c2 = view_.containers[c1.parent];
        const Container& c3 = view_.containers[c2.parent];
        set(Feature::c1_words, c1.words);
        set(Feature::c1_link_share, share(c1.link_words, c1.words));
        set(Feature::c1_blocks, c1.end_block - c1.first_block);
        set(Feature::c1_prose, prose_words_[block.container]);
        set(Feature::c2_words, c2.words);
        set(Feature::c2_link_share, share(c2.link_words, c2.words));
        set(Feature::c2_blocks, c2.end_block - c2.first_block);
        set(Feature::c2_prose, prose_words_[c1.parent]);
        set(Feature::c2_prose_share, share(prose_words_[c1.parent], all_prose_));
        set(Feature::c3_words, c3.words);
        set(Feature::c3_link_share, share(c3.link_words, c3.words));
        set(Feature::c3_prose_share, share(prose_words_[c2.parent], all_prose_));
        set(Feature::c1_tag, tag_number(c1.tag));
        set(Feature::c2_tag, tag_number(c2.tag));
        set(Feature::c3_tag, tag_number(c3.tag));
        set(Feature::c2_at, share(static_cast<double>(i) - c2.first_block, c2.end_block - c2.first_block));
        set(Feature::direct_share, share(direct_[c1.parent], all_prose_));
        const Container& best = view_.containers[best_];
        const bool in_best = i >= best.first_block && i < best.end_block;
        set(Feature::in_best, c1.parent == best_ ? 2 : in_best ? 1 : 0);
        // Steps from the block up to an ancestor of the best parent.
        std::uint32_t up = 0;
        for (std::uint32_t c = block.container; up < 12; ++up, c = view_.containers[c].parent) {
            if (c <= best_ && best_ < view_.containers[c].end_container) break;
            if (c == 0) break;
        }
        set(Feature::best_up, up);
        set(Feature::best_before, i < first_best_ ? std::min<double>(static_cast<double>(first_best_ - i), 60) : 0);
        set(Feature::best_after, i >= end_best_ ? std::min<double>(static_cast<double>(i - end_best_) + 1, 60) : 0);
        const Same& s1 = same_[c1.make];
        const Same& s2 = same_[c2.make];
        const Same& s3 = pairs_[c1.pair];
        set(Feature::same_count, s1.count);
        set(Feature::same_words, share(s1.words, s1.count));
        set(Feature::same_link_share, share(s1.link_words, s1.words));
        set(Feature::same_prose_share, share(s1.prose, all_prose_));
        set(Feature::parent_same_count, s2.count);
        set(Feature::parent_same_words, share(s2.words, s2.count));
        set(Feature::parent_same_link_share, share(s2.link_words, s2.words));
        set(Feature::pair_count, s3.count);
        set(Feature::pair_words, share(s3.words, s3.count));
        set(Feature::pair_link_share, share(s3.link_words, s3.words));
        set(Feature::pair_prose_share, share(s3.prose, all_prose_));
    }

    /// Where it stands on the page.
    void place(std::size_t i, BlockRow& row) {
        const auto set = [&row](Feature f, double value) { row[f] = static_cast<float>(value); };
        const Container& c1 = view_.container(view_.blocks[i]);
        const bool has_headline = facts_.headline_block < n_;
        const auto at = static_cast<double>(i);
        set(Feature::at_block, share(at, static_cast<double>(n_)));
        set(Feature::at_words, share(words_before_[i], total_words_));
        set(Feature::after_headline, has_headline ? (i > facts_.headline_block    ? 1
                                                     : i == facts_.headline_block ? 0
                                                                                  : -1)
                                                  : -2);
        set(Feature::headline_blocks, has_headline ? std::clamp(at - facts_.headline_block, -100.0, 100.0) : -101);
        set(Feature::headline_words,
            has_headline ? std::clamp(static_cast<double>(words_before_[i]) - words_before_[facts_.headline_block],
                                      -2000.0, 5000.0)
                         : -2001);
        for (std::size_t k = 0; k < 3; ++k) {
            const Container& m = view_.containers[mains_[k]];
            row.plain[static_cast<std::size_t>(Feature::in_main50) + k] =
                i >= m.first_block && i < m.end_block ? 1.F : 0.F;
        }
        const Container& main = view_.containers[mains_[1]];
        set(Feature::main_before, i < main.first_block ? std::min<double>(main.first_block - at, 100) : 0);
        set(Feature::main_after, i >= main.end_block ? std::min<double>(at - main.end_block + 1, 100) : 0);
        set(Feature::main_depth, static_cast<double>(c1.depth) - main.depth);
        set(Feature::prose_before, share(before_[i], all_prose_));
        set(Feature::prose_after, share(after_[i], all_prose_));
        set(Feature::from_last_prose, after_[i]);
        set(Feature::blocks_to_prose_before, std::min<std::uint32_t>(gap_before_[i], 100));
        set(Feature::blocks_to_prose_after, std::min<std::uint32_t>(gap_after_[i], 100));
        set(Feature::to_first_main, std::clamp(at - static_cast<double>(first_main_), -100.0, 100.0));
        set(Feature::to_last_main, std::clamp(static_cast<double>(last_main_) - at, -100.0, 100.0));
        set(Feature::marks_before, marks_at_[i]);
        set(Feature::marks_after, marks_at_[i + 1]);
    }

    /// What all rows of a page share.
    static constexpr std::array kPageFeatures = {
        Feature::page_words,      Feature::page_prose,   Feature::page_blocks,  Feature::page_link_share,
        Feature::page_paragraphs, Feature::has_headline, Feature::page_article, Feature::english,
        Feature::main_share,      Feature::best_share};

    static void copy_page(const BlockRow& from, BlockRow& row) {
        for (const Feature feature : kPageFeatures)
            row[feature] = from[feature];
    }

    void page(BlockRow& row) const {
        const auto set = [&row](Feature f, double value) { row[f] = static_cast<float>(value); };
        set(Feature::page_words, log1(total_words_));
        set(Feature::page_prose, log1(all_prose_));
        set(Feature::page_blocks, log1(static_cast<double>(n_)));
        set(Feature::page_link_share, share(total_links_, total_words_));
        set(Feature::page_paragraphs, log1(view_.paragraphs));
        set(Feature::has_headline, facts_.headline_block < n_);
        set(Feature::page_article, facts_.linked.article);
        set(Feature::english, facts_.language.starts_with("en"));
        set(Feature::main_share, share(prose_words_[mains_[0]], all_prose_));
        set(Feature::best_share, share(direct_[best_], all_prose_));
    }

    void neighbours(std::vector<BlockRow>& rows) const {
        const auto same = [this](std::size_t a, std::size_t b) {
            const Container& x = view_.container(view_.blocks[a]);
            const Container& y = view_.container(view_.blocks[b]);
            return x.signature != y.signature ? 0 : x.parent == y.parent ? 2 : 1;
        };
        std::uint32_t heading_phrase = 0;
        std::size_t heading_at = 0;
        std::uint32_t heading_words = 0;
        for (std::size_t i = 0; i < n_; ++i) {
            BlockRow& row = rows[i];
            const auto set = [&row](Feature f, double value) { row[f] = static_cast<float>(value); };
            if (i > 0) {
                const TextBlock& p = view_.blocks[i - 1];
                set(Feature::prev_words, p.words);
                set(Feature::prev_link_share, share(p.link_words, p.words));
                set(Feature::prev_tag, tag_number(p.tag));
                set(Feature::prev_same, same(i - 1, i));
                set(Feature::prev_heading, p.heading_level);
                set(Feature::prev_prose, prose_[i - 1]);
                set(Feature::prev_ends, signs_[i - 1].ends);
                set(Feature::prev_phrase,
                    rows[i - 1].phrases.at_begin != 0 ? 1 + __builtin_ctz(rows[i - 1].phrases.at_begin) : 0);
                if (i > 1) set(Feature::prev2_words, view_.blocks[i - 2].words);
            }
            if (i + 1 < n_) {
                const TextBlock& p = view_.blocks[i + 1];
                set(Feature::next_words, p.words);
                set(Feature::next_link_share, share(p.link_words, p.words));
                set(Feature::next_tag, tag_number(p.tag));
                set(Feature::next_same, same(i, i + 1));
                set(Feature::next_heading, p.heading_level);
                set(Feature::next_prose, prose_[i + 1]);
                set(Feature::next_phrase,
                    rows[i + 1].phrases.at_begin != 0 ? 1 + __builtin_ctz(rows[i + 1].phrases.at_begin) : 0);
                if (i + 2 < n_) set(Feature::next2_words, view_.blocks[i + 2].words);
            }
            // The last line that heads what follows: a heading, or a short bold line.
            const TextBlock& block = view_.blocks[i];
            set(Feature::heading_phrase, heading_phrase != 0 ? 1 + __builtin_ctz(heading_phrase) : 0);
            set(Feature::heading_blocks, static_cast<double>(std::min<std::size_t>(i - heading_at, 60)));
            set(Feature::heading_words, heading_words);
            if (block.heading_level != 0 || (block.words <= 8 && block.bold_bytes * 10 > block.size() * 8) ||
                (block.words <= 5 && rows[i].phrases.at_begin != 0)) {
                heading_phrase = rows[i].phrases.at_begin;
                heading_at = i;
                heading_words = block.words;
            }
        }
    }

    const Facts& facts_;
    const PageView& view_;
    const std::size_t n_;
    Others others_;
    std::uint32_t description_words_ = 0;
    std::vector<std::uint64_t> titles_;
    std::vector<std::string> authors_;
    std::size_t shortest_author_ = ~std::size_t{0};  ///< bytes
    std::vector<TextSigns> signs_;
    std::vector<std::uint8_t> prose_;
    std::vector<std::uint32_t> prose_words_, direct_;
    std::uint32_t all_prose_ = 0, total_words_ = 0, total_links_ = 0;
    std::array<std::uint32_t, 3> mains_{};  // the deepest containers that hold 50, 70, 90 % of the prose
    std::uint32_t best_ = 0;
    std::vector<std::uint64_t> alts_;
    std::size_t dateline_ = ~std::size_t{0};
    std::size_t first_main_ = 0, last_main_ = 0, first_best_ = 0, end_best_ = 0;
    std::vector<Same> same_, pairs_;  ///< by Container::make, ::pair
    FlatMap<std::uint32_t> copies_;
    std::vector<std::uint32_t> before_, after_, gap_before_, gap_after_, words_before_;
    std::vector<std::uint16_t> marks_at_;
};

}  // namespace

std::vector<BlockRow> block_features(const Facts& facts, const Article& metadata, std::vector<BlockRow> memory) {
    return Rows(facts, metadata).make(std::move(memory));
}

}  // namespace newsloom::extract
