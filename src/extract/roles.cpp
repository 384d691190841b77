#include "extract/detail/roles.h"

#include <algorithm>

#include "extract/byline.h"
#include "extract/dates.h"
#include "extract/detail/credits.h"
#include "extract/detail/flat_map.h"
#include "extract/detail/line_view.h"
#include "extract/detail/score.h"
#include "extract/detail/text_signs.h"
#include "text/ascii.h"

namespace newsloom::extract {

std::uint32_t ancestor_with(const PageView& view, std::uint32_t container, html::Tag tag) {
    for (int steps = 0; container != 0 && steps < 12; ++steps) {
        if (view.containers[container].tag == tag) return container;
        container = view.containers[container].parent;
    }
    return 0;
}

namespace {

/// A row of figures or short entries; the rows of tables that only lay out a page hold running text.
bool is_data_row(const PageView& view, const TextBlock& block) {
    if (!in(block.places, Place::cell)) return false;
    const std::uint32_t row = ancestor_with(view, block.container, html::Tag::tr);
    if (row == 0) return false;
    const Container& c = view.containers[row];
    if (c.words > 250 || c.end_block - c.first_block > 40) return false;
    const std::uint32_t table = ancestor_with(view, row, html::Tag::table);
    std::uint32_t cells = 0;
    for (std::uint32_t i = row + 1; i < c.end_container; ++i) {
        const html::Tag tag = view.containers[i].tag;
        if (tag == html::Tag::table) return false;
        if ((tag == html::Tag::td || tag == html::Tag::th) && view.containers[i].parent == row) ++cells;
    }
    return cells >= 2 && table != 0;
}

Role body_role(const PageView& view, const TextBlock& block) {
    if (block.heading_level != 0) return Role::heading;
    if (in(block.places, Place::pre)) return Role::code;
    if (in(block.places, Place::quote)) return Role::quote;
    if (is_data_row(view, block)) return Role::table_row;
    if (in(block.places, Place::item)) return Role::list_item;
    return Role::paragraph;
}

struct Verdict {
    Role role;
    const char* why;
};

/// What a block is that does not belong to the body.
class Outside {
  public:
    Outside(const Facts& facts, const Article& metadata, const Sorted& sorted)
        : facts_(facts), view_(*facts.view), sorted_(sorted), context_{metadata.site, facts.host, false} {
        for (const auto& name : metadata.authors)
            authors_.push_back(squeeze(name));
        dates_.language = facts.language;
        for (const std::string_view key : {"og:description", "description", "twitter:description"}) {
            if (description_.empty()) description_ = squeeze(plain(facts.meta(key)));
        }
        if (const std::string linked = squeeze(facts.linked.description); description_.empty()) description_ = linked;
    }

