#include <algorithm>
#include <array>

#include "extract/byline.h"
#include "extract/detail/credits.h"
#include "extract/detail/roles.h"
#include "text/ascii.h"
#include "text/fold.h"
#include "text/utf8.h"
#include "url/url.h"

namespace newsloom::extract {
namespace {

constexpr std::size_t kMostRelated = 100;
constexpr std::size_t kMostBios = 20;

std::string link_target(const Facts& facts, const html::Node& anchor) {
    const std::string_view href = ascii::trim(anchor[html::Attr::href]);
    if (href.empty() || href.front() == '#') return {};
    return url::resolve(facts.base, href).value_or(std::string());
}

/// Whether all links of a container's blocks lead to one place (a picture's, a headline's and a "more" of one teaser).
bool leads_to_one_place(const PageView& view, const Container& c) {
    std::string_view known;
    for (std::uint32_t b = c.first_block; b < c.end_block; ++b) {
        const TextBlock& block = view.blocks[b];
        for (std::uint32_t l = block.first_link; l < block.end_link; ++l) {
            const std::string_view href = (*view.links[l].node)[html::Attr::href];
            if (known.empty()) known = href;
            if (href != known) return false;
        }
    }
    return true;
}

/// Blocks of one teaser: those below the nearest list item, article or marked card, else the largest small box around
/// the block whose links lead to one place.
std::uint32_t card_of(const PageView& view, const TextBlock& block) {
    constexpr std::uint32_t kMostBlocks = 6;
    std::uint32_t best = block.container;
    std::uint32_t c = block.container;
    bool one_place = true;
    for (int steps = 0; c != 0 && steps < 8; ++steps) {
        const Container& here = view.containers[c];
        if (here.tag == html::Tag::li || here.tag == html::Tag::article || has(here.own, Hint::teaser)) return c;
        one_place = one_place && here.end_block - here.first_block <= kMostBlocks && leads_to_one_place(view, here);
        if (one_place) best = c;
        c = here.parent;
    }
    return best;
}

/// What stands beside a teaser's headline and is no part of it: dates, authors, ranks and the heads of boxes.
bool is_teaser_note(const Sorted& sorted, std::size_t i, std::string_view text) {
    const PhrasesFound& found = sorted.phrases[i];
    constexpr std::uint32_t kNotes =
        1U << static_cast<unsigned>(Phrase::time) | 1U << static_cast<unsigned>(Phrase::related) |
        1U << static_cast<unsigned>(Phrase::readtime) | 1U << static_cast<unsigned>(Phrase::comment);
    return (found.at_begin & kNotes) != 0 || begins_as_byline(text) || text.empty() || ascii::is_digit(text.front()) ||
           has(found.wording, Wording::clock) || has(found.wording, Wording::symbols);
}

std::string one_line(std::string_view text) {
    std::string result(text);
    std::replace(result.begin(), result.end(), '\n', ' ');
    return result;
}

void read_related(const Facts& facts, const Sorted& sorted, Article& article) {
    const PageView& view = *facts.view;
    const std::size_t n = view.blocks.size();
    for (std::size_t i = 0; i < n && article.related.size() < kMostRelated;) {
        if (sorted.roles[i] != Role::related) {
            ++i;
            continue;
        }
        const std::uint32_t card = card_of(view, view.blocks[i]);
        const std::size_t begin = i;
        std::size_t title = n;
        int best_kind = 0;
        std::uint32_t longest = 0;
        for (; i < n && sorted.roles[i] == Role::related && card_of(view, view.blocks[i]) == card; ++i) {
            const TextBlock& block = view.blocks[i];
            const bool linked =
                block.link_words >= 2 &&
                (block.words > 4 || (sorted.phrases[i].at_begin & 1U << static_cast<unsigned>(Phrase::related)) == 0);
            // A linked heading, a link, a heading whose link is elsewhere in the card.
            const int kind = linked && block.heading_level != 0 ? 3 : linked ? 2 : block.heading_level != 0 ? 1 : 0;
            // Where a link holds the whole card the deck is longer than the title, and after it.
            constexpr std::uint32_t kTitleWords = 4;
            if (kind == 0 || kind < best_kind ||
                (kind == best_kind && (block.words <= longest || (kind == 2 && longest >= kTitleWords))))
                continue;
            title = i;
            best_kind = kind;
            longest = block.words;
        }
        if (title == n) continue;
        RelatedLink link;
        std::string_view text = view.view(view.blocks[title]);
        for (std::size_t b = begin; b < i && link.url.empty(); ++b) {
            const TextBlock& block = view.blocks[b];
            for (std::uint32_t l = block.first_link; l < block.end_link && link.url.empty(); ++l) {
                link.url = link_target(facts, *view.links[l].node);
                if (b == title && !link.url.empty() && block.end_link - block.first_link == 1 &&
                    view.links[l].end > view.links[l].begin)
                    text = view.view(view.links[l]);
            }
        }
        if (link.url.empty() || count_words(text) < 2) continue;
        link.title = one_line(text);
        for (std::size_t b = begin; b < i; ++b) {
            const TextBlock& block = view.blocks[b];
            const std::string_view words = view.view(block);
            if (b == title || is_teaser_note(sorted, b, words)) continue;
            if (b < title && block.words <= 6 && link.kicker.empty()) link.kicker = one_line(words);
            const bool said = block.words >= 4 && (block.words > 5 || block.link_words == 0);
            const bool all_linked = block.link_words > 0 && view.blocks[title].link_words == view.blocks[title].words;
            if (b > title && said && link.deck.empty() && (block.link_words * 2 <= block.words || all_linked))
                link.deck = one_line(words);
        }
        // In the headline's own block, before and after its link.
        const TextBlock& own = view.blocks[title];
        const auto at = view.view(own).find(text);
        if (at != std::string_view::npos && text.size() < own.size()) {
            const std::string_view before = ascii::trim(view.view(own).substr(0, at));
            const std::string_view after = ascii::trim(view.view(own).substr(at + text.size()));
            if (link.kicker.empty() && !before.empty() && count_words(before) <= 4 && !before.ends_with(':') &&
                !is_teaser_note(sorted, title, before))
                link.kicker = one_line(before);
            if (link.deck.empty() && count_words(after) >= 5 && find_phrases(after).at_begin == 0)
                link.deck = one_line(after);
        }
        const bool known = std::any_of(article.related.begin(), article.related.end(),
                                       [&](const RelatedLink& r) { return r.url == link.url; });
        if (!known && link.url != article.url && link.url != article.canonical_url)
            article.related.push_back(std::move(link));
    }
}

/// The kicker stands just above the headline: what is called so further up heads another box. A list in the deck's
/// place is one deck.
void read_kicker_and_deck(const Facts& facts, const Sorted& sorted, Article& article) {
    constexpr std::size_t kReach = 3;
    const PageView& view = *facts.view;
    const std::size_t n = view.blocks.size();
    std::size_t head = facts.headline_block;
    if (head >= n)
        head = static_cast<std::size_t>(std::find(sorted.roles.begin(), sorted.roles.end(), Role::headline) -
                                        sorted.roles.begin());
    for (std::size_t i = head - std::min(head, kReach); i < head && head < n && article.kicker.empty(); ++i) {
        const TextBlock& block = view.blocks[i];
        if (sorted.roles[i] == Role::kicker && !in(block.places, Place::button))
            article.kicker = one_line(view.view(block));
    }
    for (std::size_t i = 0; i < n && article.deck.empty(); ++i) {
        if (sorted.roles[i] == Role::deck || i == sorted.deck_in_body)
            article.deck = one_line(view.view(view.blocks[i]));
    }
}

/// Two bios in a row: the next begins with an author's name that the one before did not hold.
bool begins_next_bio(std::string_view text, std::string_view before, const std::vector<std::string>& authors) {
    const std::string flat = squeeze(text);
    const std::string known = squeeze(before);
    return std::any_of(authors.begin(), authors.end(), [&](const std::string& author) {
        const std::string name = squeeze(author);
        return !name.empty() && flat.starts_with(name) && known.find(name) == std::string::npos;
    });
}

/// "Leonora Pask writes on Mondays": two or three words with capitals before one without.
std::string name_at_begin(std::string_view text) {
    std::size_t end = 0;
    int names = 0;
    while (end < text.size()) {
        const std::size_t space = std::min(text.find(' ', end), text.size());
        const std::string_view word = text.substr(end, space - end);
        if (word.empty() || !ascii::is_upper(word.front()) || word.back() == '.' || word.back() == ',') break;
        ++names;
        end = space + 1;
    }
    if (names < 2 || names > 3 || end >= text.size()) return {};
    return std::string(text.substr(0, end - 1));
}

void read_bios(const Facts& facts, const Sorted& sorted, Article& article) {
    const PageView& view = *facts.view;
    const std::size_t n = view.blocks.size();
    for (std::size_t i = 0; i < n && article.author_bios.size() < kMostBios;) {
        if (sorted.roles[i] != Role::bio) {
            ++i;
            continue;
        }
        AuthorBio bio;
        std::string short_name;
        for (; i < n && sorted.roles[i] == Role::bio; ++i) {
            const TextBlock& block = view.blocks[i];
            const std::string text = one_line(view.view(block));
            if (!bio.text.empty() && begins_next_bio(text, bio.text, article.authors)) break;
            if (block.words <= 6 && bio.text.empty()) {
                const Byline named = split_byline(text, {article.site, facts.host, false});
                if (named.people.size() == 1) short_name = named.people.front();
                continue;
            }
            if (block.words < 6) continue;
            if (!bio.text.empty()) bio.text += ' ';
            bio.text += text;
        }
        if (bio.text.empty()) continue;
        const std::string flat = squeeze(bio.text);
        for (const std::string& author : article.authors) {
            const std::string name = squeeze(author);
            if (bio.name.empty() && (flat.find(name) != std::string::npos || squeeze(short_name) == name))
                bio.name = author;
        }
        if (bio.name.empty()) bio.name = short_name;
        if (bio.name.empty() && article.authors.size() == 1) bio.name = article.authors.front();
        if (bio.name.empty()) bio.name = name_at_begin(bio.text);
        article.author_bios.push_back(std::move(bio));
    }
}

}  // namespace

std::vector<std::size_t> compose_text(const Facts& facts, const Sorted& sorted, Extraction& out,
                                      const Options& options) {
    const PageView& view = *facts.view;
    Article& article = out.article;
    const std::size_t n = view.blocks.size();
    constexpr std::size_t kUnset = ~std::size_t{0};
    std::vector<std::size_t> offsets(n + 1, kUnset);
    std::uint32_t last_row = 0;
    std::uint32_t last_cell = 0;
    bool full = false;
    for (std::size_t i = 0; i < n; ++i) {
        const TextBlock& block = view.blocks[i];
        const Role role = sorted.roles[i];
        const std::string_view text = view.view(block);
        if (!is_body(role)) {
            if (options.explain) out.removed.push_back({role, std::string(text), sorted.why[i]});
            continue;
        }
        if (full) continue;
        if (article.text.size() + text.size() > options.limits.article_text_bytes) {
            out.problems.push_back("text cut at " + std::to_string(options.limits.article_text_bytes / kMiB) + " MB");
            full = true;
            continue;
        }
        if (role == Role::table_row) {
            const std::uint32_t row = ancestor_with(view, block.container, html::Tag::tr);
            std::uint32_t cell = ancestor_with(view, block.container, html::Tag::td);
            if (cell == 0) cell = ancestor_with(view, block.container, html::Tag::th);
            const bool same =
                row != 0 && row == last_row && !article.blocks.empty() && article.blocks.back().role == Role::table_row;
            if (same) {
                article.text += cell == last_cell ? " " : " | ";
                offsets[i] = article.text.size();
                article.text += text;
                article.blocks.back().range.end = article.text.size();
                last_cell = cell;
                continue;
            }
            last_row = row;
            last_cell = cell;
        }
        if (!article.text.empty()) article.text += "\n\n";
        const std::size_t begin = article.text.size();
        offsets[i] = begin;
        article.text += text;
        const bool deck = i == sorted.deck_in_body;
        article.blocks.push_back({deck ? Role::deck : role,
                                  {begin, article.text.size()},
                                  role == Role::heading && !deck ? std::max<int>(2, block.heading_level) : 0});
    }
    // What stands between body blocks stands before the next one.
    offsets[n] = article.text.size();
    for (std::size_t i = n; i-- > 0;) {
        if (offsets[i] == kUnset) offsets[i] = offsets[i + 1];
    }
    return offsets;
}

void compose_surroundings(const Facts& facts, const Sorted& sorted, Article& article) {
    const PageView& view = *facts.view;
    read_kicker_and_deck(facts, sorted, article);
    for (std::size_t i = 0; i < view.blocks.size() && article.agencies.empty(); ++i) {
        if (sorted.roles[i] == Role::byline && (sorted.end_body == 0 || i < sorted.end_body + std::size_t{3}))
            article.agencies = agencies_beside_authors(one_line(view.view(view.blocks[i])));
    }
    read_bios(facts, sorted, article);
    read_related(facts, sorted, article);
}

void join_buttons(const Facts& facts, const Sorted& sorted, std::vector<Removed>& removed) {
    constexpr std::uint32_t kMostWords = 30;
    const PageView& view = *facts.view;
    const auto is_button = [&](std::size_t i) { return view.container(view.blocks[i]).tag == html::Tag::button; };
    const auto home = [&](std::size_t i) {
        const Container& c = view.container(view.blocks[i]);
        return c.tag == html::Tag::button ? c.parent : view.blocks[i].container;
    };
    std::vector<Removed> joined;
    std::array<std::uint16_t, static_cast<std::size_t>(Role::other) + 1> votes{};
    std::size_t last = 0;  // the block before, and one more
    std::size_t from = 0;
    for (std::size_t i = 0; i < view.blocks.size() && from < removed.size(); ++i) {
        if (is_body(sorted.roles[i])) continue;
        Removed& one = removed[from++];
        const bool same = last == i && i > 0 && !joined.empty() && home(i) == home(i - 1) &&
                          (is_button(i) || is_button(i - 1)) && view.blocks[i].words <= kMostWords &&
                          view.blocks[i - 1].words <= kMostWords;
        last = i + 1;
        if (!same) {
            votes.fill(0);
            ++votes[static_cast<std::size_t>(one.role)];
            joined.push_back(std::move(one));
            continue;
        }
        Removed& whole = joined.back();
        whole.text += ' ';
        whole.text += one.text;
        if (++votes[static_cast<std::size_t>(one.role)] <= votes[static_cast<std::size_t>(whole.role)]) continue;
        whole.role = one.role;
        whole.why = std::move(one.why);
    }
    removed = std::move(joined);
}

void mark_no_print(const Facts& facts, const Sorted& sorted, const std::vector<std::size_t>& offsets,
                   Article& article) {
    if (article.text.empty()) return;
    const TextRange all{0, article.text.size()};
    const auto mark = [&article](TextRange range, std::string why) {
        for (const NoPrint& known : article.no_print) {
            if (known.range == range && known.why == why) return;
        }
        article.no_print.push_back({range, std::move(why)});
    };
    for (const MetaTag& tag : facts.view->meta) {
        const bool robots = ascii::iequals(tag.key, "robots") || ascii::iequals(tag.key, "googlebot") ||
                            ascii::iequals(tag.key, "googlebot-news") || ascii::iequals(tag.key, "newsloom");
        if (robots) {
            std::string_view rest = tag.content;
            while (!rest.empty()) {
                const auto comma = rest.find(',');
                const std::string word = ascii::lower(ascii::trim(rest.substr(0, comma)));
                rest = comma == std::string_view::npos ? std::string_view() : rest.substr(comma + 1);
                if (word == "nosnippet" || word == "noarchive" || word == "noai") mark(all, word);
                if (word == "none") mark(all, "noarchive");
                if (word.starts_with("max-snippet:")) {
                    std::size_t most = 0;
                    bool number = word.size() > 12;
                    for (const char c : word.substr(12)) {
                        number = number && ascii::is_digit(c) && most < 1'000'000;
                        if (number) most = most * 10 + static_cast<std::size_t>(c - '0');
                    }
                    if (!number) continue;  // -1: no limit
                    // What may be shown is the first `most` characters.
                    const std::size_t begin =
                        utf8::OffsetMap(article.text, utf8::OffsetUnit::code_points).to_bytes(most);
                    if (begin < all.end) mark({begin, all.end}, word);
                }
            }
        }
        if (ascii::iequals(tag.key, "tdm-reservation") && ascii::trim(tag.content) == "1") mark(all, "tdm-reservation");
    }
    for (std::size_t i = 0; i < facts.view->blocks.size(); ++i) {
        if (!is_body(sorted.roles[i]) || !in(facts.view->blocks[i].places, Place::nosnippet)) continue;
        const auto block = std::find_if(article.blocks.begin(), article.blocks.end(),
                                        [&](const Block& b) { return b.range.end > offsets[i]; });
        if (block != article.blocks.end()) mark(block->range, "data-nosnippet");
    }
    for (const TextRange range : facts.view->nosnippet) {
        const auto& blocks = facts.view->blocks;
        const auto after = std::upper_bound(blocks.begin(), blocks.end(), range.begin,
                                            [](std::size_t at, const TextBlock& b) { return at < b.end; });
        if (after == blocks.end()) continue;
        const auto i = static_cast<std::size_t>(after - blocks.begin());
        if (!is_body(sorted.roles[i])) continue;
        const auto block = std::find_if(article.blocks.begin(), article.blocks.end(),
                                        [&](const Block& b) { return b.range.end > offsets[i]; });
        if (block == article.blocks.end()) continue;
        std::size_t begin = offsets[i] + (std::max<std::size_t>(range.begin, after->begin) - after->begin);
        const std::size_t end = std::min(block->range.end, begin + (std::min<std::size_t>(range.end, after->end) -
                                                                    std::max<std::size_t>(range.begin, after->begin)));
        while (begin < end && article.text[begin] == ' ')
            ++begin;
        if (begin < end) mark({begin, end}, "data-nosnippet");
    }
    std::stable_sort(article.no_print.begin(), article.no_print.end(),
                     [](const NoPrint& a, const NoPrint& b) { return a.range < b.range; });
}

}  // namespace newsloom::extract
