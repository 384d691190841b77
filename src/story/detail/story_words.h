/// How many of a story's sentences have a word: how telling it is there.
#pragma once

#include <cstdint>
#include <vector>

#include "story/detail/key_index.h"
#include "story/detail/reading.h"

namespace newsloom::story::detail {

class StoryWords {
  public:
    explicit StoryWords(const Reading& reading);
    [[nodiscard]] std::size_t statements() const { return statements_; }
    /// Log of the share of the statements that have a sense, negated: 0 where all have it, or none.
    [[nodiscard]] float special(std::uint32_t sense) const;

  private:
    std::size_t statements_ = 0;
    KeyIndex senses_;
    std::vector<std::uint32_t> with_;  // statements that have each
};

}  // namespace newsloom::story::detail
