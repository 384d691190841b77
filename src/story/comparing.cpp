#include "story/detail/comparing.h"

#include <algorithm>
#include <bit>
#include <cmath>

namespace newsloom::story::detail {
namespace {

constexpr std::size_t kMostClauses = 8;  // of a statement, as reading.cpp makes them
constexpr std::size_t kShort = 64;       // words, from which lengths are no longer kept

float capped(std::size_t count, std::size_t most) {
    return static_cast<float>(std::min(count, most)) / static_cast<float>(most);
}

std::size_t shared_count(std::span<const std::uint32_t> a, std::span<const std::uint32_t> b) {
    std::size_t count = 0;
    for (auto i = a.begin(), j = b.begin(); i != a.end() && j != b.end();) {
        const std::uint32_t x = *i, y = *j;
        count += x == y ? 1 : 0;
        i += x <= y ? 1 : 0;
        j += y <= x ? 1 : 0;
    }
    return count;
}

/// Which keys come more than once: never says no of one that does, seldom yes of one that does not.
class Repeated {
  public:
    explicit Repeated(std::size_t keys) : once_(std::bit_ceil(4 * keys + 64), 0) {}
    void add(std::uint32_t key) {
        std::uint8_t& seen = at(key);
        seen = static_cast<std::uint8_t>(std::min(seen + 1, 2));
    }
    [[nodiscard]] bool has(std::uint32_t key) const { return const_cast<Repeated*>(this)->at(key) > 1; }

