#include "extract/detail/role_model.h"

#include <algorithm>
#include <bit>
#include <optional>
#include <string>

#include "extract/detail/json_values.h"

namespace newsloom::extract {
namespace {

namespace bj = boost::json;

tl::unexpected<Error> bad(std::string what) { return fail(Errc::bad_input, "weights of roles: " + std::move(what)); }

template <class Rows>
void add_bits(std::uint64_t set, const Rows& rows, auto& sum, auto add) {
    for (; set != 0; set &= set - 1)
        add(sum, rows[static_cast<std::size_t>(std::countr_zero(set))]);
}

}  // namespace

Role RoleModel::ask(const BlockRow& row, std::span<const Role> rules, std::size_t block) const {
    Row sum = bias_;
    for (const Number& one : numbers_) {
        const float value = row.plain[one.column];
        // All are asked: that costs less than a branch that is often foretold wrong.
        const float* thresholds = thresholds_.data() + one.first;
        std::uint32_t passed = 0;
        for (std::uint32_t k = 0; k < one.steps; ++k)
            passed += static_cast<std::uint32_t>(value > thresholds[k]);
        if (passed > 0) add(sum, sums_[one.first + passed - 1U]);
    }
    add_bits(row.near, near_, sum, add);
    add_bits(row.path, path_, sum, add);
    add_bits(row.places & ((std::uint64_t{1} << kPlaceCount) - 1), places_, sum, add);
    add_bits(row.phrases.at_begin, begin_, sum, add);
    add_bits(row.phrases.within, within_, sum, add);
    for (int d = -kReach; d <= kReach; ++d) {
        const std::ptrdiff_t at = static_cast<std::ptrdiff_t>(block) + d;
        if (at < 0 || at >= static_cast<std::ptrdiff_t>(rules.size())) continue;
        const int side = d + kReach;
        const Role role = rules[static_cast<std::size_t>(at)];
        add(sum, rules_[static_cast<std::size_t>(side)][static_cast<std::size_t>(role)]);
    }
    const auto end = sum.begin() + static_cast<std::ptrdiff_t>(roles_.size());
    return roles_[static_cast<std::size_t>(std::max_element(sum.begin(), end) - sum.begin())];
}

Result<RoleModel> RoleModel::read(const bj::object& object, bool with_body) {
    RoleModel model;
    for (const bj::value& name : list_at(object, "roles")) {
        const auto* text = name.if_string();
        const auto role = text == nullptr ? std::nullopt : role_named({text->data(), text->size()});
        if (!role || (is_body(*role) && !(with_body && *role == Role::paragraph)))
            return bad("a role that is unknown or of the body");
        model.roles_.push_back(*role);
    }
    if (model.roles_.empty() || model.roles_.size() > kWidth) return bad("no roles, or too many");
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
        if (found == names.begin() + kSecondColumn) return bad("unknown feature " + std::string(name));
        const auto at = static_cast<std::size_t>(found - names.begin());
        const auto above = list_at(*column, "above");
        const auto weights = list_at(*column, "weights");
        if (above.empty() || above.size() != weights.size()) return bad(std::string(name) + ": steps without weights");
        Row sum{};
        Number one{static_cast<std::uint16_t>(at), static_cast<std::uint16_t>(model.sums_.size()),
                   static_cast<std::uint16_t>(above.size())};
        for (std::size_t k = 0; k < above.size(); ++k) {
            const auto threshold = number(above[k]);
            const auto row = row_of(weights[k]);
            if (!threshold || !row) return bad(std::string(name) + ": a step that cannot be read");
            add(sum, *row);
            if (at < kPlainFeatures) {
                model.thresholds_.push_back(static_cast<float>(*threshold));
                model.sums_.push_back(sum);
            }
        }
        if (at < kNearColumn)
            model.numbers_.push_back(one);
        else if (at < kPathColumn)
            model.near_[at - kNearColumn] = sum;
        else if (at < kPlaceColumn)
            model.path_[at - kPathColumn] = sum;
        else if (at < kBeginColumn)
            model.places_[at - kPlaceColumn] = sum;
        else if (at < kWithinColumn)
            model.begin_[at - kBeginColumn] = sum;
        else
            model.within_[at - kWithinColumn] = sum;
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
