#include "extract/detail/role_model.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>
#include <optional>
#include <string>

#include "extract/detail/json_values.h"

#if defined(__x86_64__)
#include <immintrin.h>
#endif

namespace newsloom::extract {
namespace {

namespace bj = boost::json;

tl::unexpected<Error> bad(std::string what) { return fail(Errc::bad_input, "weights of roles: " + std::move(what)); }

/// For each number of a row the place of its weights: one further than `first` for each threshold passed. Thresholds
/// lie side by side, so that compilers compare many numbers at once.
__attribute__((always_inline)) inline void find_places(const float* numbers, const RoleModel::Steps& above,
                                                       const std::uint32_t* first, std::uint32_t* places) {
    for (std::size_t c = 0; c < kPlainFeatures; ++c) {
        std::uint32_t place = first[c];
        for (std::size_t k = 0; k < RoleModel::kMostSteps; ++k)
            place += static_cast<std::uint32_t>(numbers[c] > above[k][c]);
        places[c] = place;
    }
}

void places_plain(const float* numbers, const RoleModel::Steps& above, const std::uint32_t* first,
                  std::uint32_t* places) {
    find_places(numbers, above, first, places);
}

/// Sums of rows of kWidth floats, in their order.
void sum_plain(std::span<const float* const> rows, float* out) {
    // As many side by side as the registers hold.
    for (std::size_t first = 0; first < RoleModel::kWidth; first += 8) {
        std::array<float, 8> sum{};
        for (const float* row : rows) {
            for (std::size_t i = 0; i < sum.size(); ++i)
                sum[i] += row[first + i];
        }
        std::copy(sum.begin(), sum.end(), out + first);
    }
}

/// One bit for each place that differs, sixty-four in a word.
using Changes = std::array<std::uint64_t, kPlainFeatures / 64 + 1>;
Changes changes_between(const std::uint32_t* a, const std::uint32_t* b) {
    Changes changes{};
    std::size_t i = 0;
#if defined(__SSE2__)
    for (; i + 4 <= kPlainFeatures; i += 4) {
        const __m128i same = _mm_cmpeq_epi32(_mm_loadu_si128(reinterpret_cast<const __m128i*>(a + i)),
                                             _mm_loadu_si128(reinterpret_cast<const __m128i*>(b + i)));
        const auto differ = static_cast<unsigned>(_mm_movemask_ps(_mm_castsi128_ps(same))) ^ 15U;
        changes[i / 64] |= std::uint64_t{differ} << (i % 64);
    }
#endif
    for (; i < kPlainFeatures; ++i)
        changes[i / 64] |= static_cast<std::uint64_t>(a[i] != b[i]) << (i % 64);
    return changes;
}

/// Adds rows of kWidth whole numbers to `sum` and takes others away.
void change_plain(std::span<const std::int32_t* const> plus, std::span<const std::int32_t* const> minus,
                  std::int32_t* sum) {
    for (const std::int32_t* row : plus) {
        for (std::size_t i = 0; i < RoleModel::kWidth; ++i)
            sum[i] += row[i];
    }
    for (const std::int32_t* row : minus) {
        for (std::size_t i = 0; i < RoleModel::kWidth; ++i)
            sum[i] -= row[i];
    }
}

#if defined(__x86_64__)

__attribute__((target("avx2"))) void sum_avx2(std::span<const float* const> rows, float* out) {
    __m256 a = _mm256_setzero_ps();
    __m256 b = _mm256_setzero_ps();
    __m256 c = _mm256_setzero_ps();
    for (const float* row : rows) {
        a = _mm256_add_ps(a, _mm256_loadu_ps(row));
        b = _mm256_add_ps(b, _mm256_loadu_ps(row + 8));
        c = _mm256_add_ps(c, _mm256_loadu_ps(row + 16));
    }
    _mm256_storeu_ps(out, a);
    _mm256_storeu_ps(out + 8, b);
    _mm256_storeu_ps(out + 16, c);
}

__attribute__((target("avx2"))) void change_avx2(std::span<const std::int32_t* const> plus,
                                                 std::span<const std::int32_t* const> minus, std::int32_t* sum) {
    __m256i a = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(sum));
    __m256i b = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(sum + 8));
    __m256i c = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(sum + 16));
    for (const std::int32_t* row : plus) {
        a = _mm256_add_epi32(a, _mm256_loadu_si256(reinterpret_cast<const __m256i*>(row)));
        b = _mm256_add_epi32(b, _mm256_loadu_si256(reinterpret_cast<const __m256i*>(row + 8)));
        c = _mm256_add_epi32(c, _mm256_loadu_si256(reinterpret_cast<const __m256i*>(row + 16)));
    }
    for (const std::int32_t* row : minus) {
        a = _mm256_sub_epi32(a, _mm256_loadu_si256(reinterpret_cast<const __m256i*>(row)));
        b = _mm256_sub_epi32(b, _mm256_loadu_si256(reinterpret_cast<const __m256i*>(row + 8)));
        c = _mm256_sub_epi32(c, _mm256_loadu_si256(reinterpret_cast<const __m256i*>(row + 16)));
    }
    _mm256_storeu_si256(reinterpret_cast<__m256i*>(sum), a);
    _mm256_storeu_si256(reinterpret_cast<__m256i*>(sum + 8), b);
    _mm256_storeu_si256(reinterpret_cast<__m256i*>(sum + 16), c);
}

