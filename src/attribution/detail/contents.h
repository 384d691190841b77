/// Where the words of an attribution lie: behind the trigger, before it, around it; and where they begin and end.
///
/// Each is a choice among candidates that the grammar proposes; a Scorer says which. All candidates lie near the
/// trigger, so that the work per trigger is bounded.
#pragma once

#include <cstdint>
#include <vector>

#include "attribution/detail/context.h"

namespace newsloom::attribution::detail {

enum class Shape : std::uint8_t {
    right,   ///< he said [the bridge was closed]
    left,    ///< [the bridge was closed], he said
    around,  ///< [the bridge], he said, [was closed]; [which] the mayor called [a mistake]
    raised,  ///< [the bridge] is said to [be closed]
    whole    ///< German: [Die Brücke sei gesperrt.]
};

struct ContentOption {
    Shape shape = Shape::right;
    std::uint32_t right_begin = kNone;
    std::uint32_t left_end = kNone;
    friend bool operator==(const ContentOption&, const ContentOption&) = default;
};

[[nodiscard]] std::vector<ContentOption> content_options(const Context& context, const Trigger& trigger);
void content_context(const Context& context, const Trigger& trigger, FeatureList& out);
void content_features(const Context& context, const Trigger& trigger, const std::vector<ContentOption>& options,
                      std::size_t which, FeatureList& out);

/// First tokens that the left part may have, nearest first. A quoted part may begin in an earlier sentence.
[[nodiscard]] std::vector<std::uint32_t> left_begins(const Context& context, const Trigger& trigger,
                                                     std::uint32_t left_end);
void left_context(const Context& context, const Trigger& trigger, Shape shape, std::uint32_t left_end,
                  FeatureList& out);
void left_features(const Context& context, const Trigger& trigger, std::uint32_t left_end,
                   const std::vector<std::uint32_t>& begins, std::size_t which, FeatureList& out);

/// Tokens behind the right part, nearest first.
[[nodiscard]] std::vector<std::uint32_t> right_ends(const Context& context, const Trigger& trigger,
                                                    std::uint32_t begin);
void right_context(const Context& context, const Trigger& trigger, Shape shape, std::uint32_t begin, FeatureList& out);
void right_features(const Context& context, const Trigger& trigger, std::uint32_t begin,
                    const std::vector<std::uint32_t>& ends, std::size_t which, FeatureList& out);

}  // namespace newsloom::attribution::detail
