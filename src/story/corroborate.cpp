#include "story/corroborate.h"

#include <algorithm>
#include <numeric>

#include "dedup/collapse.h"
#include "story/detail/category.h"
#include "story/detail/comparing.h"
#include "story/detail/models.h"
#include "story/detail/voices.h"

namespace newsloom::story {
namespace {

/// The link, with the copied ranges when only a part of the article is copied and the other one is of this story.
CopyLink copy_in(const detail::Reading& reading, const Member& member) {
    constexpr float kWhole = 0.95F;  // of its 5-grams
    CopyLink link = member.copy;
    if (link.containment >= kWhole) return link;
    for (const Member* other : reading.members) {
        if (other->article->id != *link.copy_of) continue;
        for (const TextRange range : dedup::copied_ranges(member.article->text, other->article->text))
            link.copied.push_back({member.article->id, range, Field::text});
    }
    return link;
}

}  // namespace

Story corroborate(const StoryMaterial& material) { return detail::corroborate(material, detail::built_in_models()); }

namespace detail {

const Models& built_in_models() {
    static const Models models{LogOdds<kTraits>::from(data_file("agreement.json"), kTraitNames),
                               LogOdds<kCountTraits>::from(data_file("difference.json"), kCountTraitNames),
                               LogOdds<kDenialTraits>::from(data_file("denial.json"), kDenialTraitNames),
                               SecondModel::read()};
    return models;
}

Story corroborate(const StoryMaterial& material, const Models& models) {
    Story story;
    story.id = material.id;
    story.version = material.version;
    const Reading reading = read_story(material);
    std::vector<std::size_t> everybody(reading.members.size());
    std::iota(everybody.begin(), everybody.end(), std::size_t{0});
    for (std::size_t m = 0; m < reading.members.size(); ++m) {
        const Member& member = *reading.members[m];
        story.articles.push_back(member.article->id);
        if (std::find(story.documents.begin(), story.documents.end(), member.article->document) ==
            story.documents.end())
            story.documents.push_back(member.article->document);
        const Instant time = member.article->time();
        story.first = m == 0 ? time : std::min(story.first, time);
        story.last = m == 0 ? time : std::max(story.last, time);
        const OutletId outlet = reading.outlet(m);
        if (outlet && std::find(story.outlets.begin(), story.outlets.end(), outlet) == story.outlets.end())
            story.outlets.push_back(outlet);
        if (member.copy.copy_of) story.copies.push_back(copy_in(reading, member));
    }
    story.independent = independent_sources(reading.members);
    choose_headline(story, reading);
    story.category = category_of(reading);
    Comparer comparer(reading);
    const ComparedPairs compared = compared_pairs(comparer, models.agreement);
    story.facts = facts(reading, compared, models.second);
    story.differing = differences(comparer, compared, models);
    const Quotes quotes(reading);
    story.voices = quotes.voices(everybody);
    story.sides = perspectives(reading, story.facts, quotes);
    story.opinions = opinions(reading);
    story.open = unknowns(reading);
    return story;
}

}  // namespace detail
}  // namespace newsloom::story
