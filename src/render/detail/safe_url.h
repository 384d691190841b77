/// Addresses that may stand in a link: http and https, without characters that end an attribute or a header.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace newsloom::render::detail {

class SafeUrl {
  public:
    /// Nothing for other schemes ("javascript:", "data:"), for control characters, spaces, quotes, angle brackets and
    /// back-slashes, for addresses without a host, with a user name, or of more than 2,000 bytes.
    [[nodiscard]] static std::optional<SafeUrl> from(std::string_view url);
    [[nodiscard]] const std::string& text() const { return text_; }
    /// With a text fragment that opens the page at these words (WICG scroll-to-text-fragment); browsers without it open
    /// the page.
    [[nodiscard]] SafeUrl at_words(std::string_view words) const;

  private:
    explicit SafeUrl(std::string text) : text_(std::move(text)) {}
    std::string text_;
};

/// Percent-encoded but for letters, digits, '.', '_' and '~'.
[[nodiscard]] std::string percent_encoded(std::string_view text);

}  // namespace newsloom::render::detail
