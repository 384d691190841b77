#include "pipeline/detail/publisher.h"

#include <cerrno>
#include <cstring>
#include <fstream>
#include <iterator>

#include <fcntl.h>
#include <unistd.h>

namespace newsloom::pipeline {

namespace {

namespace fs = std::filesystem;

constexpr std::string_view kHalfWritten = ".newsloom-half-written";

bool leads_out(std::string_view path) {
    if (path.empty() || path.front() == '/' || path.find('\0') != std::string_view::npos) return true;
    for (const fs::path& part : fs::path(path))
        if (part == "..") return true;
    return false;
}

Error failed(const fs::path& file, int code) {
    const bool full = code == ENOSPC || code == EDQUOT || code == EFBIG;
    return {full ? Errc::no_space : Errc::unavailable,
            file.string() + (full ? ": no space left on the disk"
                                  : std::string(": cannot be written (") + std::strerror(code) + ")")};
}

/// Writes and syncs; 0 or errno.
int write_out(int descriptor, std::string_view bytes) {
    while (!bytes.empty()) {
        const ssize_t wrote = ::write(descriptor, bytes.data(), bytes.size());
        if (wrote < 0 && errno == EINTR) continue;
        if (wrote < 0) return errno;
        if (wrote == 0) return ENOSPC;
        bytes.remove_prefix(static_cast<std::size_t>(wrote));
    }
    return ::fsync(descriptor) == 0 ? 0 : errno;
}

}  // namespace

Result<void> write_whole(const fs::path& file, std::string_view bytes) {
    std::error_code code;
    fs::create_directories(file.parent_path(), code);
    if (code) return tl::unexpected(failed(file.parent_path(), code.value()));
    const fs::path half = file.parent_path() / (file.filename().string() + std::string(kHalfWritten));
    const int descriptor = ::open(half.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
    if (descriptor < 0) return tl::unexpected(failed(file, errno));
    int error = write_out(descriptor, bytes);
    if (::close(descriptor) != 0 && error == 0) error = errno;
    if (error == 0 && ::rename(half.c_str(), file.c_str()) != 0) error = errno;
    if (error != 0) {
        ::unlink(half.c_str());
        return tl::unexpected(failed(file, error));
    }
    return {};
}

Result<bool> FolderPublisher::put(std::string_view path, std::string_view bytes) {
    if (leads_out(path)) return fail(Errc::refused, std::string(path) + ": leads out of the site's folder");
    const fs::path file = folder_ / path;
    std::error_code ignored;
    if (fs::file_size(file, ignored) == bytes.size() && !ignored) {
        std::ifstream in(file, std::ios::binary);
        const std::string there{std::istreambuf_iterator<char>(in), {}};
        if (there == bytes) return false;
    }
    NL_CHECK(write_whole(file, bytes));
    written_.insert(file.parent_path());
    return true;
}

Result<void> FolderPublisher::finish() {
    std::error_code code;
    fs::recursive_directory_iterator entries(folder_, code);
    while (!code && entries != fs::recursive_directory_iterator()) {
        const fs::path file = entries->path();
        entries.increment(code);
        std::error_code ignored;
        if (file.filename().string().ends_with(kHalfWritten)) fs::remove(file, ignored);
    }
    // The renames too.
    for (const fs::path& folder : written_) {
        const int descriptor = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
        if (descriptor < 0) continue;
        ::fsync(descriptor);
        ::close(descriptor);
    }
    written_.clear();
    return {};
}

Result<bool> MemoryPublisher::put(std::string_view path, std::string_view bytes) {
    if (leads_out(path)) return fail(Errc::refused, std::string(path) + ": leads out of the site's folder");
    auto& file = files[std::string(path)];
    if (file == bytes && !file.empty()) return false;
    file = bytes;
    return true;
}

}  // namespace newsloom::pipeline