__attribute__((target("avx2"))) void places_avx2(const float* numbers, const RoleModel::Steps& above,
                                                 const std::uint32_t* first, std::uint32_t* places) {
    find_places(numbers, above, first, places);
}

const bool kAvx2 = [] {
    __builtin_cpu_init();
    return __builtin_cpu_supports("avx2") != 0;
}();
const auto kSum = kAvx2 ? sum_avx2 : sum_plain;
const auto kPlaces = kAvx2 ? places_avx2 : places_plain;
const auto kChange = kAvx2 ? change_avx2 : change_plain;

#else

constexpr auto kSum = sum_plain;
constexpr auto kPlaces = places_plain;
constexpr auto kChange = change_plain;

#endif

}  // namespace

const std::array<std::size_t, RoleModel::kSets> RoleModel::kSetRows = {kNearRow,
                                                                       kPathRow,
                                                                       kPlaceRow,
                                                                       kBeginRow,
                                                                       kWithinRow,
                                                                       kWordingRow,
                                                                       kWordingRow + kWordingCount,
                                                                       kWordingRow + std::size_t{2} * kWordingCount,
                                                                       kWordingRow + std::size_t{3} * kWordingCount,
                                                                       kWordingRow + std::size_t{4} * kWordingCount,
                                                                       kWordingRow + std::size_t{5} * kWordingCount,
                                                                       kLinkRow,
                                                                       kLinkRow + kLinkKindCount};

RoleModel::Sets RoleModel::sets_of(const BlockRow& row, const RoleCues& cues) {
    return {row.near,
            row.path,
            row.places & ((std::uint64_t{1} << kPlaceCount) - 1),
            row.phrases.at_begin,
            row.phrases.within,
            cues.own,
            cues.box,
            cues.head,
            cues.before,
            cues.after,
            cues.marks,
            cues.links,
            cues.box_links};
}