    [[nodiscard]] Verdict of(std::uint32_t i) const {
        const TextBlock& block = view_.blocks[i];
        const Container& c = view_.container(block);
        const Container& parent = view_.containers[c.parent];
        const std::string_view text = view_.view(block);
        const Hints own = c.own | block.inline_hints;
        const Hints near = own | parent.own | view_.containers[parent.parent].own;
        const PhrasesFound phrases = sorted_.phrases[i];
        const bool has_body = sorted_.first_body < sorted_.end_body;
        const bool before_body = !has_body || i < sorted_.first_body;
        const std::uint32_t head = facts_.headline_block;
        const bool by_headline = head != ~0u
                                     ? i + 8 >= head && (before_body ? i <= head + 30 : i <= sorted_.first_body + 2)
                                     : before_body && i < 60;
        const double link_share = block.words == 0 ? 0 : static_cast<double>(block.link_words) / block.words;
        const bool margin = in(block.places, Place::nav) || in(block.places, Place::footer) ||
                            has_any(c.path, Hint::navigation, Hint::footer);

        if (in(block.places, Place::figcaption) || (has(own, Hint::caption) && !margin))
            return {Role::caption, "the caption of a picture"};
        if (has(c.path, Hint::comment) && !by_headline) return {Role::comment, "within the comments"};
        if (!facts_.folded_title.empty() && block.words <= 60 && squeezes_to(text, facts_.folded_title))
            return {Role::headline, "repeats the headline"};
        if (by_headline && !margin) {
            if (const auto found = top_of_article(i, block, text, own, near, phrases, link_share)) return *found;
        }
        if (has_any(near, Hint::newsletter) || (has(phrases.within, Phrase::newsletter) && block.words < 60 && !margin))
            return {Role::newsletter, "a newsletter or subscription box"};
        if (has(near, Hint::bio) || (has(near, Hint::byline) && block.words > 8) ||
            (has(phrases.within, Phrase::bio) && !before_body && block.words > 5 && names_author(text)))
            return {Role::bio, "tells of the author"};
        if (has(own, Hint::byline) || (has(near, Hint::byline) && names_author(text)))
            return {Role::byline, "names the author"};
        if (has(near, Hint::tags) || has(phrases.at_begin, Phrase::tags)) return {Role::tag_list, "a list of topics"};
        if (has(near, Hint::share) || (has(phrases.at_begin, Phrase::share) && block.words <= 6))
            return {Role::share, "a share or follow bar"};
        if (has(near, Hint::paywall) || (has(phrases.within, Phrase::paywall) && block.words >= 4 && !margin))
            return {Role::paywall, "a paywall or registration box"};
        if (has(phrases.at_begin, Phrase::advert) && block.words <= 6)
            return {Role::advertisement, "the label of an advertisement"};
        if (has(near, Hint::advert)) return {Role::advertisement, "within an advertisement"};
        if (has(c.path, Hint::legal) || has(phrases.within, Phrase::legal))
            return {Role::legal, "legal or consent text"};
        if (margin && !has(near, Hint::related)) return {Role::navigation, "within navigation or footer"};
        if (has(phrases.within, Phrase::credit) && block.words < 40 && link_share < 0.5 && near_mark(i))
            return {Role::caption, "the credit of a picture"};
        if (has_any(c.path, Hint::related, Hint::teaser) || has(phrases.at_begin, Phrase::related))
            return {Role::related, "links to other articles"};
        if (link_share >= 0.7 && block.words >= 4 &&
            (in(block.places, Place::item) || block.heading_level != 0 || in(block.places, Place::article) ||
             in(block.places, Place::aside) || !before_body))
            return {Role::related, "links to other articles"};
        if (has(near, Hint::promo) || has(phrases.at_begin, Phrase::promo)) return {Role::promo, "a promotion"};
        if (in(block.places, Place::header) || link_share >= 0.7 || in(block.places, Place::button))
            return {Role::navigation, "navigation"};
        if (has(c.path, Hint::comment)) return {Role::comment, "within the comments"};
        if (in(block.places, Place::noscript) || has_any(c.path, Hint::popup)) return {Role::other, "a notice"};
        if (block.words >= 12) return {Role::other_article, "running text that does not belong to the article"};
        return {Role::other, "does not look like body text"};
    }

  private:
    [[nodiscard]] bool names_author(std::string_view text) const {
        if (authors_.empty() || text.size() > 1500) return false;
        const std::string flat = squeeze(text);
        return std::any_of(authors_.begin(), authors_.end(), [&](const std::string& name) {
            return !name.empty() && flat.find(name) != std::string::npos;
        });
    }

    [[nodiscard]] bool near_mark(std::uint32_t i) const {
        const auto at = std::lower_bound(view_.marks.begin(), view_.marks.end(), i,
                                         [](const Mark& mark, std::uint32_t block) { return mark.block + 1 < block; });
        return at != view_.marks.end() && at->block <= i + 2;
    }

