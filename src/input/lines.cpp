#include "input/lines.h"

#include <cerrno>
#include <cstring>

#include <fcntl.h>
#include <unistd.h>
#include <zlib.h>
#include <zstd.h>

namespace newsloom {

/// A source of decompressed chunks, and what of them is not given out yet.
struct LineReader::State {
    enum class Form { plain, gzip, zstd };

    std::string name;
    std::size_t longest = 0;
    int fd = -1;
    Form form = Form::plain;
    z_stream gzip{};
    bool gzip_member_open = false;
    ZSTD_DStream* zstd = nullptr;
    std::size_t zstd_wants = 0;
    std::string raw;  ///< compressed bytes read
    std::size_t raw_at = 0;
    std::string text;  ///< decompressed, not given out
    std::size_t text_at = 0;
    bool raw_ended = false, ended = false;
    std::size_t number = 0;

    ~State() {
        if (form == Form::gzip) inflateEnd(&gzip);
        ZSTD_freeDStream(zstd);
        if (fd > STDIN_FILENO) ::close(fd);
    }

    [[nodiscard]] std::string here() const { return name + ":" + std::to_string(number + 1); }

    /// More raw bytes; raw_ended at the end of the file.
    Result<void> read() {
        raw.erase(0, raw_at);
        raw_at = 0;
        const std::size_t kept = raw.size();
        raw.resize(kept + 256 * kKiB);
        ssize_t n = 0;
        do {
            n = ::read(fd, raw.data() + kept, 256 * kKiB);
        } while (n < 0 && errno == EINTR);
        const int why = errno;
        raw.resize(kept + static_cast<std::size_t>(std::max<ssize_t>(n, 0)));
        if (n < 0) return fail(Errc::unavailable, name + ": " + std::strerror(why));
        raw_ended = n == 0;
        return {};
    }

    /// Decompresses what is at hand into `text`; `ended` when there is no more.
    Result<void> more() {
        if (raw_at == raw.size() && !raw_ended) NL_CHECK(read());
        if (form == Form::plain) {
            text.append(raw, raw_at);
            raw_at = raw.size();
            ended = raw_ended;
            return {};
        }
        return form == Form::gzip ? inflate_some() : unzstd_some();
    }

    Result<void> inflate_some() {
        std::string chunk(256 * kKiB, '\0');
        gzip.next_in = reinterpret_cast<Bytef*>(raw.data() + raw_at);
        gzip.avail_in = static_cast<uInt>(raw.size() - raw_at);
        if (gzip.avail_in == 0 && raw_ended) {
            if (gzip_member_open) return fail(Errc::bad_input, here() + ": the gzip data ends too early");
            ended = true;
            return {};
        }
        gzip_member_open = true;
        gzip.next_out = reinterpret_cast<Bytef*>(chunk.data());
        gzip.avail_out = static_cast<uInt>(chunk.size());
        const int code = inflate(&gzip, Z_NO_FLUSH);
        raw_at = raw.size() - gzip.avail_in;
        text.append(chunk.data(), chunk.size() - gzip.avail_out);
        if (code == Z_STREAM_END) {
            gzip_member_open = false;
            inflateReset(&gzip);
            // Another member may follow (RFC 1952, 2.2); anything else is padding.
            if (raw.size() - raw_at < 2 && !raw_ended) NL_CHECK(read());
            if (raw.compare(raw_at, 2, "\x1f\x8b") != 0) ended = true;
        } else if (code != Z_OK && code != Z_BUF_ERROR) {
            return fail(Errc::bad_input, here() + ": damaged gzip data");
        }
        return {};
    }

    Result<void> unzstd_some() {
        if (raw_at == raw.size() && raw_ended) {
            if (zstd_wants != 0) return fail(Errc::bad_input, here() + ": the zstd data ends too early");
            ended = true;
            return {};
        }
        std::string chunk(ZSTD_DStreamOutSize(), '\0');
        ZSTD_inBuffer in{raw.data(), raw.size(), raw_at};
        ZSTD_outBuffer out{chunk.data(), chunk.size(), 0};
        zstd_wants = ZSTD_decompressStream(zstd, &out, &in);
        if (ZSTD_isError(zstd_wants)) return fail(Errc::bad_input, here() + ": damaged zstd data");
        raw_at = in.pos;
        text.append(chunk.data(), out.pos);
        return {};
    }
};

LineReader::LineReader(std::unique_ptr<State> state) : state_(std::move(state)) {}
LineReader::~LineReader() = default;
LineReader::LineReader(LineReader&&) noexcept = default;
LineReader& LineReader::operator=(LineReader&&) noexcept = default;

Result<LineReader> LineReader::open(const std::filesystem::path& path, std::size_t longest_line) {
    auto state = std::make_unique<State>();
    state->name = path == "-" ? "standard input" : path.string();
    state->longest = longest_line;
    state->fd = path == "-" ? STDIN_FILENO : ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (state->fd < 0)
        return fail(errno == ENOENT ? Errc::not_found : Errc::unavailable, state->name + ": " + std::strerror(errno));
    while (state->raw.size() < 4 && !state->raw_ended)
        NL_CHECK(state->read());
    if (state->raw.starts_with("\x1f\x8b")) {
        if (inflateInit2(&state->gzip, 15 + 16) != Z_OK) return fail(Errc::internal, "zlib does not start");
        state->form = State::Form::gzip;
    } else if (state->raw.starts_with("\x28\xb5\x2f\xfd")) {
        state->form = State::Form::zstd;
        state->zstd = ZSTD_createDStream();
    }
    return LineReader(std::move(state));
}

Result<std::optional<std::string>> LineReader::next() {
    State& s = *state_;
    std::size_t searched = s.text_at;
    for (;;) {
        const std::size_t end = s.text.find('\n', searched);
        if (end != std::string::npos || (s.ended && s.text_at < s.text.size())) {
            const std::size_t stop = std::min(end, s.text.size());
            std::string line = s.text.substr(s.text_at, stop - s.text_at);
            s.text_at = std::min(stop + 1, s.text.size());
            if (!line.empty() && line.back() == '\r') line.pop_back();
            ++s.number;
            return line;
        }
        if (s.ended) return std::nullopt;
        if (s.text.size() - s.text_at > s.longest) {
            return fail(Errc::too_large, s.here() + ": a line over " + std::to_string(s.longest / kMiB) + " MB");
        }
        s.text.erase(0, s.text_at);
        s.text_at = 0;
        searched = s.text.size();
        NL_CHECK(s.more());
    }
}

std::size_t LineReader::number() const { return state_->number; }

}  // namespace newsloom
