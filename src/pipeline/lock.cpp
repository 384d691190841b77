#include "pipeline/detail/lock.h"

#include <array>
#include <cerrno>
#include <chrono>
#include <cstring>
#include <string>

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include "base/instant.h"

namespace newsloom::pipeline {

namespace {

std::string holder(int descriptor) {
    std::array<char, 200> text{};
    const ssize_t size = ::pread(descriptor, text.data(), text.size(), 0);
    return size > 0 ? std::string(text.data(), static_cast<std::size_t>(size)) : "another process";
}

}  // namespace

Result<RunnerLock> RunnerLock::take(const std::filesystem::path& file) {
    const int descriptor = ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644);
    if (descriptor < 0)
        return fail(errno == ENOSPC ? Errc::no_space : Errc::unavailable,
                    file.string() + ": cannot be made (" + std::strerror(errno) + ")");
    RunnerLock lock(descriptor);
    if (::flock(descriptor, LOCK_EX | LOCK_NB) != 0) {
        if (errno == EWOULDBLOCK) return fail(Errc::busy, file.string() + ": is held by " + holder(descriptor));
        return fail(Errc::unavailable, file.string() + ": cannot be locked (" + std::strerror(errno) + ")");
    }
    const auto now = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
    const std::string text = "process " + std::to_string(::getpid()) + " since " + to_rfc3339(now);
    // For people; on a full disk the lock holds all the same.
    if (::ftruncate(descriptor, 0) != 0 || ::pwrite(descriptor, text.data(), text.size(), 0) < 0) return lock;
    return lock;
}

RunnerLock::~RunnerLock() {
    if (descriptor_ >= 0) ::close(descriptor_);
}

}  // namespace newsloom::pipeline
