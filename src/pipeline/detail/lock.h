/// One runner at a time: a lock that says who holds it, and that dies with its holder.
#pragma once

#include <filesystem>
#include <utility>

#include "base/result.h"

namespace newsloom::pipeline {

/// An flock on a file of the store. The kernel lets go of it when the process ends, however it ends; what the file says
/// (process, since when) is for the error of the next one only.
class RunnerLock {
  public:
    /// busy: "… is held by process 4711 since 2026-03-09T05:00:00Z". Also unavailable, no_space.
    [[nodiscard]] static Result<RunnerLock> take(const std::filesystem::path& file);
    RunnerLock(RunnerLock&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)) {}
    RunnerLock& operator=(RunnerLock&& other) noexcept {
        std::swap(descriptor_, other.descriptor_);
        return *this;
    }
    RunnerLock(const RunnerLock&) = delete;
    RunnerLock& operator=(const RunnerLock&) = delete;
    ~RunnerLock();

  private:
    explicit RunnerLock(int descriptor) : descriptor_(descriptor) {}
    int descriptor_;
};

}  // namespace newsloom::pipeline
