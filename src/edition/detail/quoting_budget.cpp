#include "edition/detail/quoting_budget.h"

#include <algorithm>

#include "edition/detail/care.h"
#include "edition/detail/words.h"
#include "text/utf8.h"

namespace newsloom::edition::detail {
namespace {

constexpr std::size_t kSentenceWords = 45;  // more is no longer one sentence

std::vector<TextRange> merged(std::vector<TextRange> ranges, TextRange more) {
    ranges.push_back(more);
    std::sort(ranges.begin(), ranges.end());
    std::vector<TextRange> result;
    for (const TextRange& range : ranges) {
        // Neighbours that only a space parts are one span for the reader.
        if (!result.empty() && range.begin <= result.back().end + 1)
            result.back().end = std::max(result.back().end, range.end);
        else
            result.push_back(range);
    }
    return result;
}

}  // namespace

bool QuotingBudget::has_printed(ArticleId article, TextRange range, Field field) const {
    const auto& ranges = printed(article, field);
    return std::any_of(ranges.begin(), ranges.end(), [&](const TextRange& one) { return one.contains(range); });
}

const std::vector<TextRange>& QuotingBudget::printed(ArticleId article, Field field) const {
    static const std::vector<TextRange> none;
    const auto found = printed_.find({article, field});
    return found == printed_.end() ? none : found->second;
}

bool QuotingBudget::allows(const Article& article, TextRange range, Field field, Whole whole) const {
    if (!may_be_quoted(article) || !may_be_printed(article, range, field)) return false;
    if (!hidden_.empty() && mentions(bytes_of(article, {article.id, range, field}), hidden_)) return false;
    if (has_printed(article.id, range, field)) return true;
    std::size_t spans = 0, words = 0;
    for (const Field one : {Field::text, Field::deck}) {
        std::vector<TextRange> ranges = printed(article.id, one);
        if (one == field) ranges = merged(std::move(ranges), range);
        spans += ranges.size();
        for (const TextRange& part : ranges)
            words += count_words(bytes_of(article, {article.id, part, one}));
    }
    if (spans > caps_.spans || words > caps_.words) return false;
    auto [share, fresh] = share_words_.try_emplace(article.id, 0);
    if (fresh) share->second = static_cast<std::size_t>(caps_.share * static_cast<double>(count_words(article.text)));
    // One range: a sentence, or what is printed already lies inside of it.
    return words <= share->second || (whole == Whole::sentence && spans == 1 && words <= kSentenceWords);
}

void QuotingBudget::print(const Article& article, TextRange range, Field field) {
    auto& ranges = printed_[{article.id, field}];
    ranges = merged(std::move(ranges), range);
}

bool may_be_quoted(const Article& article) {
    return article.is_article && article.genre != Genre::sponsored && article.genre != Genre::satire;
}

bool may_be_printed(const Article& article, TextRange range, Field field) {
    const std::string_view text = field == Field::text   ? article.text
                                  : field == Field::deck ? article.deck
                                                         : article.title;
    if (range.empty() || range.end > text.size()) return false;
    if (!utf8::is_boundary(text, range.begin) || !utf8::is_boundary(text, range.end)) return false;
    if (field != Field::text) return true;
    return std::none_of(article.no_print.begin(), article.no_print.end(),
                        [&](const NoPrint& no) { return no.range.overlaps(range); });
}

}  // namespace newsloom::edition::detail
