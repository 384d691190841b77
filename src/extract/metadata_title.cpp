#include <algorithm>
#include <array>
#include <optional>
#include <string>

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
double likeness(const Words& a, const Words& b) { return shares_of_words(a, b) / 2; }

/// What a site may be called: its name and its host, squeezed.
struct SiteNames {
    SiteNames(std::string_view site_name, std::string_view of_host) : name(squeeze(site_name)) {
        if (of_host.starts_with("www.")) of_host.remove_prefix(4);
        host = squeeze(of_host);
        label = squeeze(of_host.substr(0, of_host.rfind('.')));
    }
    std::string name, host, label;
};

bool names_site(std::string_view part, const SiteNames& site) {
    const std::string flat = squeeze(part);
    if (flat.empty()) return true;
    if (!site.name.empty() && (flat == site.name || (flat.size() >= 4 && site.name.find(flat) != std::string::npos) ||
                               (site.name.size() >= 4 && flat.find(site.name) != std::string::npos)))
        return true;
    return !site.host.empty() && (flat == site.host || flat == site.label ||
                                  (flat.size() >= 4 && site.host.find(flat) != std::string::npos) ||
                                  (site.label.size() >= 5 && flat.find(site.label) != std::string::npos));
}

}  // namespace

std::string without_site_name(std::string_view title, std::string_view site, std::string_view host) {
    title = ascii::trim(title);
    std::optional<SiteNames> names;
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
        if (!names) names.emplace(site, host);
        if (names_site(title.substr(last + last_width), *names)) {
            title = ascii::trim(title.substr(0, last));
        } else if (names_site(title.substr(0, first), *names)) {
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
    const SiteNames names(article.site, facts.host);
    const SiteNames by_name(article.site, "");
    const auto add = [&](std::string_view value, std::string_view from) {
        std::string text = without_site_name(plain(value), article.site, facts.host);
        if (!text.empty() && !names_site(text, by_name)) {
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
        if (block.words < 6 && names_site(text, names)) score -= 0.5;
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
