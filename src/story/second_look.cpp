#include "story/detail/second_look.h"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "base/hash.h"
#include "story/detail/common_words.h"
#include "story/detail/data_files.h"
#include "story/detail/senses.h"
#include "story/detail/stop_words.h"
#include "text/ascii.h"

namespace newsloom::story::detail {
namespace {

constexpr std::size_t kMostWords = 80;
constexpr std::size_t kAllTraits = std::size_t{kTraits} + std::size_t{kSecondTraits};
constexpr std::size_t kOpening = 6;  // content words

constexpr std::uint32_t word_hash(std::string_view word) {
    return static_cast<std::uint32_t>(mix64(dedup::fnv_of(word)) >> 32);
}
constexpr std::array kModals{word_hash("will"),       word_hash("would"), word_hash("could"),  word_hash("may"),
                             word_hash("might"),      word_hash("if"),    word_hash("should"), word_hash("unless"),
                             word_hash("w\u00fcrde"), word_hash("wird"),  word_hash("wenn"),   word_hash("soll")};

struct Covered {
    float shared = 0, all = 0, rarest_alone = 0;
    std::size_t content = 0, alone = 0, opening = 0, in_opening = 0;
    [[nodiscard]] float share() const { return all > 0 ? shared / all : 0; }
    [[nodiscard]] float opening_share() const {
        return in_opening == 0 ? 0 : static_cast<float>(opening) / static_cast<float>(in_opening);
    }
};

bool has(const LookedAt& sentence, std::uint32_t sense) {
    if ((sentence.senses >> sense % 64 & 1) == 0) return false;
    return std::any_of(sentence.words.begin(), sentence.words.end(),
                       [&](const LookedAt::Word& word) { return word.rarity > 0 && word.sense == sense; });
}

Covered covered(const LookedAt& own, const LookedAt& other) {
    Covered result;
    for (const auto& word : own.words) {
        if (word.rarity <= 0) continue;
        const bool shared = has(other, word.sense);
        ++result.content;
        result.all += word.rarity;
        if (result.in_opening < kOpening) {
            ++result.in_opening;
            result.opening += shared ? 1 : 0;
        }
        if (shared) {
            result.shared += word.rarity;
        } else {
            ++result.alone;
            result.rarest_alone = std::max(result.rarest_alone, word.rarity);
        }
    }
    return result;
}

float capped(std::size_t count, std::size_t most) {
    return static_cast<float>(std::min(count, most)) / static_cast<float>(most);
}

std::vector<std::uint32_t> shared_in_order_of(const LookedAt& own, const LookedAt& other) {
    std::vector<std::uint32_t> senses;
    for (const auto& word : own.words) {
        if (word.rarity > 0 && has(other, word.sense) &&
            std::find(senses.begin(), senses.end(), word.sense) == senses.end())
            senses.push_back(word.sense);
    }
    return senses;
}

std::size_t longest_common(const std::vector<std::uint32_t>& a, const std::vector<std::uint32_t>& b) {
    std::vector<std::size_t> row(b.size() + 1, 0);
    for (const std::uint32_t x : a) {
        std::size_t diagonal = 0;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const std::size_t above = row[j];
            row[j] = x == b[j - 1] ? diagonal + 1 : std::max(row[j], row[j - 1]);
            diagonal = above;
        }
    }
    return row.back();
}

std::size_t longest_run(const LookedAt& a, const LookedAt& b) {
    std::vector<std::size_t> row(b.words.size() + 1, 0);
    std::size_t longest = 0;
    for (const auto& word : a.words) {
        std::size_t diagonal = 0;
        for (std::size_t j = 1; j <= b.words.size(); ++j) {
            const std::size_t above = row[j];
            row[j] = word.hash == b.words[j - 1].hash ? diagonal + 1 : 0;
            longest = std::max(longest, row[j]);
            diagonal = above;
        }
    }
    return longest;
}

/// Content words of the one that stand beside another shared one, of all that are shared.
float together(const LookedAt& own, const LookedAt& other) {
    std::size_t shared = 0, beside = 0, since = 3;
    bool counted = true;
    for (const auto& word : own.words) {
        ++since;
        if (word.rarity <= 0 || !has(other, word.sense)) continue;
        ++shared;
        if (since <= 2) {
            beside += counted ? 1 : 2;
            counted = true;
        } else {
            counted = false;
        }
        since = 0;
    }
    return shared == 0 ? 0 : static_cast<float>(beside) / static_cast<float>(shared);
}

float all_words_dice(const LookedAt& a, const LookedAt& b) {
    std::vector<std::uint32_t> x, y;
    for (const auto& word : a.words)
        x.push_back(word.hash);
    for (const auto& word : b.words)
        y.push_back(word.hash);
    std::sort(x.begin(), x.end());
    std::sort(y.begin(), y.end());
    if (x.empty() || y.empty()) return 0;
    return 2 * static_cast<float>(shared_count(x, y)) / static_cast<float>(x.size() + y.size());
}

std::uint32_t first_name(const LookedAt& sentence) {
    for (std::size_t i = 0; i < sentence.words.size(); ++i) {
        if (!sentence.words[i].of_name) continue;
        while (i + 1 < sentence.words.size() && sentence.words[i + 1].of_name)
            ++i;
        return sentence.words[i].sense;
    }
    return 0;
}

struct Units {
    float all = 0, deeds = 0, shared = 0, shared_deeds = 0;
    std::size_t deed_words = 0;
};

/// A name is one unit, and so is a phrase that both have, however many words it has; any other word is one.
Units units_of(const LookedAt& own, const LookedAt& other) {
    std::vector<const LookedAt::Word*> mine, theirs;
    for (const auto& word : own.words) {
        if (word.rarity > 0) mine.push_back(&word);
    }
    for (const auto& word : other.words) {
        if (word.rarity > 0) theirs.push_back(&word);
    }
    const auto neighbours = [&](const LookedAt::Word& a, const LookedAt::Word& b) {
        for (std::size_t j = 0; j + 1 < theirs.size(); ++j) {
            if (theirs[j]->sense == a.sense && theirs[j + 1]->sense == b.sense) return true;
        }
        return false;
    };
    constexpr float kFurther = 0.25F;  // a further word of a phrase
    Units units;
    const LookedAt::Word* last = nullptr;
    bool last_shared = false;
    for (const LookedAt::Word* word : mine) {
        const bool plain = !word->of_name && !word->is_number;
        units.deed_words += plain ? 1 : 0;
        const bool shared = has(other, word->sense);
        const bool one_name = last != nullptr && word->name != 0 && word->name == last->name;
        const bool goes_on = last != nullptr && shared && last_shared && neighbours(*last, *word);
        const float adds = one_name ? 0.0F : goes_on ? kFurther : 1.0F;
        units.all += adds;
        units.deeds += plain ? adds : 0;
        if (shared) {
            units.shared += one_name && !last_shared ? 1.0F : adds;
            units.shared_deeds += plain ? adds : 0;
        }
        last = word;
        last_shared = shared;
    }
    return units;
}

/// Share of its quoted content words that the other quotes too.
float quoted_share(const LookedAt& own, const LookedAt& other) {
    std::size_t all = 0, shared = 0;
    for (const auto& word : own.words) {
        if (!word.quoted || word.rarity <= 0) continue;
        ++all;
        shared += std::any_of(other.words.begin(), other.words.end(),
                              [&](const auto& theirs) { return theirs.quoted && theirs.sense == word.sense; })
                      ? 1
                      : 0;
    }
    return all == 0 ? 0 : static_cast<float>(shared) / static_cast<float>(all);
}

void compare_segments(const LookedAt& a, const LookedAt& b, SecondTraits& t) {
    constexpr std::size_t kSegments = 16;
    std::array<float, kSegments> mass_a{}, mass_b{};
    std::array<std::array<float, kSegments>, kSegments> shared{};
    for (const auto& word : a.words)
        mass_a[word.segment] += word.rarity;
    for (const auto& word : b.words)
        mass_b[word.segment] += word.rarity;
    for (const auto& x : a.words) {
        if (x.rarity <= 0) continue;
        for (const auto& y : b.words) {
            if (y.rarity > 0 && x.sense == y.sense) shared[x.segment][y.segment] += x.rarity;
        }
    }
    float best = 0;
    for (std::size_t i = 0; i < kSegments; ++i) {
        for (std::size_t j = 0; j < kSegments; ++j) {
            if (shared[i][j] <= 0) continue;
            const float cover = std::min(1.0F, shared[i][j] / std::max({mass_a[i], mass_b[j], 1.0F}));
            const float score = cover * std::min(shared[i][j], 4.0F);
            if (score <= best) continue;
            best = score;
            t[kSegmentCover] = cover;
            t[kSegmentShared] = std::min(shared[i][j], 4.0F) / 4;
        }
    }
}

struct Special {
    float all = 0, shared = 0, alone = 0;
    [[nodiscard]] float share() const { return all > 0 ? shared / all : 0; }
};

Special special_of(const LookedAt& own, const LookedAt& other) {
    Special result;
    for (const auto& word : own.words) {
        if (word.rarity <= 0) continue;
        const bool shared = has(other, word.sense);
        result.all += word.special;
        result.shared += shared ? word.special : 0;
        result.alone += shared ? 0 : word.rarity;
    }
    return result;
}

/// What the story says of the words that they share: those that few of its sentences have tell more, and where there
/// are many sentences, more of them share some by chance.
void look_around(const StoryWords& words, const LookedAt& a, const LookedAt& b, SecondTraits& t) {
    t[kStorySize] = std::log2(static_cast<float>(1 + words.statements())) / 12;
    t[kArticleSizes] = std::log2(static_cast<float>(a.of_article) * static_cast<float>(b.of_article)) / 16;
    const Special x = special_of(a, b), y = special_of(b, a);
    t[kSpecialShared] = std::min({x.shared, y.shared, 24.0F}) / 24;
    t[kSpecialOfLess] = std::min(x.share(), y.share());
    t[kSpecialOfMore] = std::max(x.share(), y.share());
    t[kAloneAtAll] = std::min(x.alone + y.alone, 30.0F) / 30;
    float most = 0, next = 0;
    for (const auto& word : a.words) {
        if (word.rarity <= 0 || word.of_name || word.is_number || !has(b, word.sense)) continue;
        next = std::max(next, std::min(word.special, most));
        most = std::max(most, word.special);
    }
    t[kSpecialDeed] = most / 7;
    t[kSpecialDeedNext] = next / 7;
}

/// "... - Ines Kerr (@kerr) May 3, 2020": who posted it, and when, is no part of what it says; nor are links.
std::string_view unsigned_text(std::string_view text) {
    for (const std::string_view link : {"http", "pic.twitter"}) {
        if (const std::size_t at = text.find(link); at != std::string_view::npos) text = text.substr(0, at);
    }
    const std::size_t handle = text.find("(@");
    if (handle == std::string_view::npos) return text;
    const std::size_t dash = text.substr(0, handle).rfind("\u2014");
    return dash == std::string_view::npos || handle - dash > 60 ? text : text.substr(0, dash);
}

}  // namespace

