// search: the articles that have all the words, newest first among equals. One pass over the stored texts: 60 MB of
// articles take about a quarter of a second; a larger archive wants an index (FTS5), which is not here yet.
#include <algorithm>
#include <tuple>

#include "pipeline/detail/articles.h"
#include "pipeline/detail/state.h"
#include "printed/article.h"
#include "text/fold.h"
#include "text/utf8.h"

namespace newsloom::pipeline {

namespace {

/// Where a word beginning with `word` starts in the folded text.
std::size_t find_word(std::string_view folded, std::string_view word) {
    for (std::size_t at = folded.find(word); at != std::string_view::npos; at = folded.find(word, at + 1))
        if (at == 0 || !is_word_character(utf8::decode_before(folded, at).code_point)) return at;
    return std::string_view::npos;
}

std::string excerpt(std::string_view text, std::size_t at) {
    constexpr std::size_t kAround = 80;
    std::size_t begin = at > kAround ? at - kAround : 0;
    std::size_t end = std::min(at + kAround, text.size());
    while (!utf8::is_boundary(text, begin))
        --begin;
    while (!utf8::is_boundary(text, end))
        ++end;
    return (begin > 0 ? "…" : "") + collapse_whitespace(text.substr(begin, end - begin)) +
           (end < text.size() ? "…" : "");
}

struct Found {
    SearchHit hit;
    DocumentId document;
    OutletId outlet;
    int in_title = 0;  ///< how many of the words
};

std::optional<Found> match(const Article& article, const std::vector<std::string>& words) {
    const std::string title = fold_case(article.title);
    const std::string text = fold_case(article.text);
    Found found;
    std::size_t first = std::string::npos;
    for (const std::string& word : words) {
        const std::size_t in_text = find_word(text, word);
        const bool in_title = find_word(title, word) != std::string::npos;
        if (in_text == std::string::npos && !in_title) return std::nullopt;
        found.in_title += in_title;
        first = std::min(first, in_text);
    }
    // Folding may change lengths; for an excerpt near is good enough.
    found.hit.excerpt = excerpt(article.text, first == std::string::npos ? 0 : std::min(first, article.text.size()));
    found.hit.article = article.id;
    found.hit.title = article.title;
    found.hit.url = article.url;
    found.hit.time = article.time();
    found.document = article.document;
    found.outlet = article.outlet;
    return found;
}

}  // namespace

Result<std::vector<SearchHit>> Newsloom::search(std::string_view text, std::size_t most) {
    const std::vector<std::string> words = folded_words(text);
    if (words.empty()) return fail(Errc::usage, "search needs a word");
    Engine& engine = state_->engine;
    std::vector<Found> found;
    NL_CHECK(engine.content.scan(store::spec<store::ArticleTextRow>(), {}, [&](store::Values values) {
        const auto json = std::get<std::string_view>(values[1]);
        if (!may_hold(json, words)) return true;
        auto article = printed::article_from_json(json);
        if (!article) return true;
        article->id = ArticleId(std::get<std::int64_t>(values[0]));
        if (!article->is_article) return true;
        if (auto one = match(*article, words)) found.push_back(*std::move(one));
        return true;
    }));
    std::sort(found.begin(), found.end(), [](const Found& a, const Found& b) {
        return std::tuple(-a.in_title, b.hit.time, a.hit.article) < std::tuple(-b.in_title, a.hit.time, b.hit.article);
    });
    if (found.size() > most) found.resize(most);

    NL_TRY(const auto outlets, engine.outlets());
    std::vector<SearchHit> hits;
    for (Found& one : found) {
        SearchHit& hit = hits.emplace_back(std::move(one.hit));
        NL_TRY(hit.story, story_of(engine, one.document));
        if (const auto outlet = outlets.find(one.outlet); outlet != outlets.end()) hit.outlet = outlet->second.name;
    }
    return hits;
}

}  // namespace newsloom::pipeline
