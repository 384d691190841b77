#include "extract/byline.h"

#include <algorithm>
#include <array>

#include "extract/detail/byline_words.h"
#include "text/ascii.h"
#include "text/fold.h"
#include "text/utf8.h"

namespace newsloom::extract {
namespace {

constexpr std::size_t kMostBytes = 600;

std::string_view trim_edges(std::string_view text) {
    static constexpr std::string_view kEdge = " \t\n\r,;:|/-.*•·_()[]<>";
    for (bool again = true; again;) {
        again = false;
        while (!text.empty() && kEdge.find(text.front()) != std::string_view::npos)
            text.remove_prefix(1);
        while (!text.empty() && kEdge.find(text.back()) != std::string_view::npos) {
            // "Martin Luther King Jr." keeps its dot, initials too.
            if (text.back() == '.' && text.size() >= 3 && ascii::is_alpha(text[text.size() - 2]) &&
                (text[text.size() - 3] == ' ' || text[text.size() - 3] == '.' || text.ends_with(" Jr.") ||
                 text.ends_with(" Sr.")))
                break;
            text.remove_suffix(1);
        }
        for (const std::string_view mark : {"–",  "—",  "…",  "‐",  "●",  "\u00a0", "　", "・", "】", "【", "（",
                                            "）", "／", "＝", "：", "」", "「",     "”",  "“",  "„",  "‘"}) {
            while (text.starts_with(mark)) {
                text.remove_prefix(mark.size());
                again = true;
            }
            while (text.ends_with(mark)) {
                text.remove_suffix(mark.size());
                again = true;
            }
        }
    }
    return text;
}

/// The prefixes that begin with each byte.
struct PrefixTable {
    std::array<std::vector<std::string_view>, 256> by_byte;
};

const std::vector<std::string_view>& prefixes_from(char first) {
    static const PrefixTable kTable = [] {
        PrefixTable table;
        for (const std::string_view prefix : kPrefixes)
            table.by_byte[static_cast<unsigned char>(prefix.front())].push_back(prefix);
        return table;
    }();
    return kTable.by_byte[static_cast<unsigned char>(first)];
}

std::size_t prefix_size(std::string_view folded) {
    std::size_t best = 0;
    if (folded.empty()) return best;
    for (const std::string_view prefix : prefixes_from(folded.front())) {
        if (prefix.size() > best && folded.starts_with(prefix)) best = prefix.size();
    }
    return best;
}

struct Shape {
    int words = 0, capitals = 0, lower_words = 0, digits = 0;
    int unspaced = 0, hangul = 0, letters = 0;
};

bool is_name_particle(std::string_view folded) {
    static constexpr std::array<std::string_view, 37> kParticles = {
        "von", "van", "de", "der", "den", "del", "della", "di",   "da",  "dos", "das", "do",  "du",
        "la",  "le",  "el", "al",  "bin", "ibn", "ben",   "bint", "zu",  "zur", "zum", "ter", "ten",
        "af",  "av",  "y",  "e",   "i",   "d'",  "o",     "st.",  "und", "san", "dal"};
    return std::find(kParticles.begin(), kParticles.end(), folded) != kParticles.end();
}

Shape shape_of(std::string_view name) {
    Shape shape;
    bool start = true;
    std::size_t word_begin = 0;
    bool upper = false;
    bool letter = false;
    const auto end_word = [&](std::size_t end) {
        if (!letter) return;
        ++shape.words;
        if (upper) {
            ++shape.capitals;
        } else if (!is_name_particle(fold_case(name.substr(word_begin, end - word_begin)))) {
            ++shape.lower_words;
        }
    };
    for (std::size_t i = 0; i < name.size();) {
        const auto next = utf8::decode(name, i);
        const char32_t c = next.code_point;
        if (is_white_space(c)) {
            if (!start) end_word(i);
            start = true;
        } else {
            if (start) {
                word_begin = i;
                start = false;
                upper = false;
                letter = false;
            }
            if (ascii::is_digit(c < 0x80 ? static_cast<char>(c) : 'x')) ++shape.digits;
            if (is_letter(c)) {
                ++shape.letters;
                // Scripts without case count as capitals: Arabic, Hebrew, Indic, Hangul, Han.
                const bool cased = c < 0x590 || (c >= 0x1E00 && c < 0x2000) || (c >= 0x10A0 && c < 0x1100);
                if (!letter) upper = !cased || is_upper_case(c);
                letter = true;
                if (is_unspaced_script(c)) ++shape.unspaced;
                if (c >= 0xAC00 && c < 0xD7B0) ++shape.hangul;
                if (cased && is_upper_case(c)) upper = true;  // "d'Arc", "al-Sadr", "McX"
            }
        }
        i += next.size;
    }
    if (!start) end_word(name.size());
    return shape;
}

bool looks_like_person(std::string_view name, bool trusted) {
    if (name.size() < 2 || name.size() > 80) return false;
    if (name.find_first_of("@#=<>{}[]\"?!%+*") != std::string_view::npos) return false;
    if (name.find("://") != std::string_view::npos || name.find("www.") != std::string_view::npos) return false;
    if (name.ends_with(".com") || name.ends_with(".de") || name.ends_with(".net") || name.ends_with(".org"))
        return false;
    const Shape shape = shape_of(name);
    if (shape.letters < 2 || shape.digits > 0) return false;
    if (shape.hangul > 0) return shape.hangul >= 2 && shape.hangul <= 5;
    if (shape.unspaced > 0) return shape.unspaced >= 2 && shape.unspaced <= (shape.words > 1 ? 20 : 14);
    if (shape.words > 6) return false;
    if (shape.lower_words > 0 && !(trusted && shape.words <= 4 && shape.capitals == 0))
        return trusted && shape.lower_words <= 1 && shape.capitals >= 2;
    return trusted || shape.words >= 2;
}

/// The words of a folded text, one after the other.
template <class F>
void each_word(std::string_view folded, F f) {
    std::size_t begin = 0;
    for (std::size_t i = 0; i <= folded.size(); ++i) {
        if (i < folded.size() && !ascii::is_space(folded[i]) && folded[i] != '-' && folded[i] != '/' &&
            folded[i] != '.')
            continue;
        if (i > begin) f(folded.substr(begin, i - begin));
        begin = i + 1;
    }
}

std::string squeezed(std::string_view text) {
    std::string result;
    for (std::size_t i = 0; i < text.size();) {
        const auto next = utf8::decode(text, i);
        if (is_word_character(next.code_point) && next.code_point != '_')
            utf8::append(result, fold_case(next.code_point));
        i += next.size;
    }
    return result;
}

void add_unique(std::vector<std::string>& list, std::string_view name) {
    if (std::find(list.begin(), list.end(), name) == list.end()) list.emplace_back(name);
}

class Splitter {
  public:
    Splitter(const BylineContext& context, Byline& out) : context_(context), out_(out) {}