LookedAt look_at(const Reading& reading, const StoryWords& words, const Statement& statement) {
    LookedAt result;
    const std::string_view text = unsigned_text(slice(reading.text(statement.member), statement.range));
    const Tongue tongue = reading.tongue(statement.member);
    const Annotations& annotations = reading.annotations(statement.member);
    std::vector<TextRange> quoted;
    for (const std::size_t i : statement.attributions) {
        if (annotations.attributions[i].kind == QuoteKind::direct)
            quoted.push_back(annotations.attributions[i].content);
    }
    const auto& names = annotations.names;
    std::size_t at = 0;
    bool in_quote = false;
    std::uint8_t segment = 0;
    dedup::scan_words(text, [&](const dedup::ScannedWord& scanned) {
        for (; at < scanned.begin; ++at) {
            if (static_cast<unsigned char>(text[at]) < 0x80 && text[at] != '"') continue;
            const std::string_view rest = text.substr(at);
            if (rest.starts_with("\u201c")) in_quote = true;
            if (rest.starts_with("\u201d")) in_quote = false;
            if (rest.front() == '"') in_quote = !in_quote;
        }
        if (result.words.size() == kMostWords) return;
        LookedAt::Word word;
        word.hash = static_cast<std::uint32_t>(scanned.hash() >> 32);
        if (scanned.after_mark && !result.words.empty() && segment < 15) ++segment;
        word.segment = segment;
        const TextRange range{statement.range.begin + scanned.begin, statement.range.begin + scanned.end};
        word.quoted =
            in_quote || std::any_of(quoted.begin(), quoted.end(), [&](TextRange r) { return r.overlaps(range); });
        word.is_number = scanned.digits;
        word.modal = std::find(kModals.begin(), kModals.end(), word.hash) != kModals.end();
        const bool is_content =
            !is_stop_word(word.hash) && (scanned.length > 1 || scanned.digits || scanned.last[0] == 0);
        if (is_content) {
            word.sense = sense_of(text, scanned, tongue);
            result.senses |= std::uint64_t{1} << word.sense % 64;
            word.special = words.special(word.sense);
            word.rarity = std::max(0.05F, rarity_of(static_cast<std::uint32_t>(mix64(stemmed(scanned, tongue)) >> 32)));
            const auto name = std::partition_point(names.begin(), names.end(),
                                                   [&](const Name& n) { return n.range.end <= range.begin; });
            word.of_name = name != names.end() && name->range.overlaps(range);
            if (word.of_name) word.name = static_cast<std::uint16_t>(name - names.begin() + 1);
        }
        if (result.words.empty()) result.opens_small = !scanned.upper && !scanned.digits;
        result.words.push_back(word);
    });
    result.has_handle = text.find('@') != std::string_view::npos || text.find('#') != std::string_view::npos ||
                        text.find("http") != std::string_view::npos ||
                        text.find("pic.twitter") != std::string_view::npos;
    const auto size =
        static_cast<float>(reading.statements_of[statement.member + 1] - reading.statements_of[statement.member]);
    result.place = static_cast<float>(statement.sentence) / std::max(size, 1.0F);
    result.of_article = std::max(static_cast<std::size_t>(size), std::size_t{1});
    return result;
}

