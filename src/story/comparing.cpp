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

}  // namespace

Comparer::Comparer(const Reading& reading)
    : reading_(reading), wordings_(reading), weights_(reading), lengths_(kShort * kShort, -1.0F) {
    items_.reserve(wordings_.size());
    for (std::size_t wording = 0; wording < wordings_.size(); ++wording)
        add(reading.statements[wordings_.statements(wording).front()]);
    sense_at_.resize(sense_numbers_.size(), 0);
    prefix_mark_.resize(prefix_numbers_.size(), 0);
    run_mark_.resize(run_numbers_.size(), 0);
}

void Comparer::add(const Statement& statement) {
    const auto here = [](const auto& list) { return static_cast<std::uint32_t>(list.size()); };
    Item item;
    item.first_clause = here(clauses_);
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
    item.last_clause = here(clauses_);
    item.first_sense = here(senses_);
    for (const std::uint32_t hash : statement.senses) {
        Sense sense;
        sense.number = sense_numbers_.number_of(hash);
        sense.weight = weights_.of(hash);
        sense.of_two = weights_.statements_with(hash) == 2;
        for (std::size_t c = 0; c < std::min(statement.clauses.size(), kMostClauses); ++c) {
            if (std::binary_search(statement.clauses[c].begin(), statement.clauses[c].end(), hash))
                sense.clauses = static_cast<std::uint8_t>(sense.clauses | 1U << c);
        }
        sense.of_name = std::binary_search(statement.name_senses.begin(), statement.name_senses.end(), hash);
        item.mass += sense.weight;
        senses_.push_back(sense);
    }
    item.last_sense = here(senses_);
    for (const std::uint32_t sense : statement.name_senses)
        item.names_mass += weights_.of(sense);
    for (const auto& [field, sense] : statement.fields)
        item.fields |= std::uint64_t{1} << (field % 64);
    item.first_prefix = here(prefixes_);
    for (const std::uint32_t prefix : statement.prefixes)
        prefixes_.push_back(prefix_numbers_.number_of(prefix));
    item.last_prefix = here(prefixes_);
    item.first_run = here(runs_);
    for (const std::uint32_t run : statement.runs)
        runs_.push_back(run_numbers_.number_of(run));
    item.last_run = here(runs_);
    item.first_count = here(counts_);
    for (const std::size_t q : statement.quantities) {
        const Quantity& quantity = reading_.annotations(statement.member).quantities[q];
        counts_.push_back({measure_of(quantity), &reading_.things[statement.member][q], !quantity.unit.empty()});
    }
    item.last_count = here(counts_);
    items_.push_back(item);
}

void Comparer::load(std::size_t b) {
    if (loaded_ == b) return;
    if (loaded_ != SIZE_MAX) {
        for (std::uint32_t i = items_[loaded_].first_sense; i < items_[loaded_].last_sense; ++i)
            sense_at_[senses_[i].number] = 0;
    }
    const Item& item = items_[b];
    for (std::uint32_t i = item.first_sense; i < item.last_sense; ++i)
        sense_at_[senses_[i].number] = i + 1;
    const auto mark = static_cast<std::uint32_t>(b) + 1;
    for (std::uint32_t i = item.first_prefix; i < item.last_prefix; ++i)
        prefix_mark_[prefixes_[i]] = mark;
    for (std::uint32_t i = item.first_run; i < item.last_run; ++i)
        run_mark_[runs_[i]] = mark;
    loaded_ = b;
}

void Comparer::read(std::size_t a, std::size_t b, Traits& traits) {
    const std::uint32_t x = wordings_.of(a), y = wordings_.of(b);
    if (wordings_.statements(x).size() == 1 && wordings_.statements(y).size() == 1) {
        compare(x, y, traits);
    } else if (std::uint32_t& place = compared_.at(x, y); place != 0) {
        traits = kept_[place - 1];
    } else {
        compare(x, y, traits);
        kept_.push_back(traits);
        place = static_cast<std::uint32_t>(kept_.size());
    }
    const auto place_of = [&](const Statement& statement) {
        const auto size =
            static_cast<float>(reading_.statements_of[statement.member + 1] - reading_.statements_of[statement.member]);
        return static_cast<float>(statement.sentence) / std::max(size, 1.0F);
    };
    const Statement &left = reading_.statements[a], &right = reading_.statements[b];
    traits[kBothLead] = left.sentence == 0 && right.sentence == 0 ? 1.0F : 0.0F;
    traits[kPlacesApart] = std::abs(place_of(left) - place_of(right));
}

