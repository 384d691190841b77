/// Who is named for a picture, and agencies named beside authors: what the wording around names gives away.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "html/document.h"

namespace newsloom::extract {

struct Caption {
    std::string text, credit;
};

/// "... at the port. Photo: A. Miller/AFP", "... (Photo by A. Miller)": the credit on its own, labels like "Photo:"
/// gone.
void split_credit(Caption& caption);

/// Two to seven words, most of them beginning large, and no stop: a name and no sentence.
[[nodiscard]] bool is_bare_name(std::string_view text);

/// The text of an inline element within `node` that its class or itemprop calls a credit; "" when there is none. A
/// bounded look.
[[nodiscard]] std::string marked_credit(const html::Node& node);

/// "By A and B, with Allied Wire", "Staff, Pacific Press Agency", "Af A og B, /Fjordbureauet/": agencies, by their
/// place in the line and their names' form. Agencies that everybody knows are byline.h's.
[[nodiscard]] std::vector<std::string> agencies_beside_authors(std::string_view byline);

}  // namespace newsloom::extract
