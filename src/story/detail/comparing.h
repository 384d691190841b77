/// The traits of many pairs of a story's statements: what one wording brings to every comparison is worked out once,
/// and two wordings are compared once. What is looked at stands in flat lists of small numbers, without what no other
/// wording has; what is dear to look at is looked at last, where it can still matter.
///
/// `traits_of` (agreement.h) is the simple version; the numbers are the same to the last bit.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "story/detail/agreement.h"
#include "story/detail/key_index.h"
#include "story/detail/pair_table.h"
#include "story/detail/reading.h"
#include "story/detail/wordings.h"

namespace newsloom::story::detail {

class Comparer {
  public:
    /// The reading must outlive it.
    explicit Comparer(const Reading& reading);
    [[nodiscard]] const Reading& reading() const { return reading_; }
    [[nodiscard]] const SenseWeights& weights() const { return weights_; }
    [[nodiscard]] const Wordings& wordings() const { return wordings_; }
    /// Traits of two statements, by index; who is whose best match is not known. Fastest where b stays the same from
    /// call to call.
    void read(std::size_t a, std::size_t b, Traits& traits);
    /// The same but for kDear, which stay 0.
    void read_cheap(std::size_t a, std::size_t b, Traits& traits);
    static constexpr std::array kDear{kClauseDice, kClauseShared, kClauseContained,
                                      kPrefixDice, kSameMeasure,  kOtherMeasure};
    /// What the dear traits can at most bring to the log-odds, over the cheap ones as they were read of these two.
    [[nodiscard]] float most_of_dear(std::size_t a, std::size_t b, const Traits& cheap,
                                     const LogOdds<kTraits>& model) const;

  private:
    struct Range {
        std::uint32_t first = 0, last = 0;
        [[nodiscard]] bool empty() const { return first == last; }
    };
    template <class T>
    static std::span<const T> part(const std::vector<T>& list, Range range) {
        return std::span(list).subspan(range.first, range.last - range.first);
    }
    // What is walked for every pair is kept small: weights and the like stand once for the story, by number.
    struct Sense {
        std::uint32_t number = 0;  ///< in the story
        bool of_name = false;
        bool of_two = false;       ///< stands in two statements of the story
        std::uint8_t clauses = 0;  ///< bits of the clauses it stands in
    };
    struct Field {
        std::uint32_t field = 0, sense = 0;  ///< the latter's number
    };
    using FieldBits = std::array<std::uint64_t, 3>;
    static bool meet(const FieldBits& a, const FieldBits& b) {
        return ((a[0] & b[0]) | (a[1] & b[1]) | (a[2] & b[2])) != 0;
    }
    struct Clause {
        std::uint32_t first = 0, last = 0;  ///< in clause_senses_ and clause_weights_
        double mass = 0;
    };
    struct Count {
        Measure measure;
        const std::vector<std::uint32_t>* things = nullptr;
        bool has_unit = false;
    };
    struct Item {
        Range senses, words, prefixes, runs, names, speakers, of_fields, fields, clauses, counts;
        double mass = 0, names_mass = 0;
        FieldBits field_bits{};  ///< without a common one they share no field
        float rarity = 0;
        std::uint32_t days = 0, length = 0, all_prefixes = 0;
        bool negated = false, denial = false, has_values = false;
    };

    void add(const Statement& statement);
    void number_shared_ones();
    void load(std::size_t y);
    void look(std::size_t x, std::size_t y, Traits& t);
    void look_at_places(std::size_t a, std::size_t b, Traits& t) const;
    void look_closely(std::size_t x, std::size_t y, Traits& t);
    [[nodiscard]] double near_weight(const Item& a, const Item& b, std::size_t x);
    void compare_clauses(const Item& a, const Item& b, Traits& t) const;
    void compare_counts(const Item& a, const Item& b, Traits& t) const;
    float length_apart(std::size_t a, std::size_t b);
    [[nodiscard]] const Statement& example(std::size_t wording) const {
        return reading_.statements[wordings_.statements(wording).front()];
    }

    const Reading& reading_;
    Wordings wordings_;
    SenseWeights weights_;
    std::vector<Item> items_;  ///< of each wording
    std::vector<Sense> senses_;
    std::vector<std::uint32_t> words_;             ///< numbers in the story
    std::vector<float> rarities_;                  ///< of each word
    std::vector<FieldBits> sense_fields_;          ///< of each sense
    std::vector<std::uint32_t> prefixes_, runs_;   ///< numbers in the story
    std::vector<std::uint32_t> names_, speakers_;  ///< as in the statements
    std::vector<Field> fields_;
    std::vector<std::uint32_t> of_fields_;  ///< senses that are of fields
    std::vector<Clause> clauses_;
    std::vector<std::uint32_t> clause_senses_;  ///< hashes
    std::vector<double> clause_weights_;
    std::vector<Count> counts_;
    std::vector<float> places_;  ///< of each statement in its article

    std::size_t loaded_ = SIZE_MAX;                                  ///< the wording whose marks stand
    std::vector<std::uint32_t> sense_at_;                            ///< of each sense: its place in senses_, + 1
    std::vector<std::uint32_t> word_mark_, prefix_mark_, run_mark_;  ///< of each: y + 1 when it is in y
    std::vector<float> lengths_;  ///< length_apart of short ones; less than 0 when not known
    std::vector<std::uint32_t> met_;

    PairTable<std::uint32_t> compared_;  ///< wordings -> place in kept_, + 1
    std::vector<Traits> kept_;
};

}  // namespace newsloom::story::detail
