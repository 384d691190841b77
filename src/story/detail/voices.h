/// Who speaks in a story, and what each says. For the many groups of members that are asked about, each quote is read
/// once.
#pragma once

#include <string>
#include <vector>

#include "story/detail/reading.h"
#include "story/detail/sources.h"

namespace newsloom::story::detail {

class Quotes {
  public:
    struct Cut {
        const Attribution* attribution = nullptr;
        std::size_t member = 0, words = 0;
        std::vector<std::uint32_t> runs;  ///< of four words
        std::vector<std::string> name;    ///< folded words of the speaker's
        [[nodiscard]] bool verbatim() const { return attribution->kind != QuoteKind::indirect; }
    };

    /// The reading must outlive it.
    explicit Quotes(const Reading& reading);
    /// Of some members, by index: the voices of most sources first, each with its quotes, several cuts of one quote
    /// merged into the longest.
    [[nodiscard]] std::vector<Voice> voices(const std::vector<std::size_t>& members) const;

  private:
    const Reading& reading_;
    Sources sources_;
    std::vector<std::vector<Cut>> cuts_;  ///< of each member, in order
};

/// How each outlet, and each group of outlets, tells the story.
[[nodiscard]] std::vector<Perspective> perspectives(const Reading& reading, const std::vector<Fact>& facts,
                                                    const Quotes& quotes);

}  // namespace newsloom::story::detail
