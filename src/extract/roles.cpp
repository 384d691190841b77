#include "extract/detail/roles.h"

#include <algorithm>

#include "extract/byline.h"
#include "text/ascii.h"

namespace newsloom::extract {
namespace {

constexpr Hints kOutside = bit(Hint::comment) | bit(Hint::related) | bit(Hint::navigation) | bit(Hint::footer) |
                           bit(Hint::share) | bit(Hint::newsletter) | bit(Hint::legal) | bit(Hint::advert) |
                           bit(Hint::login) | bit(Hint::promo) | bit(Hint::bio) | bit(Hint::tags);

bool is_prose(const PageView& view, const TextBlock& block) {
    if (block.words < 8 || block.link_words * 10 > block.words * 4 || block.heading_level != 0) return false;
    const Container& c = view.container(block);
    if (in(block.places, Place::nav) || in(block.places, Place::footer) || in(block.places, Place::noscript) ||
        in(block.places, Place::figcaption) || in(block.places, Place::button) || in(block.places, Place::dialog))
        return false;
    return (c.own & kOutside) == 0 && !has_any(c.path, Hint::comment, Hint::legal, Hint::related, Hint::footer);
}

Role outside_role(const PageView& view, const TextBlock& block) {
    const Hints path = view.container(block).path;
    const Hints own = view.container(block).own | block.inline_hints;
    if (in(block.places, Place::figcaption) || has(own, Hint::caption)) return Role::caption;
    if (has(path, Hint::comment)) return Role::comment;
    if (has(path, Hint::newsletter)) return Role::newsletter;
    if (has(path, Hint::share)) return Role::share;
    if (has(path, Hint::legal)) return Role::legal;
    if (has(path, Hint::advert)) return Role::advertisement;
    if (has(path, Hint::tags)) return Role::tag_list;
    if (has(own, Hint::byline)) return Role::byline;
    if (has(path, Hint::related)) return Role::related;
    if (in(block.places, Place::nav) || has(path, Hint::navigation) || in(block.places, Place::footer))
        return Role::navigation;
    return Role::other;
}

}  // namespace

Sorted sort_blocks(const Facts& facts, const Article&, const Weights&) {
    const PageView& view = *facts.view;
    Sorted sorted;
    const std::size_t n = view.blocks.size();
    sorted.roles.assign(n, Role::other);
    sorted.why.assign(n, "");
    sorted.body.assign(n, 0);
    std::vector<double> score(view.containers.size());
    double all = 0;
    for (const TextBlock& block : view.blocks) {
        if (!is_prose(view, block)) continue;
        const double s = std::min<double>(block.words, 120);
        score[block.container] += s;
        all += s;
    }
    for (std::size_t i = view.containers.size(); i-- > 1;)
        score[view.containers[i].parent] += score[i];
    // The deepest container that holds most of the prose.
    std::uint32_t main = 0;
    for (std::uint32_t i = 0; i < view.containers.size(); ++i) {
        if (score[i] >= 0.7 * all && view.containers[i].depth >= view.containers[main].depth) main = i;
    }
    const Container& box = view.containers[main];
    bool began =
        facts.headline_block == ~0u || facts.headline_block < box.first_block || facts.headline_block >= box.end_block;
    for (std::uint32_t i = 0; i < n; ++i) {
        const TextBlock& block = view.blocks[i];
        sorted.roles[i] = outside_role(view, block);
        sorted.why[i] = "outside of the body";
        if (i == facts.headline_block) {
            sorted.roles[i] = Role::headline;
            began = true;
            continue;
        }
        if (all == 0 || i < box.first_block || i >= box.end_block || !began) continue;
        const bool inside =
            is_prose(view, block) ||
            (block.words >= 1 && block.link_words * 2 <= block.words &&
             (in(block.places, Place::paragraph) || in(block.places, Place::item)) && sorted.roles[i] == Role::other);
        if (!inside && !(block.heading_level >= 2 && sorted.roles[i] == Role::other)) continue;
        if (squeeze(view.view(block)) == facts.folded_title) {
            sorted.roles[i] = Role::headline;
            continue;
        }
        sorted.body[i] = 1;
        sorted.why[i] = "";
        sorted.roles[i] = block.heading_level != 0         ? Role::heading
                          : in(block.places, Place::quote) ? Role::quote
                          : in(block.places, Place::pre)   ? Role::code
                          : in(block.places, Place::row)   ? Role::table_row
                          : in(block.places, Place::item)  ? Role::list_item
                                                           : Role::paragraph;
    }
    // Headings that nothing of the body follows.
    bool followed = false;
    for (std::uint32_t i = static_cast<std::uint32_t>(n); i-- > 0;) {
        if (sorted.roles[i] == Role::heading) {
            if (!followed) {
                sorted.roles[i] = Role::other;
                sorted.why[i] = "a heading that no body text follows";
            }
            followed = false;
        } else if (is_body(sorted.roles[i])) {
            followed = true;
        }
    }
    return sorted;
}

void compose(const Facts& facts, const Sorted& sorted, Extraction& out, const Options& options) {
    const PageView& view = *facts.view;
    Article& article = out.article;
    for (std::size_t i = 0; i < view.blocks.size(); ++i) {
        const TextBlock& block = view.blocks[i];
        const Role role = sorted.roles[i];
        const std::string_view text = view.view(block);
        if (!is_body(role)) {
            if (options.explain) out.removed.push_back({role, std::string(text), sorted.why[i]});
            if (role == Role::deck && article.deck.empty()) article.deck = text;
            if (role == Role::kicker && article.kicker.empty()) article.kicker = text;
            continue;
        }
        if (article.text.size() + text.size() > options.limits.article_text_bytes) {
            out.problems.push_back("text cut at " + std::to_string(options.limits.article_text_bytes / kMiB) + " MB");
            break;
        }
        if (!article.text.empty()) article.text += "\n\n";
        const std::size_t begin = article.text.size();
        article.text += text;
        article.blocks.push_back(
            {role, {begin, article.text.size()}, role == Role::heading ? std::max<int>(2, block.heading_level) : 0});
    }
    if (article.text.empty()) {
        article.is_article = false;
        article.why_not = "no article text";
    }
}

}  // namespace newsloom::extract
