// corroborate: the articles of one story in; facts, differences, voices, perspectives out.
#include "pipeline/detail/material.h"
#include "pipeline/detail/stages.h"
#include "pipeline/detail/work.h"
#include "printed/story.h"
#include "story/corroborate.h"

namespace newsloom::pipeline {

namespace {

struct StoryIn {
    StoryMembers members;
    store::StoryRow before;  ///< version 0 when the story is new
};

Result<Loaded<StoryIn>> load_story(Engine& engine, const store::TodoRow& todo) {
    Loaded<StoryIn> loaded;
    const StoryId id(todo.item);
    loaded.subject = "story " + std::to_string(todo.item);
    NL_TRY(auto members, read_members(engine, id));
    NL_TRY(const auto before, store::get<store::StoryRow>(engine.content, id));
    for (const auto& member : members)
        loaded.bytes += member.article.text.size() * 4;
    store::StoryRow row = before.value_or(store::StoryRow());
    row.id = id;
    loaded.input = StoryIn{std::move(members), std::move(row)};
    return loaded;
}

/// A story without members has gone: merged away, or split until nothing was left.
Result<store::StoryRow> make_story(const StoryIn& in, const Options&) {
    store::StoryRow row = in.before;
    if (in.members.empty()) {
        row.articles = 0;
        return row;
    }
    const auto told = [&](int version) {
        Story story = story::corroborate(material_of(row.id, version, in.members));
        story.id = row.id;
        story.version = version;
        return story;
    };
    Story story = told(row.version);
    std::string json = printed::to_json(story);
    if (json != row.json) {
        // A version is a different text: the same found again stays the same version.
        story.version = ++row.version;
        json = printed::to_json(story);
    }
    row.first = story.first;
    row.last = story.last;
    row.articles = static_cast<int>(in.members.size());
    row.independent = story.independent;
    row.json = std::move(json);
    return row;
}

Result<void> save_story(Engine& engine, const Stage& stage, const store::TodoRow&, const store::StoryRow& made,
                        std::vector<Given>&) {
    if (made.articles == 0) {
        NL_CHECK(store::erase<store::StoryRow>(engine.content, made.id));
        return {};
    }
    store::StoryRow row = made;
    row.made_by = stage.made_by();
    return store::put(engine.content, row);
}

}  // namespace

Result<Step> corroborate(Engine& engine, const Stage& stage) {
    return each<load_story, make_story, save_story>(engine, stage);
}

Result<void> corroborate_again(Engine& engine, const Stage& stage, std::vector<Given>& given) {
    return engine.content.scan(store::spec<store::StoryRow>(), {}, [&](store::Values values) {
        const auto row = store::row_of<store::StoryRow>(values);
        if (row.made_by != stage.made_by()) given.push_back({Kind::story, row.id.value, {}, {}});
        return true;
    });
}

}  // namespace newsloom::pipeline