SecondTraits second_look(const StoryWords& words, const LookedAt& a, const LookedAt& b, double quoted) {
    SecondTraits t{};
    const Covered x = covered(a, b), y = covered(b, a);
    t[kCoverOfLess] = std::min(x.share(), y.share());
    t[kCoverOfMore] = std::max(x.share(), y.share());
    t[kAloneOfLess] = capped(std::min(x.alone, y.alone), 12);
    t[kAloneOfMore] = capped(std::max(x.alone, y.alone), 24);
    t[kRarestAlone] = std::min(x.rarest_alone, y.rarest_alone);
    t[kOpeningShared] = std::min(x.opening_share(), y.opening_share());
    t[kOpeningSharedOfMore] = std::max(x.opening_share(), y.opening_share());
    const auto order_a = shared_in_order_of(a, b), order_b = shared_in_order_of(b, a);
    if (!order_a.empty())
        t[kSharedInOrder] = static_cast<float>(longest_common(order_a, order_b)) / static_cast<float>(order_a.size());
    t[kSharedTogether] = std::min(together(a, b), together(b, a));
    const std::size_t run = longest_run(a, b), shorter = std::min(a.words.size(), b.words.size());
    t[kLongestRun] = capped(run, 12);
    t[kRunOfShorter] = shorter == 0 ? 0 : static_cast<float>(run) / static_cast<float>(shorter);
    t[kAllWordsDice] = all_words_dice(a, b);
    float deeds = 0, of_names = 0;
    std::size_t outside = 0, quotes_a = 0, quotes_b = 0;
    for (const auto& word : a.words) {
        quotes_a += word.quoted ? 1 : 0;
        if (word.rarity <= 0 || !has(b, word.sense)) continue;
        (word.of_name || word.is_number ? of_names : deeds) += word.rarity;
        outside += !word.quoted &&
                           std::any_of(b.words.begin(), b.words.end(),
                                       [&](const auto& theirs) { return theirs.sense == word.sense && !theirs.quoted; })
                       ? 1
                       : 0;
    }
    for (const auto& word : b.words)
        quotes_b += word.quoted ? 1 : 0;
    t[kSharedDeeds] = std::min(deeds, 5.0F) / 5;
    t[kSharedOfNames] = deeds + of_names > 0 ? of_names / (deeds + of_names) : 0;
    t[kBothQuote] = quotes_a >= 3 && quotes_b >= 3 ? 1.0F : 0.0F;
    t[kOneQuotes] = (quotes_a >= 3) != (quotes_b >= 3) ? 1.0F : 0.0F;
    t[kQuotedShared] = std::min(quoted_share(a, b), quoted_share(b, a));
    t[kSharedOutside] = capped(outside, 6);
    const std::uint32_t name_a = first_name(a), name_b = first_name(b);
    if (name_a != 0 && name_b != 0) t[name_a == name_b ? kSameFirstName : kOtherFirstName] = 1;
    const auto modal = [](const LookedAt& own, const LookedAt& other) {
        return std::any_of(own.words.begin(), own.words.end(), [&](const auto& word) {
            return word.modal && std::none_of(other.words.begin(), other.words.end(),
                                              [&](const auto& theirs) { return theirs.hash == word.hash; });
        });
    };
    t[kModalsDiffer] = (modal(a, b) ? 0.5F : 0.0F) + (modal(b, a) ? 0.5F : 0.0F);
    t[kFewWords] = capped(std::min(x.content, y.content), 12);
    t[kOpensSmall] = a.opens_small || b.opens_small ? 1.0F : 0.0F;
    t[kHandle] = a.has_handle || b.has_handle ? 1.0F : 0.0F;
    t[kSameLetters] = a.words.size() == b.words.size() && run == a.words.size() ? 1.0F : 0.0F;
    t[kLaterOne] = std::max(a.place, b.place);
    compare_segments(a, b, t);
    t[kQuotedWords] = static_cast<float>(quoted);
    const Units u = units_of(a, b), v = units_of(b, a);
    const float both = std::min(u.shared, v.shared);
    t[kSharedUnits] = std::min(both, 8.0F) / 8;
    t[kSharedDeedUnits] = std::min({u.shared_deeds, v.shared_deeds, 6.0F}) / 6;
    t[kUnitsOfShorter] = std::min(1.0F, both / std::max(std::min(u.all, v.all), 1.0F));
    t[kUnitsOfLonger] = std::min(1.0F, both / std::max({u.all, v.all, 1.0F}));
    t[kUnitsAlone] = std::clamp(std::min(u.all - u.shared, v.all - v.shared), 0.0F, 10.0F) / 10;
    t[kFewDeeds] = capped(std::min(u.deed_words, v.deed_words), 8);
    look_around(words, a, b, t);
    return t;
}

