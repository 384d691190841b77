#include "attribution/annotate.h"

#include "attribution/detail/context.h"
#include "attribution/detail/find.h"
#include "attribution/detail/plain_quotes.h"
#include "attribution/detail/report.h"
#include "attribution/detail/scan.h"
#include "attribution/detail/sentences_that.h"
#include "lang/quantities.h"

namespace newsloom::attribution {

Annotations annotate(const Article& article) {
    Annotations result;
    result.article = article.id;
    const detail::Scan scan = detail::scan(article);
    const detail::Context context(scan);
    const std::vector<detail::Found> found =
        scan.language == "other" ? detail::plain_quotes(context) : detail::find_attributions(context);
    result.attributions = detail::report(context, found);
    result.unknowns = detail::find_unknowns(scan);
    result.theses = detail::find_theses(article, scan, found);
    result.quantities = lang::quantities(article.text, scan.tokens, scan.terms, scan.language);
    result.sentences = scan.sentences;
    result.names = scan.names;
    return result;
}

}  // namespace newsloom::attribution
