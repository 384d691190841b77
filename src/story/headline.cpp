// The headline is chosen, never written: the one that says most of what the others say, names somebody or something,
// and neither asks nor teases.
#include <algorithm>
#include <array>
#include <map>
#include <span>

#include "story/detail/reading.h"
#include "text/ascii.h"

namespace newsloom::story::detail {
namespace {

constexpr std::array<std::string_view, 24> kTeasers{"what we know", "what you need to know",
                                                    "here's",       "here are",
                                                    "here is",      "this is why",
                                                    "you won't",    "everything you",
                                                    "live:",        "live updates",
                                                    "watch:",       "video:",
                                                    "in pictures",  "opinion:",
                                                    "analysis:",    "explained",
                                                    "how to",       "the best",
                                                    "breaking:",    "exclusive:",
                                                    "liveblog",     "was wir wissen",
                                                    "kommentar:",   "live-ticker"};

/// Words that judge instead of telling; between spaces. Read off 62 headlines chosen on the dated stream.
constexpr std::array<std::string_view, 45> kJudging{
    " fake news ",   " just ",        " somehow ",   " powerfully ", " heroic ",     " stinging ",     " sordid ",
    " stupid ",      " damn ",        " hell ",      " huge ",       " monster ",    " crazy ",        " insane ",
    " shocking ",    " stunning ",    " epic ",      " destroys ",   " disgusting ", " shameful ",     " ridiculous ",
    " outrageous ",  " laughable ",   " brilliant ", " seriously ",  " sad case ",   " was right to ", " was wrong to ",
    " is right to ", " is wrong to ", " deserves ",  " loses its ",  " hypocrisy ",  " propaganda ",   " i ",
    " my ",          " endlich ",     " skandalös ", " irre ",       " wahnsinn ",   " unfassbar ",    " schock ",
    " hammer ",      " peinlich ",    " dreist "};
/// So does "must", where nobody is said to say it.
constexpr std::array<std::string_view, 4> kDemanding{" must ", " should ", " needs to ", " sollte "};
constexpr std::array<std::string_view, 10> kSaying{" say", " urge", " call",   " tell", " warn",
                                                   " ask", " sag",  " forder", " rule", "demand"};

bool has_any(std::string_view text, std::span<const std::string_view> words) {
    return std::any_of(words.begin(), words.end(),
                       [&](std::string_view word) { return text.find(word) != std::string_view::npos; });
}
/// The same of words that begin with a space.
bool has_any_word(std::string_view text, std::span<const std::string_view> words) {
    for (std::size_t at = text.find(' '); at != std::string_view::npos; at = text.find(' ', at + 1)) {
        const std::string_view rest = text.substr(at);
        if (rest.size() == 1) break;
        if (std::any_of(words.begin(), words.end(),
                        [&](std::string_view word) { return word[1] == rest[1] && rest.starts_with(word); }))
            return true;
    }
    return false;
}

/// News heads a story; features and analyses where there is no news; opinion only where there is nothing else.
int rank_of(Genre genre) {
    if (genre == Genre::news || genre == Genre::live) return 2;
    return is_report(genre) ? 1 : 0;
}

double appeal(const Article& article) {
    const std::string lower = ascii::lower(article.title);
    double score = 0;
    const std::size_t words = count_words(article.title);
    if (words < 4) score -= 0.4;
    if (words >= 6 && words <= 14) score += 0.1;
    if (words > 18) score -= 0.15;
    if (lower.find('?') != std::string::npos) score -= 0.35;
    if (lower.find('!') != std::string::npos) score -= 0.1;
    if (lower.find('|') != std::string::npos) score -= 0.15;
    if (lower.find("\u00b7") != std::string::npos) score -= 0.15;
    if (lower.find("...") != std::string::npos || lower.find("\u2026") != std::string::npos) score -= 0.2;
    for (const std::string_view teaser : kTeasers) {
        if (lower.find(teaser) != std::string::npos) score -= 0.3;
    }
    std::string spaced = " " + lower + " ";
    std::replace_if(
        spaced.begin(), spaced.end(), [](char c) { return c == ',' || c == ':' || c == '.' || c == '!'; }, ' ');
    if (has_any_word(spaced, kJudging)) score -= 0.3;
    if (has_any_word(spaced, kDemanding) && !has_any(spaced, kSaying)) score -= 0.2;
    for (const std::string_view opening : {"why ", "how ", "what ", "this ", "these ", "warum ", "wie ", "so "}) {
        if (lower.starts_with(opening)) score -= 0.25;
    }
    return score;
}

}  // namespace

void choose_headline(Story& story, const Reading& reading) {
    // Centrality: how many other members' titles and first paragraphs share each of the title's words.
    std::vector<std::vector<std::uint32_t>> titles, heads;
    std::map<std::uint32_t, double> shared_by;
    for (std::size_t m = 0; m < reading.members.size(); ++m) {
        const Article& article = *reading.members[m]->article;
        titles.push_back(content_stems(article.title, reading.tongue(m)));
        heads.push_back(content_stems(article.title + "\n" + std::string(std::string_view(article.text).substr(0, 500)),
                                      reading.tongue(m)));
        if (reading.members[m]->copy.copy_of) continue;
        for (const std::uint32_t stem : heads.back())
            shared_by[stem] += 1;
    }
    double best = -1e9;
    int best_rank = -1;
    std::optional<std::size_t> chosen;
    for (std::size_t m = 0; m < reading.members.size(); ++m) {
        const Article& article = *reading.members[m]->article;
        if (article.title.empty()) continue;
        double central = 0;
        for (const std::uint32_t stem : titles[m])
            central += shared_by[stem] / static_cast<double>(reading.members.size());
        central /= static_cast<double>(std::max<std::size_t>(titles[m].size(), 5));
        double score = central + appeal(article);
        const int rank = rank_of(article.genre);
        if (reading.members[m]->outlet == nullptr) score -= 0.3;
        if (reading.members[m]->copy.copy_of) score -= 0.1;
        if (article.paywalled) score -= 0.1;
        if (rank > best_rank || (rank == best_rank && score > best)) {
            best = score;
            best_rank = rank;
            chosen = m;
        }
    }
    if (!chosen) return;
    const Article& article = *reading.members[*chosen]->article;
    story.headline = {article.id, {0, article.title.size()}, Field::title};
    const auto is_deck = [&](const Article& of) {
        const std::size_t words = count_words(of.deck);
        return words >= 6 && words <= 45 && !ascii::iequals(of.deck, article.title) &&
               of.deck.find('?') == std::string::npos;
    };
    if (is_deck(article)) {
        story.deck = Span{article.id, {0, article.deck.size()}, Field::deck};
        return;
    }
    double central = 0;
    for (std::size_t m = 0; m < reading.members.size(); ++m) {
        const Article& other = *reading.members[m]->article;
        if (!is_report(other.genre) || reading.members[m]->outlet == nullptr || !is_deck(other)) continue;
        double sum = 0;
        const auto stems = content_stems(other.deck, reading.tongue(m));
        for (const std::uint32_t stem : stems)
            sum += shared_by[stem] / static_cast<double>(reading.members.size());
        sum /= static_cast<double>(std::max<std::size_t>(stems.size(), 5));
        if (sum > central) {
            central = sum;
            story.deck = Span{other.id, {0, other.deck.size()}, Field::deck};
        }
    }
}

}  // namespace newsloom::story::detail
