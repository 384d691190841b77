/// Small numbers for hashed keys, in the order in which they are first seen: what a story's words, runs and names are
/// counted by, without strings, maps or a node for each.
///
/// Open addressing with linear probing over a table that is at most half full. Keys are hashes already; 0 is a key like
/// any other.
#pragma once

#include <cstdint>
#include <limits>
#include <vector>

namespace newsloom::story::detail {

class KeyIndex {
  public:
    static constexpr std::uint32_t kNone = std::numeric_limits<std::uint32_t>::max();

    explicit KeyIndex(std::size_t expected = 0) {
        while (slots_.size() < 2 * expected)
            slots_.resize(slots_.size() * 2, kNone);
    }

    /// The number of a key, a new one when it was not seen before.
    std::uint32_t number_of(std::uint32_t key) {
        std::size_t at = place_of(key);
        if (slots_[at] != kNone) return slots_[at];
        if (2 * (keys_.size() + 1) > slots_.size()) {
            grow();
            at = place_of(key);
        }
        const auto number = static_cast<std::uint32_t>(keys_.size());
        slots_[at] = number;
        keys_.push_back(key);
        return number;
    }
    /// kNone for a key that was not seen.
    [[nodiscard]] std::uint32_t find(std::uint32_t key) const { return slots_[place_of(key)]; }
    [[nodiscard]] std::uint32_t key(std::uint32_t number) const { return keys_[number]; }
    [[nodiscard]] std::size_t size() const { return keys_.size(); }

  private:
    /// Where the key stands, or the free slot where it would.
    [[nodiscard]] std::size_t place_of(std::uint32_t key) const {
        const std::size_t mask = slots_.size() - 1;
        std::size_t at = (key * std::uint64_t{0x9e3779b97f4a7c15} >> 32) & mask;
        while (slots_[at] != kNone && keys_[slots_[at]] != key)
            at = (at + 1) & mask;
        return at;
    }
    void grow() {
        slots_.assign(slots_.size() * 2, kNone);
        for (std::uint32_t number = 0; number < keys_.size(); ++number)
            slots_[place_of(keys_[number])] = number;
    }

    std::vector<std::uint32_t> slots_ = std::vector<std::uint32_t>(64, kNone);
    std::vector<std::uint32_t> keys_;
};

}  // namespace newsloom::story::detail
