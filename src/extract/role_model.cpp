#include "extract/detail/role_model.h"

#include <algorithm>
#include <bit>
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

#else

constexpr auto kSum = sum_plain;
constexpr auto kPlaces = places_plain;

#endif

}  // namespace

Role RoleModel::ask(const BlockRow& row, const RoleCues& cues, std::span<const Role> rules, std::size_t block) const {
    std::array<const float*, kMostParts> parts;
    std::size_t count = 0;
    const auto add = [&](const Row& part) { parts[count++] = part.data(); };
    const auto add_bits = [&add](std::uint64_t set, const auto& list) {
        for (; set != 0; set &= set - 1)
            add(list[static_cast<std::size_t>(std::countr_zero(set))]);
    };
    add(bias_);
    // All thresholds are asked, and a sum of nothing is added: that costs less than branches that are often foretold
    // wrong.
    std::array<std::uint32_t, kPlainFeatures> places;
    kPlaces(row.plain.data(), above_, first_.data(), places.data());
    for (const std::uint16_t number : numbers_)
        add(sums_[places[number]]);
    for (const BoxSteps& one : box_numbers_) {
        const float value = cues.numbers[one.column];
        std::size_t passed = 0;
        for (const float threshold : one.above)
            passed += value > threshold ? 1 : 0;
        add(sums_[one.first + passed]);
    }
    add_bits(row.near, near_);
    add_bits(row.path, path_);
    add_bits(row.places & ((std::uint64_t{1} << kPlaceCount) - 1), places_);
    add_bits(row.phrases.at_begin, begin_);
    add_bits(row.phrases.within, within_);
    std::size_t set = 0;
    for (const std::uint64_t bits : {cues.own, cues.box, cues.head, cues.before, cues.after, cues.marks})
        add_bits(bits, wording_[set++]);
    add_bits(cues.links, links_[0]);
    add_bits(cues.box_links, links_[1]);
    for (int d = -kReach; d <= kReach; ++d) {
        const std::ptrdiff_t at = static_cast<std::ptrdiff_t>(block) + d;
        if (at < 0 || at >= static_cast<std::ptrdiff_t>(rules.size())) continue;
        const int side = d + kReach;
        const Role role = rules[static_cast<std::size_t>(at)];
        add(rules_[static_cast<std::size_t>(side)][static_cast<std::size_t>(role)]);
    }
    Row sum;
    kSum({parts.data(), count}, sum.data());
    const auto end = sum.begin() + static_cast<std::ptrdiff_t>(roles_.size());
    return roles_[static_cast<std::size_t>(std::max_element(sum.begin(), end) - sum.begin())];
}

Result<RoleModel> RoleModel::read(const bj::object& object, bool with_body) {
    RoleModel model;
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
        model.bias_ = *bias;
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
            model.first_[at] = static_cast<std::uint32_t>(model.sums_.size());
            model.sums_.push_back(sum);
        }
        if (box_number) {
            if (above.size() > kMostSteps || model.box_numbers_.size() == kBoxNumberCount)
                return bad(std::string(name) + ": too many steps");
            model.box_numbers_.push_back({at - kSecondColumn, model.sums_.size(), {}});
            model.box_numbers_.back().above.fill(std::numeric_limits<float>::infinity());
            model.sums_.push_back(sum);
        }
        for (std::size_t k = 0; k < above.size(); ++k) {
            const auto threshold = number(above[k]);
            const auto row = row_of(weights[k]);
            if (!threshold || !row) return bad(std::string(name) + ": a step that cannot be read");
            add(sum, *row);
            if (box_number) {
                model.box_numbers_.back().above[k] = static_cast<float>(*threshold);
                model.sums_.push_back(sum);
            }
            if (at < kPlainFeatures) {
                model.above_[k][at] = static_cast<float>(*threshold);
                if (k > 0 && model.above_[k][at] < model.above_[k - 1][at])
                    return bad(std::string(name) + ": steps that do not rise");
                model.sums_.push_back(sum);
            }
        }
        if (at < kNearColumn) continue;
        if (at < kPathColumn)
            model.near_[at - kNearColumn] = sum;
        else if (at < kPlaceColumn)
            model.path_[at - kPathColumn] = sum;
        else if (at < kBeginColumn)
            model.places_[at - kPlaceColumn] = sum;
        else if (at < kWithinColumn)
            model.begin_[at - kBeginColumn] = sum;
        else if (at < kSecondColumn)
            model.within_[at - kWithinColumn] = sum;
        else if (box_number)
            continue;
        else if (const std::size_t bit = at - kSecondColumn - kBoxNumberCount; bit < kWordingBits)
            model.wording_[bit / kWordingCount][bit % kWordingCount] = sum;
        else
            model.links_[(bit - kWordingBits) / kLinkKindCount][(bit - kWordingBits) % kLinkKindCount] = sum;
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
        model.rules_[static_cast<std::size_t>(side)][static_cast<std::size_t>(*role)] = *row;
    }
    return model;
}

}  // namespace newsloom::extract