RoleModel::Row RoleModel::sum(const BlockRow& row, const RoleCues& cues, std::span<const Role> rules,
                              std::size_t block) const {
    std::array<const float*, kMostParts> parts;
    std::size_t count = 0;
    const auto add_row = [&](std::size_t at) { parts[count++] = rows_[at].data(); };
    add_row(kBiasRow);
    // All thresholds are asked, and a sum of nothing is added: that costs less than branches that are often foretold
    // wrong.
    std::array<std::uint32_t, kPlainFeatures> places;
    kPlaces(row.plain.data(), above_, first_.data(), places.data());
    for (const std::uint16_t number : numbers_)
        add_row(places[number]);
    for (const BoxSteps& one : box_numbers_)
        add_row(one.place(cues.numbers[one.column]));
    const Sets sets = sets_of(row, cues);
    for (std::size_t s = 0; s < kSets; ++s) {
        for (std::uint64_t bits = sets[s]; bits != 0; bits &= bits - 1)
            add_row(kSetRows[s] + static_cast<std::size_t>(std::countr_zero(bits)));
    }
    for (std::size_t side = 0; side <= 2 * std::size_t{kReach}; ++side) {
        const std::size_t at = block + side;  // kReach further than the block it stands for
        if (at < kReach || at - kReach >= rules.size()) continue;
        add_row(kRuleRow + side * kRoleCount + static_cast<std::size_t>(rules[at - kReach]));
    }
    Row sum;
    kSum({parts.data(), count}, sum.data());
    return sum;
}

Role RoleModel::ask(const BlockRow& row, const RoleCues& cues, std::span<const Role> rules, std::size_t block) const {
    const Row sums = sum(row, cues, rules, block);
    const auto end = sums.begin() + static_cast<std::ptrdiff_t>(roles_.size());
    return roles_[static_cast<std::size_t>(std::max_element(sums.begin(), end) - sums.begin())];
}

RoleModel::Likelihoods RoleModel::likelihoods(const BlockRow& row, const RoleCues& cues, std::span<const Role> rules,
                                              std::size_t block) const {
    const Row sums = sum(row, cues, rules, block);
    const float most = *std::max_element(sums.begin(), sums.begin() + static_cast<std::ptrdiff_t>(roles_.size()));
    Likelihoods likely{};
    float all = 0;
    for (std::size_t i = 0; i < roles_.size(); ++i) {
        float& one = likely[static_cast<std::size_t>(roles_[i])];
        one = std::exp(sums[i] - most);
        all += one;
    }
    for (float& one : likely)
        one /= all;
    return likely;
}

RoleModel::Walk::Walk(const RoleModel& model) : model_(model), places_(model.first_) {
    box_numbers_.fill(std::numeric_limits<float>::quiet_NaN());
    if (model.whole_.empty()) return;
    sum_ = model.whole_[kBiasRow];
    for (std::size_t i = 0; i < model.box_numbers_.size(); ++i)
        box_places_[i] = model.box_numbers_[i].first;
}

