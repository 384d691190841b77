/// What the words on files share: inputs in order, answers in the same order, errors in their place.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/limits.h"
#include "base/result.h"
#include "cli/detail/terminal.h"
#include "json/writer.h"
#include "text/utf8.h"

namespace newsloom::cli {

inline constexpr std::size_t kMostLinesBytes = 8192 * kMiB;  ///< of one JSON Lines file

struct Input {
    std::string name;  ///< path or "-"
    std::string url;   ///< of a list's second column; may be empty
};

/// Positional inputs, then those of the list ("path" or "path<TAB>url" per line; "-" is standard input).
[[nodiscard]] Result<std::vector<Input>> inputs_of(const std::vector<std::string>& files, const std::string& list);

/// Opens `{"schema": "newsloom/WORD/1"`; the caller goes on writing fields and closes the object.
void begin_object(json::Writer& w, std::string_view word);
/// `{"schema":..., "input": ..., "error": {"code": ..., "message": ...}}`, one line.
[[nodiscard]] std::string error_line(std::string_view word, std::string_view input, const Error& error);

struct FileRun {
    std::string_view word;
    unsigned jobs = 1;  ///< 0: all cores
    bool quiet = false;
    bool errors_as_json = true;  ///< else on standard error
};

/// Calls `answer` for every input on `jobs` threads, in bounded batches, and prints the answers in input order. An
/// error is printed in its place and the run goes on (exit 3; 1 when there was one input only and errors are no JSON).
/// Stops when standard output is closed, or after the batch at hand when interrupted.
[[nodiscard]] int run_inputs(const FileRun& run, const std::vector<Input>& inputs,
                             const std::function<Result<std::string>(const Input&)>& answer);

/// An input of which the name and the size are known once it is read.
struct Streamed {
    std::string name;
    std::size_t bytes = 0;
    std::function<Result<std::string>()> answer;  ///< called on any thread
};
/// The same for inputs that come one by one, until `next` has none.
[[nodiscard]] int run_stream(const FileRun& run, const std::function<std::optional<Streamed>()>& next);

/// The same for the lines of JSON Lines files: `answer` gets a line; its errors name "file:line".
[[nodiscard]] int run_lines(const FileRun& run, const std::vector<std::string>& files,
                            const std::function<Result<std::string>(std::string_view line)>& answer);

[[nodiscard]] unsigned threads(unsigned jobs);
/// "code_points", "bytes", "utf16" of --offsets.
[[nodiscard]] utf8::OffsetUnit offset_unit(std::string_view name);

}  // namespace newsloom::cli
