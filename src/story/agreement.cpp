#include "story/detail/agreement.h"

#include <algorithm>
#include <cmath>

#include "story/detail/data_files.h"

namespace newsloom::story::detail {
namespace {

template <class T>
std::size_t count_shared(const std::vector<T>& a, const std::vector<T>& b) {
    std::size_t count = 0;
    auto i = a.begin();
    auto j = b.begin();
    while (i != a.end() && j != b.end()) {
        if (*i < *j) {
            ++i;
        } else if (*j < *i) {
            ++j;
        } else {
            ++count;
            ++i;
            ++j;
        }
    }
    return count;
}

float capped(std::size_t count, std::size_t most) {
    return static_cast<float>(std::min(count, most)) / static_cast<float>(most);
}

bool equal_values(const Measure& a, const Measure& b) {
    return a.unit == b.unit && std::abs(a.value - b.value) <= 1e-9 * std::max(std::abs(a.value), std::abs(b.value));
}

}  // namespace

bool is_telling(double value) {
    if (value != std::floor(value)) return true;
    if (value < 13) return false;
    while (value >= 100 && std::fmod(value, 10) == 0)
        value /= 10;
    return std::fmod(value, 10) != 0;
}

double near_weight(const SenseWeights& weights, const Statement& a, const Statement& b) {
    std::vector<std::uint32_t> met;
    for (auto i = a.fields.begin(), j = b.fields.begin(); i != a.fields.end() && j != b.fields.end();) {
        if (i->first < j->first) {
            ++i;
        } else if (j->first < i->first) {
            ++j;
        } else {
            const std::uint32_t field = i->first;
            const auto j_begin = j;
            for (; i != a.fields.end() && i->first == field; ++i) {
                for (j = j_begin; j != b.fields.end() && j->first == field; ++j) {
                    if (i->second == j->second || std::binary_search(b.senses.begin(), b.senses.end(), i->second) ||
                        std::binary_search(a.senses.begin(), a.senses.end(), j->second))
                        continue;
                    met.push_back(i->second);
                    met.push_back(j->second);
                }
            }
            while (j != b.fields.end() && j->first == field)
                ++j;
        }
    }
    std::sort(met.begin(), met.end());
    met.erase(std::unique(met.begin(), met.end()), met.end());
    double sum = 0;
    for (const std::uint32_t sense : met)
        sum += weights.of(sense);
    return sum;
}

SenseWeights::SenseWeights(const Reading& reading) {
    for (const Statement& statement : reading.statements) {
        for (const std::uint32_t sense : statement.senses) {
            const std::uint32_t number = senses_.number_of(sense);
            if (number == entries_.size()) entries_.emplace_back();
            ++entries_[number].statements;
        }
    }
    // 1 for words of up to a tenth of the sentences, falling to .35 for words of all of them.
    const auto total = static_cast<double>(std::max<std::size_t>(reading.statements.size(), 1));
    for (Entry& entry : entries_) {
        const double share = static_cast<double>(entry.statements) / total;
        entry.weight = share <= 0.1 ? 1.0 : std::max(0.35, 1.0 - 0.65 * std::log10(share * 10));
    }
}

std::size_t SenseWeights::statements_with(std::uint32_t sense) const {
    const std::uint32_t number = senses_.find(sense);
    return number == KeyIndex::kNone ? 0 : entries_[number].statements;
}

double SenseWeights::of(std::uint32_t sense) const {
    const std::uint32_t number = senses_.find(sense);
    return number == KeyIndex::kNone ? 1.0 : entries_[number].weight;
}

double SenseWeights::of(const Statement& statement) const {
    double sum = 0;
    for (const std::uint32_t sense : statement.senses)
        sum += of(sense);
    return sum;
}

bool same_thing(const Reading& reading, std::size_t member_a, std::size_t quantity_a, std::size_t member_b,
                std::size_t quantity_b) {
    const Quantity& a = reading.annotations(member_a).quantities[quantity_a];
    const Quantity& b = reading.annotations(member_b).quantities[quantity_b];
    if (measure_of(a).unit != measure_of(b).unit) return false;
    const auto& things_a = reading.things[member_a][quantity_a];
    const auto& things_b = reading.things[member_b][quantity_b];
    if (things_a.empty() || things_b.empty()) return things_a.empty() && things_b.empty() && !a.unit.empty();
    return count_shared(things_a, things_b) == std::min(things_a.size(), things_b.size());
}

void read_values(const Statement& a, const Statement& b, Traits& t) {
    std::size_t equal = 0, near = 0, telling = 0, years = 0;
    for (const Measure& x : a.values) {
        for (const Measure& y : b.values) {
            if (x.unit == "year" && y.unit == "year") {
                years += equal_values(x, y) ? 1 : 0;  // "the 2012 attacks", "the 2012 election": a word like others
            } else if (equal_values(x, y)) {
                ++equal;
                telling += is_telling(x.value) ? 1 : 0;
            } else if (nearly_equal(x, y)) {
                ++near;
            }
        }
    }
    t[kSameValues] = capped(equal, 2);
    t[kTellingValues] = capped(telling, 2);
    t[kNearValues] = capped(near, 2);
    t[kOtherValues] = equal + near + years == 0 && !a.values.empty() && !b.values.empty() ? 1.0F : 0.0F;
}

void read_rare_words(const Statement& a, const Statement& b, Traits& t) {
    float both = 0;
    for (auto i = a.terms.begin(), j = b.terms.begin(); i != a.terms.end() && j != b.terms.end();) {
        const std::uint32_t x = i->stem, y = j->stem;
        if (x == y) both += i->rarity;
        i += x <= y ? 1 : 0;
        j += y <= x ? 1 : 0;
    }
    set_rare_words(both, a.rarity, b.rarity, t);
}

void set_rare_words(float both, float rarity_a, float rarity_b, Traits& t) {
    const float less = std::min(rarity_a, rarity_b), more = std::max(rarity_a, rarity_b);
    if (less <= 0) return;
    t[kRareDice] = 2 * both / (less + more);
    t[kRareContained] = both / less;
    t[kRareShared] = std::min(both, 6.0F) / 6;
    t[kRareLeftOfOne] = std::clamp(less - both, 0.0F, 10.0F) / 10;
    t[kRareLeftOfOther] = std::clamp(more - both, 0.0F, 20.0F) / 20;
}

Traits traits_of(const Reading& reading, const SenseWeights& weights, const Statement& a, const Statement& b) {
    Traits t{};
    double shared = 0, plain = 0;
    std::size_t count = 0, only = 0, plain_count = 0;
    for (auto i = a.senses.begin(), j = b.senses.begin(); i != a.senses.end() && j != b.senses.end();) {
        if (*i == *j) {
            shared += weights.of(*i);
            if (!std::binary_search(a.name_senses.begin(), a.name_senses.end(), *i)) {
                plain += weights.of(*i);
                ++plain_count;
            }
            ++count;
            only += weights.statements_with(*i) == 2 ? 1 : 0;
        }
        const bool step_i = *i <= *j, step_j = *j <= *i;
        i += step_i;
        j += step_j;
    }
    const double mass_a = weights.of(a), mass_b = weights.of(b);
    if (mass_a > 0 && mass_b > 0) {
        t[kDice] = static_cast<float>(2 * shared / (mass_a + mass_b));
        t[kContained] = static_cast<float>(shared / std::min(mass_a, mass_b));
        double names_a = 0, names_b = 0;
        for (const std::uint32_t sense : a.name_senses)
            names_a += weights.of(sense);
        for (const std::uint32_t sense : b.name_senses)
            names_b += weights.of(sense);
        const double plain_mass = mass_a - names_a + mass_b - names_b;
        if (plain_mass > 0.5) t[kPlainDice] = static_cast<float>(std::min(2 * plain / plain_mass, 1.0));
    }
    read_rare_words(a, b, t);
    const double of_one_field = near_weight(weights, a, b);
    t[kNearWords] = static_cast<float>(std::min(of_one_field, 3.0) / 3);
    if (mass_a > 0 && mass_b > 0)
        t[kSoftDice] = static_cast<float>(std::min((2 * shared + of_one_field) / (mass_a + mass_b), 1.0));
    const auto mass_of = [&](const std::vector<std::uint32_t>& senses) {
        double sum = 0;
        for (const std::uint32_t sense : senses)
            sum += weights.of(sense);
        return sum;
    };
    for (const auto& x : a.clauses) {
        for (const auto& y : b.clauses) {
            double common = 0, all = 0;
            std::size_t both = 0;
            for (auto i = x.begin(), j = y.begin(); i != x.end() || j != y.end();) {
                const bool take_i = j == y.end() || (i != x.end() && *i <= *j);
                const bool take_j = i == x.end() || (j != y.end() && *j <= *i);
                const double weight = weights.of(take_i ? *i : *j);
                all += take_i && take_j ? 2 * weight : weight;
                common += take_i && take_j ? weight : 0;
                both += take_i && take_j ? 1 : 0;
                i += take_i;
                j += take_j;
            }
            const auto dice = static_cast<float>(2 * common / all);
            if (both >= 2) {
                const double smaller = std::min(mass_of(x), mass_of(y));
                t[kClauseContained] = std::max(t[kClauseContained], static_cast<float>(common / smaller));
            }
            if (both < 2 || dice <= t[kClauseDice]) continue;
            t[kClauseDice] = dice;
            t[kClauseShared] = static_cast<float>(std::min(common, 4.0) / 4);
        }
    }
    t[kSharedSenses] = capped(count, 8);
    t[kSharedPlain] = capped(plain_count, 4);
    t[kOnlyTheyShare] = capped(only, 4);
    if (!a.prefixes.empty() && !b.prefixes.empty()) {
        t[kPrefixDice] = 2 * static_cast<float>(count_shared(a.prefixes, b.prefixes)) /
                         static_cast<float>(a.prefixes.size() + b.prefixes.size());
    }
    t[kSharedRuns] = capped(count_shared(a.runs, b.runs), 8);
    const std::size_t names = count_shared(a.names, b.names);
    t[kSharedNames] = capped(names, 3);
    t[kOtherNames] = names == 0 && !a.names.empty() && !b.names.empty() ? 1.0F : 0.0F;
    const std::size_t all_names = a.names.size() + b.names.size();
    if (all_names != 0) t[kNamesApart] = static_cast<float>(all_names - 2 * names) / static_cast<float>(all_names);
    read_values(a, b, t);
    std::size_t agree = 0;
    for (const std::size_t qa : a.quantities) {
        for (const std::size_t qb : b.quantities) {
            if (!same_thing(reading, a.member, qa, b.member, qb)) continue;
            if (meet(measure_of(reading.annotations(a.member).quantities[qa]),
                     measure_of(reading.annotations(b.member).quantities[qb]))) {
                ++agree;
            } else {
                t[kOtherMeasure] = 1;
            }
        }
    }
    t[kSameMeasure] = capped(agree, 2);
    if (!a.speakers.empty() && !b.speakers.empty()) {
        t[count_shared(a.speakers, b.speakers) != 0 ? kSameSpeaker : kOtherSpeaker] = 1;
    } else if (a.speakers.empty() != b.speakers.empty()) {
        t[kOneAttributed] = 1;
    }
    if (a.days != 0 && b.days != 0) t[(a.days & b.days) != 0 ? kSameDay : kOtherDay] = 1;
    t[kNegationDiffers] = a.negated != b.negated ? 1.0F : 0.0F;
    t[kDenialDiffers] = a.denial != b.denial ? 1.0F : 0.0F;
    t[kBothLead] = a.sentence == 0 && b.sentence == 0 ? 1.0F : 0.0F;
    const auto place = [&](const Statement& s) {
        const auto size = static_cast<float>(reading.statements_of[s.member + 1] - reading.statements_of[s.member]);
        return static_cast<float>(s.sentence) / std::max(size, 1.0F);
    };
    t[kPlacesApart] = std::abs(place(a) - place(b));
    t[kLengthsApart] = static_cast<float>(std::abs(std::log(static_cast<double>(std::max<std::size_t>(a.words, 1)) /
                                                            static_cast<double>(std::max<std::size_t>(b.words, 1)))));
    return t;
}

}  // namespace newsloom::story::detail
