#include "model/annotations.h"

#include <array>

namespace newsloom {
namespace {

constexpr std::array<std::string_view, 4> kNameKinds = {"person", "organisation", "place", "other"};
constexpr std::array<std::string_view, 3> kQuoteKinds = {"direct", "mixed", "indirect"};
constexpr std::array<std::string_view, 5> kStances = {"neutral", "assertive", "factive", "hedged", "denial"};

template <class E, std::size_t N>
std::optional<E> named(const std::array<std::string_view, N>& names, std::string_view name) {
    for (std::size_t i = 0; i < N; ++i) {
        if (names[i] == name) return static_cast<E>(i);
    }
    return std::nullopt;
}

}  // namespace

std::string_view name(NameKind kind) { return kNameKinds[static_cast<std::size_t>(kind)]; }
std::string_view name(QuoteKind kind) { return kQuoteKinds[static_cast<std::size_t>(kind)]; }
std::string_view name(Stance stance) { return kStances[static_cast<std::size_t>(stance)]; }
std::optional<NameKind> name_kind_named(std::string_view name) { return named<NameKind>(kNameKinds, name); }
std::optional<QuoteKind> quote_kind_named(std::string_view name) { return named<QuoteKind>(kQuoteKinds, name); }
std::optional<Stance> stance_named(std::string_view name) { return named<Stance>(kStances, name); }

}  // namespace newsloom
