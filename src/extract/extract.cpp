#include "extract/extract.h"

#include <algorithm>

#include "extract/detail/facts.h"
#include "extract/detail/plain_text.h"
#include "extract/detail/roles.h"
#include "extract/detail/titles.h"
#include "extract/weights.h"
#include "html/encoding.h"
#include "html/parse.h"
#include "text/ascii.h"
#include "text/utf8.h"

namespace newsloom::extract {
namespace {

enum class Form { html, text, article, neither };

/// Bytes that no text holds (those of the MIME Sniffing Standard, 3, that are no Windows character), and no tag: a
/// program, a picture, an archive. A single stray one does not make a page a file of another kind; UTF-16 is told by
/// its mark or by what is declared.
bool is_binary(std::string_view type, std::string_view body) {
    if (body.starts_with("\xFE\xFF") || body.starts_with("\xFF\xFE") ||
        ascii::ifind(type, "charset") != std::string_view::npos)
        return false;
    body = body.substr(0, 4096);
    const auto odd = std::count_if(body.begin(), body.end(), [](char c) {
        const auto byte = static_cast<unsigned char>(c);
        return byte < 0x09 || byte == 0x0B || (byte >= 0x0E && byte < 0x20 && byte != 0x1B);
    });
    if (static_cast<std::size_t>(odd) * 50 <= body.size()) return false;
    for (const std::string_view tag : {"<html", "<!doctype html", "<head", "<body", "<meta", "<div", "<p>", "</p"}) {
        if (ascii::ifind(body, tag) != std::string_view::npos) return false;
    }
    return true;
}

Form form_of(const Page& page) {
    const std::string_view type = page.media_type;
    if (type.starts_with(kArticleMediaType)) return Form::article;
    if (is_binary(type, page.body)) return Form::neither;
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

/// Archives and proxies often store pages as UTF-8 and leave the old charset in them: bytes that are valid UTF-8 beyond
/// ASCII are UTF-8, whatever is declared (a text in another encoding is not valid UTF-8 by accident).
std::string_view transport_of(std::string_view bytes, std::string_view media_type) {
    const auto declared = html::sniff_encoding(bytes.substr(0, 4096), media_type).name;
    if (declared == "UTF-8" || declared == "UTF-16LE" || declared == "UTF-16BE") return media_type;
    const bool ascii_only =
        std::none_of(bytes.begin(), bytes.end(), [](char c) { return static_cast<unsigned char>(c) >= 0x80; });
    return !ascii_only && utf8::is_valid(bytes) ? std::string_view("text/html; charset=utf-8") : media_type;
}

Result<Extraction> extract_html(const Page& page, const Options& options, html::Document& document, PageView& view,
                                Sorted& sorted) {
    Extraction out;
    std::string_view bytes = page.body;
    if (bytes.size() > options.limits.page_bytes) {
        bytes = bytes.substr(0, options.limits.page_bytes);
        out.problems.push_back("cut at " + std::to_string(options.limits.page_bytes / kMiB) + " MB");
    }
    html::parse_page_into(document, bytes, transport_of(bytes, page.media_type));
    if (document.report().malformed_bytes)
        out.problems.push_back("charset: bytes that are not " + document.report().encoding);
    if (document.report().nodes_cut) out.problems.push_back("cut: too many nodes");
    read_page_into(document, view);
    Facts facts;
    facts.view = &view;
    read_metadata(page, facts, out.article, options.explain ? &out.why : nullptr);
    const Weights& weights = options.weights != nullptr ? *options.weights : built_in_weights();
    sorted = sort_blocks(facts, out.article, weights, std::move(sorted));
    choose_title(facts, out.article, weights.title, options.explain ? &out.why : nullptr);
    const std::vector<std::size_t> offsets = compose_text(facts, sorted, out, options);
    compose_surroundings(facts, sorted, out.article);
    mark_no_print(facts, sorted, offsets, out.article);
    read_media(facts, sorted, offsets, out.article);
    read_genre(facts, sorted, weights, out.article);
    judge_page(facts, sorted, weights, out.article);
    if (!out.article.is_article) name_blocks_without_body(facts, sorted, weights, offsets, out);
    if (options.explain) join_buttons(facts, sorted, out.removed);
    if (view.text.empty() && out.article.title.empty()) return fail(Errc::bad_input, "the page has no text");
    return out;
}

}  // namespace

struct Extractor::Memory {
    html::Document document;
    PageView view;
    Sorted sorted;
};

Extractor::Extractor() : memory_(std::make_unique<Memory>()) {}
Extractor::~Extractor() = default;
Extractor::Extractor(Extractor&&) noexcept = default;
Extractor& Extractor::operator=(Extractor&&) noexcept = default;

Result<Extraction> extract(const Page& page, const Options& options) { return Extractor().extract(page, options); }

Result<Extraction> Extractor::extract(const Page& page, const Options& options) {
    Result<Extraction> result = fail(Errc::internal, "");
    switch (form_of(page)) {
        case Form::html:
            result = extract_html(page, options, memory_->document, memory_->view, memory_->sorted);
            break;
        case Form::text:
            result = extract_plain_text(page, options);
            break;
        case Form::article:
            result = extract_article_json(page, options);
            break;
        case Form::neither:
            return fail(Errc::bad_input, "neither HTML nor text: binary data");
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
