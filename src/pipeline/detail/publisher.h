/// The Publisher port: puts files where readers find them.
#pragma once

#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <string_view>

#include "base/result.h"

namespace newsloom::pipeline {

class Publisher {
  public:
    virtual ~Publisher() = default;
    /// Puts the whole file, or leaves the old one. False: it was there already, byte for byte. `path` is relative, with
    /// '/' as separator; refused when it leads out of the site.
    [[nodiscard]] virtual Result<bool> put(std::string_view path, std::string_view bytes) = 0;
    /// What was put is on the disk; what a killed publisher left half written is gone.
    [[nodiscard]] virtual Result<void> finish() = 0;
};

/// A folder. Each file is written beside its place, synced, and renamed over the old one: a reader sees the old or the
/// new bytes, never a mixture.
class FolderPublisher final : public Publisher {
  public:
    explicit FolderPublisher(std::filesystem::path folder) : folder_(std::move(folder)) {}
    Result<bool> put(std::string_view path, std::string_view bytes) override;
    Result<void> finish() override;

  private:
    std::filesystem::path folder_;
    std::set<std::filesystem::path> written_;  ///< folders with new files
};

class MemoryPublisher final : public Publisher {
  public:
    Result<bool> put(std::string_view path, std::string_view bytes) override;
    Result<void> finish() override { return {}; }
    std::map<std::string, std::string, std::less<>> files;
};

/// Writes one file whole, by rename. Errors: no_space, unavailable; they name the file.
[[nodiscard]] Result<void> write_whole(const std::filesystem::path& file, std::string_view bytes);

}  // namespace newsloom::pipeline
