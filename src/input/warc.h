/// WARC files: the records of a crawl, one after the other.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>

#include "base/limits.h"
#include "base/result.h"

namespace newsloom::warc {

struct Record {
    std::uint64_t offset = 0;    ///< in the file, see src/input/README.md
    std::string type;            ///< "response", "resource", "conversion", "warcinfo", "request" ...
    std::string url, date;       ///< WARC-Target-URI, WARC-Date as written
    int status = 0;              ///< of an HTTP answer, else 0
    std::string media_type;      ///< of what `body` holds, with its parameters
    std::uint64_t length = 0;    ///< Content-Length of the record
    std::string body;            ///< of an HTTP answer without its header, as it was before it was packed for transport
    bool cut = false;            ///< more than Options::most bytes; the rest was not read
    std::optional<Error> error;  ///< the record cannot be read; the others go on
};

struct Options {
    std::size_t most = Limits{}.page_bytes + kMiB;  ///< bytes of a body that are kept
};

/// `while (true) { auto record = reader.next(); if (!record) end; ... }`
class Reader {
  public:
    /// not_found, unavailable: named.
    [[nodiscard]] static Result<Reader> open(const std::filesystem::path& path, const Options& options = {});
    ~Reader();
    Reader(Reader&&) noexcept;
    Reader& operator=(Reader&&) noexcept;

    /// The next record, nothing at the end. Memory: the body and 128 KB.
    [[nodiscard]] std::optional<Record> next();

  private:
    struct State;
    explicit Reader(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

/// Takes an HTTP answer apart: sets status, media_type and body. bad_input: no status line, an encoding that is not
/// known. What is damaged within chunks or packing is kept as far as it goes.
[[nodiscard]] std::optional<Error> read_http(std::string bytes, std::size_t most, Record& into);

}  // namespace newsloom::warc
