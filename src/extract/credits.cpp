#include "extract/detail/credits.h"

#include <algorithm>
#include <array>

#include "extract/byline.h"
#include "extract/detail/blocks.h"
#include "extract/detail/phrases.h"
#include "text/ascii.h"
#include "text/fold.h"
#include "text/utf8.h"

namespace newsloom::extract {
namespace {

// What stands before a name and is none of it; folded.
constexpr std::string_view kLabels[] = {"photo credit:",
                                        "photo by ",
                                        "photos by ",
                                        "photograph by ",
                                        "photograph:",
                                        "photographs:",
                                        "photo :",
                                        "photo:",
                                        "photos:",
                                        "picture by ",
                                        "picture:",
                                        "pictures:",
                                        "image credit:",
                                        "image:",
                                        "credit:",
                                        "credits:",
                                        "illustration:",
                                        "illustration :",
                                        "illustration by ",
                                        "graphic:",
                                        "courtesy of ",
                                        "foto:",
                                        "fotos:",
                                        "foto di ",
                                        "foto de ",
                                        "foto von ",
                                        "foto av ",
                                        "foto af ",
                                        "foto: ",
                                        "bild:",
                                        "bilder:",
                                        "bildquelle:",
                                        "bildrechte:",
                                        "quelle:",
                                        "grafik:",
                                        "crédit photo :",
                                        "crédit :",
                                        "crédits :",
                                        "crédit:",
                                        "photographie :",
                                        "imagen:",
                                        "fuente:",
                                        "imagem:",
                                        "reprodução:",
                                        "fotó:",
                                        "fot. ",
                                        "fot.:",
                                        "zdjęcie:",
                                        "kuva:",
                                        "фото:",
                                        "ілюстрація:",
                                        "fotoğraf:",
                                        "φωτογραφία:",
                                        "写真：",
                                        "写真:",
                                        "写真=",
                                        "写真・",
                                        "撮影：",
                                        "撮影:",
                                        "撮影・",
                                        "提供：",
                                        "図：",
                                        "사진:",
                                        "사진=",
                                        "사진 ",
                                        "图：",
                                        "摄影：",
                                        "صورة:",
                                        "تصوير:",
                                        "ภาพ:",
                                        "foto ",
                                        "©"};

constexpr std::string_view kTrailing[] = {" 摄", "摄", "撮影", " 촬영", " 사진"};

std::string_view trimmed(std::string_view text) {
    constexpr std::string_view kEdges[] = {"(", ")", "[", "]", "|", "（", "）", "/", "–", "—", "＝", " "};
    for (bool again = true; again;) {
        again = false;
        for (const std::string_view edge : kEdges) {
            while (text.starts_with(edge)) {
                text.remove_prefix(edge.size());
                again = true;
            }
            while (text.ends_with(edge)) {
                text.remove_suffix(edge.size());
                again = true;
            }
        }
    }
    return text;
}

std::string without_label(std::string_view credit) {
    credit = trimmed(credit);
    const std::string folded = fold_case(credit);
    for (const std::string_view label : kLabels) {
        // Folding keeps the length of these labels' letters.
        if (folded.starts_with(label) && credit.size() > label.size()) {
            credit = trimmed(credit.substr(label.size()));
            break;
        }
    }
    for (const std::string_view end : kTrailing) {
        if (credit.ends_with(end) && credit.size() > end.size() + 3) {
            credit = trimmed(credit.substr(0, credit.size() - end.size()));
            break;
        }
    }
    return std::string(credit);
}

bool names_a_maker(std::string_view inner) {
    const PhrasesFound found = find_phrases(inner);
    return has(found.within, Phrase::credit) || has(found.wording, Wording::credit) ||
           inner.find('/') != std::string_view::npos || inner.find("撮影") != std::string_view::npos ||
           inner.find("摄") != std::string_view::npos;
}

bool calls_a_credit(std::string_view name) {
    const std::uint64_t words = find_wording(name);
    return has(words, Wording::credit) || has(words, Wording::rights);
}

void add_text(const html::Node& node, std::string& out) {
    int steps = 0;
    const html::Node* at = node.first_child();
    while (at != nullptr && ++steps < 80) {
        if (at->is_text()) out += at->text();
        if (at->first_child() != nullptr) {
            at = at->first_child();
            continue;
        }
        while (at != nullptr && at != &node && at->next_sibling() == nullptr)
            at = at->parent();
        if (at == nullptr || at == &node) return;
        at = at->next_sibling();
    }
}

/// "A valve, shown on Wednesday. Ravenhope Fire Inquiry": a name with no verb and no stop after the last sentence.
void split_bare_name(Caption& caption) {
    std::string& text = caption.text;
    const auto stop = text.rfind(". ");
    if (stop == std::string::npos || stop < 12 || text.ends_with('.') || text.ends_with('?') || text.ends_with('!'))
        return;
    const std::string_view tail = std::string_view(text).substr(stop + 2);
    if (!is_bare_name(tail)) return;
    caption.credit = tail;
    text.resize(stop + 1);
}

}  // namespace

bool is_bare_name(std::string_view text) {
    std::size_t words = 0, names = 0;
    if (text.size() > 80 || text.ends_with('.') || text.ends_with('?') || text.ends_with('!') || text.ends_with(':'))
        return false;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find(' ', at), text.size());
        const std::string_view word = text.substr(at, end - at);
        at = end + 1;
        if (word.empty() || word == "/" || word == "&" || word == "|") continue;
        ++words;
        const char32_t first = utf8::decode(word, 0).code_point;
        names += fold_case(first) != first || first >= 0x1100 ? 1 : 0;
    }
    return words >= 2 && words <= 7 && names * 3 >= words * 2;
}

