/// Comma-separated values (RFC 4180), as far as lists of subscribers need them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace newsloom::cli {

/// Rows of fields; quoted fields may hold commas, line breaks and doubled quotes. A semicolon or tab separates instead
/// of commas when the first line has one and no comma. A byte order mark and empty lines are skipped.
[[nodiscard]] std::vector<std::vector<std::string>> csv_rows(std::string_view text);
/// Quoted when it needs to be. A field that a spreadsheet would take for a formula gets a "'" in front.
[[nodiscard]] std::string csv_field(std::string_view text);

}  // namespace newsloom::cli
