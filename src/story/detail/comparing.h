/// The traits of many pairs of a story's statements: what one wording brings to every comparison is worked out once,
/// and two wordings are compared once.
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
    /// Traits of two statements, by index; who is whose best match is not known. Fastest where b stays the same from
    /// call to call.
    void read(std::size_t a, std::size_t b, Traits& traits);
    [[nodiscard]] const Wordings& wordings() const { return wordings_; }

  private:
    struct Sense {
        std::uint32_t number = 0;  ///< in the story
        double weight = 0;
        bool of_name = false;
        bool of_two = false;       ///< stands in two statements of the story
        std::uint8_t clauses = 0;  ///< bits of the clauses it stands in
    };
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
        std::uint32_t first_sense = 0, last_sense = 0;
        std::uint32_t first_clause = 0, last_clause = 0;
        std::uint32_t first_prefix = 0, last_prefix = 0;
        std::uint32_t first_run = 0, last_run = 0;
        std::uint32_t first_count = 0, last_count = 0;
        double mass = 0, names_mass = 0;
        std::uint64_t fields = 0;  ///< bits of its fields: without a common one they share none
    };

    void add(const Statement& statement);
    void load(std::size_t b);
    void compare(std::size_t a, std::size_t b, Traits& t);
    void compare_senses(const Item& a, const Item& b, const Statement& left, const Statement& right, Traits& t);
    void compare_clauses(const Item& a, const Item& b, const std::array<std::uint8_t, 64>& shared, Traits& t) const;
    void compare_counts(const Item& a, const Item& b, Traits& t) const;
    float length_apart(std::size_t a, std::size_t b);

    const Reading& reading_;
    Wordings wordings_;
    SenseWeights weights_;
    std::vector<Item> items_;  ///< of each wording
    std::vector<Sense> senses_;
    std::vector<Clause> clauses_;
    std::vector<std::uint32_t> clause_senses_;  ///< hashes
    std::vector<double> clause_weights_;
    std::vector<std::uint32_t> prefixes_, runs_;  ///< numbers in the story
    std::vector<Count> counts_;
    KeyIndex sense_numbers_, prefix_numbers_, run_numbers_;

    std::size_t loaded_ = SIZE_MAX;                      ///< the wording b whose marks stand
    std::vector<std::uint32_t> sense_at_;                ///< of each sense: its place in senses_ in b, + 1
    std::vector<std::uint32_t> prefix_mark_, run_mark_;  ///< of each: b + 1 when it is in b
    std::vector<float> lengths_;                         ///< length_apart of short ones; less than 0 when not known

    PairTable<std::uint32_t> compared_;  ///< wordings -> place in kept_, + 1
    std::vector<Traits> kept_;
};

}  // namespace newsloom::story::detail