    /// Cuts at the first mark or joint, left to right; the pieces are judged one by one.
    void split(std::string_view text) {
        std::string folded = fold_case(text);
        if (folded.size() != text.size()) folded = ascii::lower(text);  // keeps offsets equal
        std::size_t begin = 0;
        for (std::size_t i = 0; i < text.size();) {
            const std::size_t width = cut_at(text, folded, begin, i);
            if (width == 0) {
                ++i;
                continue;
            }
            piece(text.substr(begin, i - begin));
            i += width;
            begin = i;
        }
        piece(text.substr(begin));
    }

  private:
    static std::size_t cut_at(std::string_view text, std::string_view folded, std::size_t begin, std::size_t i) {
        const char c = text[i];
        if (c == ',' || c == ';' || c == '|' || c == '/' || c == '\n' || c == '(' || c == ')' || c == '[' || c == ']' ||
            c == '<' || c == '>')
            return 1;
        if (c == '&') return 1;
        if (static_cast<unsigned char>(c) >= 0xC0) {
            for (const std::string_view mark :
                 {"•", "·", "、", "，", "；", "｜", "／", "）", "（", "—", "–", "●", "،", "】", "【"}) {
                if (text.substr(i).starts_with(mark)) return mark.size();
            }
            return 0;
        }
        if (c == ' ' && text.substr(i).starts_with(" - ")) return 3;
        if (c != ' ') return 0;
        for (const std::string_view joint : kJoints) {
            if (!folded.substr(i).starts_with(joint)) continue;
            if ((joint == " a " || joint == " e " || joint == " y " || joint == " i " || joint == " en " ||
                 joint == " si ") &&
                text[i + 1] < 'a')
                continue;  // an initial
            // "José Ortega y Gasset": a joint only after two words and before two or a single capitalised one at the
            // end.
            if (joint == " y " || joint == " e " || joint == " i ") {
                const auto words_before = std::count(text.begin() + static_cast<std::ptrdiff_t>(begin),
                                                     text.begin() + static_cast<std::ptrdiff_t>(i), ' ');
                const auto rest = text.substr(i + joint.size());
                const auto words_after = std::count(rest.begin(), rest.end(), ' ');
                if (words_before < 1 || words_after < 1) continue;
            }
            return joint.size() - (joint.back() == ' ' ? 0 : 0);
        }
        return 0;
    }

