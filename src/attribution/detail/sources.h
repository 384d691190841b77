/// Whose words they are: a choice among the noun phrases around the trigger, or nobody.
#pragma once

#include <cstdint>
#include <vector>

#include "attribution/detail/context.h"

namespace newsloom::attribution::detail {

/// A possible source; an empty run is "nobody".
struct SourceOption {
    Run run;
    std::uint32_t phrase = kNone;  ///< the noun phrase it is, or lies in
    /// `carried`: the source of the attribution before (German reported speech goes on without naming it again)
    enum class Kind : std::uint8_t { nobody, phrase, relative, possessor, carried } kind = Kind::nobody;
};

/// `before`: the source of the attribution before; only for German.
[[nodiscard]] std::vector<SourceOption> source_options(const Context& context, const Trigger& trigger,
                                                       const SourceOption* before = nullptr);
/// The source's run as it is printed: with the phrases and the apposition that belong to it, on its side of the cue.
[[nodiscard]] Run with_what_belongs(const Context& context, const SourceOption& source, Run cue);
/// `content` are the content's parts; sources do not lie in them.
void source_context(const Context& context, const Trigger& trigger, const std::vector<Run>& content, FeatureList& out);
void source_features(const Context& context, const Trigger& trigger, const std::vector<Run>& content,
                     const std::vector<SourceOption>& options, std::size_t which, FeatureList& out);

}  // namespace newsloom::attribution::detail
