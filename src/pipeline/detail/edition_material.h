/// What an edition is composed of: the ranked stories of its window, the editions before it, what was revised since.
#pragma once

#include <map>
#include <vector>

#include "base/result.h"
#include "edition/compose.h"
#include "pipeline/detail/material.h"

namespace newsloom::pipeline {

/// Owns what edition::Material points to. Not to be moved once `material` is made.
struct EditionMaterial {
    std::vector<RankedStory> stories;
    std::vector<OwnedMember> revised;  ///< newest versions of documents that a printed line cites, outside of `stories`
    std::map<OutletId, Outlet> outlets;
    std::vector<Edition> earlier;  ///< newest first: the last ones, and older ones whose sources were revised
    std::vector<std::pair<std::string, std::string>> left_out;
    std::map<OutletId, std::size_t> pages_fetched;  ///< without error

    [[nodiscard]] edition::Material material() const;
};

[[nodiscard]] Result<EditionMaterial> edition_material(Engine& engine, Instant since, Instant now);

}  // namespace newsloom::pipeline
