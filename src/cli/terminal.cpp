#include "cli/detail/terminal.h"

#include <array>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>

#include <unistd.h>

namespace newsloom::cli {
namespace {

constexpr std::size_t kBufferBytes = 64 * 1024;

// The one piece of state that a signal handler can reach.
volatile std::sig_atomic_t interrupted = 0;  // NOLINT

extern "C" void on_signal(int signal) {
    interrupted = 1;
    std::signal(signal, SIG_DFL);  // a second one ends the process
}

}  // namespace

Exit exit_of(Errc code) {
    switch (code) {
        case Errc::usage:
            return Exit::usage;
        case Errc::busy:
            return Exit::busy;
        case Errc::internal:
            return Exit::bug;
        default:
            return Exit::failed;
    }
}

Output::~Output() { flush(); }

bool Output::write(std::string_view bytes) {
    if (!open_) return false;
    buffer_ += bytes;
    return buffer_.size() < kBufferBytes || flush();
}

bool Output::line(std::string_view text) { return write(text) && write("\n"); }

bool Output::flush() {
    std::string_view rest = buffer_;
    while (open_ && !rest.empty()) {
        const ssize_t n = ::write(STDOUT_FILENO, rest.data(), rest.size());
        if (n > 0) {
            rest.remove_prefix(static_cast<std::size_t>(n));
        } else if (errno != EINTR) {
            open_ = false;
            if (errno != EPIPE) complain(std::string("standard output: ") + std::strerror(errno));
        }
    }
    buffer_.clear();
    return open_;
}

bool is_terminal(int stream) { return ::isatty(stream) == 1; }

bool has_colour(int stream) {
    const char* no_colour = std::getenv("NO_COLOR");
    const char* term = std::getenv("TERM");
    const bool dumb = term != nullptr && std::string_view(term) == "dumb";
    return is_terminal(stream) && (no_colour == nullptr || *no_colour == '\0') && !dumb;
}

namespace {
std::string wrapped(bool colour, std::string_view code, std::string_view text) {
    if (!colour) return std::string(text);
    return "\033[" + std::string(code) + "m" + std::string(text) + "\033[0m";
}
}  // namespace

std::string Style::bold(std::string_view text) const { return wrapped(colour, "1", text); }
std::string Style::dim(std::string_view text) const { return wrapped(colour, "2", text); }
std::string Style::accent(std::string_view text) const { return wrapped(colour, "36", text); }

void complain(std::string_view message) {
    const std::string line = "newsloom: " + std::string(message) + "\n";
    std::fwrite(line.data(), 1, line.size(), stderr);
}

void complain(const Error& error) { complain(error.message); }

int ended(const Error& error) {
    complain(error);
    return static_cast<int>(exit_of(error.code));
}

void watch_signals() {
    std::signal(SIGPIPE, SIG_IGN);
    std::signal(SIGINT, on_signal);
    std::signal(SIGTERM, on_signal);
}

bool is_interrupted() { return interrupted != 0; }

std::string grouped(std::uint64_t number) {
    std::string digits = std::to_string(number);
    for (std::size_t at = digits.size(); at > 3; at -= 3)
        digits.insert(at - 3, ",");
    return digits;
}

std::string duration(double seconds) {
    std::array<char, 64> buffer{};
    if (seconds < 0.9995) {
        std::snprintf(buffer.data(), buffer.size(), "%.0f ms", seconds * 1000);
    } else if (seconds < 59.95) {
        std::snprintf(buffer.data(), buffer.size(), "%.1f s", seconds);
    } else if (seconds < 3600) {
        const int whole = static_cast<int>(seconds);
        std::snprintf(buffer.data(), buffer.size(), "%d min %d s", whole / 60, whole % 60);
    } else {
        const auto minutes = static_cast<long>(seconds / 60);
        std::snprintf(buffer.data(), buffer.size(), "%ld h %ld min", minutes / 60, minutes % 60);
    }
    return buffer.data();
}

std::string counted(std::uint64_t number, std::string_view one, std::string_view many) {
    std::string noun(number == 1 ? one : many);
    if (number != 1 && many.empty()) noun = std::string(one) + "s";
    return grouped(number) + " " + noun;
}

ProgressLine::ProgressLine(bool quiet) : quiet_(quiet), terminal_(is_terminal(2)), last_(Clock::now()) {}

ProgressLine::~ProgressLine() { clear(); }

void ProgressLine::show(std::string_view what, std::uint64_t done, std::uint64_t total, double seconds) {
    if (quiet_) return;
    const auto now = Clock::now();
    const auto wait = terminal_ ? std::chrono::milliseconds(100) : std::chrono::milliseconds(10000);
    if (now - last_ < wait) return;
    last_ = now;
    const double rate = seconds > 0 ? static_cast<double>(done) / seconds : 0;
    std::string line(what);
    line += "  " + grouped(done) + (total > 0 ? " of " + grouped(total) : "");
    if (rate > 0) {
        std::array<char, 32> buffer{};
        std::snprintf(buffer.data(), buffer.size(), rate < 10 ? "  %.1f/s" : "  %.0f/s", rate);
        line += buffer.data();
        if (total > done) line += "  " + duration(static_cast<double>(total - done) / rate) + " left";
    }
    const std::string text = terminal_ ? "\r\033[K" + line : line + "\n";
    std::fwrite(text.data(), 1, text.size(), stderr);
    shown_ = true;
}

void ProgressLine::clear() {
    if (shown_ && terminal_) std::fputs("\r\033[K", stderr);
    shown_ = false;
}

}  // namespace newsloom::cli
