/// Sentences that say the same word for word and were read alike are one wording, however many articles have it: what
/// is compared, and put into groups, are wordings.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "story/detail/reading.h"

namespace newsloom::story::detail {

class Wordings {
  public:
    Wordings() = default;
    explicit Wordings(const Reading& reading);
    [[nodiscard]] std::size_t size() const { return first_.size() - 1; }
    /// Numbers in the order of their first statements.
    [[nodiscard]] std::uint32_t of(std::size_t statement) const { return wording_of_[statement]; }
    /// In order; one or more.
    [[nodiscard]] std::span<const std::uint32_t> statements(std::size_t wording) const {
        return std::span(statements_).subspan(first_[wording], first_[wording + 1] - first_[wording]);
    }
    /// The first statement of each member that has it, in order.
    [[nodiscard]] std::span<const std::uint32_t> one_of_each_member(std::size_t wording) const {
        return std::span(of_members_)
            .subspan(first_of_member_[wording], first_of_member_[wording + 1] - first_of_member_[wording]);
    }
    [[nodiscard]] std::size_t members(std::size_t wording) const {
        return first_of_member_[wording + 1] - first_of_member_[wording];
    }
    /// One statement of each in different members, such that neither member has both where that can be; a pair of one
    /// statement with itself when one member alone has both.
    struct Pair {
        std::size_t a = 0, b = 0;
    };
    [[nodiscard]] Pair apart(const Reading& reading, std::size_t a, std::size_t b) const {
        if (members(a) == 1 && members(b) == 1) return {statements(a).front(), statements(b).front()};
        return apart_of_many(reading, a, b);
    }

  private:
    [[nodiscard]] Pair apart_of_many(const Reading& reading, std::size_t a, std::size_t b) const;
    std::vector<std::uint32_t> wording_of_;
    std::vector<std::uint32_t> statements_, first_{0};
    std::vector<std::uint32_t> of_members_, first_of_member_{0};
};

}  // namespace newsloom::story::detail