SecondModel SecondModel::read() {
    SecondModel model;
    each_data_line("second_look.txt", [&](std::string_view line, std::uint32_t) {
        SecondTree tree;
        const char* at = line.data();
        const char* const end = at + line.size();
        const auto next = [&](auto& number) {
            while (at != end && *at == ' ')
                ++at;
            const auto [after, error] = std::from_chars(at, end, number);
            at = after;
            return error == std::errc{};
        };
        bool good = true;
        for (std::size_t i = 0; i < SecondTree::kInner; ++i)
            good = good && next(tree.traits[i]) && tree.traits[i] < kAllTraits && next(tree.thresholds[i]);
        for (float& leaf : tree.leaves)
            good = good && next(leaf);
        if (good) model.trees.push_back(tree);
    });
    return model;
}

double SecondModel::start(double first) {
    constexpr double kTrust = 0.6;  // the first look is surer than it is right
    return kTrust * static_cast<double>(first_odds(first));
}

float SecondModel::first_odds(double first) {
    const double sure = std::clamp(first, 0.001, 0.999);
    return static_cast<float>(std::log(sure / (1 - sure)));
}

double SecondModel::probability(double first, const Traits& traits, const SecondTraits& second) const {
    // "May 3, 2020", "It was great!": whoever has it too, it states nothing.
    if (second[kFewDeeds] * 8 < (second[kBothQuote] > 0 ? 2.5F : 1.5F)) return 0;
    std::array<float, kAllTraits> row{};
    std::copy(traits.begin(), traits.end(), row.begin());
    std::copy(second.begin(), second.end(), row.begin() + kTraits);
    row[std::size_t{kTraits} + std::size_t{kFirstOdds}] = first_odds(first);
    double z = start(first);
    for (const SecondTree& tree : trees)
        z += static_cast<double>(tree.leaves[tree.leaf_of(row)]);
    return 1 / (1 + std::exp(-z));
}

}  // namespace newsloom::story::detail
