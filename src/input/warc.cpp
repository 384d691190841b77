#include "input/warc.h"

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <cstdio>
#include <cstring>
#include <string_view>
#include <vector>

#include <zlib.h>

#include "text/ascii.h"

namespace newsloom::warc {
namespace {

constexpr std::size_t kBuffer = 64 * kKiB;
constexpr std::size_t kLongestLine = 64 * kKiB;
constexpr int kMostHeaders = 1000;

using File = std::unique_ptr<std::FILE, int (*)(std::FILE*)>;

/// The file's bytes, unpacked, with the place of the gzip member they come from.
class Source {
  public:
    explicit Source(File file) : file_(std::move(file)), in_(kBuffer, '\0'), out_(kBuffer, '\0') {
        read();
        packed_ = in_size_ >= 2 && in_[0] == '\x1f' && in_[1] == '\x8b';
        if (packed_) inflateInit2(&stream_, 15 + 16);
    }
    ~Source() {
        if (packed_) inflateEnd(&stream_);
    }
    Source(const Source&) = delete;
    Source& operator=(const Source&) = delete;

    /// What is ready; empty at the end.
    std::string_view ready() {
        if (out_at_ == out_size_) fill();
        return std::string_view(out_).substr(out_at_, out_size_ - out_at_);
    }
    void take(std::size_t bytes) { out_at_ += bytes; }
    /// Where the byte that ready() begins with comes from.
    [[nodiscard]] std::uint64_t place() const { return packed_ ? member_ : out_place_ + out_at_; }
    [[nodiscard]] bool damaged() const { return damaged_; }
    [[nodiscard]] bool packed() const { return packed_; }

    /// Goes on at the next gzip member.
    void next_member() {
        out_at_ = out_size_ = 0;
        if (packed_ && within_) skip_to_magic();
    }

  private:
    void read() {
        in_place_ += in_size_;
        in_at_ = 0;
        in_size_ = std::fread(in_.data(), 1, in_.size(), file_.get());
    }

    void fill() {
        out_at_ = out_size_ = 0;
        if (!packed_) {
            if (in_at_ == in_size_ && in_size_ > 0) read();
            out_place_ = in_place_ + in_at_;
            out_size_ = in_size_ - in_at_;
            std::memcpy(out_.data(), in_.data() + in_at_, out_size_);
            in_at_ = in_size_;
            return;
        }
        while (out_size_ == 0) {
            if (in_at_ == in_size_) {
                if (in_size_ > 0) read();
                if (in_size_ == 0) {
                    damaged_ = damaged_ || within_;
                    return;
                }
            }
            if (!within_) {
                if (in_[in_at_] == '\0') {  // padding
                    ++in_at_;
                    continue;
                }
                inflateReset(&stream_);
                within_ = true;
                member_ = in_place_ + in_at_;
            }
            stream_.next_in = reinterpret_cast<Bytef*>(in_.data() + in_at_);
            stream_.avail_in = static_cast<uInt>(in_size_ - in_at_);
            stream_.next_out = reinterpret_cast<Bytef*>(out_.data());
            stream_.avail_out = static_cast<uInt>(out_.size());
            const int code = inflate(&stream_, Z_NO_FLUSH);
            in_at_ = in_size_ - stream_.avail_in;
            out_size_ = out_.size() - stream_.avail_out;
            if (code == Z_STREAM_END) {
                within_ = false;
            } else if (code != Z_OK && code != Z_BUF_ERROR) {
                damaged_ = true;
                skip_to_magic();
            }
        }
    }

    void skip_to_magic() {
        within_ = false;
        while (true) {
            for (; in_at_ + 2 < in_size_; ++in_at_) {
                if (std::string_view(in_).substr(in_at_, 3) == "\x1f\x8b\x08") return;
            }
            // Two bytes may be the beginning of what is looked for.
            const std::size_t left = in_size_ - in_at_;
            std::memmove(in_.data(), in_.data() + in_at_, left);
            in_place_ += in_at_;
            in_at_ = 0;
            const std::size_t more = std::fread(in_.data() + left, 1, in_.size() - left, file_.get());
            in_size_ = left + more;
            if (more == 0) {
                in_at_ = in_size_;
                return;
            }
        }
    }

