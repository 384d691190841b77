#include "story/detail/category.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <map>
#include <optional>
#include <utility>
#include <vector>

#include "dedup/word_scan.h"
#include "story/detail/data_files.h"
#include "text/ascii.h"
#include "text/fold.h"
#include "text/utf8.h"

namespace newsloom::story::detail {
namespace {

constexpr std::size_t kWordsRead = 500;   // of a text; as evaluation/categories/learn_categories.py
constexpr int kTitle = 3;                 // a word of the title counts as often
constexpr int kMost = 6;                  // occurrences of a word that count
constexpr std::size_t kShortestPart = 5;  // letters of a German compound's last part
constexpr double kDeclared = 3;

/// Calls each(head, rest) for every line "head: rest".
template <class Each>
void each_headed_line(std::string_view file, const Each& each) {
    each_data_line(file, [&](std::string_view line, std::uint32_t) {
        const std::size_t colon = line.find(':');
        if (colon != std::string_view::npos) each(line.substr(0, colon), line.substr(colon + 1));
    });
}

template <class Each>
void each_name(std::string_view names, const Each& each) {
    while (!(names = ascii::trim(names)).empty()) {
        const std::size_t end = std::min(names.find(' '), names.size());
        each(names.substr(0, end));
        names.remove_prefix(end);
    }
}

/// "US-Politik" -> "uspolitik", "Bücher" -> "buecher".
std::string folded_name(std::string_view name) {
    std::string result;
    for (std::size_t at = 0; at < name.size();) {
        const utf8::Decoded next = utf8::decode(name, at);
        at += next.size;
        switch (const char32_t c = fold_case(next.code_point)) {
            case U'\u00e4':
                result += "ae";
                break;
            case U'\u00f6':
                result += "oe";
                break;
            case U'\u00fc':
                result += "ue";
                break;
            case U'\u00df':
                result += "ss";
                break;
            default:
                if (c < 0x80 && ascii::is_alnum(static_cast<char>(c))) result += static_cast<char>(c);
        }
    }
    return result;
}

using Sections = std::map<std::string, std::string_view, std::less<>>;

std::string_view section_named(const Sections& sections, std::string_view name) {
    constexpr std::size_t kLongestName = 60;
    if (name.empty() || name.size() > kLongestName) return {};
    const std::string folded = folded_name(name);
    std::string_view plain = folded;
    const auto look = [&](std::string_view word) {
        const auto found = sections.find(word);
        return found == sections.end() ? std::string_view() : found->second;
    };
    if (const auto found = look(plain); !found.empty()) return found;
    for (const std::string_view ending : {"news", "nachrichten"}) {
        if (!plain.ends_with(ending)) continue;
        if (const auto found = look(plain.substr(0, plain.size() - ending.size())); !found.empty()) return found;
    }
    return plain.starts_with("news") ? look(plain.substr(4)) : std::string_view();
}

struct Voice {
    std::uint64_t stem = 0;
    std::uint8_t category = 0;
    float weight = 0;
};

struct Model {
    std::vector<std::string_view> categories;
    std::vector<double> bias;
    std::array<std::vector<Voice>, 2> voices;  ///< English, German; by stem
    Sections sections;
    std::array<std::vector<bool>, 2>
        may_have;  ///< by the low bits of stems: a word that is in no list is known at once

