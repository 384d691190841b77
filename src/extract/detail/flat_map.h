/// A small map for counting within one page: open addressing, no deletion, 64-bit keys.
#pragma once

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "base/hash.h"

namespace newsloom::extract {

template <class T>
class FlatMap {
  public:
    /// At most `most` different keys will be asked for.
    explicit FlatMap(std::size_t most) {
        std::size_t size = 16;
        while (size < most * 2)
            size *= 2;
        slots_.resize(size);
    }
    T& operator[](std::uint64_t key) {
        key = key == 0 ? 1 : key;
        const std::size_t mask = slots_.size() - 1;
        for (std::size_t at = mix64(key) & mask;; at = (at + 1) & mask) {
            if (slots_[at].first == key) return slots_[at].second;
            if (slots_[at].first == 0) {
                slots_[at].first = key;
                return slots_[at].second;
            }
        }
    }

  private:
    std::vector<std::pair<std::uint64_t, T>> slots_;
};

}  // namespace newsloom::extract
