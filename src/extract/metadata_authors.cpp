#include <algorithm>
#include <array>

#include "extract/byline.h"
#include "extract/detail/metadata.h"
#include "text/ascii.h"

namespace newsloom::extract {
namespace {

constexpr std::array<std::string_view, 13> kMetaKeys = {
    "author",  "article:author", "parsely-author",  "sailthru.author",    "dc.creator",          "dcterms.creator",
    "byl",     "dc.contributor", "citation_author", "cxenseparse:author", "article:author_name", "creator",
    "rbauthor"};

bool is_address(std::string_view text) {
    return text.find("://") != std::string_view::npos || text.starts_with("www.") || text.starts_with("@") ||
           text.find('/') == 0;
}

void merge(Byline& into, const Byline& more) {
    for (const auto& name : more.people) {
        if (std::find(into.people.begin(), into.people.end(), name) == into.people.end()) into.people.push_back(name);
    }
    for (const auto& name : more.agencies) {
        if (std::find(into.agencies.begin(), into.agencies.end(), name) == into.agencies.end())
            into.agencies.push_back(name);
    }
    into.organisation = into.organisation || more.organisation;
}

}  // namespace

void read_authors(const Facts& facts, Article& article, std::vector<Reason>* why) {
    const PageView& view = *facts.view;
    const BylineContext trusted{article.site, facts.host, true};
    const BylineContext visible{article.site, facts.host, false};
    Byline all;
    std::string_view from;

    Byline linked;
    for (const LinkedPerson& person : facts.linked.authors) {
        if (person.organisation) {
            if (const auto agency = agency_named(person.name); !agency.empty()) linked.agencies.emplace_back(agency);
            continue;
        }
        merge(linked, split_byline(person.name, trusted));
    }
    if (!linked.people.empty()) from = "JSON-LD author";
    merge(all, linked);

    if (all.people.empty()) {
        Byline metas;
        for (const std::string_view key : kMetaKeys) {
            for (const MetaTag& tag : view.meta) {
                if (!ascii::iequals(tag.key, key) || is_address(ascii::trim(tag.content))) continue;
                merge(metas, split_byline(plain(tag.content), trusted));
            }
            if (!metas.people.empty()) break;
        }
        if (!metas.people.empty()) from = "meta";
        merge(all, metas);
    }
    if (all.people.empty()) {
        // Blocks near the headline whose elements are named after authors.
        Byline shown;
        const std::uint32_t head = facts.headline_block == ~0u ? 0 : facts.headline_block;
        for (const int pass : {0, 1}) {
            for (std::uint32_t i = head > 8 ? head - 8 : 0; i < view.blocks.size(); ++i) {
                const TextBlock& block = view.blocks[i];
                if (block.size() > 200 || block.words > 24) continue;
                const Hints near = view.container(block).own | block.inline_hints |
                                   (view.containers[view.container(block).parent].own & bit(Hint::byline));
                const bool marked = has(near, Hint::byline);
                if (has(view.container(block).path, Hint::comment) || has(view.container(block).path, Hint::related))
                    continue;
                if (pass == 0 ? !marked : (i > head + 14 || !begins_as_byline(view.view(block)))) continue;
                if (pass == 0 && i > head + 60 && !shown.people.empty()) break;
                Byline one = split_byline(view.view(block), visible);
                if (one.people.empty() && one.agencies.empty()) continue;
                merge(shown, one);
                if (pass == 1) break;
            }
            if (!shown.people.empty()) break;
        }
        if (!shown.people.empty()) from = "byline";
        merge(all, shown);
    }
    article.authors = std::move(all.people);
    article.agencies = std::move(all.agencies);
    if (why != nullptr && !article.authors.empty()) why->push_back({"authors", std::string(from)});
}

}  // namespace newsloom::extract