std::string marked_credit(const html::Node& node) {
    int steps = 0;
    const html::Node* at = node.first_child();
    while (at != nullptr && ++steps < 60) {
        if (at->is_element() && !at->is(html::Tag::figcaption) &&
            (calls_a_credit((*at)[html::Attr::class_]) || ascii::ifind((*at)[html::Attr::itemprop], "copyright") == 0 ||
             ascii::iequals((*at)[html::Attr::itemprop], "author"))) {
            std::string text;
            add_text(*at, text);
            text = clean_text(text);
            if (text.size() >= 3 && text.size() <= 120) return text;
        }
        if (at->first_child() != nullptr) {
            at = at->first_child();
            continue;
        }
        while (at != nullptr && at != &node && at->next_sibling() == nullptr)
            at = at->parent();
        if (at == nullptr || at == &node) break;
        at = at->next_sibling();
    }
    return {};
}

void split_credit(Caption& caption) {
    constexpr std::size_t kLongest = 120;
    constexpr std::uint32_t kMostWords = 12;
    std::string& text = caption.text;
    if (caption.credit.empty() && !text.empty()) {
        // In brackets at the end.
        for (const auto& [open, close] :
             {std::pair<std::string_view, std::string_view>{"(", ")"}, {"（", "）"}, {"[", "]"}}) {
            if (!text.ends_with(close)) continue;
            const auto at = text.rfind(open);
            if (at == std::string::npos || text.size() - at > kLongest) continue;
            const std::string_view inner =
                std::string_view(text).substr(at + open.size(), text.size() - at - open.size() - close.size());
            if (count_words(inner) > kMostWords || !names_a_maker(inner)) continue;
            caption.credit = inner;
            text = std::string(ascii::trim(std::string_view(text).substr(0, at)));
            break;
        }
    }
    if (caption.credit.empty() && !text.empty()) {
        // After a label.
        const std::string folded = fold_case(text);
        if (folded.size() == text.size()) {
            std::size_t best = std::string::npos;
            std::array<bool, 256> present{};  // bytes that the text has
            for (const char c : folded)
                present[static_cast<unsigned char>(c)] = true;
            const auto may_stand = [&present](std::string_view label) {
                return std::all_of(label.begin(), label.end(),
                                   [&present](char c) { return present[static_cast<unsigned char>(c)]; });
            };
            for (const std::string_view label : kLabels) {
                if (label.ends_with(' ') && label != "fot. ") continue;  // words of running text
                if (!may_stand(label)) continue;
                const auto at = folded.rfind(label);
                if (at == std::string::npos || text.size() - at > kLongest || (best != std::string::npos && at > best))
                    continue;
                const bool begins = at == 0 || !ascii::is_alnum(text[at - 1]);
                if (begins) best = at;
            }
            for (const std::string_view label :
                 {"photo by ", "photograph by ", "courtesy of ", "foto di ", "foto von "}) {
                const auto at = folded.rfind(label);
                if (best == std::string::npos && at != std::string::npos && text.size() - at <= 60 &&
                    (at == 0 || text[at - 1] == ' ' || text[at - 1] == '('))
                    best = at;
            }
            if (best != std::string::npos) {
                caption.credit = text.substr(best);
                text = std::string(trimmed(std::string_view(text).substr(0, best)));
            }
        }
    }
    if (caption.credit.empty()) split_bare_name(caption);
    caption.credit = without_label(caption.credit);
}

std::vector<std::string> agencies_beside_authors(std::string_view byline) {
    std::vector<std::string> found;
    if (byline.size() > 300) return found;
    const auto names_an_agency = [](std::string_view name) {
        if (name.size() < 2 || name.size() > 60 || count_words(name) > 5) return false;
        const char32_t first = utf8::decode(name, 0).code_point;
        if (fold_case(first) == first && first < 0x2000) return false;  // begins with a small letter
        const std::string folded = fold_case(name);
        constexpr std::string_view kWords[] = {"agency",  "agence", "agentur",  "agencia",   "agência",  "agenzia",
                                               "agencja", "wire",   "bureau",   "byrå",      "bureauet", "press",
                                               "presse",  "news",   "agentura", "ügynökség", "ajansı",   "通信",
                                               "通訊",    "통신",   "وكالة",    "агентство"};
        for (const std::string_view word : kWords)
            if (folded.find(word) != std::string::npos) return true;
        return name.size() <= 6 && std::all_of(name.begin(), name.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
    };
    const auto add = [&](std::string_view name) {
        name = ascii::trim(name);
        while (!name.empty() && (name.back() == '.' || name.back() == ')' || name.back() == '/'))
            name.remove_suffix(1);
        const std::string one(ascii::trim(name));
        if (names_an_agency(one) && std::find(found.begin(), found.end(), one) == found.end()) found.push_back(one);
    };
    for (const std::string_view cue :
         {" with material from ", ", with ", " with ", " mit material von ", " mit ", " avec ", ", staff, ", "staff, ",
          " con información de ", " con ", " com ", " met ", " med ", " / ", ", /", " och ", " og "}) {
        const std::string folded = fold_case(byline);
        if (folded.size() != byline.size()) break;
        const auto at = folded.rfind(cue);
        if (at == std::string::npos) continue;
        const std::string_view rest = byline.substr(at + cue.size());
        add(rest.substr(0, rest.find_first_of(",;|")));
        if (!found.empty()) break;
    }
    return found;
}

}  // namespace newsloom::extract
