/// What is known about pairs of small numbers (statements, wordings), looked up by the pair: one probe as a rule, no
/// node for each.
///
/// Open addressing with linear probing over a table that is at most half full.
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <vector>

#include "base/hash.h"

namespace newsloom::story::detail {

template <class Value>
class PairTable {
  public:
    explicit PairTable(std::size_t expected = 0) { slots_.resize(size_for(expected)); }

    /// The value of (a, b), which is not that of (b, a); a new one when there is none. Valid until the next call.
    Value& at(std::size_t a, std::size_t b) {
        if (2 * (count_ + 1) > slots_.size()) grow();
        Slot& slot = slots_[place_of(key_of(a, b))];
        if (slot.key == kFree) {
            slot.key = key_of(a, b);
            ++count_;
        }
        return slot.value;
    }
    /// Null when there is none.
    [[nodiscard]] const Value* find(std::size_t a, std::size_t b) const {
        const Slot& slot = slots_[place_of(key_of(a, b))];
        return slot.key == kFree ? nullptr : &slot.value;
    }

  private:
    static constexpr std::uint64_t kFree = std::numeric_limits<std::uint64_t>::max();
    struct Slot {
        std::uint64_t key = kFree;
        Value value{};
    };

    static std::size_t size_for(std::size_t expected) {
        std::size_t size = 64;
        while (size < 2 * expected)
            size *= 2;
        return size;
    }
    static std::uint64_t key_of(std::size_t a, std::size_t b) {
        return static_cast<std::uint64_t>(a) << 32 | static_cast<std::uint64_t>(b);
    }
    [[nodiscard]] std::size_t place_of(std::uint64_t key) const {
        const std::size_t mask = slots_.size() - 1;
        std::size_t at = mix64(key) & mask;
        while (slots_[at].key != kFree && slots_[at].key != key)
            at = (at + 1) & mask;
        return at;
    }
    void grow() {
        std::vector<Slot> old(slots_.size() * 2);
        old.swap(slots_);
        for (const Slot& slot : old) {
            if (slot.key != kFree) slots_[place_of(slot.key)] = slot;
        }
    }

    std::vector<Slot> slots_;
    std::size_t count_ = 0;
};

}  // namespace newsloom::story::detail