    void piece(std::string_view text) {
        text = trim_edges(text);
        if (text.empty()) return;
        std::string folded = fold_case(text);
        if (const auto size = prefix_size(folded + " "); size > 0 && size <= text.size()) {
            text = trim_edges(text.substr(size));
            folded = fold_case(text);
            if (text.empty()) return;
        }
        if (const auto agency = agency_named(text); !agency.empty()) {
            add_unique(out_.agencies, agency);
            return;
        }
        // "Name name@example.com", "Name @handle", "Name 2021-03-04"
        if (const auto at = text.find('@'); at != std::string_view::npos) {
            const auto space = text.rfind(' ', at);
            if (space == std::string_view::npos) return;
            text = trim_edges(text.substr(0, space));
            folded = fold_case(text);
        }
        text = strip_trades(text);
        if (text.empty()) return;
        folded = fold_case(text);
        for (const std::string_view title : kTitles) {
            if (folded.starts_with(title) &&
                (folded.size() == title.size() || title.back() == ' ' || folded[title.size()] == ' ' ||
                 folded[title.size()] == '.' || folded[title.size()] == ':'))
                return;
        }
        if (is_organisation_name(text, context_)) {
            out_.organisation = true;
            return;
        }
        if (!looks_like_person(text, context_.trusted)) return;
        if (out_.people.size() < 40) add_unique(out_.people, tidy(text));
    }

    /// Trades after or before names in Korean, Japanese, Chinese, and short ones elsewhere.
    static std::string_view strip_trades(std::string_view text) {
        for (const std::string_view trade :
             {" 기자",       "기자",        " 특파원",  "특파원",   " 선임기자", " 논설위원", " 인턴기자", " 인턴",
              " 앵커",       " 객원기자",   "記者",     "特派員",   "编辑",      "記者報導",  "通讯员",    " 특약기자",
              " 저널리스트", " 칼럼니스트", "編輯",     "支局長",   " 記者",     "報道",      "编译",      "報導",
              "整理",        "撰文",        "論説委員", "編集委員", " PhD",      " Ph.D.",    " MD",       " M.D."}) {
            if (text.size() > trade.size() && text.ends_with(trade))
                text = trim_edges(text.substr(0, text.size() - trade.size()));
        }
        for (const std::string_view trade :
             {"記者", "记者", "作者", "責任編輯", "责任编辑", "編輯", "编辑", "Dr. ", "Prof. ", "Dr ", "Prof "}) {
            if (text.size() > trade.size() && text.starts_with(trade) &&
                static_cast<unsigned char>(trade.front()) > 0x80)
                text = trim_edges(text.substr(trade.size()));
        }
        return text;
    }

    static std::string tidy(std::string_view name) {
        std::string result = collapse_whitespace(name);
        return result;
    }

    const BylineContext& context_;
    Byline& out_;
};

}  // namespace

std::string_view agency_named(std::string_view name) {
    const std::string folded = fold_case(trim_edges(name));
    if (folded.size() < 2 || folded.size() > 60) return {};
    for (const Agency& agency : kAgencies) {
        std::string_view rest = agency.names;
        while (!rest.empty()) {
            const auto bar = rest.find('|');
            if (rest.substr(0, bar) == folded) return agency.canonical;
            rest = bar == std::string_view::npos ? std::string_view() : rest.substr(bar + 1);
        }
    }
    return {};
}

bool is_organisation_name(std::string_view name, const BylineContext& context) {
    const std::string folded = fold_case(name);
    bool desk = false;
    int words = 0;
    each_word(folded, [&](std::string_view word) {
        ++words;
        desk = desk || std::find(std::begin(kDeskWords), std::end(kDeskWords), word) != std::end(kDeskWords);
    });
    if (desk) return true;
    if (folded.starts_with("the ")) return true;
    const std::string flat = squeezed(name);
    if (flat.size() < 3) return false;
    const std::string site = squeezed(context.site);
    if (!site.empty() && (flat == site || (site.size() > 3 && flat.find(site) != std::string::npos) ||
                          (flat.size() > 4 && site.find(flat) != std::string::npos)))
        return true;
    std::string_view host = context.host;
    if (host.starts_with("www.")) host.remove_prefix(4);
    const auto dot = host.find('.');
    const std::string label = squeezed(host.substr(0, dot));
    // A person's own site is named after them: only single words and exact matches count there.
    return !label.empty() && flat == label && words < 2;
}

bool begins_as_byline(std::string_view text) {
    if (text.size() > kMostBytes || text.empty()) return false;
    const char front = text.front();
    if (static_cast<unsigned char>(front) < 0x80 && prefixes_from(ascii::lower(front)).empty()) return false;
    return prefix_size(fold_case(text.substr(0, std::min<std::size_t>(text.size(), 60)))) > 0;
}

Byline split_byline(std::string_view text, const BylineContext& context) {
    Byline result;
    if (text.size() > kMostBytes) return result;
    const std::string flat = normalise_quotes_and_spaces(text);
    std::string_view rest = trim_edges(flat);
    for (int n = 0; n < 2; ++n) {
        const std::string folded = fold_case(rest.substr(0, std::min<std::size_t>(rest.size(), 60)));
        const std::size_t size = prefix_size(folded);
        if (size == 0 || size >= rest.size()) break;
        rest = trim_edges(rest.substr(size));
    }
    Splitter(context, result).split(rest);
    return result;
}

}  // namespace newsloom::extract
