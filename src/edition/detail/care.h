/// Whose name is not printed, whoever else prints it: minors, and people whose name an outlet of the story withholds.
///
/// Rules of thumb, English and German. A minor: an age under 18 beside the name, or a first name alone behind
/// "daughter", "toddler", "pupil" and the like. A withheld name: one outlet says that a name is not given, and only one
/// outlet says who it "is" or is "named as". Rather too many than too few: what is hidden is a sentence less in a
/// brief.
#pragma once

#include <functional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "edition/detail/desk.h"

namespace newsloom::edition::detail {

class Care {
  public:
    /// Reads the day once: which articles say that a name is not given.
    explicit Care(const Desk& desk);

    /// Words to look for: a full name and its last part, or a first name. Sorted, each once. A name that is kept back
    /// counts also when another
    /// story of the same people and places keeps it back, or when who prints it says that others do.
    [[nodiscard]] std::vector<std::string> names_to_hide(const Story& story) const;

  private:
    struct Withholding {
        const Article* article;
        std::set<std::string, std::less<>> names;  ///< whom and what it names
    };
    [[nodiscard]] bool is_withheld_from(const Article& article, const Annotations& notes) const;
    [[nodiscard]] bool others_name(std::string_view name, OutletId outlet) const;

    const Desk* desk_;
    std::vector<Withholding> withholding_;
};

/// Whether one of them stands in the text as a word of its own; `in_address`: or in lower case between other letters'
/// signs.
[[nodiscard]] bool mentions(std::string_view text, const std::vector<std::string>& names);
[[nodiscard]] bool mentions_in_address(std::string_view url, const std::vector<std::string>& names);

/// Takes lines that mention a name out of the story, and titles and addresses of sources that do.
void hide_names(PrintedStory& story, const std::vector<std::string>& names);

}  // namespace newsloom::edition::detail