  private:
    std::uint8_t& at(std::uint32_t key) {
        return once_[(key * std::uint64_t{0x9e3779b97f4a7c15} >> 32) & (once_.size() - 1)];
    }
    std::vector<std::uint8_t> once_;
};

/// Numbers for the keys of every wording that another, or another member, has too: `keys_of(wording)` lists a wording's
/// keys, `each(key, number)` gets those that stay, `next(wording)` is called after each wording.
template <class KeysOf, class Each, class Next>
std::size_t number_shared(const Wordings& wordings, const KeysOf& keys_of, const Each& each, const Next& next) {
    std::size_t count = 0;
    for (std::size_t wording = 0; wording < wordings.size(); ++wording)
        count += keys_of(wording).size();
    const auto key_of = [](const auto& entry) {
        if constexpr (requires { entry.stem; }) {
            return entry.stem;
        } else {
            return entry;
        }
    };
    Repeated repeated(count);
    for (std::size_t wording = 0; wording < wordings.size(); ++wording) {
        for (const auto& entry : keys_of(wording)) {
            repeated.add(key_of(entry));
            if (wordings.members(wording) > 1) repeated.add(key_of(entry));
        }
    }
    KeyIndex numbers;
    for (std::size_t wording = 0; wording < wordings.size(); ++wording) {
        for (const auto& entry : keys_of(wording)) {
            if (repeated.has(key_of(entry))) each(entry, numbers.number_of(key_of(entry)));
        }
        next(wording);
    }
    return numbers.size();
}

}  // namespace

Comparer::Comparer(const Reading& reading)
    : reading_(reading), wordings_(reading), weights_(reading), lengths_(kShort * kShort, -1.0F) {
    sense_fields_.resize(weights_.size());
    items_.reserve(wordings_.size());
    for (std::size_t wording = 0; wording < wordings_.size(); ++wording)
        add(example(wording));
    number_shared_ones();
    sense_at_.resize(weights_.size(), 0);
    places_.reserve(reading.statements.size());
    for (const Statement& statement : reading.statements) {
        const auto size =
            static_cast<float>(reading.statements_of[statement.member + 1] - reading.statements_of[statement.member]);
        places_.push_back(static_cast<float>(statement.sentence) / std::max(size, 1.0F));
    }
}

void Comparer::add(const Statement& statement) {
    const auto here = [](const auto& list) { return static_cast<std::uint32_t>(list.size()); };
    const auto append = [&](std::vector<std::uint32_t>& list, const std::vector<std::uint32_t>& more) {
        const std::uint32_t first = here(list);
        list.insert(list.end(), more.begin(), more.end());
        return Range{first, here(list)};
    };
    Item item;
    item.clauses.first = here(clauses_);
    for (const auto& senses : statement.clauses) {
        Clause clause{here(clause_senses_), 0, 0};
        for (const std::uint32_t sense : senses) {
            clause_senses_.push_back(sense);
            clause_weights_.push_back(weights_.of(sense));
            clause.mass += clause_weights_.back();
        }
        clause.last = here(clause_senses_);
        clauses_.push_back(clause);
    }
    item.clauses.last = here(clauses_);
    item.senses.first = here(senses_);
    for (const std::uint32_t hash : statement.senses) {
        Sense sense;
        sense.number = weights_.number_of(hash);
        item.mass += weights_.weight(sense.number);
        const std::size_t statements = weights_.statements(sense.number);
        if (statements == 1) continue;  // nobody shares it
        sense.of_two = statements == 2;
        for (std::size_t c = 0; c < std::min(statement.clauses.size(), kMostClauses); ++c) {
            if (std::binary_search(statement.clauses[c].begin(), statement.clauses[c].end(), hash))
                sense.clauses = static_cast<std::uint8_t>(sense.clauses | 1U << c);
        }
        sense.of_name = std::binary_search(statement.name_senses.begin(), statement.name_senses.end(), hash);
        senses_.push_back(sense);
    }
    item.senses.last = here(senses_);
    for (const std::uint32_t sense : statement.name_senses)
        item.names_mass += weights_.of(sense);
    item.fields.first = here(fields_);
    item.of_fields.first = here(of_fields_);
    for (const auto& [field, sense] : statement.fields) {
        const std::uint32_t number = weights_.number_of(sense);
        fields_.push_back({field, number});
        if (std::find(of_fields_.begin() + item.of_fields.first, of_fields_.end(), number) == of_fields_.end())
            of_fields_.push_back(number);
        FieldBits& bits = sense_fields_[number];
        bits[field / 64 % bits.size()] |= std::uint64_t{1} << (field % 64);
        item.field_bits[field / 64 % bits.size()] |= std::uint64_t{1} << (field % 64);
    }
    item.of_fields.last = here(of_fields_);
    item.fields.last = here(fields_);
    item.names = append(names_, statement.names);
    item.speakers = append(speakers_, statement.speakers);
    item.counts.first = here(counts_);
    for (const std::size_t q : statement.quantities) {
        const Quantity& quantity = reading_.annotations(statement.member).quantities[q];
        counts_.push_back({measure_of(quantity), &reading_.things[statement.member][q], !quantity.unit.empty()});
    }
    item.counts.last = here(counts_);
    item.rarity = statement.rarity;
    item.days = statement.days;
    item.length = static_cast<std::uint32_t>(statement.words);
    item.all_prefixes = here(statement.prefixes);
    item.negated = statement.negated;
    item.denial = statement.denial;
    item.has_values = !statement.values.empty();
    items_.push_back(item);
}

/// Words, beginnings of words and runs of words that more than one wording has.
void Comparer::number_shared_ones() {
    const auto here = [](const auto& list) { return static_cast<std::uint32_t>(list.size()); };
    const auto end_of = [&](Range Item::* range, const auto& list) {
        return [&list, range, here, this](std::size_t wording) {
            (items_[wording].*range).last = here(list);
            if (wording + 1 < items_.size()) (items_[wording + 1].*range).first = here(list);
        };
    };
    word_mark_.resize(number_shared(
        wordings_, [&](std::size_t w) -> const auto& { return example(w).terms; },
        [&](const Term& term, std::uint32_t number) {
            words_.push_back(number);
            if (number == rarities_.size()) rarities_.push_back(term.rarity);
        },
        end_of(&Item::words, words_)));
    prefix_mark_.resize(number_shared(
        wordings_, [&](std::size_t w) -> const auto& { return example(w).prefixes; },
        [&](std::uint32_t, std::uint32_t number) { prefixes_.push_back(number); }, end_of(&Item::prefixes, prefixes_)));
    run_mark_.resize(number_shared(
        wordings_, [&](std::size_t w) -> const auto& { return example(w).runs; },
        [&](std::uint32_t, std::uint32_t number) { runs_.push_back(number); }, end_of(&Item::runs, runs_)));
}

void Comparer::load(std::size_t y) {
    if (loaded_ == y) return;
    if (loaded_ != SIZE_MAX) {
        for (const Sense& sense : part(senses_, items_[loaded_].senses))
            sense_at_[sense.number] = 0;
    }
    const Item& item = items_[y];
    for (std::uint32_t i = item.senses.first; i < item.senses.last; ++i)
        sense_at_[senses_[i].number] = i + 1;
    const auto mark = static_cast<std::uint32_t>(y) + 1;
    for (const std::uint32_t word : part(words_, item.words))
        word_mark_[word] = mark;
    for (const std::uint32_t prefix : part(prefixes_, item.prefixes))
        prefix_mark_[prefix] = mark;
    for (const std::uint32_t run : part(runs_, item.runs))
        run_mark_[run] = mark;
    loaded_ = y;
}

void Comparer::read(std::size_t a, std::size_t b, Traits& traits) {
    const std::uint32_t x = wordings_.of(a), y = wordings_.of(b);
    const auto compare = [&] {
        load(y);
        look(x, y, traits);
        look_closely(x, y, traits);
    };
    if (wordings_.statements(x).size() == 1 && wordings_.statements(y).size() == 1) {
        compare();
    } else if (std::uint32_t& place = compared_.at(x, y); place != 0) {
        traits = kept_[place - 1];
    } else {
        compare();
        kept_.push_back(traits);
        place = static_cast<std::uint32_t>(kept_.size());
    }
    look_at_places(a, b, traits);
}

void Comparer::read_cheap(std::size_t a, std::size_t b, Traits& traits) {
    const std::uint32_t x = wordings_.of(a), y = wordings_.of(b);
    load(y);
    look(x, y, traits);
    look_at_places(a, b, traits);
}

void Comparer::look_at_places(std::size_t a, std::size_t b, Traits& t) const {
    t[kBothLead] = reading_.statements[a].sentence == 0 && reading_.statements[b].sentence == 0 ? 1.0F : 0.0F;
    t[kPlacesApart] = std::abs(places_[a] - places_[b]);
}

/// All that costs little.
void Comparer::look(std::size_t x, std::size_t y, Traits& t) {
    t.fill(0);
    const Item &a = items_[x], &b = items_[y];
    const auto mark = static_cast<std::uint32_t>(y) + 1;
    double shared = 0, plain = 0;
    std::size_t count = 0, only = 0, plain_count = 0;
    for (const Sense& sense : part(senses_, a.senses)) {
        if (sense_at_[sense.number] == 0) continue;
        const double weight = weights_.weight(sense.number);
        shared += weight;
        if (!sense.of_name) {
            plain += weight;
            ++plain_count;
        }
        ++count;
        only += sense.of_two ? 1 : 0;
    }
    if (a.mass > 0 && b.mass > 0) {
        t[kDice] = static_cast<float>(2 * shared / (a.mass + b.mass));
        t[kContained] = static_cast<float>(shared / std::min(a.mass, b.mass));
        const double plain_mass = a.mass - a.names_mass + b.mass - b.names_mass;
        if (plain_mass > 0.5) t[kPlainDice] = static_cast<float>(std::min(2 * plain / plain_mass, 1.0));
    }
    const double near = near_weight(a, b, x);
    t[kNearWords] = static_cast<float>(std::min(near, 3.0) / 3);
    if (a.mass > 0 && b.mass > 0)
        t[kSoftDice] = static_cast<float>(std::min((2 * shared + near) / (a.mass + b.mass), 1.0));
    t[kSharedSenses] = capped(count, 8);
    t[kSharedPlain] = capped(plain_count, 4);
    t[kOnlyTheyShare] = capped(only, 4);
    std::size_t runs = 0;
    for (const std::uint32_t run : part(runs_, a.runs))
        runs += run_mark_[run] == mark ? 1 : 0;
    t[kSharedRuns] = capped(runs, 8);
    if (!a.names.empty() || !b.names.empty()) {
        const auto left = part(names_, a.names), right = part(names_, b.names);
        const std::size_t names = shared_count(left, right);
        t[kSharedNames] = capped(names, 3);
        t[kOtherNames] = names == 0 && !left.empty() && !right.empty() ? 1.0F : 0.0F;
        const std::size_t all = left.size() + right.size();
        t[kNamesApart] = static_cast<float>(all - 2 * names) / static_cast<float>(all);
    }
    float rare = 0;
    for (const std::uint32_t word : part(words_, a.words)) {
        if (word_mark_[word] == mark) rare += rarities_[word];
    }
    set_rare_words(rare, a.rarity, b.rarity, t);
    if (a.has_values && b.has_values) read_values(example(x), example(y), t);
    if (!a.speakers.empty() && !b.speakers.empty()) {
        t[shared_count(part(speakers_, a.speakers), part(speakers_, b.speakers)) != 0 ? kSameSpeaker : kOtherSpeaker] =
            1;
    } else if (a.speakers.empty() != b.speakers.empty()) {
        t[kOneAttributed] = 1;
    }
    if (a.days != 0 && b.days != 0) t[(a.days & b.days) != 0 ? kSameDay : kOtherDay] = 1;
    t[kNegationDiffers] = a.negated != b.negated ? 1.0F : 0.0F;
    t[kDenialDiffers] = a.denial != b.denial ? 1.0F : 0.0F;
    t[kLengthsApart] = length_apart(a.length, b.length);
}

float Comparer::most_of_dear(std::size_t a, std::size_t b, const Traits& cheap, const LogOdds<kTraits>& model) const {
    const Item &x = items_[wordings_.of(a)], &y = items_[wordings_.of(b)];
    const auto most = [&](Trait trait) { return std::max(model.weights[trait], 0.0F); };
    float sum = 0;
    if (cheap[kSharedSenses] * 8 > 1.5F) sum += most(kClauseDice) + most(kClauseShared) + most(kClauseContained);
    if (!x.prefixes.empty() && !y.prefixes.empty()) sum += most(kPrefixDice);
    if (!x.counts.empty() && !y.counts.empty()) sum += most(kSameMeasure) + most(kOtherMeasure);
    return sum;
}

/// What costs much: kDear.
void Comparer::look_closely(std::size_t x, std::size_t y, Traits& t) {
    const Item &a = items_[x], &b = items_[y];
    if (a.all_prefixes != 0 && b.all_prefixes != 0) {
        std::size_t shared = 0;
        for (const std::uint32_t prefix : part(prefixes_, a.prefixes))
            shared += prefix_mark_[prefix] == y + 1 ? 1 : 0;
        t[kPrefixDice] = 2 * static_cast<float>(shared) / static_cast<float>(a.all_prefixes + b.all_prefixes);
    }
    if (t[kSharedSenses] * 8 > 1.5F) compare_clauses(a, b, t);
    compare_counts(a, b, t);
}

double Comparer::near_weight(const Item& a, const Item& b, std::size_t x) {
    // As a rule a has no word that b has not but a word of its field.
    const auto own = part(of_fields_, a.of_fields);
    if (std::none_of(own.begin(), own.end(), [&](std::uint32_t sense) {
            return sense_at_[sense] == 0 && meet(sense_fields_[sense], b.field_bits);
        }))
        return 0;
    met_.clear();
    std::uint32_t i = a.fields.first, j = b.fields.first;
    while (i < a.fields.last && j < b.fields.last) {
        const std::uint32_t field = fields_[i].field;
        if (fields_[j].field != field) {
            ++(fields_[j].field < field ? j : i);
            continue;
        }
        const std::size_t before = met_.size();
        for (; i < a.fields.last && fields_[i].field == field; ++i) {
            if (sense_at_[fields_[i].sense] == 0) met_.push_back(fields_[i].sense);
        }
        const std::size_t here = met_.size();
        for (; j < b.fields.last && fields_[j].field == field; ++j) {
            if (here == before) continue;
            const auto& senses = example(x).senses;
            if (!std::binary_search(senses.begin(), senses.end(), weights_.sense(fields_[j].sense)))
                met_.push_back(fields_[j].sense);
        }
        if (met_.size() == here) met_.resize(before);  // nothing stands against them
    }
    if (met_.empty()) return 0;
    const auto earlier = [&](std::uint32_t m, std::uint32_t n) { return weights_.sense(m) < weights_.sense(n); };
    std::sort(met_.begin(), met_.end(), earlier);
    met_.erase(std::unique(met_.begin(), met_.end()), met_.end());
    double sum = 0;
    for (const std::uint32_t sense : met_)
        sum += weights_.weight(sense);
    return sum;
}

/// Only clauses that share two senses or more matter.
void Comparer::compare_clauses(const Item& a, const Item& b, Traits& t) const {
    std::array<std::uint8_t, kMostClauses * kMostClauses> shared{};  // senses two clauses share
    for (const Sense& sense : part(senses_, a.senses)) {
        const std::uint32_t at = sense_at_[sense.number];
        if (at == 0) continue;
        for (std::uint32_t own = sense.clauses; own != 0; own &= own - 1) {
            for (std::uint32_t other = senses_[at - 1].clauses; other != 0; other &= other - 1)
                ++shared[static_cast<std::size_t>(std::countr_zero(own)) * kMostClauses +
                         static_cast<std::size_t>(std::countr_zero(other))];
        }
    }
    const auto left_clauses = part(clauses_, a.clauses), right_clauses = part(clauses_, b.clauses);
    for (std::size_t x = 0; x < left_clauses.size(); ++x) {
        const Clause& left = left_clauses[x];
        for (std::size_t y = 0; y < right_clauses.size(); ++y) {
            if (shared[x * kMostClauses + y] < 2) continue;
            const Clause& right = right_clauses[y];
            double common = 0, all = 0;
            for (std::uint32_t i = left.first, j = right.first; i != left.last || j != right.last;) {
                const bool take_i = j == right.last || (i != left.last && clause_senses_[i] <= clause_senses_[j]);
                const bool take_j = i == left.last || (j != right.last && clause_senses_[j] <= clause_senses_[i]);
                const double weight = clause_weights_[take_i ? i : j];
                all += take_i && take_j ? 2 * weight : weight;
                common += take_i && take_j ? weight : 0;
                i += take_i ? 1 : 0;
                j += take_j ? 1 : 0;
            }
            const auto dice = static_cast<float>(2 * common / all);
            t[kClauseContained] =
                std::max(t[kClauseContained], static_cast<float>(common / std::min(left.mass, right.mass)));
            if (dice <= t[kClauseDice]) continue;
            t[kClauseDice] = dice;
            t[kClauseShared] = static_cast<float>(std::min(common, 4.0) / 4);
        }
    }
}

void Comparer::compare_counts(const Item& a, const Item& b, Traits& t) const {
    std::size_t agree = 0;
    for (const Count& x : part(counts_, a.counts)) {
        for (const Count& y : part(counts_, b.counts)) {
            if (x.measure.unit != y.measure.unit) continue;
            const bool same_thing =
                x.things->empty() || y.things->empty()
                    ? x.things->empty() && y.things->empty() && x.has_unit
                    : shared_count(*x.things, *y.things) == std::min(x.things->size(), y.things->size());
            if (!same_thing) continue;
            if (detail::meet(x.measure, y.measure)) {
                ++agree;
            } else {
                t[kOtherMeasure] = 1;
            }
        }
    }
    t[kSameMeasure] = capped(agree, 2);
}

float Comparer::length_apart(std::size_t a, std::size_t b) {
    const auto apart = [&] {
        return static_cast<float>(std::abs(std::log(static_cast<double>(std::max<std::size_t>(a, 1)) /
                                                    static_cast<double>(std::max<std::size_t>(b, 1)))));
    };
    if (a >= kShort || b >= kShort) return apart();
    float& kept = lengths_[a * kShort + b];
    if (kept < 0) kept = apart();
    return kept;
}

}  // namespace newsloom::story::detail
