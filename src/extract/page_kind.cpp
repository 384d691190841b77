// Article or not: a first honest rule. A page that says of itself that it is a list of others, or that neither says
// that it is an article nor has an author or a date and stands at a section's address (or calls itself a website), is a
// front.
#include "extract/detail/facts.h"
#include "extract/detail/roles.h"
#include "text/ascii.h"

namespace newsloom::extract {
namespace {

bool is_list_type(std::string_view type) {
    for (const std::string_view list : {"CollectionPage", "ItemList", "SearchResultsPage", "ProfilePage"}) {
        if (ascii::iequals(type, list)) return true;
    }
    return false;
}

/// "/" or "/world/": where sites keep the fronts of their sections.
bool is_front_address(std::string_view address) {
    const std::size_t scheme = address.find("://");
    if (scheme == std::string_view::npos) return false;
    const std::size_t path = address.find('/', scheme + 3);
    if (path == std::string_view::npos || path + 1 == address.size()) return true;
    const std::size_t end = address.find('/', path + 1);
    return end + 1 == address.size() && address.find_first_of("0123456789-", path) == std::string_view::npos;
}

}  // namespace

void read_page_kind(const Facts& facts, Article& article) {
    if (article.text.empty()) {
        article.is_article = false;
        article.why_not = "no article text";
        return;
    }
    if (facts.linked.article) return;
    const bool dated = article.published || !article.authors.empty();
    const bool is_list = is_list_type(facts.linked.type);
    const bool is_front = !dated && (is_front_address(article.url) || ascii::iequals(facts.meta("og:type"), "website"));
    if (is_list || is_front) {
        article.is_article = false;
        article.why_not = "section front";
    }
}

}  // namespace newsloom::extract
