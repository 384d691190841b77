#include "story/detail/story_words.h"

#include <cmath>

namespace newsloom::story::detail {

StoryWords::StoryWords(const Reading& reading) : statements_(reading.statements.size()) {
    for (const Statement& statement : reading.statements) {
        for (const std::uint32_t sense : statement.senses) {
            const std::uint32_t number = senses_.number_of(sense);
            if (number == with_.size()) with_.push_back(0);
            ++with_[number];
        }
    }
}

float StoryWords::special(std::uint32_t sense) const {
    const std::uint32_t number = senses_.find(sense);
    if (number == KeyIndex::kNone) return 0;
    return std::log(static_cast<float>(statements_) / static_cast<float>(with_[number]));
}

}  // namespace newsloom::story::detail
