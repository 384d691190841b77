#include "input/read_file.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <memory>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>
#include <zstd.h>

namespace newsloom {
namespace {

Result<std::string> gunzip(std::string_view name, std::string_view bytes, std::size_t most) {
    z_stream stream{};
    if (inflateInit2(&stream, 15 + 16) != Z_OK) return fail(Errc::internal, "zlib does not start");
    const std::unique_ptr<z_stream, int (*)(z_stream*)> closing(&stream, inflateEnd);
    std::string result;
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
    stream.avail_in = static_cast<uInt>(bytes.size());
    std::string chunk(256 * kKiB, '\0');
    for (;;) {
        stream.next_out = reinterpret_cast<Bytef*>(chunk.data());
        stream.avail_out = static_cast<uInt>(chunk.size());
        const int code = inflate(&stream, Z_NO_FLUSH);
        result.append(chunk.data(), chunk.size() - stream.avail_out);
        if (result.size() > most) {
            return fail(Errc::too_large,
                        std::string(name) + ": over " + std::to_string(most / kMiB) + " MB when decompressed");
        }
        if (code == Z_STREAM_END) {
            // Members may follow one another (RFC 1952, 2.2); anything else behind the end is padding.
            if (stream.avail_in >= 2 && stream.next_in[0] == 0x1f && stream.next_in[1] == 0x8b &&
                inflateReset(&stream) == Z_OK)
                continue;
            return result;
        }
        if (code == Z_BUF_ERROR || (code == Z_OK && stream.avail_in == 0 && stream.avail_out != 0)) {
            return fail(Errc::bad_input, std::string(name) + ": the gzip data ends too early");
        }
        if (code != Z_OK) return fail(Errc::bad_input, std::string(name) + ": damaged gzip data");
    }
}

Result<std::string> unzstd(std::string_view name, std::string_view bytes, std::size_t most) {
    const std::unique_ptr<ZSTD_DStream, std::size_t (*)(ZSTD_DStream*)> stream(ZSTD_createDStream(), ZSTD_freeDStream);
    std::string result;
    std::string chunk(ZSTD_DStreamOutSize(), '\0');
    ZSTD_inBuffer in{bytes.data(), bytes.size(), 0};
    std::size_t left = 1;
    while (in.pos < in.size || left != 0) {
        ZSTD_outBuffer out{chunk.data(), chunk.size(), 0};
        const std::size_t before = in.pos;
        left = ZSTD_decompressStream(stream.get(), &out, &in);
        if (ZSTD_isError(left)) return fail(Errc::bad_input, std::string(name) + ": damaged zstd data");
        result.append(chunk.data(), out.pos);
        if (result.size() > most) {
            return fail(Errc::too_large,
                        std::string(name) + ": over " + std::to_string(most / kMiB) + " MB when decompressed");
        }
        if (left != 0 && in.pos == in.size && in.pos == before && out.pos == 0) {
            return fail(Errc::bad_input, std::string(name) + ": the zstd data ends too early");
        }
    }
    return result;
}

}  // namespace

Result<std::string> decompressed(std::string_view name, std::string bytes, std::size_t most) {
    if (bytes.starts_with("\x1f\x8b")) return gunzip(name, bytes, most);
    if (bytes.starts_with("\x28\xb5\x2f\xfd")) return unzstd(name, bytes, most);
    return bytes;
}

Result<std::string> read_file(const std::filesystem::path& path, std::size_t most) {
    const std::string name = path == "-" ? "standard input" : path.string();
    const int fd = path == "-" ? STDIN_FILENO : ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (fd < 0) {
        return fail(errno == ENOENT ? Errc::not_found : Errc::unavailable, name + ": " + std::strerror(errno));
    }
    std::string bytes;
    struct stat about{};
    if (::fstat(fd, &about) == 0 && S_ISREG(about.st_mode) && about.st_size > 0)
        bytes.reserve(std::min(static_cast<std::size_t>(about.st_size), most) + 1);
    std::string chunk(256 * kKiB, '\0');
    ssize_t n = 0;
    while ((n = ::read(fd, chunk.data(), chunk.size())) != 0) {
        if (n < 0 && errno == EINTR) continue;
        if (n < 0) break;
        bytes.append(chunk.data(), static_cast<std::size_t>(n));
        if (bytes.size() > most) break;
    }
    const int why = errno;
    if (fd != STDIN_FILENO) ::close(fd);
    if (n < 0) return fail(Errc::unavailable, name + ": " + std::strerror(why));
    if (bytes.size() > most) return fail(Errc::too_large, name + ": over " + std::to_string(most / kMiB) + " MB");
    return decompressed(name, std::move(bytes), most);
}

}  // namespace newsloom
