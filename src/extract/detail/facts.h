/// What is known of a page apart from its blocks; made once, read by everything after.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "extract/detail/blocks.h"
#include "extract/detail/linked_data.h"
#include "extract/extract.h"

namespace newsloom::extract {

struct Facts {
    const PageView* view = nullptr;
    LinkedData linked;
    std::string base;  ///< URL that references are resolved against
    std::string host;
    std::string language;                ///< lower case primary tag with region as given
    std::vector<std::string> titles;     ///< what the page gives as its title, without the site's name
    std::string folded_title;            ///< the headline's letters and digits, folded, for comparing
    std::uint32_t headline_block = ~0u;  ///< the block that shows the headline

    /// The first meta tag with that key (lower case), "" when absent.
    [[nodiscard]] std::string_view meta(std::string_view key) const;
};

/// Letters and digits of a text, folded: the form in which two texts are the same words.
[[nodiscard]] std::string squeeze(std::string_view text);
/// squeeze(text) == flat
[[nodiscard]] bool squeezes_to(std::string_view text, std::string_view flat);

/// Reads metadata into the article (all but text, blocks, roles); fills facts on the way.
void read_metadata(const Page& page, Facts& facts, Article& article, std::vector<Reason>* why);

}  // namespace newsloom::extract
