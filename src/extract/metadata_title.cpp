#include <algorithm>
#include <array>

#include "extract/detail/metadata.h"
#include "extract/detail/text_signs.h"
#include "text/ascii.h"
#include "text/fold.h"

namespace newsloom::extract {
namespace {

constexpr std::string_view kFullWidthBar = "｜";
constexpr std::array<std::string_view, 14> kSeparators = {" | ", " - ", " – ", " — ", " :: ",        " » ", " · ",
                                                          " • ", " / ", " ‹ ", " « ", kFullWidthBar, " : ", " ~ "};

/// The bytes of the separator that begins at that byte of the title; 0 when none does. None begins as another does.
std::size_t separator_at(std::string_view title, std::size_t at) {
    if (title[at] != ' ' && title[at] != kFullWidthBar.front()) return 0;
    for (const std::string_view separator : kSeparators) {
        if (title.compare(at, separator.size(), separator) == 0) return separator.size();
    }
    return 0;
}

using Words = std::vector<std::uint64_t>;

/// How far two texts are the same words, 0..1.
double likeness(const Words& a, const Words& b) { return (share_of_words(a, b) + share_of_words(b, a)) / 2; }

bool names_site(std::string_view part, std::string_view site, std::string_view host) {
    const std::string flat = squeeze(part);
    if (flat.empty()) return true;
    const std::string flat_site = squeeze(site);
    if (!flat_site.empty() && (flat == flat_site || (flat.size() >= 4 && flat_site.find(flat) != std::string::npos) ||
                               (flat_site.size() >= 4 && flat.find(flat_site) != std::string::npos)))
        return true;
    if (host.starts_with("www.")) host.remove_prefix(4);
    const std::string flat_host = squeeze(host);
    const std::string label = squeeze(host.substr(0, host.rfind('.')));
    return !flat_host.empty() &&
           (flat == flat_host || flat == label || (flat.size() >= 4 && flat_host.find(flat) != std::string::npos) ||
            (label.size() >= 5 && flat.find(label) != std::string::npos));
}

}  // namespace

std::string without_site_name(std::string_view title, std::string_view site, std::string_view host) {
    title = ascii::trim(title);
    for (int round = 0; round < 3; ++round) {
        std::size_t first = 0;
        std::size_t first_width = 0;
        while (first < title.size() && (first_width = separator_at(title, first)) == 0)
            ++first;
        if (first == title.size()) break;
        std::size_t last = title.size() - 1;
        std::size_t last_width = 0;
        while ((last_width = separator_at(title, last)) == 0)
            --last;
        if (names_site(title.substr(last + last_width), site, host)) {
            title = ascii::trim(title.substr(0, last));
        } else if (names_site(title.substr(0, first), site, host)) {
            title = ascii::trim(title.substr(first + first_width));
        } else {
            break;
        }
    }
    return std::string(title);
}

void read_title(Facts& facts, Article& article, std::vector<Reason>* why) {
    const PageView& view = *facts.view;
    std::vector<std::pair<std::string, std::string_view>> named;  // value, where from
    const auto add = [&](std::string_view value, std::string_view from) {
        std::string text = without_site_name(plain(value), article.site, facts.host);
        if (!text.empty() && !names_site(text, article.site, "")) {
            facts.titles.push_back(text);
            named.emplace_back(std::move(text), from);
        }
    };
    add(facts.linked.headline, "JSON-LD headline");
    add(facts.meta("og:title"), "og:title");
    add(facts.meta("twitter:title"), "twitter:title");
    add(view.title, "title element");
    std::vector<Words> words;
    for (const auto& [value, from] : named)
        words.push_back(word_hashes(value));
    // A headline of the page that says about the same.
    double best = 0;
    std::uint32_t chosen = ~0u;
    for (std::uint32_t i = 0; i < view.blocks.size(); ++i) {
        const TextBlock& block = view.blocks[i];
        const bool heading = block.heading_level >= 1 && block.heading_level <= 3;
        const Container& c = view.container(block);
        if (!heading && !has(c.own, Hint::headline)) continue;
        if (block.size() > 400 || block.words == 0) continue;
        const std::string_view text = view.view(block);
        double score = 0;
        const Words own = word_hashes(text);
        for (const Words& other : words)
            score = std::max(score, likeness(own, other));
        if (block.heading_level == 1) score += 0.3;
        if (has(c.own, Hint::headline)) score += 0.05;
        if (in(block.places, Place::nav) || in(block.places, Place::footer) || in(block.places, Place::aside))
            score -= 0.3;
        if (has_any(c.path, Hint::related, Hint::teaser, Hint::sidebar)) score -= 0.2;
        if (names_site(text, article.site, facts.host) && block.words < 6) score -= 0.5;
        if (score > best) {
            best = score;
            chosen = i;
        }
    }
    std::string_view from;
    if (chosen != ~0u && best >= 0.75) {
        facts.headline_block = chosen;
        article.title = view.view(view.blocks[chosen]);
        from = "headline of the page";
    } else if (!named.empty()) {
        article.title = named.front().first;
        from = named.front().second;
    } else if (chosen != ~0u && best > 0.25) {
        facts.headline_block = chosen;
        article.title = view.view(view.blocks[chosen]);
        from = "heading";
    } else {
        article.title = view.title;
        from = "title element";
    }
    std::replace(article.title.begin(), article.title.end(), '\n', ' ');
    facts.folded_title = squeeze(article.title);
    if (why != nullptr && !article.title.empty()) why->push_back({"title", std::string(from)});
}

}  // namespace newsloom::extract
