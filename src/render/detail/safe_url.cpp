#include "render/detail/safe_url.h"

#include <algorithm>
#include <vector>

#include "text/ascii.h"
#include "text/fold.h"
#include "text/utf8.h"

namespace newsloom::render::detail {
namespace {

constexpr std::size_t kMost = 2000;
constexpr std::size_t kWordsAtEachEnd = 5;

std::vector<std::string_view> split(std::string_view text) {
    std::vector<std::string_view> words;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find(' ', at), text.size());
        if (end > at) words.push_back(text.substr(at, end - at));
        at = end + 1;
    }
    return words;
}

std::string joined(const std::vector<std::string_view>& words, std::size_t begin, std::size_t end) {
    std::string result;
    for (std::size_t i = begin; i < end; ++i)
        result += (i > begin ? "%20" : "") + percent_encoded(words[i]);
    return result;
}

}  // namespace

std::string percent_encoded(std::string_view text) {
    constexpr std::string_view kHex = "0123456789ABCDEF";
    std::string result;
    for (const char c : text) {
        if (ascii::is_alnum(c) || c == '.' || c == '_' || c == '~') {
            result += c;
        } else {
            const auto byte = static_cast<unsigned char>(c);
            result += {'%', kHex[byte >> 4], kHex[byte & 15]};
        }
    }
    return result;
}

std::optional<SafeUrl> SafeUrl::from(std::string_view url) {
    if (url.size() > kMost || !utf8::is_valid(url)) return std::nullopt;
    const std::size_t scheme = url.find("://");
    if (scheme == std::string_view::npos) return std::nullopt;
    if (!ascii::iequals(url.substr(0, scheme), "http") && !ascii::iequals(url.substr(0, scheme), "https"))
        return std::nullopt;
    const std::string_view rest = url.substr(scheme + 3);
    const std::string_view host = rest.substr(0, rest.find_first_of("/?#"));
    if (host.empty() || host.find('@') != std::string_view::npos) return std::nullopt;
    const bool bad = std::any_of(url.begin(), url.end(), [](char c) {
        const auto byte = static_cast<unsigned char>(c);
        return byte <= 0x20 || byte == 0x7F || c == '"' || c == '\'' || c == '<' || c == '>' || c == '\\' || c == '`' ||
               c == '{' || c == '}';
    });
    if (bad) return std::nullopt;
    return SafeUrl(std::string(url));
}

SafeUrl SafeUrl::at_words(std::string_view words) const {
    const std::string plain = collapse_whitespace(words);
    const std::vector<std::string_view> list = split(plain);
    if (list.size() < 3) return *this;
    std::string result = text_;
    result += result.find('#') == std::string::npos ? "#:~:text=" : ":~:text=";
    if (list.size() <= 2 * kWordsAtEachEnd)
        result += joined(list, 0, list.size());
    else
        result += joined(list, 0, kWordsAtEachEnd) + "," + joined(list, list.size() - kWordsAtEachEnd, list.size());
    return SafeUrl(std::move(result));
}

}  // namespace newsloom::render::detail
