#include "story/detail/measures.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace newsloom::story::detail {
namespace {

struct Conversion {
    std::string_view unit, base;
    double factor;
};
// The units of data/lang/*/units.txt that have a common base.
constexpr std::array kConversions{Conversion{"km", "m", 1000},
                                  Conversion{"cm", "m", 0.01},
                                  Conversion{"mm", "m", 0.001},
                                  Conversion{"mi", "m", 1609.344},
                                  Conversion{"ft", "m", 0.3048},
                                  Conversion{"in", "m", 0.0254},
                                  Conversion{"yd", "m", 0.9144},
                                  Conversion{"g", "kg", 0.001},
                                  Conversion{"t", "kg", 1000},
                                  Conversion{"lb", "kg", 0.4536},
                                  Conversion{"oz", "kg", 0.02835},
                                  Conversion{"mph", "km/h", 1.609344},
                                  Conversion{"km2", "m2", 1e6},
                                  Conversion{"mi2", "m2", 2.59e6},
                                  Conversion{"ft2", "m2", 0.0929},
                                  Conversion{"ha", "m2", 1e4},
                                  Conversion{"acres", "m2", 4046.9},
                                  Conversion{"gal", "l", 3.785},
                                  Conversion{"bbl", "l", 158.99},
                                  Conversion{"m3", "l", 1000},
                                  Conversion{"GW", "MW", 1000},
                                  Conversion{"seconds", "days", 1.0 / 86400},
                                  Conversion{"minutes", "days", 1.0 / 1440},
                                  Conversion{"hours", "days", 1.0 / 24},
                                  Conversion{"weeks", "days", 7},
                                  Conversion{"months", "days", 30.4375},
                                  Conversion{"years", "days", 365.25}};

}  // namespace

Measure measure_of(const Quantity& quantity) {
    Measure measure{quantity.unit, quantity.value.value_or(std::isfinite(quantity.low) ? quantity.low : quantity.high),
                    quantity.low, quantity.high};
    if (quantity.unit == "°F") {
        const auto celsius = [](double f) { return (f - 32) / 1.8; };
        return {"°C", celsius(measure.value), celsius(measure.low), celsius(measure.high)};
    }
    for (const Conversion& conversion : kConversions) {
        if (conversion.unit != quantity.unit) continue;
        return {conversion.base, measure.value * conversion.factor, measure.low * conversion.factor,
                measure.high * conversion.factor};
    }
    return measure;
}

bool nearly_equal(const Measure& a, const Measure& b) {
    if (a.unit != b.unit) return false;
    if (a.value == b.value) return true;
    if (a.unit == "year" || a.unit == "clock") return false;  // 2002 is not nearly 2003
    const double larger = std::max(std::abs(a.value), std::abs(b.value));
    const double apart = std::abs(a.value - b.value);
    return (meet(a, b) && apart <= 0.15 * larger) || (!a.unit.empty() && apart <= 0.03 * larger);
}

}  // namespace newsloom::story::detail
