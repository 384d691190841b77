#include "text/utf8.h"

#include <algorithm>
#include <bit>
#include <cstdint>
#include <cstring>

namespace newsloom::utf8 {
namespace {

constexpr std::size_t kStep = 64;

unsigned char byte_at(std::string_view text, std::size_t at) { return static_cast<unsigned char>(text[at]); }

bool is_continuation(std::string_view text, std::size_t at) {
    return at < text.size() && (byte_at(text, at) & 0xC0) == 0x80;
}

}  // namespace

Decoded decode(std::string_view text, std::size_t at) {
    if (at >= text.size()) return {kReplacement, 0};
    const unsigned char lead = byte_at(text, at);
    if (lead < 0x80) return {lead, 1};
    if (lead < 0xC2 || lead > 0xF4) return {kReplacement, 1};
    if (lead < 0xE0) {
        if (!is_continuation(text, at + 1)) return {kReplacement, 1};
        return {static_cast<char32_t>((lead & 0x1F) << 6 | (byte_at(text, at + 1) & 0x3F)), 2};
    }
    // The second byte's range depends on the lead (Unicode 15, table 3-7): no overlong forms, surrogates or planes
    // above 16.
    const unsigned char low = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
    const unsigned char high = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
    if (at + 1 >= text.size() || byte_at(text, at + 1) < low || byte_at(text, at + 1) > high) return {kReplacement, 1};
    if (!is_continuation(text, at + 2)) return {kReplacement, 2};
    const auto second = static_cast<char32_t>(byte_at(text, at + 1) & 0x3F);
    const auto third = static_cast<char32_t>(byte_at(text, at + 2) & 0x3F);
    if (lead < 0xF0) return {static_cast<char32_t>(lead & 0x0F) << 12 | second << 6 | third, 3};
    if (!is_continuation(text, at + 3)) return {kReplacement, 3};
    const auto fourth = static_cast<char32_t>(byte_at(text, at + 3) & 0x3F);
    return {static_cast<char32_t>(lead & 0x07) << 18 | second << 12 | third << 6 | fourth, 4};
}

Decoded decode_before(std::string_view text, std::size_t at) {
    std::size_t begin = std::min(at, text.size());
    if (begin == 0) return {kReplacement, 0};
    const std::size_t end = begin--;
    while (begin > 0 && end - begin < 4 && (byte_at(text, begin) & 0xC0) == 0x80)
        --begin;
    const Decoded result = decode(text, begin);
    return begin + result.size == end ? result : Decoded{kReplacement, 1};
}

void append(std::string& text, char32_t c) {
    if (c < 0x80) {
        text += static_cast<char>(c);
    } else if (c < 0x800) {
        text += static_cast<char>(0xC0 | c >> 6);
        text += static_cast<char>(0x80 | (c & 0x3F));
    } else if (c < 0x10000) {
        text += static_cast<char>(0xE0 | c >> 12);
        text += static_cast<char>(0x80 | (c >> 6 & 0x3F));
        text += static_cast<char>(0x80 | (c & 0x3F));
    } else {
        text += static_cast<char>(0xF0 | c >> 18);
        text += static_cast<char>(0x80 | (c >> 12 & 0x3F));
        text += static_cast<char>(0x80 | (c >> 6 & 0x3F));
        text += static_cast<char>(0x80 | (c & 0x3F));
    }
}

bool is_valid(std::string_view text) {
    for (std::size_t i = 0; i < text.size();) {
        std::uint64_t eight = 0;
        if (i + sizeof eight <= text.size()) {
            std::memcpy(&eight, text.data() + i, sizeof eight);
            if ((eight & 0x8080808080808080U) == 0) {
                i += sizeof eight;
                continue;
            }
        }
        if (byte_at(text, i) < 0x80) {
            ++i;
            continue;
        }
        const Decoded next = decode(text, i);
        if (next.code_point == kReplacement && text.substr(i, 3) != "\xEF\xBF\xBD") return false;
        i += next.size;
    }
    return true;
}

std::string repaired(std::string_view text) {
    std::string result;
    result.reserve(text.size());
    for (std::size_t i = 0; i < text.size();) {
        const Decoded next = decode(text, i);
        append(result, next.code_point);
        i += next.size;
    }
    return result;
}

std::size_t count(std::string_view text) {
    return static_cast<std::size_t>(
        std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

OffsetMap::OffsetMap(std::string_view text, OffsetUnit unit) : text_(text), unit_(unit) {
    ascii_ = unit == OffsetUnit::bytes ||
             std::none_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) >= 0x80; });
    if (ascii_) return;
    marks_.reserve(text.size() / kStep + 2);
    std::size_t total = 0;
    for (std::size_t i = 0; i <= text.size(); i += kStep) {
        marks_.push_back(total);
        total += units(i, std::min(i + kStep, text.size()));
    }
    marks_.push_back(total);
}

std::size_t OffsetMap::units(std::size_t begin, std::size_t end) const {
    std::size_t result = 0;
    std::size_t i = begin;
    // Eight bytes at once: a byte that goes on begins with 10, one of four with 1111.
    for (constexpr std::uint64_t kLowest = 0x0101010101010101; i + 8 <= end; i += 8) {
        std::uint64_t bytes = 0;
        std::memcpy(&bytes, text_.data() + i, 8);
        result += 8 - static_cast<std::size_t>(std::popcount((bytes >> 7) & (~bytes >> 6) & kLowest));
        if (unit_ == OffsetUnit::utf16) {
            const std::uint64_t of_four = (bytes >> 7) & (bytes >> 6) & (bytes >> 5) & (bytes >> 4) & kLowest;
            result += static_cast<std::size_t>(std::popcount(of_four));
        }
    }
    for (; i < end; ++i) {
        const unsigned char c = byte_at(text_, i);
        result += (c & 0xC0) != 0x80 ? 1U : 0U;
        if (unit_ == OffsetUnit::utf16 && c >= 0xF0) ++result;
    }
    return result;
}

std::size_t OffsetMap::operator()(std::size_t byte_offset) const {
    if (ascii_) return byte_offset;
    const std::size_t at = std::min(byte_offset, text_.size());
    return marks_[at / kStep] + units(at / kStep * kStep, at);
}

std::size_t OffsetMap::to_bytes(std::size_t offset) const {
    if (ascii_) return std::min(offset, text_.size());
    const auto mark = std::upper_bound(marks_.begin(), marks_.end(), offset) - marks_.begin() - 1;
    std::size_t at = std::min(static_cast<std::size_t>(mark) * kStep, text_.size());
    std::size_t seen = marks_[static_cast<std::size_t>(mark)];
    while (at < text_.size()) {
        if ((byte_at(text_, at) & 0xC0) != 0x80) {
            if (seen >= offset) break;
            seen += unit_ == OffsetUnit::utf16 && byte_at(text_, at) >= 0xF0 ? 2 : 1;
        }
        ++at;
    }
    return at;
}

}  // namespace newsloom::utf8
