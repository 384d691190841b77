/// Who wrote it: a byline's text as a list of people and a list of agencies.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace newsloom::extract {

struct Byline {
    std::vector<std::string> people;    ///< one name each, in order, no doubles
    std::vector<std::string> agencies;  ///< canonical names: "AFP", "dpa", "Reuters"
    bool organisation = false;          ///< the outlet, a desk or an account of its system was named
};

struct BylineContext {
    std::string_view site;  ///< the outlet's own name, to be left out
    std::string_view host;  ///< "www.example.com": its account names are left out
    bool trusted = false;   ///< the text is a name field (JSON-LD, meta): single words and lower case may be names
};

/// "By A, B and C", "Von A und B", "A og B", "A / B", "山田太郎、佐藤花子", "홍길동 기자", "A, Political Editor", "A
/// (dpa)". Prefixes, titles, places after "in", e-mail addresses, handles and dates go. Linear in the text; texts over
/// 600 bytes are no bylines.
[[nodiscard]] Byline split_byline(std::string_view text, const BylineContext& context = {});

/// True when the text begins as bylines do ("By ", "Von ", "Text: ", "Автор:") in any known language.
[[nodiscard]] bool begins_as_byline(std::string_view text);

/// The agency of that name ("AFP", "Agence France-Presse", "afp/dpa" is two), or empty.
[[nodiscard]] std::string_view agency_named(std::string_view name);

/// True for desks, staff and system accounts: "Redaktion", "Staff Writer", "admin", "Web Desk".
[[nodiscard]] bool is_organisation_name(std::string_view name, const BylineContext& context);

}  // namespace newsloom::extract
