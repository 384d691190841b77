#include "edition/detail/slug.h"

#include "text/ascii.h"
#include "text/fold.h"
#include "text/utf8.h"

namespace newsloom::edition::detail {
namespace {

struct Letter {
    char32_t code_point;
    std::string_view ascii;
};

// Folded Latin letters that news headlines use; anything else parts words.
constexpr Letter kLetters[] = {
    {U'ä', "ae"}, {U'ö', "oe"}, {U'ü', "ue"}, {U'ß', "ss"}, {U'à', "a"}, {U'á', "a"}, {U'â', "a"},
    {U'ã', "a"},  {U'å', "a"},  {U'æ', "ae"}, {U'ç', "c"},  {U'è', "e"}, {U'é', "e"}, {U'ê', "e"},
    {U'ë', "e"},  {U'ì', "i"},  {U'í', "i"},  {U'î', "i"},  {U'ï', "i"}, {U'ñ', "n"}, {U'ò', "o"},
    {U'ó', "o"},  {U'ô', "o"},  {U'õ', "o"},  {U'ø', "o"},  {U'ù', "u"}, {U'ú', "u"}, {U'û', "u"},
    {U'ý', "y"},  {U'ÿ', "y"},  {U'č', "c"},  {U'ć', "c"},  {U'š', "s"}, {U'ś', "s"}, {U'ž', "z"},
    {U'ź', "z"},  {U'ż', "z"},  {U'ł', "l"},  {U'ń', "n"},  {U'ř', "r"}, {U'ě', "e"}, {U'ę', "e"},
    {U'ą', "a"},  {U'ğ', "g"},  {U'ş', "s"},  {U'ı', "i"},  {U'ő', "o"}, {U'ű', "u"}, {U'œ', "oe"}};

}  // namespace

std::string slug(std::string_view text, std::size_t most) {
    std::string result, word;
    const auto close = [&] {
        if (word.empty()) return true;
        if (!result.empty() && result.size() + 1 + word.size() > most) return false;
        if (!result.empty()) result += '-';
        result += word.substr(0, most);
        word.clear();
        return true;
    };
    for (std::size_t at = 0; at < text.size();) {
        const auto [raw, size] = utf8::decode(text, at);
        at += size;
        const char32_t c = fold_case(raw);
        if (c < 0x80 && ascii::is_alnum(static_cast<char>(c))) {
            word += static_cast<char>(c);
            continue;
        }
        if (c == U'’' || c == U'\'' || c == 0x00AD) continue;  // "coastguard's" stays one word
        bool known = false;
        for (const Letter& letter : kLetters) {
            if (letter.code_point != c) continue;
            word += letter.ascii;
            known = true;
        }
        if (!known && !close()) return result;
    }
    close();
    return result;
}

}  // namespace newsloom::edition::detail
