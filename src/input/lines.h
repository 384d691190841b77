/// Reading a file line by line, in bounded memory: plain, gzip or zstd, "-" for standard input.
#pragma once

#include <cstddef>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>

#include "base/limits.h"
#include "base/result.h"

namespace newsloom {

/// `while (true) { auto line = reader.next(); if (!line) error; if (!*line) end; ... }`
class LineReader {
  public:
    /// not_found, unavailable: named.
    [[nodiscard]] static Result<LineReader> open(const std::filesystem::path& path,
                                                 std::size_t longest_line = 64 * kMiB);
    ~LineReader();
    LineReader(LineReader&&) noexcept;
    LineReader& operator=(LineReader&&) noexcept;

    /// The next line without its end ("\n" or "\r\n"); nothing at the end of the file. Errors name the file and the
    /// line: bad_input (truncated or damaged compression), too_large (a line over the limit), unavailable.
    [[nodiscard]] Result<std::optional<std::string>> next();
    /// Number of the line given last, from 1.
    [[nodiscard]] std::size_t number() const;

  private:
    struct State;
    explicit LineReader(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

}  // namespace newsloom
