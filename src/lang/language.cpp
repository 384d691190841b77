#include "lang/language.h"

#include <cld2/public/compact_lang_det.h>

#include "text/ascii.h"
#include "text/utf8.h"

namespace newsloom::lang {

std::string language_of(std::string_view text) {
    constexpr std::size_t kEnough = 2048;  // bytes from the beginning
    if (text.size() > kEnough) {
        std::size_t end = kEnough;
        while (end > 0 && !utf8::is_boundary(text, end))
            --end;
        text = text.substr(0, end);
    }
    std::string repaired;
    if (!utf8::is_valid(text)) {
        repaired = utf8::repaired(text);
        text = repaired;
    }
    bool reliable = false;
    const CLD2::Language language =
        CLD2::DetectLanguage(text.data(), static_cast<int>(text.size()), /*is_plain_text=*/true, &reliable);
    if (!reliable || language == CLD2::UNKNOWN_LANGUAGE) return "und";
    std::string code = CLD2::LanguageCode(language);
    if (code == "iw") return "he";
    if (code == "un" || code == "xxx" || code.starts_with("xx")) return "und";
    return code;
}

std::string primary_language(std::string_view tag) { return ascii::lower(tag.substr(0, tag.find_first_of("-_"))); }

}  // namespace newsloom::lang