    static constexpr std::uint64_t kLowBits = 0xFFFF;
    [[nodiscard]] bool has(Tongue tongue, std::uint64_t stem) const {
        if (!may_have[tongue == Tongue::german ? 1 : 0][stem & kLowBits]) return false;
        const auto [first, last] = of(tongue, stem);
        return first != last;
    }
    [[nodiscard]] std::pair<const Voice*, const Voice*> of(Tongue tongue, std::uint64_t stem) const {
        const auto& all = voices[tongue == Tongue::german ? 1 : 0];
        const auto range = std::equal_range(all.begin(), all.end(), Voice{stem, 0, 0},
                                            [](const Voice& a, const Voice& b) { return a.stem < b.stem; });
        return {all.data() + (range.first - all.begin()), all.data() + (range.second - all.begin())};
    }
};

/// The numbers of `"head":[...]`.
std::vector<float> numbers_of(std::string_view json, std::string_view head) {
    std::vector<float> numbers;
    const std::string key = "\"" + std::string(head) + "\":[";
    std::size_t at = json.find(key);
    if (at == std::string_view::npos) return numbers;
    for (at += key.size(); at < json.size();) {
        float number = 0;
        const auto read = std::from_chars(json.data() + at, json.data() + json.size(), number);
        if (read.ec != std::errc()) break;
        numbers.push_back(number);
        at = static_cast<std::size_t>(read.ptr - json.data()) + 1;
        if (at > json.size() || json[at - 1] != ',') break;
    }
    return numbers;
}

Model read_model() {
    Model model;
    const std::string_view json = data_file("category.json");
    each_headed_line("categories.txt", [&](std::string_view head, std::string_view words) {
        const std::size_t cut = std::min(head.find(' '), head.size());
        const std::string_view name = head.substr(0, cut);
        auto at = std::find(model.categories.begin(), model.categories.end(), name);
        if (at == model.categories.end()) {
            model.categories.push_back(name);
            model.bias.push_back(static_cast<double>(weight_named(json, name).value_or(0)));
            at = model.categories.end() - 1;
        }
        const auto category = static_cast<std::uint8_t>(at - model.categories.begin());
        const Tongue tongue = tongue_of(head.substr(std::min(cut + 1, head.size())));
        const std::vector<float> weights = numbers_of(json, head);
        std::size_t n = 0;
        each_name(words, [&](std::string_view word) {
            dedup::ScannedWord scanned;
            (void)dedup::read_word(word, 0, scanned);
            model.voices[tongue == Tongue::german ? 1 : 0].push_back(
                {stemmed(scanned, tongue), category, n < weights.size() ? weights[n] : 1.0F});
            ++n;
        });
    });
    for (auto& voices : model.voices)
        std::stable_sort(voices.begin(), voices.end(), [](const Voice& a, const Voice& b) { return a.stem < b.stem; });
    for (std::size_t i = 0; i < model.voices.size(); ++i) {
        model.may_have[i].resize(Model::kLowBits + 1, false);
        for (const Voice& voice : model.voices[i])
            model.may_have[i][voice.stem & Model::kLowBits] = true;
    }
    each_headed_line("sections.txt", [&](std::string_view category, std::string_view names) {
        each_name(names, [&](std::string_view name) { model.sections.emplace(name, category); });
    });
    return model;
}

const Model& model() {
    static const Model made = read_model();
    return made;
}

/// The stem under which the lists have the word, nothing when they have not; for a German compound that of its last
/// part.
std::optional<std::uint64_t> stem_in_lists(std::string_view text, const dedup::ScannedWord& word, Tongue tongue) {
    const auto has = [&](std::uint64_t stem) { return model().has(tongue, stem); };
    const std::uint64_t stem = stemmed(word, tongue);
    if (has(stem)) return stem;
    constexpr std::uint32_t kLongestCompound = 40;
    if (tongue != Tongue::german || word.length <= kShortestPart || word.length > kLongestCompound) return std::nullopt;
    const std::string_view whole = text.substr(word.begin, word.end - word.begin);
    for (std::size_t cut = 1; cut + kShortestPart <= whole.size(); ++cut) {
        if (!utf8::is_boundary(whole, cut)) continue;
        dedup::ScannedWord part;
        (void)dedup::read_word(whole.substr(cut), 0, part);
        const std::uint64_t root = stemmed(part, tongue);
        const auto dropped =
            static_cast<std::uint32_t>(std::find(part.states.begin(), part.states.end(), root) - part.states.begin());
        if (part.length < kShortestPart + dropped) break;
        if (has(root)) return root;
    }
    return std::nullopt;
}

struct Votes {
    std::vector<double> of;  ///< by category
    [[nodiscard]] std::string_view best() const {
        const auto at = std::max_element(of.begin(), of.end());
        return at == of.end() || *at <= 0 ? std::string_view()
                                          : model().categories[static_cast<std::size_t>(at - of.begin())];
    }
};

/// Probabilities; all zero when no word of the lists is there.
Votes votes(std::string_view title, std::string_view text, Tongue tongue) {
    const Model& known = model();
    Votes result{std::vector<double>(known.categories.size())};
    if (tongue == Tongue::other) return result;
    std::map<std::uint64_t, int> counts;
    std::size_t words = 0;
    const auto read = [&](std::string_view of, int times, std::size_t most) {
        std::size_t here = 0;
        dedup::scan_words(of, [&](const dedup::ScannedWord& word) {
            if (++here > most) return false;
            words += static_cast<std::size_t>(times);
            if (const auto stem = stem_in_lists(of, word, tongue)) counts[*stem] += times;
            return true;
        });
    };
    read(title, kTitle, kWordsRead);
    read(text.substr(0, kWordsRead * 16), 1, kWordsRead);
    const double norm = 10 / std::sqrt(static_cast<double>(words) + 20);
    bool any = false;
    for (const auto& [stem, count] : counts) {
        const auto [first, last] = known.of(tongue, stem);
        const double strength = norm * std::sqrt(std::min(count, kMost)) / std::sqrt(static_cast<double>(last - first));
        for (const Voice* voice = first; voice != last; ++voice) {
            result.of[voice->category] += strength * static_cast<double>(voice->weight);
            any = true;
        }
    }
    if (!any) return result;
    double sum = 0;
    for (std::size_t i = 0; i < result.of.size(); ++i)
        sum += result.of[i] = std::exp(result.of[i] + known.bias[i]);
    for (double& one : result.of)
        one /= sum;
    return result;
}

}  // namespace

std::string_view declared_category(const Article& article) {
    const Sections& sections = model().sections;
    std::string_view path = article.canonical_url.empty() ? article.url : article.canonical_url;
    path = path.substr(0, path.find_first_of("?#"));
    const std::size_t host = path.find("://");
    path.remove_prefix(host == std::string_view::npos ? path.size() : host + 3);
    for (std::size_t end = path.rfind('/'); end != std::string_view::npos && end > 0;) {
        const std::size_t before = path.rfind('/', end - 1);
        if (before == std::string_view::npos) break;
        const auto found = section_named(sections, path.substr(before + 1, end - before - 1));
        if (!found.empty()) return found;
        end = before;
    }
    if (const auto found = section_named(sections, article.kicker); !found.empty()) return found;
    for (const std::string& topic : article.topics) {
        if (const auto found = section_named(sections, topic); !found.empty()) return found;
    }
    return {};
}

std::string_view likely_category(std::string_view title, std::string_view text, Tongue tongue) {
    return votes(title, text, tongue).best();
}

std::string_view category_of(const Reading& reading) {
    const auto& categories = model().categories;
    Votes all{std::vector<double>(categories.size())};
    for (std::size_t m = 0; m < reading.members.size(); ++m) {
        if (reading.members[m]->copy.copy_of) continue;
        const Article& article = *reading.members[m]->article;
        const Votes own = votes(article.title, article.text, reading.tongue(m));
        for (std::size_t i = 0; i < own.of.size(); ++i)
            all.of[i] += own.of[i];
        const auto declared = std::find(categories.begin(), categories.end(), declared_category(article));
        if (declared != categories.end()) all.of[static_cast<std::size_t>(declared - categories.begin())] += kDeclared;
    }
    return all.best();
}

}  // namespace newsloom::story::detail
