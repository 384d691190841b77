/// The numbers by which lines of plain text are told to be of the body or not: what the model of roles and the trees
/// say of a line and of those around it, what the short line above governs, runs of lines alike, clock times, words
/// that stand twice on the page.
///
/// Third in a chain: trees over lines (score.h), roles over lines (role_model.h), trees over these numbers. Linear in
/// the page.
#pragma once

#include <array>
#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "extract/detail/facts.h"
#include "extract/detail/features.h"
#include "extract/detail/forest.h"
#include "extract/detail/role_model.h"

namespace newsloom::extract {

/// What is known of a page's lines before.
struct LinesSeen {
    const PageView* view = nullptr;
    std::span<const BlockRow> rows;
    std::span<const float> body;                    ///< 0..1 by the trees over lines
    std::span<const RoleModel::Likelihoods> roles;  ///< 0..1 by the model of roles; the body's as Role::paragraph
};

/// The names of the columns.
[[nodiscard]] const std::vector<std::string>& line_column_names();

/// All rows, one line after the other, line_column_names().size() numbers each.
[[nodiscard]] std::vector<float> line_rows(const LinesSeen& lines);

/// 0..1 per line: how sure it is that it belongs to the body.
[[nodiscard]] std::vector<float> line_scores(const LinesSeen& lines, const Forest& forest);

}  // namespace newsloom::extract
