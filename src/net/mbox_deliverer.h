/// A Deliverer that appends to a file: for trying things out and for tests.
#pragma once

#include <filesystem>

#include "net/deliverer.h"

namespace newsloom::net {

/// mbox (RFC 4155, "mboxrd" quoting). Every message is on the disk before send() returns.
class MboxDeliverer final : public Deliverer {
  public:
    explicit MboxDeliverer(std::filesystem::path file) : file_(std::move(file)) {}
    /// Errors: unavailable, no_space (names the file).
    [[nodiscard]] Result<SentAnswer> send(std::string_view from, std::string_view to,
                                          std::string_view message) override;

  private:
    std::filesystem::path file_;
};

}  // namespace newsloom::net
