/// Quantities in base units, so that feet and metres, weeks and days can be compared. Currencies stay apart.
#pragma once

#include <string_view>

#include "model/annotations.h"

namespace newsloom::story::detail {

struct Measure {
    std::string_view unit;  ///< base unit; a view into static text or into the quantity
    double value = 0, low = 0, high = 0;

    [[nodiscard]] bool hedged() const { return low != high; }
};

/// The quantity must have a value or an interval.
[[nodiscard]] Measure measure_of(const Quantity& quantity);

[[nodiscard]] inline bool meet(const Measure& a, const Measure& b) { return a.low <= b.high && b.low <= a.high; }
/// Rounds to each other: of one unit and within a tenth where one is hedged or a unit was converted, equal else.
[[nodiscard]] bool nearly_equal(const Measure& a, const Measure& b);

}  // namespace newsloom::story::detail
