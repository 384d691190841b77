#include "extract/detail/plain_text.h"

#include <boost/json.hpp>

#include "extract/byline.h"
#include "extract/dates.h"
#include "text/ascii.h"
#include "text/fold.h"
#include "text/utf8.h"

namespace newsloom::extract {
namespace {

namespace bj = boost::json;

void add_block(Article& article, Role role, std::string_view text) {
    if (!article.text.empty()) article.text += "\n\n";
    const std::size_t begin = article.text.size();
    article.text += text;
    article.blocks.push_back({role, {begin, article.text.size()}, 0});
}

template <class F>
void each_line(std::string_view text, F f) {
    while (!text.empty()) {
        const auto newline = text.find('\n');
        const std::string_view line = ascii::trim(text.substr(0, newline));
        if (!line.empty()) f(line);
        text = newline == std::string_view::npos ? std::string_view() : text.substr(newline + 1);
    }
}

std::string_view text_at(const bj::object& object, std::string_view key) {
    const auto* value = object.if_contains(key);
    if (value == nullptr || !value->is_string()) return {};
    return {value->get_string().data(), value->get_string().size()};
}

}  // namespace

Result<Extraction> extract_article_json(const Page& page, const Options& options) {
    boost::system::error_code error;
    bj::parse_options parsing;
    parsing.allow_invalid_utf8 = true;
    const bj::value value = bj::parse(page.body, error, {}, parsing);
    if (error || !value.is_object()) return fail(Errc::bad_input, "the article is no JSON object");
    const bj::object& object = value.get_object();
    Extraction out;
    Article& article = out.article;
    article.url = utf8::repaired(text_at(object, "url"));
    article.canonical_url = utf8::repaired(text_at(object, "canonical_url"));
    article.title = collapse_whitespace(text_at(object, "title"));
    article.deck = collapse_whitespace(text_at(object, "deck"));
    article.site = collapse_whitespace(text_at(object, "outlet"));
    if (article.site.empty()) article.site = collapse_whitespace(text_at(object, "source"));
    article.language = utf8::repaired(text_at(object, "lang"));
    if (article.language.empty()) article.language = utf8::repaired(text_at(object, "language"));
    for (const char* key : {"published", "time"}) {
        if (const auto* time = object.if_contains(key); time != nullptr && !article.published) {
            if (time->is_string()) {
                article.published = find_date(text_at(object, key));
            } else if (time->is_int64() && time->get_int64() > 0 && time->get_int64() < 32'503'680'000'000) {
                std::int64_t seconds = time->get_int64();
                if (seconds > 32'503'680'000) seconds /= 1000;  // milliseconds
                article.published = Timestamp{Instant{std::chrono::seconds{seconds}}, std::nullopt, false};
            }
        }
    }
    if (const auto genre = genre_named(text_at(object, "genre"))) article.genre = *genre;
    if (const auto* authors = object.if_contains("authors")) {
        const BylineContext context{article.site, {}, true};
        const auto add = [&](std::string_view name) {
            Byline byline = split_byline(name, context);
            article.authors.insert(article.authors.end(), byline.people.begin(), byline.people.end());
            article.agencies.insert(article.agencies.end(), byline.agencies.begin(), byline.agencies.end());
        };
        if (authors->is_string()) add(text_at(object, "authors"));
        if (const auto* list = authors->if_array()) {
            for (const auto& item : *list) {
                if (const auto* name = item.if_string()) add({name->data(), name->size()});
            }
        }
    }
    std::string text = utf8::repaired(text_at(object, "text"));
    if (text.size() > options.limits.article_text_bytes) {
        std::size_t cut = options.limits.article_text_bytes;
        while (!utf8::is_boundary(text, cut))
            --cut;
        text.resize(cut);
        out.problems.push_back("text cut at " + std::to_string(options.limits.article_text_bytes / kMiB) + " MB");
    }
    each_line(text, [&](std::string_view line) { add_block(article, Role::paragraph, line); });
    if (article.text.empty() && article.title.empty()) return fail(Errc::bad_input, "the article has no text");
    if (article.text.empty()) {
        article.is_article = false;
        article.why_not = "no text";
    }
    return out;
}

Result<Extraction> extract_plain_text(const Page& page, const Options& options) {
    std::string_view bytes = page.body;
    Extraction out;
    if (bytes.size() > options.limits.page_bytes) {
        bytes = bytes.substr(0, options.limits.page_bytes);
        out.problems.push_back("cut at " + std::to_string(options.limits.page_bytes / kMiB) + " MB");
    }
    const std::string text = utf8::repaired(bytes);
    each_line(text, [&](std::string_view line) { add_block(out.article, Role::paragraph, line); });
    if (out.article.text.empty()) return fail(Errc::bad_input, "the page has no text");
    return out;
}

}  // namespace newsloom::extract
