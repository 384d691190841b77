/// From a source ("he", "the surgeon", "Kerr", "who") to the speaker's full name as it stands in the article.
///
/// Names by the name finder's full forms; descriptions by the roles that people are given (titles, appositions);
/// pronouns by the last speaker or subject that fits in gender and number; "I" in a quote by the quote's speaker. No
/// name is made: what comes out is a stretch of the text, or nothing.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
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
        bool courtesy = false;         ///< the role is no more than "Dr"
        float clean = 1;               ///< how sure it is that the name is a name, and whole
        std::uint32_t family = kNone;  ///< of people with this last name; kNone: the only one
        std::uint32_t named = 0;       ///< how often in full
        bool by_last_name = false;     ///< elsewhere the last name alone stands for it, as for people
        bool titled_early = false;     ///< "President Kerr" before anybody of the name was named in full
        bool titled = false;           ///< the full name has a title in front somewhere
    };

    void collect_people();
    void judge_names();
    [[nodiscard]] bool follows_title(std::uint32_t token) const;
    void read_role(std::uint32_t person, Run run);
    [[nodiscard]] std::uint32_t person_at(Run run, std::uint32_t head) const;
    [[nodiscard]] Speaker by_pronoun(std::uint32_t token);
    [[nodiscard]] Speaker by_description(const Phrase& phrase);
    /// `at`: the token that names or means the person; `full`: it is more than the last name.
    [[nodiscard]] Speaker spoken(std::uint32_t person, float sure, std::uint32_t at, bool full = false);
    [[nodiscard]] bool is_the_one_meant(std::uint32_t person, std::uint32_t at) const;

    const Scan& scan_;
    std::vector<Person> people_;
    std::vector<std::uint32_t> person_of_name_;  ///< by index of scan.names
    std::unordered_map<std::uint32_t, std::vector<std::uint32_t>> by_role_;
    /// Full mentions of people who share a last name: (token, person), in text order.
    std::vector<std::vector<std::pair<std::uint32_t, std::uint32_t>>> families_;
    std::uint32_t last_speaker_ = kNone;
    std::uint32_t last_at_ = kNone, now_at_ = kNone;  ///< tokens of the last trigger and of this one
};

}  // namespace newsloom::attribution::detail
