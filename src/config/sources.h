/// sources.toml: the outlets that are read.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "model/outlet.h"

namespace newsloom::config {

/// `[[outlet]]` tables with id, name, short, home, country, language, owner, owner_kind, weight, feeds. Ids of the
/// result are none: the store gives them. bad_input names file and line ("sources.toml:12: outlet \"x\": ..."): unknown
/// keys, ids that are no slugs or come twice, feeds that are no http(s) URLs, countries that are no two letters.
[[nodiscard]] Result<std::vector<Outlet>> read_sources(const std::filesystem::path& file);
[[nodiscard]] Result<std::vector<Outlet>> parse_sources(std::string_view toml, std::string_view name);

/// What `newsloom init` writes: an empty list with one commented example.
[[nodiscard]] std::string starter_sources();

}  // namespace newsloom::config
