#include "extract/extract.h"

#include "extract/detail/facts.h"
#include "extract/detail/plain_text.h"
#include "extract/detail/roles.h"
#include "extract/weights.h"
#include "html/parse.h"
#include "text/ascii.h"
#include "text/utf8.h"

namespace newsloom::extract {
namespace {

enum class Form { html, text, article };

Form form_of(const Page& page) {
    const std::string_view type = page.media_type;
    if (type.starts_with(kArticleMediaType)) return Form::article;
    if (ascii::ifind(type, "text/plain") == 0) return Form::text;
    if (ascii::ifind(type, "html") != std::string_view::npos) return Form::html;
    std::string_view body = ascii::trim(std::string_view(page.body).substr(0, 4096));
    if (body.starts_with("\xEF\xBB\xBF")) body = ascii::trim(body.substr(3));
    if (body.starts_with("{\"") && body.find("\"text\"") != std::string_view::npos) return Form::article;
    if (body.starts_with('<')) return Form::html;
    for (const std::string_view tag : {"<html", "<body", "<p>", "<p ", "<div", "<head", "</"}) {
        if (ascii::ifind(body, tag) != std::string_view::npos) return Form::html;
    }
    return type.empty() && !body.empty() ? Form::text : Form::html;
}

Result<Extraction> extract_html(const Page& page, const Options& options) {
    Extraction out;
    std::string_view bytes = page.body;
    if (bytes.size() > options.limits.page_bytes) {
        bytes = bytes.substr(0, options.limits.page_bytes);
        out.problems.push_back("cut at " + std::to_string(options.limits.page_bytes / kMiB) + " MB");
    }
    const html::Document document = html::parse_page(bytes, page.media_type);
    if (document.report().malformed_bytes)
        out.problems.push_back("charset: bytes that are not " + document.report().encoding);
    if (document.report().nodes_cut) out.problems.push_back("cut: too many nodes");
    const PageView view = read_page(document);
    Facts facts;
    facts.view = &view;
    read_metadata(page, facts, out.article, options.explain ? &out.why : nullptr);
    const Weights& weights = options.weights != nullptr ? *options.weights : built_in_weights();
    const Sorted sorted = sort_blocks(facts, out.article, weights);
    compose(facts, sorted, out, options);
    read_genre(facts, sorted, out.article);
    read_page_kind(facts, out.article);
    if (view.text.empty() && out.article.title.empty()) return fail(Errc::bad_input, "the page has no text");
    return out;
}

}  // namespace

Result<Extraction> extract(const Page& page, const Options& options) {
    Result<Extraction> result = fail(Errc::internal, "");
    switch (form_of(page)) {
        case Form::html:
            result = extract_html(page, options);
            break;
        case Form::text:
            result = extract_plain_text(page, options);
            break;
        case Form::article:
            result = extract_article_json(page, options);
            break;
    }
    if (!result) return result;
    Article& article = result->article;
    article.page = page.id;
    article.document = page.document;
    article.outlet = page.outlet;
    article.first_seen = page.fetched;
    if (article.url.empty()) article.url = page.final_url.empty() ? page.url : page.final_url;
    if (article.language.empty()) article.language = "und";
    return result;
}

}  // namespace newsloom::extract
