/// What the decisions look at: the scan, its grammar and, for each token, small numbers that stand for it.
#pragma once

#include <cstdint>
#include <vector>

#include "attribution/detail/cue_words.h"
#include "attribution/detail/features.h"
#include "attribution/detail/grammar.h"
#include "attribution/detail/scan.h"

namespace newsloom::attribution::detail {

/// A token that may report: a verb, a listed noun or adjective, "according", "reportedly", a colon.
struct Trigger {
    std::uint32_t token = 0;
    CueWord cue;              ///< as listed; part is `verb` with class none for a verb that is not
    Run cue_run;              ///< the printed cue: auxiliaries, the word, its particle
    std::uint32_t left = 0;   ///< first token of subject and chain when they stand directly before; else the chain's
    std::uint32_t right = 0;  ///< token behind the cue and, where the subject is inverted, behind it
    std::uint32_t prefix = kNone;    ///< German: the token of a separated prefix: "teilte ... mit"
    std::uint32_t inverted = kNone;  ///< phrase behind the verb that looks like its subject: "said Kerr"
};

struct Context {
    explicit Context(const Scan& scan_in);

    const Scan& scan;
    const CueWords& cues;
    Grammar grammar;
    std::vector<std::uint32_t> word;  ///< by token: which listed word it is, else its class
    std::vector<std::uint32_t> tag;   ///< by token, as a number
    std::vector<CueWord> cue;         ///< by token
    std::vector<Trigger> triggers;    ///< in text order

    static constexpr std::uint32_t kEdge = 999;  ///< beyond the sentence
    [[nodiscard]] std::uint32_t tag_at(std::int64_t i, Run within) const {
        return i < within.begin || i >= within.end ? kEdge : tag[static_cast<std::size_t>(i)];
    }
    [[nodiscard]] std::uint32_t word_at(std::int64_t i, Run within) const {
        return i < within.begin || i >= within.end ? kEdge : word[static_cast<std::size_t>(i)];
    }
    /// Tokens in quotes before token i.
    [[nodiscard]] std::uint32_t quotes_before(std::uint32_t i) const { return quoted_[i]; }
    [[nodiscard]] Run sentence_of(std::uint32_t token) const { return scan.sentence_runs[scan.sentence_of[token]]; }

  private:
    void find_triggers();
    void add_trigger(std::uint32_t i, CueWord cue);
    std::vector<std::uint32_t> quoted_;
};

/// Features of "does this trigger report?".
void trigger_features(const Context& context, const Trigger& trigger, FeatureList& out);

}  // namespace newsloom::attribution::detail