Role RoleModel::Walk::ask(const BlockRow& row, const RoleCues& cues, std::span<const Role> rules, std::size_t block) {
    const RoleModel& m = model_;
    if (m.whole_.empty()) return m.ask(row, cues, rules, block);
    std::array<const std::int32_t*, kMostParts> plus;
    std::array<const std::int32_t*, kMostParts> minus;
    std::size_t added = 0;
    std::size_t taken = 0;
    const auto add_row = [&](std::size_t at) { plus[added++] = m.whole_[at].data(); };
    const auto take_row = [&](std::size_t at) { minus[taken++] = m.whole_[at].data(); };
    std::array<std::uint32_t, kPlainFeatures> places;
    kPlaces(row.plain.data(), m.above_, m.first_.data(), places.data());
    const Changes changes = changes_between(places.data(), places_.data());
    for (std::size_t w = 0; w < changes.size(); ++w) {
        for (std::uint64_t bits = changes[w]; bits != 0; bits &= bits - 1) {
            const std::size_t number = w * 64 + static_cast<std::size_t>(std::countr_zero(bits));
            take_row(places_[number]);
            add_row(places[number]);
        }
    }
    places_ = places;
    for (std::size_t i = 0; i < m.box_numbers_.size(); ++i) {
        const float value = cues.numbers[m.box_numbers_[i].column];
        if (value == box_numbers_[i]) continue;
        box_numbers_[i] = value;
        take_row(box_places_[i]);
        box_places_[i] = m.box_numbers_[i].place(value);
        add_row(box_places_[i]);
    }
    const Sets sets = sets_of(row, cues);
    for (std::size_t s = 0; s < kSets; ++s) {
        for (std::uint64_t bits = sets[s] & ~sets_[s]; bits != 0; bits &= bits - 1)
            add_row(kSetRows[s] + static_cast<std::size_t>(std::countr_zero(bits)));
        for (std::uint64_t bits = sets_[s] & ~sets[s]; bits != 0; bits &= bits - 1)
            take_row(kSetRows[s] + static_cast<std::size_t>(std::countr_zero(bits)));
    }
    sets_ = sets;
    for (std::size_t side = 0; side < rule_rows_.size(); ++side) {
        const std::size_t at = block + side;  // kReach further than the block it stands for
        const std::size_t rule_row = at < kReach || at - kReach >= rules.size()
                                         ? 0
                                         : kRuleRow + side * kRoleCount + static_cast<std::size_t>(rules[at - kReach]);
        if (rule_row == rule_rows_[side]) continue;
        if (rule_rows_[side] != 0) take_row(rule_rows_[side]);
        if (rule_row != 0) add_row(rule_row);
        rule_rows_[side] = rule_row;
    }
    kChange({plus.data(), added}, {minus.data(), taken}, sum_.data());
    std::size_t best = 0;
    std::int32_t most = sum_[0];
    std::int32_t second = std::numeric_limits<std::int32_t>::min();
    for (std::size_t i = 1; i < m.roles_.size(); ++i) {
        const std::int32_t value = sum_[i];
        second = std::max(second, std::min(value, most));
        best = value > most ? i : best;
        most = std::max(most, value);
    }
    // Far more than all rows' roundings and those of their sums together.
    constexpr std::int64_t kLevel = 4096;
    if (std::int64_t{most} - second < kLevel) return m.ask(row, cues, rules, block);
    return m.roles_[best];
}

void RoleModel::make_whole() {
    double most = 0;  // of a sum
    for (const Row& row : rows_) {
        float largest = 0;
        for (const float weight : row)
            largest = std::max(largest, std::abs(weight));
        most += static_cast<double>(largest);
    }
    if (!(most * kParts < std::numeric_limits<std::int32_t>::max())) return;
    for (const Row& row : rows_) {
        WholeRow& whole = whole_.emplace_back();
        for (std::size_t i = 0; i < kWidth; ++i)
            whole[i] = static_cast<std::int32_t>(std::lround(static_cast<double>(row[i]) * kParts));
    }
}

