/// What surrounds a verb: its auxiliaries, its subject, the clause it stands in. Rules over tags, no parse.
#pragma once

#include <cstdint>
#include <vector>

#include "attribution/detail/scan.h"

namespace newsloom::attribution::detail {

/// What a trigger's neighbourhood looks like.
struct Verb {
    std::uint32_t chain = 0;         ///< first token of its auxiliaries and adverbs: "has vigorously denied" -> "has"
    std::uint32_t subject = kNone;   ///< index of the subject's phrase; kNone when a relative word or nothing
    std::uint32_t relative = kNone;  ///< token of the relative word that is the subject ("who says")
    bool passive = false;
    bool negated = false;
    std::uint32_t modal = 0;         ///< word id of the nearest auxiliary
    std::uint32_t behind = kNone;    ///< German: the subject stands behind the finite verb: "gestern sagte Kerr"
    bool inherited = false;          ///< the subject is that of an earlier verb (", saying", "and added", "to ask")
    std::uint32_t governor = kNone;  ///< that earlier verb's token
};

/// One entry per token; meaningful for verbs (and, with the rule for nouns, other triggers).
class Grammar {
  public:
    explicit Grammar(const Scan& scan);
    [[nodiscard]] const Verb& verb(std::uint32_t token) const { return verbs_[token]; }
    /// Token behind token i over a whole noun phrase that begins there, else i.
    [[nodiscard]] std::uint32_t skip_phrase(std::uint32_t i, std::uint32_t end) const;
    [[nodiscard]] bool is_finite(std::uint32_t i) const;
    /// Finite verbs in [0, i): differences count those of a range.
    [[nodiscard]] std::uint32_t finite_before(std::uint32_t i) const { return finite_[i]; }

  private:
    void english(Run sentence);
    void german(Run sentence);
    void subject_of(std::uint32_t i, std::uint32_t begin, std::uint32_t last_finite);
    void german_subject_of(std::uint32_t i, Run sentence);
    const Scan& scan_;
    std::vector<Verb> verbs_;
    std::vector<std::uint32_t> finite_;
};

/// A number for what a phrase is as a speaker: pronouns by word, names by kind, role or group nouns, others.
[[nodiscard]] std::uint32_t kind_of_phrase(const Scan& scan, std::uint32_t phrase);

}  // namespace newsloom::attribution::detail
