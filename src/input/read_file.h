/// Reading a whole file, with .gz and .zst read as they are. The one place that opens input files by name.
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>

#include "base/limits.h"
#include "base/result.h"

namespace newsloom {

/// Bytes of the file, decompressed when they start with the magic of gzip or zstd; "-" is standard input.
/// Errors name the file: not_found, unavailable (cannot read), bad_input (truncated or damaged compression), too_large
/// (more than `most` bytes).
[[nodiscard]] Result<std::string> read_file(const std::filesystem::path& path, std::size_t most = Limits{}.input_bytes);

/// The same for bytes at hand; `name` is for the error.
[[nodiscard]] Result<std::string> decompressed(std::string_view name, std::string bytes,
                                               std::size_t most = Limits{}.input_bytes);

}  // namespace newsloom
