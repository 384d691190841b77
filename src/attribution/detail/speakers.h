/// From a source ("he", "the surgeon", "Kerr", "who") to the speaker's full name as it stands in the article.
///
/// Names by the name finder's full forms; descriptions by the roles that people are given (titles, appositions);
/// pronouns by the last speaker or subject that fits in gender and number; "I" in a quote by the quote's speaker. No
/// name is made: what comes out is a stretch of the text, or nothing.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "attribution/detail/find.h"

namespace newsloom::attribution::detail {

struct Speaker {
    std::string name;  ///< empty: not resolved
    std::string role;
    float sure = 0;  ///< that the name is right, given that the source is
};

class Speakers {
  public:
    Speakers(const Context& context, const std::vector<Found>& found);
    /// Call in the order of `found`.
    [[nodiscard]] Speaker resolve(const Found& found);

  private:
    enum class Gender : std::uint8_t { unknown, female, male };
    struct Person {
        std::string name;
        NameKind kind = NameKind::other;
        Gender gender = Gender::unknown;
        std::string role;
        bool courtesy = false;  ///< the role is no more than "Dr"
        std::uint32_t last_seen = kNone;
    };

    void collect_people();
    void read_role(std::uint32_t person, Run run);
    [[nodiscard]] std::uint32_t person_at(Run run, std::uint32_t head) const;
    [[nodiscard]] Speaker by_pronoun(std::uint32_t token, std::uint32_t trigger);
    [[nodiscard]] Speaker by_description(const Phrase& phrase);
    [[nodiscard]] Speaker spoken(std::uint32_t person, float sure);

    const Scan& scan_;
    std::vector<Person> people_;
    std::vector<std::uint32_t> person_of_name_;  ///< by index of scan.names
    std::unordered_map<std::uint32_t, std::vector<std::uint32_t>> by_role_;
    std::uint32_t last_speaker_ = kNone;
    std::uint32_t last_at_ = 0;  ///< token of the last trigger
};

}  // namespace newsloom::attribution::detail
