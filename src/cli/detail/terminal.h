/// What the words share: exit codes, standard output as a stream, messages, progress, interrupts.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.h"

namespace newsloom::cli {

enum class Exit : int { done = 0, failed = 1, usage = 2, in_part = 3, bug = 70, busy = 75 };
[[nodiscard]] Exit exit_of(Errc code);

/// Standard output, buffered. A reader that has gone (EPIPE) is no error: write() says false and the word ends.
class Output {
  public:
    Output() = default;
    ~Output();
    Output(const Output&) = delete;
    Output& operator=(const Output&) = delete;

    bool write(std::string_view bytes);
    bool line(std::string_view text);
    bool flush();
    [[nodiscard]] bool is_open() const { return open_; }

  private:
    std::string buffer_;
    bool open_ = true;
};

/// Whether the stream (1: stdout, 2: stderr) is a terminal; colours besides need that NO_COLOR is not set.
[[nodiscard]] bool is_terminal(int stream);
[[nodiscard]] bool has_colour(int stream);
/// Bold, dim and accent on terminals with colour; the text alone elsewhere.
struct Style {
    bool colour = false;
    [[nodiscard]] std::string bold(std::string_view text) const;
    [[nodiscard]] std::string dim(std::string_view text) const;
    [[nodiscard]] std::string accent(std::string_view text) const;
};

/// "newsloom: page.html: no such file" on standard error.
void complain(std::string_view message);
void complain(const Error& error);
[[nodiscard]] int ended(const Error& error);  ///< complains and gives the exit code

/// SIGINT and SIGTERM set this once; a second signal ends the process at once. SIGPIPE is ignored.
void watch_signals();
[[nodiscard]] bool is_interrupted();

/// "1,234"; "1.2 s", "340 ms", "2 min 5 s"; "12 kB".
[[nodiscard]] std::string grouped(std::uint64_t number);
[[nodiscard]] std::string duration(double seconds);
/// "1 page", "2 pages".
[[nodiscard]] std::string counted(std::uint64_t number, std::string_view one, std::string_view many = {});

/// Progress on standard error: rewritten in place on a terminal, one line per 10 s elsewhere, nothing with `quiet`.
class ProgressLine {
  public:
    explicit ProgressLine(bool quiet);
    ~ProgressLine();
    ProgressLine(const ProgressLine&) = delete;
    ProgressLine& operator=(const ProgressLine&) = delete;

    /// `total` 0: not known. `seconds` since the work began.
    void show(std::string_view what, std::uint64_t done, std::uint64_t total, double seconds);
    /// Takes the line away, so that something else can be printed.
    void clear();

  private:
    using Clock = std::chrono::steady_clock;
    bool quiet_, terminal_;
    bool shown_ = false;
    Clock::time_point last_;
};

}  // namespace newsloom::cli