    File file_;
    std::string in_, out_;
    std::size_t in_at_ = 0, in_size_ = 0, out_at_ = 0, out_size_ = 0;
    std::uint64_t in_place_ = 0, out_place_ = 0, member_ = 0;
    bool packed_ = false, within_ = false, damaged_ = false;
    z_stream stream_{};
};

/// A line without its end; nothing when there is none or it is too long.
std::optional<std::string> line_of(Source& source) {
    std::string line;
    while (line.size() <= kLongestLine) {
        const std::string_view ready = source.ready();
        if (ready.empty()) {
            if (line.empty()) return std::nullopt;
            break;
        }
        const auto end = ready.find('\n');
        line += ready.substr(0, end);
        source.take(end == std::string_view::npos ? ready.size() : end + 1);
        if (end != std::string_view::npos) {
            if (line.ends_with('\r')) line.pop_back();
            return line;
        }
    }
    return line.size() > kLongestLine ? std::nullopt : std::optional(line);
}

std::optional<std::uint64_t> number(std::string_view text, int base = 10) {
    std::uint64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value, base);
    return error == std::errc{} && end != text.data() ? std::optional(value) : std::nullopt;
}

struct Field {
    std::string_view name, value;
};
Field field_of(std::string_view line) {
    const auto colon = line.find(':');
    if (colon == std::string_view::npos) return {};
    return {ascii::trim(line.substr(0, colon)), ascii::trim(line.substr(colon + 1))};
}

/// Chunks joined (RFC 9112, 7.1). Bytes that have no chunks, whatever their header says, stay as they are.
std::string without_chunks(std::string bytes) {
    std::string result;
    std::string_view rest = bytes;
    while (!rest.empty()) {
        const auto end = rest.find('\n');
        const auto size = number(ascii::trim(rest.substr(0, std::min<std::size_t>(end, 20))), 16);
        if (!size || end == std::string_view::npos) {
            if (result.empty()) return bytes;
            break;
        }
        if (*size == 0) break;
        rest.remove_prefix(end + 1);
        result += rest.substr(0, *size);
        rest.remove_prefix(std::min<std::size_t>(rest.size(), *size));
        if (rest.starts_with('\r')) rest.remove_prefix(1);
        if (rest.starts_with('\n')) rest.remove_prefix(1);
    }
    return result;
}

/// gzip, zlib or bare deflate undone; what is no such thing stays as it is.
std::string unpacked(std::string bytes, std::size_t most) {
    for (const int window : {15 + 32, -15}) {
        z_stream stream{};
        if (inflateInit2(&stream, window) != Z_OK) break;
        const std::unique_ptr<z_stream, int (*)(z_stream*)> closing(&stream, inflateEnd);
        stream.next_in = reinterpret_cast<Bytef*>(bytes.data());
        stream.avail_in = static_cast<uInt>(bytes.size());
        std::string result;
        std::string chunk(kBuffer, '\0');
        int code = Z_OK;
        while (code == Z_OK && result.size() <= most) {
            stream.next_out = reinterpret_cast<Bytef*>(chunk.data());
            stream.avail_out = static_cast<uInt>(chunk.size());
            code = inflate(&stream, Z_NO_FLUSH);
            result.append(chunk.data(), chunk.size() - stream.avail_out);
        }
        if (!result.empty() || code == Z_STREAM_END) return result;
    }
    return bytes;
}

}  // namespace

std::optional<Error> read_http(std::string bytes, std::size_t most, Record& into) {
    const auto bad = [](std::string what) { return Error{Errc::bad_input, std::move(what)}; };
    std::string_view rest = bytes;
    const auto line = [&rest] {
        const auto end = std::min(rest.find('\n'), rest.size());
        std::string_view one = rest.substr(0, end);
        rest.remove_prefix(std::min(end + 1, rest.size()));
        if (one.ends_with('\r')) one.remove_suffix(1);
        return one;
    };
    const std::string_view first = line();
    const auto space = first.find(' ');
    const auto status = space == std::string_view::npos ? std::nullopt : number(first.substr(space + 1, 3));
    if (!first.starts_with("HTTP/") || !status) return bad("an HTTP answer without a status line");
    into.status = static_cast<int>(*status);
    into.media_type.clear();
    bool chunked = false;
    std::string coding;
    for (int i = 0; i < kMostHeaders && !rest.empty(); ++i) {
        const std::string_view one = line();
        if (one.empty()) break;
        const Field field = field_of(one);
        if (ascii::iequals(field.name, "content-type")) into.media_type = field.value;
        if (ascii::iequals(field.name, "content-encoding")) coding = ascii::lower(field.value);
        if (ascii::iequals(field.name, "transfer-encoding"))
            chunked = ascii::ifind(field.value, "chunked") != std::string_view::npos;
    }
    bytes.erase(0, bytes.size() - rest.size());
    if (chunked) bytes = without_chunks(std::move(bytes));
    const bool known = coding == "gzip" || coding == "x-gzip" || coding == "deflate";
    if (known) {
        bytes = unpacked(std::move(bytes), most);
    } else if (!coding.empty() && coding != "identity" && coding != "utf-8" && coding != "none") {
        return bad("the encoding " + coding.substr(0, 40) + " is not known");
    }
    if (bytes.size() > most) {
        bytes.resize(most);
        into.cut = true;
    }
    into.body = std::move(bytes);
    return std::nullopt;
}