Result<RoleModel> RoleModel::read(const bj::object& object, bool with_body) {
    RoleModel model;
    model.rows_.resize(kStepRow);
    for (auto& step : model.above_)
        step.fill(std::numeric_limits<float>::infinity());
    for (const bj::value& name : list_at(object, "roles")) {
        const auto* text = name.if_string();
        const auto role = text == nullptr ? std::nullopt : role_named({text->data(), text->size()});
        if (!role || (is_body(*role) && !(with_body && *role == Role::paragraph)))
            return bad("a role that is unknown or of the body");
        model.roles_.push_back(*role);
    }
    if (model.roles_.empty() || model.roles_.size() > kMostRoles) return bad("no roles, or too many");
    const auto read_row = [&](std::span<const bj::value> from) -> std::optional<Row> {
        if (from.size() != model.roles_.size()) return std::nullopt;
        Row row{};
        for (std::size_t i = 0; i < from.size(); ++i) {
            const auto one = number(from[i]);
            if (!one) return std::nullopt;
            row[i] = static_cast<float>(*one);
        }
        return row;
    };
    const auto row_of = [&](const bj::value& from) -> std::optional<Row> {
        const auto* list = from.if_array();
        return list == nullptr ? std::nullopt : read_row({list->data(), list->size()});
    };
    if (const auto bias = read_row(list_at(object, "bias")))
        model.rows_[kBiasRow] = *bias;
    else
        return bad("the bias cannot be read");
    const std::vector<std::string>& names = column_names();
    for (const bj::value& item : list_at(object, "columns")) {
        const auto* column = item.if_object();
        if (column == nullptr) return bad("a column that is no object");
        const std::string_view name = text_at(*column, "feature");
        const auto found = std::find(names.begin(), names.begin() + kSecondColumn, name);
        auto at = static_cast<std::size_t>(found - names.begin());
        if (at == kSecondColumn) {  // the cues' columns follow
            const std::vector<std::string>& cues = cue_names();
            at += static_cast<std::size_t>(std::find(cues.begin(), cues.end(), name) - cues.begin());
            if (at == kSecondColumn + cues.size()) return bad("unknown feature " + std::string(name));
        }
        const bool box_number = at >= kSecondColumn && at < kSecondColumn + kBoxNumberCount;
        const auto above = list_at(*column, "above");
        const auto weights = list_at(*column, "weights");
        if (above.empty() || above.size() != weights.size()) return bad(std::string(name) + ": steps without weights");
        Row sum{};
        if (at < kPlainFeatures) {
            if (above.size() > kMostSteps) return bad(std::string(name) + ": too many steps");
            if (std::find(model.numbers_.begin(), model.numbers_.end(), at) != model.numbers_.end())
                return bad(std::string(name) + ": a column that stands twice");
            model.numbers_.push_back(static_cast<std::uint16_t>(at));
            model.first_[at] = static_cast<std::uint32_t>(model.rows_.size());
            model.rows_.push_back(sum);
        }
        if (box_number) {
            if (above.size() > kMostSteps || model.box_numbers_.size() == kBoxNumberCount)
                return bad(std::string(name) + ": too many steps");
            model.box_numbers_.push_back({at - kSecondColumn, static_cast<std::uint32_t>(model.rows_.size()), {}});
            model.box_numbers_.back().above.fill(std::numeric_limits<float>::infinity());
            model.rows_.push_back(sum);
        }
        for (std::size_t k = 0; k < above.size(); ++k) {
            const auto threshold = number(above[k]);
            const auto row = row_of(weights[k]);
            if (!threshold || !row) return bad(std::string(name) + ": a step that cannot be read");
            add(sum, *row);
            if (box_number) {
                model.box_numbers_.back().above[k] = static_cast<float>(*threshold);
                model.rows_.push_back(sum);
            }
            if (at < kPlainFeatures) {
                model.above_[k][at] = static_cast<float>(*threshold);
                if (k > 0 && model.above_[k][at] < model.above_[k - 1][at])
                    return bad(std::string(name) + ": steps that do not rise");
                model.rows_.push_back(sum);
            }
        }
        if (at < kNearColumn || box_number) continue;
        if (at < kSecondColumn)
            model.rows_[kNearRow + (at - kNearColumn)] = sum;
        else  // words, then links, in the order of the rows
            model.rows_[kWordingRow + (at - kSecondColumn - kBoxNumberCount)] = sum;
    }
    for (const bj::value& item : list_at(object, "rules")) {
        const auto* rule = item.if_object();
        if (rule == nullptr) return bad("a rule that is no object");
        const auto* at = rule->if_contains("at");
        const auto distance = at == nullptr ? std::nullopt : number(*at);
        const auto role = role_named(text_at(*rule, "role"));
        const auto row = read_row(list_at(*rule, "weights"));
        if (!distance || !role || !row || *distance < -kReach || *distance > kReach)
            return bad("a rule that cannot be read");
        const int side = static_cast<int>(*distance) + kReach;
        model.rows_[kRuleRow + static_cast<std::size_t>(side) * kRoleCount + static_cast<std::size_t>(*role)] = *row;
    }
    model.make_whole();
    return model;
}

}  // namespace newsloom::extract
