#include "attribution/annotate.h"

#include "attribution/detail/rules.h"
#include "attribution/detail/scan.h"
#include "lang/quantities.h"

namespace newsloom::attribution {

Annotations annotate(const Article& article) {
    Annotations result;
    result.article = article.id;
    const detail::Scan scan = detail::scan(article);
    result.attributions = detail::find_attributions(scan);
    result.quantities = lang::quantities(article.text, scan.tokens, scan.language);
    result.sentences = scan.sentences;
    result.names = scan.names;
    return result;
}

}  // namespace newsloom::attribution