struct Reader::State {
    State(File file, const Options& given) : source(std::move(file)), options(given) {}
    Source source;
    Options options;
    bool told = false;  ///< that the file is damaged, or no WARC file
    bool any = false;   ///< a record has begun
};

Reader::Reader(std::unique_ptr<State> state) : state_(std::move(state)) {}
Reader::~Reader() = default;
Reader::Reader(Reader&&) noexcept = default;
Reader& Reader::operator=(Reader&&) noexcept = default;

Result<Reader> Reader::open(const std::filesystem::path& path, const Options& options) {
    File file(path == "-" ? stdin : std::fopen(path.c_str(), "rb"), path == "-" ? std::fflush : std::fclose);
    if (file == nullptr) {
        return fail(errno == ENOENT ? Errc::not_found : Errc::unavailable,
                    path.string() + ": " + (errno == ENOENT ? "no such file" : "cannot be read"));
    }
    return Reader(std::make_unique<State>(std::move(file), options));
}

std::optional<Record> Reader::next() {
    Source& source = state_->source;
    Record record;
    const auto broken = [&](std::string what) {
        record.error = Error{Errc::bad_input, std::move(what)};
        if (source.packed()) source.next_member();
        return record;
    };
    // Records are parted by empty lines; between broken ones anything may stand.
    std::optional<std::string> line;
    bool other = false;
    do {
        if (source.ready().empty()) {
            const bool none = other && !state_->any;
            if ((!source.damaged() && !none) || state_->told) return std::nullopt;
            state_->told = true;
            record.offset = source.place();
            return broken(source.damaged() ? "the file ends within a record, or is damaged" : "no WARC file");
        }
        record.offset = source.place();
        line = line_of(source);
        if (!line) return broken("a line over 64 KB in the place of a record");
        if (!line->starts_with("WARC/") && !line->empty() && !other) {
            other = true;
            if (source.packed()) return broken("no WARC record begins here");
        }
    } while (!line->starts_with("WARC/"));
    state_->any = true;
    std::string kind;
    std::optional<std::uint64_t> length;
    for (int i = 0;; ++i) {
        line = line_of(source);
        if (!line || i >= kMostHeaders) return broken("the record's header does not end");
        if (line->empty()) break;
        const Field field = field_of(*line);
        if (ascii::iequals(field.name, "warc-type")) record.type = ascii::lower(field.value);
        if (ascii::iequals(field.name, "warc-target-uri")) {
            std::string_view url = field.value;
            if (url.starts_with('<') && url.ends_with('>')) url = url.substr(1, url.size() - 2);
            record.url = url;
        }
        if (ascii::iequals(field.name, "warc-date")) record.date = field.value;
        if (ascii::iequals(field.name, "content-type")) kind = field.value;
        if (ascii::iequals(field.name, "content-length")) length = number(field.value);
    }
    if (!length) return broken("a record without Content-Length");
    record.length = *length;
    std::string block;
    for (std::uint64_t left = *length; left > 0;) {
        const std::string_view ready = source.ready();
        if (ready.empty()) {
            state_->told = true;
            return broken("the file ends within the record");
        }
        const auto take = static_cast<std::size_t>(std::min<std::uint64_t>(left, ready.size()));
        if (block.size() < state_->options.most) {
            block += ready.substr(0, std::min(take, state_->options.most - block.size()));
        }
        source.take(take);
        left -= take;
    }
    record.cut = *length > block.size();
    if (record.type == "response" && ascii::ifind(kind, "application/http") == 0) {
        record.error = read_http(std::move(block), state_->options.most, record);
    } else {
        record.media_type = kind;
        record.body = std::move(block);
    }
    return record;
}

}  // namespace newsloom::warc
