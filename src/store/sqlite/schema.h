/// The two databases' schemas: a list of steps each; the number of steps done is the schema version.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace newsloom::store {

struct Schema {
    std::string_view name;         ///< "content.db"
    std::int32_t application_id;   ///< in the file's header: which of our databases it is
    std::string_view synchronous;  ///< FULL: what was acknowledged survives a power cut; NORMAL: may lose the newest
    std::span<const std::string_view> steps;  ///< step n brings version n to n + 1; never edited once released
};

[[nodiscard]] const Schema& content_schema();
[[nodiscard]] const Schema& ledger_schema();

}  // namespace newsloom::store
