/// What `lang` and `attribution` find in one article: ranges of its text, in order, and nothing that is not in it.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/ids.h"
#include "text/range.h"

namespace newsloom {

struct Sentence {
    TextRange range;
    int paragraph = 0;  ///< index of the block it stands in
};

enum class NameKind { person, organisation, place, other };
[[nodiscard]] std::string_view name(NameKind kind);
[[nodiscard]] std::optional<NameKind> name_kind_named(std::string_view name);

struct Name {
    TextRange range;
    NameKind kind = NameKind::other;
    std::string full;  ///< the fullest form of this name in the article: "Kerr" -> "Ines Kerr"
};

/// A number as the text gives it: the interval it allows. "at least five" = [5, inf).
struct Quantity {
    TextRange range;              ///< the number with its hedge and unit
    std::optional<double> value;  ///< the number named
    double low = 0, high = 0;     ///< closed interval; infinities allowed
    std::string unit;             ///< "", "percent", "EUR", "m", "people", ...; normalised
    TextRange of;                 ///< what is counted or measured ("shots"); empty when not found
};

enum class QuoteKind { direct, mixed, indirect };
enum class Stance { neutral, assertive, factive, hedged, denial };
[[nodiscard]] std::string_view name(QuoteKind kind);
[[nodiscard]] std::string_view name(Stance stance);
[[nodiscard]] std::optional<QuoteKind> quote_kind_named(std::string_view name);
[[nodiscard]] std::optional<Stance> stance_named(std::string_view name);

/// Who says what. All ranges are bytes of the article's text.
struct Attribution {
    QuoteKind kind = QuoteKind::indirect;
    TextRange content;
    std::vector<TextRange> parts;  ///< when the content is interrupted: its pieces in order; else empty
    std::optional<TextRange> cue;
    std::optional<TextRange> source;  ///< none: agentless ("is said to")
    std::string speaker;              ///< resolved full name as it stands in the article; empty when not resolved
    std::string speaker_role;         ///< as it stands in the article: "surgeon at the harbour hospital"; may be empty
    Stance stance = Stance::neutral;
    float confidence = 0;  ///< probability that the speaker is right, 0..1
};

struct Annotations {
    ArticleId article;
    std::vector<Sentence> sentences;
    std::vector<Name> names;
    std::vector<Quantity> quantities;
    std::vector<Attribution> attributions;
    std::vector<TextRange> unknowns;  ///< "The pilot's name has not been released."
    std::vector<TextRange> theses;    ///< of opinion pieces: what the author argues
};

}  // namespace newsloom
