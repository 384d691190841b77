#include "pipeline/detail/material.h"

#include <algorithm>
#include <tuple>

#include "pipeline/detail/articles.h"
#include "printed/story.h"

namespace newsloom::pipeline {

namespace {

/// Ranking reads all articles of a story; of a busy day only the best by what their rows say are read.
constexpr std::size_t kMostRanked = 400;

Result<std::optional<Story>> story_of_row(const store::StoryRow& row) {
    NL_TRY(Story story, printed::story_from_json(row.json));
    story.id = row.id;
    story.version = row.version;
    return story;
}

Result<RankedStory> rank(Engine& engine, const store::StoryRow& row, Instant now) {
    RankedStory ranked;
    NL_TRY(auto story, story_of_row(row));
    ranked.story = *std::move(story);
    NL_TRY(ranked.members, read_members(engine, row.id));
    story::rank(ranked.story, material_of(row.id, row.version, ranked.members),
                {.now = now, .topic_weights = engine.options.topic_weights});
    return ranked;
}

}  // namespace

Result<StoryMembers> read_members(Engine& engine, StoryId story) {
    StoryMembers members;
    NL_TRY(const auto documents,
           store::select<store::StoryDocumentRow>(
               engine.content, {.index = "story_document_story", .equal = {store::to_value(story)}}));
    for (const store::StoryDocumentRow& row : documents) {
        NL_TRY(const auto document, store::get<store::DocumentRow>(engine.content, row.document));
        if (!document) continue;
        OwnedMember member;
        NL_TRY(auto article, read_article(engine, document->article ? document->article : row.article));
        if (!article) continue;  // expired
        member.article = *std::move(article);
        NL_TRY(auto annotations, read_annotations(engine, member.article.id));
        if (annotations) member.annotations = *std::move(annotations);
        NL_TRY(const auto outlet, store::get<store::OutletRow>(engine.ledger, member.article.outlet));
        if (outlet) member.outlet = outlet_of(*outlet);
        NL_TRY(const auto copy, store::get<store::CopyRow>(engine.content, member.article.id));
        member.copy.article = member.copy.group = member.article.id;
        if (copy)
            member.copy = {copy->article,
                           copy->group,
                           copy->copy_of,
                           static_cast<float>(copy->similarity),
                           static_cast<float>(copy->containment),
                           copy->agency};
        members.push_back(std::move(member));
    }
    return members;
}

story::StoryMaterial material_of(StoryId id, int version, const StoryMembers& members) {
    story::StoryMaterial material{id, version, {}};
    for (const OwnedMember& member : members)
        material.members.push_back(
            {&member.article, &member.annotations, member.outlet ? &*member.outlet : nullptr, member.copy});
    return material;
}

Result<std::vector<RankedStory>> ranked_stories(Engine& engine, Instant since, Instant now, std::size_t most) {
    NL_TRY(auto rows,
           store::select<store::StoryRow>(engine.content, {.index = "story_last",
                                                           .from = store::to_value(since + std::chrono::seconds(1)),
                                                           .upto = store::to_value(now)}));
    std::sort(rows.begin(), rows.end(), [](const store::StoryRow& a, const store::StoryRow& b) {
        return std::tuple(-a.independent, -a.articles, a.id) < std::tuple(-b.independent, -b.articles, b.id);
    });
    if (rows.size() > kMostRanked) rows.resize(kMostRanked);
    std::vector<RankedStory> ranked;
    for (const store::StoryRow& row : rows) {
        NL_TRY(auto one, rank(engine, row, now));
        if (!one.members.empty()) ranked.push_back(std::move(one));
    }
    std::stable_sort(ranked.begin(), ranked.end(), [](const RankedStory& a, const RankedStory& b) {
        return std::tuple(-a.story.score, a.story.id) < std::tuple(-b.story.score, b.story.id);
    });
    if (ranked.size() > most) ranked.resize(most);
    return ranked;
}

Result<std::optional<RankedStory>> ranked_story(Engine& engine, StoryId id, Instant now) {
    for (int steps = 0; steps < 100;
         ++steps) {  // forwards form chains, never circles; the bound is for a damaged store
        NL_TRY(const auto row, store::get<store::StoryRow>(engine.content, id));
        if (row) {
            NL_TRY(auto ranked, rank(engine, *row, now));
            return std::optional<RankedStory>(std::move(ranked));
        }
        NL_TRY(const auto forward, store::get<store::StoryForwardRow>(engine.content, id));
        if (!forward) break;
        id = forward->into;
    }
    return std::nullopt;
}

}  // namespace newsloom::pipeline
