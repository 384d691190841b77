/// The parts of read_metadata, one file each.
#pragma once

#include "extract/detail/facts.h"
#include "extract/extract.h"

namespace newsloom::extract {

/// Headline (not the title made for search engines, no site suffix); sets facts.headline_block and folded_title.
void read_title(Facts& facts, Article& article, std::vector<Reason>* why);
void read_authors(const Facts& facts, Article& article, std::vector<Reason>* why);
void read_dates(const Page& page, const Facts& facts, Article& article, std::vector<Reason>* why);

/// The page's <title> without the site's name at its end or beginning.
[[nodiscard]] std::string without_site_name(std::string_view title, std::string_view site, std::string_view host);

}  // namespace newsloom::extract