    /// Byline, time, kicker and deck stand between the page's head and the body.
    [[nodiscard]] std::optional<Verdict> top_of_article(std::uint32_t i, const TextBlock& block, std::string_view text,
                                                        Hints own, Hints near, const PhrasesFound& phrases,
                                                        double link_share) const {
        const std::uint32_t head = facts_.headline_block;
        const bool above = head != ~0u && i < head;
        if (has_any(near, Hint::share, Hint::advert) && !has_any(own, Hint::byline, Hint::time)) return std::nullopt;
        if (block.words <= 30 && (names_author(text) || (block.words <= 16 && begins_as_byline(text) &&
                                                         !split_byline(text, context_).people.empty())))
            return Verdict{Role::byline, "names the author"};
        if (has(own, Hint::byline) && block.words <= 12 && !above) return Verdict{Role::byline, "marked as a byline"};
        if (block.words <= 20 && (block.has_time || has(own, Hint::time) || has(phrases.at_begin, Phrase::time))) {
            if (block.has_time || find_date(text, dates_))
                return Verdict{Role::dateline_time, "gives the time of publication"};
        }
        if (block.words <= 12 && find_date(text, dates_))
            return Verdict{Role::dateline_time, "gives the time of publication"};
        if (above && block.words <= 8 && i + 4 >= head &&
            (has(near, Hint::kicker) || (i + 1 == head && link_share < 0.5) || has(own, Hint::deck)))
            return Verdict{Role::kicker, "stands above the headline"};
        if (!above && block.words >= 4 && link_share < 0.5 && block.words <= 120) {
            if (has(near, Hint::deck) || has(own, Hint::headline)) return Verdict{Role::deck, "marked as the deck"};
            if (description_.size() >= 20) {
                const std::string flat = squeeze(text);
                if (flat.size() >= 20 &&
                    (description_.find(flat.substr(0, std::min<std::size_t>(flat.size(), description_.size()))) !=
                         std::string::npos ||
                     flat.find(description_) != std::string::npos))
                    return Verdict{Role::deck, "is the page's description"};
            }
            if (head != ~0u && i == head + 1 && (block.heading_level != 0 || block.words >= 8))
                return Verdict{Role::deck, "stands below the headline"};
        }
        return std::nullopt;
    }

