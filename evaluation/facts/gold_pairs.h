/// Pairs of sentences and of numbers of the gold stories with what the gold says of them, and what is learned from
/// them.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <vector>

#include "input_stories.h"
#include "story/detail/comparing.h"
#include "story/detail/models.h"
#include "story/detail/second_look.h"

namespace newsloom::evaluation {

using Golds = std::map<std::string, boost::json::value>;  ///< by key
/// Every *.json of a folder; ends the program when one cannot be read.
[[nodiscard]] Golds read_golds(const std::string& directory);

struct SentencePair {
    std::size_t story = 0;  ///< index into InputStories::stories
    bool same = false;      ///< both meet quotations of one gold fact
    bool optional = false;  ///< of a fact that is neither wanted nor wrong
    story::detail::Traits traits{};
    std::string left, right;
    double weight = 1;  ///< in learning: own stories are few beside the long real ones
    story::detail::SecondTraits second{};
    std::string kind{};      ///< "own", "read through" or the set and half that its pair was drawn of
    bool drawn = false;      ///< one of pairs/
    double drawn_of = 1;     ///< pairs that it stands for
    double probability = 0;  ///< by the built-in models
};
struct SentencePairs {
    std::vector<SentencePair> compared;
    std::size_t in_gold = 0;  ///< pairs of sentences of independent sources that make one wanted fact
};
[[nodiscard]] SentencePairs sentence_pairs(const InputStories& input, const Golds& golds);

struct NumberPair {
    std::size_t story = 0;
    bool conflict = false;  ///< they stand in quotations of opposed sides of one gold difference
    story::detail::CountTraitValues traits{};
    std::string left, right;
    double weight = 1;  ///< in learning
};
/// `print_missed`: says on standard output which gold differences are not among the pairs.
[[nodiscard]] std::vector<NumberPair> number_pairs(const InputStories& input, const Golds& golds,
                                                   const story::detail::Models& models, bool print_missed = false);

struct DenialPair {
    std::size_t story = 0;
    bool right = false;
    story::detail::DenialTraitValues traits{};
    std::string left, right_text;
};
/// Of the stories of the own gold: whether claim and denial stand in quotations of opposed sides of one gold denial.
[[nodiscard]] std::vector<DenialPair> denial_pairs(const InputStories& input, const Golds& golds,
                                                   const story::detail::Models& models);

/// What readers said of pairs of real stories, as labelled_rows.py writes it. `story` counts from `kReal`, by name.
inline constexpr std::size_t kReal = 1000000;
struct LabelledPairs {
    std::vector<NumberPair> numbers;
    std::vector<DenialPair> denials;
};
[[nodiscard]] LabelledPairs read_labelled(const std::string& path);

/// Log-odds learned from the pairs of the stories that `use` names.
[[nodiscard]] LogOdds<story::detail::kTraits> learn_agreement(const std::vector<SentencePair>& pairs,
                                                              const std::function<bool(std::size_t)>& use);
/// What is seen at the second look, learned upon `first` from the same.
[[nodiscard]] story::detail::SecondModel learn_second(const std::vector<SentencePair>& pairs,
                                                      const LogOdds<story::detail::kTraits>& first,
                                                      const std::function<bool(std::size_t)>& use);
[[nodiscard]] LogOdds<story::detail::kCountTraits> learn_difference(const std::vector<NumberPair>& pairs,
                                                                    const std::function<bool(std::size_t)>& use);
[[nodiscard]] LogOdds<story::detail::kDenialTraits> learn_denial(const std::vector<DenialPair>& pairs,
                                                                 const std::function<bool(std::size_t)>& use);

}  // namespace newsloom::evaluation
