/// UTF-8: decoding, checking, repairing, and the offsets that other languages count in.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace newsloom::utf8 {

inline constexpr char32_t kReplacement = 0xFFFD;

struct Decoded {
    char32_t code_point = kReplacement;
    std::size_t size = 1;  ///< bytes taken; at least 1 unless at the end
};

/// The code point that starts at `at`. An ill-formed sequence gives U+FFFD for its maximal subpart (Unicode 15, 3.9).
[[nodiscard]] Decoded decode(std::string_view text, std::size_t at);
/// The code point that ends just before `at` (at > 0).
[[nodiscard]] Decoded decode_before(std::string_view text, std::size_t at);
void append(std::string& text, char32_t code_point);
[[nodiscard]] bool is_valid(std::string_view text);
/// Ill-formed sequences replaced by U+FFFD.
[[nodiscard]] std::string repaired(std::string_view text);
[[nodiscard]] std::size_t count(std::string_view text);
/// True where a code point begins (or at the end).
[[nodiscard]] constexpr bool is_boundary(std::string_view text, std::size_t at) {
    return at >= text.size() || (static_cast<unsigned char>(text[at]) & 0xC0) != 0x80;
}

enum class OffsetUnit { bytes, code_points, utf16 };

/// Maps byte offsets of one text to code points or UTF-16 units. Linear to build, O(log n) to ask: one entry per 64
/// bytes of non-ASCII text.
class OffsetMap {
  public:
    OffsetMap(std::string_view text, OffsetUnit unit);
    [[nodiscard]] std::size_t operator()(std::size_t byte_offset) const;
    /// The other way: the byte offset at which the unit starts.
    [[nodiscard]] std::size_t to_bytes(std::size_t offset) const;

  private:
    [[nodiscard]] std::size_t units(std::size_t begin, std::size_t end) const;
    std::string_view text_;
    OffsetUnit unit_;
    bool ascii_ = true;
    std::vector<std::size_t> marks_;  ///< units before byte 64 * i
};

}  // namespace newsloom::utf8