    const Facts& facts_;
    const PageView& view_;
    const Sorted& sorted_;
    BylineContext context_;
    DateContext dates_;
    std::vector<std::string> authors_;
    std::string description_;
};

}  // namespace

namespace {

/// What a block's number must reach. Where no block of some length is sure to belong to the body, the likeliest do: an
/// answer is better than none.
float threshold_for(const PageView& view, const std::vector<float>& body, float usual) {
    float most = 0;
    std::uint32_t sure = 0;
    for (std::size_t i = 0; i < body.size(); ++i) {
        if (body[i] >= usual) sure += view.blocks[i].words;
        if (view.blocks[i].words >= 6) most = std::max(most, body[i]);
    }
    return sure >= 6 || most <= 0 ? usual : std::min(usual, most * 0.5F);
}

/// The same text twice: pages hold it once more for another screen, or whole in one box and again in paragraphs. Of
/// two equal runs of blocks the first stays (single equal blocks are a list's, a plan's or a song's); of a large block
/// and the smaller ones that say the same the smaller ones.
void drop_doubles(const PageView& view, const std::vector<BlockRow>& rows, std::vector<std::uint8_t>& chosen) {
    constexpr std::size_t kRun = 3;
    std::uint32_t words = 0;
    std::uint32_t count = 0;
    FlatMap<std::uint32_t> known(chosen.size());  // 1 + the place among the longer blocks
    std::vector<std::uint32_t> large, run;
    std::uint32_t last = 0;
    const auto end_run = [&] {
        if (run.size() >= kRun) {
            for (const std::uint32_t i : run) {
                chosen[i] = 0;
                words -= view.blocks[i].words;
            }
        }
        run.clear();
    };
    for (std::uint32_t i = 0; i < chosen.size(); ++i) {
        const TextBlock& block = view.blocks[i];
        if (chosen[i] == 0) continue;
        words += block.words;
        if (block.words >= 60) large.push_back(i);
        if (block.words < 8) continue;
        std::uint32_t& seen = known[rows[i].squeezed];
        ++count;
        if (seen == 0) {
            end_run();
            seen = count;
            continue;
        }
        if (!run.empty() && seen != last + 1) end_run();
        run.push_back(i);
        last = seen;
    }
    end_run();
    std::sort(large.begin(), large.end(),
              [&](std::uint32_t a, std::uint32_t b) { return view.blocks[a].words > view.blocks[b].words; });
    for (std::size_t k = 0; k < large.size() && k < 3; ++k) {
        if (chosen[large[k]] == 0) continue;
        const std::uint32_t own = view.blocks[large[k]].words;
        if (own * 5 < words || (words - own) * 10 < own * 9) break;
        std::string others;
        for (std::uint32_t i = 0; i < chosen.size(); ++i) {
            if (chosen[i] == 0 || i == large[k]) continue;
            others += view.view(view.blocks[i]);
            others += '\n';
        }
        const Others compared{.title = {}, .description = {}, .linked_body = WordPairs(others)};
        if (read_signs(view.view(view.blocks[large[k]]), compared).in_linked_body < 0.9F) continue;
        chosen[large[k]] = 0;
        words -= own;
    }
}

/// The text of posts that an article embeds belongs to it, as quotes: between its blocks, or beside one of them.
void take_embedded_posts(const PageView& view, Sorted& sorted, std::vector<std::uint8_t>& chosen) {
    std::vector<std::uint8_t> holds(view.containers.size());
    std::size_t first = chosen.size();
    std::size_t end = 0;
    for (std::size_t i = 0; i < chosen.size(); ++i) {
        if (chosen[i] == 0) continue;
        first = std::min(first, i);
        end = i + 1;
        const std::uint32_t container = view.blocks[i].container;
        holds[container] = holds[view.containers[container].parent] = 1;
    }
    for (std::size_t i = first; i < chosen.size(); ++i) {
        const TextBlock& block = view.blocks[i];
        if (chosen[i] != 0 || !in(block.places, Place::quote)) continue;
        const std::uint32_t quote = ancestor_with(view, block.container, html::Tag::blockquote);
        const Container& c = view.containers[quote];
        if (quote == 0 || !has(c.own, Hint::embed) || has_any(c.path, Hint::comment, Hint::related)) continue;
        if (i >= end && holds[c.parent] == 0 && holds[view.containers[c.parent].parent] == 0) continue;
        chosen[i] = 1;
        sorted.roles[i] = Role::quote;
    }
}

/// A deck stands between the headline and the line that dates or signs the article; it is no part of the text.
void leave_out_deck(const Facts& facts, std::vector<std::uint8_t>& chosen) {
    const PageView& view = *facts.view;
    const std::size_t n = chosen.size();
    if (facts.headline_block >= n) return;
    const std::size_t head = facts.headline_block;
    std::size_t dateline = head + 1;
    const auto dates_or_signs = [&view](const TextBlock& block) {
        const Hints own = view.container(block).own | block.inline_hints;
        return block.words <= 24 && (block.has_time || has_any(own, Hint::byline, Hint::time));
    };
    while (dateline < n && dateline < head + 7 && !dates_or_signs(view.blocks[dateline]))
        ++dateline;
    if (dateline >= n || dateline >= head + 7) return;
    std::uint32_t words = 0;  // of the body after that line
    for (std::size_t i = dateline; i < n; ++i)
        words += chosen[i] != 0 ? view.blocks[i].words : 0;
    for (std::size_t i = head + 1; i < dateline; ++i) {
        if (words >= 60 && view.blocks[i].words <= 80) chosen[i] = 0;
    }
}

/// Boxes within the body that both their elements and their wording call by one name: no trees are asked.
void leave_out_boxes(const PageView& view, const std::vector<PhrasesFound>& phrases,
                     std::vector<std::uint8_t>& chosen) {
    struct Box {
        Hint hint;
        Phrase phrase;
    };
    constexpr Box kWithin[] = {{Hint::newsletter, Phrase::newsletter}, {Hint::paywall, Phrase::paywall}};
    constexpr Box kBegin[] = {{Hint::related, Phrase::related},
                              {Hint::share, Phrase::share},
                              {Hint::advert, Phrase::advert},
                              {Hint::tags, Phrase::tags},
                              {Hint::promo, Phrase::promo}};
    for (std::size_t i = 0; i < chosen.size(); ++i) {
        const TextBlock& block = view.blocks[i];
        if (chosen[i] == 0 || block.words >= 60) continue;
        const Container& c = view.container(block);
        const Container& parent = view.containers[c.parent];
        const Hints near = c.own | block.inline_hints | parent.own | view.containers[parent.parent].own;
        const auto is = [&](const Box& box, std::uint32_t found) {
            return has(near, box.hint) && has(found, box.phrase);
        };
        if (std::any_of(std::begin(kWithin), std::end(kWithin),
                        [&](const Box& box) { return is(box, phrases[i].within); }) ||
            std::any_of(std::begin(kBegin), std::end(kBegin),
                        [&](const Box& box) { return is(box, phrases[i].at_begin); }))
            chosen[i] = 0;
    }
}

/// Whether a picture stands just before the block, in the same small box.
bool follows_picture(const PageView& view, std::size_t i) {
    const auto at = std::lower_bound(view.marks.begin(), view.marks.end(), i,
                                     [](const Mark& mark, std::size_t block) { return mark.block < block; });
    if (at == view.marks.end() || at->block != i || at->kind != MarkKind::image) return false;
    const TextBlock& block = view.blocks[i];
    const Container& parent = view.containers[view.container(block).parent];
    return view.container(block).node != nullptr && block.container != at->container &&
           parent.end_block - parent.first_block <= 2;
}

bool has_credit(std::string_view text) {
    Caption caption{std::string(text), {}};
    split_credit(caption);
    return !caption.credit.empty();
}

/// Short blocks within the body that are no words of it whatever stands around them: the clock times of a live page's
/// entries, "2 of 5", the label of an advertisement, a byline above the text.
void leave_out_marks(const Facts& facts, const Article& metadata, const std::vector<PhrasesFound>& phrases,
                     std::vector<std::uint8_t>& chosen) {
    constexpr std::uint32_t kNot = bit(Place::cell) | bit(Place::pre) | bit(Place::heading) | bit(Place::quote);
    constexpr std::uint32_t kProseWords = 18, kBylineWords = 14;
    const PageView& view = *facts.view;
    bool prose_seen = false;
    for (std::size_t i = 0; i < chosen.size(); ++i) {
        const TextBlock& block = view.blocks[i];
        if (chosen[i] == 0 || (block.places & kNot) != 0) continue;
        const std::string_view text = view.view(block);
        if (block.words <= 4 && !in(block.places, Place::item) &&
            (has(phrases[i].wording, Wording::clock) ||
             (has(phrases[i].wording, Wording::fraction) && text.find(" of ") != std::string_view::npos)))
            chosen[i] = 0;
        if (block.words <= 2 && has(phrases[i].at_begin, Phrase::advert)) chosen[i] = 0;
        if (block.words <= 40 && follows_picture(view, i) && has_credit(text)) chosen[i] = 0;
        if (!prose_seen && block.words <= kBylineWords && begins_as_byline(text) &&
            !split_byline(text, {metadata.site, facts.host, false}).people.empty())
            chosen[i] = 0;
        prose_seen = prose_seen || block.words >= kProseWords;
    }
}

/// Lines of bold type that head what follows are headings, whatever their element; those that end in a figure are
/// results and shares.
void find_bold_headings(const PageView& view, const std::vector<std::uint8_t>& chosen, Sorted& sorted) {
    constexpr std::uint32_t kMostWords = 14;
    const auto is_bold = [&view](std::size_t i) {
        const TextBlock& block = view.blocks[i];
        if (block.bold_bytes * 10 < block.size() * 7) return false;  // most of it first, before spaces are counted
        const std::string_view text = view.view(block);
        const auto spaces = std::count(text.begin(), text.end(), ' ');  // of no type
        return (block.bold_bytes + static_cast<std::size_t>(spaces)) * 10 >= block.size() * std::size_t{9};
    };
    std::size_t next = chosen.size();
    for (std::size_t i = chosen.size(); i-- > 0;) {
        if (chosen[i] == 0) continue;
        const TextBlock& block = view.blocks[i];
        const std::string_view text = view.view(block);
        if (sorted.roles[i] == Role::paragraph && next < chosen.size() && block.words <= kMostWords && is_bold(i) &&
            !is_bold(next) && view.blocks[next].words > block.words && block.end_link == block.first_link &&
            text.find_last_of(".?!:,;%0123456789") != text.size() - 1 && !text.ends_with("。") &&
            !text.ends_with("？") && !text.ends_with("…") && !text.ends_with("”") && !text.ends_with("»"))
            sorted.roles[i] = Role::heading;
        next = i;
    }
}

/// The headline's block, or the first that the model takes for one.
std::size_t head_of(const Facts& facts, const std::vector<Role>& told) {
    if (facts.headline_block < told.size()) return facts.headline_block;
    return static_cast<std::size_t>(std::find(told.begin(), told.end(), Role::headline) - told.begin());
}

/// The first block of the body is the deck where the model says so and the page sets it apart from what follows: the
/// line that signs or dates the article, or its tools, stand between them, or it is of another make. It stays in the
/// text all the same: many of these are the lead, and half of the sets' gold keeps them (left out: fundus F .965 to
/// .958, trafilatura segments .943 to .930, zyte exact .424 to .432).
std::uint32_t deck_in_body(const Facts& facts, const std::vector<Role>& told, const RoleModel& roles,
                           const Sorted& sorted, const std::vector<std::uint8_t>& chosen) {
    constexpr std::uint32_t kNone = ~0u;
    constexpr std::size_t kReach = 9;
    constexpr std::uint32_t kMostWords = 80, kFewestAfter = 60;
    const PageView& view = *facts.view;
    const std::size_t n = chosen.size();
    const std::size_t head = head_of(facts, told);
    const auto after = [&](std::size_t from) {
        return static_cast<std::size_t>(std::find(chosen.begin() + static_cast<std::ptrdiff_t>(from), chosen.end(), 1) -
                                        chosen.begin());
    };
    if (head >= n) return kNone;
    const std::size_t deck = after(head + 1);
    if (deck >= n || deck > head + kReach || view.blocks[deck].words > kMostWords) return kNone;
    const std::size_t next = after(deck + 1);
    if (next >= n) return kNone;
    const bool apart = std::any_of(
        told.begin() + static_cast<std::ptrdiff_t>(deck) + 1, told.begin() + static_cast<std::ptrdiff_t>(next),
        [](Role role) { return role == Role::byline || role == Role::dateline_time || role == Role::share; });
    if (!apart && view.container(view.blocks[deck]).signature == view.container(view.blocks[next]).signature)
        return kNone;
    std::uint32_t words = 0;
    for (std::size_t i = next; i < n; ++i)
        words += chosen[i] != 0 ? view.blocks[i].words : 0;
    const bool is_deck =
        words >= kFewestAfter && roles.ask(sorted.rows[deck], sorted.cues[deck], sorted.by_rules, deck) == Role::deck;
    return is_deck ? static_cast<std::uint32_t>(deck) : kNone;
}

}  // namespace

void find_body(const std::vector<std::uint8_t>& chosen, Sorted& sorted) {
    const auto first = std::find(chosen.begin(), chosen.end(), 1);
    const auto last = std::find(chosen.rbegin(), chosen.rend(), 1);
    const bool none = first == chosen.end();
    sorted.first_body = none ? 0 : static_cast<std::uint32_t>(first - chosen.begin());
    sorted.end_body = none ? 0 : static_cast<std::uint32_t>(chosen.rend() - last);
}

namespace {

Sorted sorted_by(const Facts& facts, const Article& metadata, const Weights& weights, const Forest& first,
                 const Forest& second, const RoleModel& roles, Sorted memory) {
    const PageView& view = *facts.view;
    Sorted sorted;
    sorted.roles = std::move(memory.roles);
    sorted.why = std::move(memory.why);
    sorted.phrases = std::move(memory.phrases);
    const std::size_t n = view.blocks.size();
    sorted.roles.assign(n, Role::other);
    sorted.why.assign(n, "");
    std::vector<BlockRow> rows = std::move(memory.rows);
    sorted.body = body_scores(facts, metadata, first, second, rows, sorted.phrases);
    std::vector<std::uint8_t> chosen(n);
    const float threshold = threshold_for(view, sorted.body, weights.threshold);
    for (std::uint32_t i = 0; i < n; ++i) {
        if (i == facts.headline_block || sorted.body[i] < threshold) continue;
        chosen[i] = 1;
        sorted.roles[i] = body_role(view, view.blocks[i]);
    }
    leave_out_deck(facts, chosen);
    leave_out_boxes(view, sorted.phrases, chosen);
    leave_out_marks(facts, metadata, sorted.phrases, chosen);
    take_embedded_posts(view, sorted, chosen);
    drop_doubles(view, rows, chosen);
    // Headings that nothing of the body follows.
    bool followed = false;
    for (std::size_t i = n; i-- > 0;) {
        if (chosen[i] == 0) continue;
        if (sorted.roles[i] != Role::heading) {
            followed = true;
        } else if (!followed) {
            chosen[i] = 0;
        }
    }
    find_bold_headings(view, chosen, sorted);
    find_body(chosen, sorted);
    const Outside outside(facts, metadata, sorted);
    for (std::uint32_t i = 0; i < n; ++i) {
        if (chosen[i] != 0) continue;
        const Verdict verdict = i == facts.headline_block ? Verdict{Role::headline, "the headline"} : outside.of(i);
        sorted.roles[i] = verdict.role;
        sorted.why[i] = verdict.why;
    }
    if (roles.empty()) return sorted;
    // The rules' verdicts are what the model sees of a block and its neighbours.
    sorted.cues = role_cues(facts, metadata, sorted.phrases);
    sorted.by_rules = sorted.roles;
    sorted.rows = std::move(rows);
    if (roles.tells_body()) {
        tell_lines(facts, weights, sorted);
        return sorted;
    }
    std::vector<Role> told = sorted.roles;
    RoleModel::Walk walk(roles);
    for (std::uint32_t i = 0; i < n; ++i) {
        if (i == facts.headline_block || chosen[i] != 0) continue;
        told[i] = walk.ask(sorted.rows[i], sorted.cues[i], sorted.by_rules, i);
        // A sentence heads nothing where no headline was found.
        if (told[i] == Role::headline && facts.headline_block == ~0u && ends_a_sentence(view.view(view.blocks[i])))
            told[i] = sorted.by_rules[i];
        if (told[i] == sorted.roles[i]) continue;
        sorted.roles[i] = told[i];
        sorted.why[i] = "by its wording, its marks and its neighbours";
    }
    sorted.deck_in_body = deck_in_body(facts, told, roles, sorted, chosen);
    find_body(chosen, sorted);
    return sorted;
}

}  // namespace

Sorted sort_blocks(const Facts& facts, const Article& metadata, const Weights& weights, Sorted memory) {
    return sorted_by(facts, metadata, weights, weights.first, weights.second, weights.roles, std::move(memory));
}

Sorted sort_lines(const Facts& facts, const Article& metadata, const Weights& weights) {
    return sorted_by(facts, metadata, weights, weights.text_first, weights.text_second, weights.line_roles, {});
}

namespace {

/// What running text is on a page of that kind, in the place of roles that only an article has beside it.
std::optional<Role> role_of_text_on(std::string_view kind) {
    if (kind == "forum") return Role::comment;
    if (kind == "section front") return Role::related;
    if (kind == "product page" || kind == "error page" || kind == "needs JavaScript") return Role::other;
    return std::nullopt;
}

bool belongs_to_an_article(Role role) {
    switch (role) {
        case Role::headline:
        case Role::kicker:
        case Role::deck:
        case Role::byline:
        case Role::caption:
        case Role::bio:
        case Role::promo:
        case Role::other_article:
            return true;
        default:
            return false;
    }
}

}  // namespace

void name_blocks_without_body(const Facts& facts, const Sorted& sorted, const Weights& weights,
                              const std::vector<std::size_t>& offsets, Extraction& out) {
    if (sorted.rows.empty() || weights.roles.empty() || weights.roles.tells_body()) return;
    Article& article = out.article;
    const std::optional<Role> of_text = role_of_text_on(article.why_not);
    const bool forum = of_text == Role::comment;
    const auto on_this_page = [&](Role role) {
        const bool of_post = forum && (role == Role::dateline_time || role == Role::other);
        return of_text && (belongs_to_an_article(role) || of_post) ? *of_text : role;
    };
    std::size_t at = 0;
    RoleModel::Walk walk(weights.roles);
    std::size_t removed = 0;
    for (std::size_t i = 0; i < facts.view->blocks.size(); ++i) {
        if (!is_body(sorted.roles[i])) {
            // Names, times and signatures stand between the posts of a forum.
            if (forum && removed < out.removed.size() && i >= sorted.first_body && i < sorted.end_body)
                out.removed[removed].role = on_this_page(out.removed[removed].role);
            ++removed;
            continue;
        }
        if (at >= article.blocks.size() || offsets[i] < article.blocks[at].range.begin) continue;
        article.blocks[at].role = on_this_page(walk.ask(sorted.rows[i], sorted.cues[i], sorted.by_rules, i));
        while (at < article.blocks.size() && article.blocks[at].range.begin <= offsets[i])
            ++at;
    }
}

}  // namespace newsloom::extract