void Comparer::compare(std::size_t a, std::size_t b, Traits& t) {
    load(b);
    t.fill(0);
    const Item &x = items_[a], &y = items_[b];
    const Statement& left = reading_.statements[wordings_.statements(a).front()];
    const Statement& right = reading_.statements[wordings_.statements(b).front()];
    compare_senses(x, y, left, right, t);
    if (x.first_prefix != x.last_prefix && y.first_prefix != y.last_prefix) {
        std::size_t shared = 0;
        for (std::uint32_t i = x.first_prefix; i < x.last_prefix; ++i)
            shared += prefix_mark_[prefixes_[i]] == b + 1 ? 1 : 0;
        t[kPrefixDice] =
            2 * static_cast<float>(shared) / static_cast<float>(left.prefixes.size() + right.prefixes.size());
    }
    std::size_t shared_runs = 0;
    for (std::uint32_t i = x.first_run; i < x.last_run; ++i)
        shared_runs += run_mark_[runs_[i]] == b + 1 ? 1 : 0;
    t[kSharedRuns] = capped(shared_runs, 8);
    const std::size_t names = shared_count(left.names, right.names);
    t[kSharedNames] = capped(names, 3);
    t[kOtherNames] = names == 0 && !left.names.empty() && !right.names.empty() ? 1.0F : 0.0F;
    const std::size_t all_names = left.names.size() + right.names.size();
    if (all_names != 0) t[kNamesApart] = static_cast<float>(all_names - 2 * names) / static_cast<float>(all_names);
    read_rare_words(left, right, t);
    read_values(left, right, t);
    compare_counts(x, y, t);
    if (!left.speakers.empty() && !right.speakers.empty()) {
        t[shared_count(left.speakers, right.speakers) != 0 ? kSameSpeaker : kOtherSpeaker] = 1;
    } else if (left.speakers.empty() != right.speakers.empty()) {
        t[kOneAttributed] = 1;
    }
    if (left.days != 0 && right.days != 0) t[(left.days & right.days) != 0 ? kSameDay : kOtherDay] = 1;
    t[kNegationDiffers] = left.negated != right.negated ? 1.0F : 0.0F;
    t[kDenialDiffers] = left.denial != right.denial ? 1.0F : 0.0F;
    t[kLengthsApart] = length_apart(left.words, right.words);
}

void Comparer::compare_senses(const Item& a, const Item& b, const Statement& left, const Statement& right, Traits& t) {
    double shared = 0, plain = 0;
    std::size_t count = 0, only = 0, plain_count = 0;
    std::array<std::uint8_t, kMostClauses * kMostClauses> together{};  // senses two clauses share
    for (std::uint32_t i = a.first_sense; i < a.last_sense; ++i) {
        const Sense& sense = senses_[i];
        const std::uint32_t at = sense_at_[sense.number];
        if (at == 0) continue;
        shared += sense.weight;
        if (!sense.of_name) {
            plain += sense.weight;
            ++plain_count;
        }
        ++count;
        only += sense.of_two ? 1 : 0;
        for (std::uint32_t own = sense.clauses; own != 0; own &= own - 1) {
            for (std::uint32_t other = senses_[at - 1].clauses; other != 0; other &= other - 1)
                ++together[static_cast<std::size_t>(std::countr_zero(own)) * kMostClauses +
                           static_cast<std::size_t>(std::countr_zero(other))];
        }
    }
    if (a.mass > 0 && b.mass > 0) {
        t[kDice] = static_cast<float>(2 * shared / (a.mass + b.mass));
        t[kContained] = static_cast<float>(shared / std::min(a.mass, b.mass));
        const double plain_mass = a.mass - a.names_mass + b.mass - b.names_mass;
        if (plain_mass > 0.5) t[kPlainDice] = static_cast<float>(std::min(2 * plain / plain_mass, 1.0));
    }
    const double of_one_field = (a.fields & b.fields) != 0 ? near_weight(weights_, left, right) : 0.0;
    t[kNearWords] = static_cast<float>(std::min(of_one_field, 3.0) / 3);
    if (a.mass > 0 && b.mass > 0)
        t[kSoftDice] = static_cast<float>(std::min((2 * shared + of_one_field) / (a.mass + b.mass), 1.0));
    t[kSharedSenses] = capped(count, 8);
    t[kSharedPlain] = capped(plain_count, 4);
    t[kOnlyTheyShare] = capped(only, 4);
    if (count >= 2) compare_clauses(a, b, together, t);
}

/// Only clauses that share two senses or more matter.
void Comparer::compare_clauses(const Item& a, const Item& b, const std::array<std::uint8_t, 64>& shared,
                               Traits& t) const {
    for (std::size_t x = 0; x < a.last_clause - a.first_clause; ++x) {
        const Clause& left = clauses_[a.first_clause + x];
        for (std::size_t y = 0; y < b.last_clause - b.first_clause; ++y) {
            if (shared[x * kMostClauses + y] < 2) continue;
            const Clause& right = clauses_[b.first_clause + y];
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
    for (std::uint32_t i = a.first_count; i < a.last_count; ++i) {
        for (std::uint32_t j = b.first_count; j < b.last_count; ++j) {
            const Count &x = counts_[i], &y = counts_[j];
            if (x.measure.unit != y.measure.unit) continue;
            const bool same_thing =
                x.things->empty() || y.things->empty()
                    ? x.things->empty() && y.things->empty() && x.has_unit
                    : shared_count(*x.things, *y.things) == std::min(x.things->size(), y.things->size());
            if (!same_thing) continue;
            if (meet(x.measure, y.measure)) {
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
