// What is not yet known: open questions named by the articles, one per question, dropped when a later article answers.
#include <algorithm>
#include <array>
#include <span>

#include "story/detail/phrases.h"
#include "story/detail/reading.h"
#include "text/ascii.h"

namespace newsloom::story::detail {
namespace {

struct Open {
    std::size_t member = 0;
    TextRange range;
    std::vector<std::uint32_t> stems;
    double score = 0;
};

/// Later statements that say something definite with most of the question's words, and a name or a number with it.
bool answered(const Reading& reading, const Open& open) {
    const Instant asked = reading.members[open.member]->article->time();
    const auto answers = [&](const Statement& statement) {
        if (statement.question || statement.negated || (statement.names.empty() && statement.quantities.empty()))
            return false;
        std::size_t shared = 0;
        auto term = statement.terms.begin();  // both are sorted
        for (const std::uint32_t stem : open.stems) {
            while (term != statement.terms.end() && term->stem < stem)
                ++term;
            shared += term != statement.terms.end() && term->stem == stem ? 1 : 0;
        }
        if (shared < 2 || 10 * shared < 7 * open.stems.size()) return false;
        const auto& unknowns = reading.annotations(statement.member).unknowns;
        return std::none_of(unknowns.begin(), unknowns.end(), [&](TextRange r) { return r.overlaps(statement.range); });
    };
    for (std::size_t m = 0; m < reading.members.size(); ++m) {
        if (reading.members[m]->article->time() <= asked) continue;
        const auto own =
            std::span(reading.statements)
                .subspan(reading.statements_of[m], reading.statements_of[m + 1] - reading.statements_of[m]);
        if (std::ranges::any_of(own, answers)) return true;
    }
    return false;
}

/// Somebody would not speak, or a name is kept back: that tells of the report, not of what is open.
bool is_refusal(std::string_view lower) {
    static constexpr std::array<std::string_view, 29> kRefusals{"comment",
                                                                "had not known",
                                                                "refused to answer",
                                                                "refusing to answer",
                                                                "did not respond",
                                                                "did not reply",
                                                                "did not answer",
                                                                "not respond",
                                                                "not reply",
                                                                "would not say more",
                                                                "asked not to be",
                                                                "not be named",
                                                                "been released",
                                                                "whose name",
                                                                "not be identified",
                                                                "been named",
                                                                "not been identified",
                                                                "no one else has seen",
                                                                "nobody else has seen",
                                                                "wollte sich nicht",
                                                                "nicht \u00e4u\u00dfern",
                                                                "keine stellungnahme",
                                                                "antwortete nicht",
                                                                "nicht genannt",
                                                                "name des",
                                                                "no one was inside",
                                                                "nobody was inside",
                                                                "would not name",
                                                                "would not be named"};
    return std::any_of(kRefusals.begin(), kRefusals.end(),
                       [&](std::string_view words) { return lower.find(words) != std::string::npos; });
}

/// Something that is asked and not answered, by its own words: "No one did more for the town" asks nothing.
bool asks(std::string_view lower) {
    static constexpr std::array<std::string_view, 46> kAsking{
        "has not been", "not yet",   "unclear",       "not clear",  "wasn't clear", "isn't clear",
        "unknown",      "not known", "not yet known", "to be seen", "question",     "questions",
        "whether",      "why",       "how",           "who",        "what",         "where",
        "when",         "if",        "yet",           "knows",      "know",         "known",
        "uncertain",    "undecided", "unanswered",    "mystery",    "unexplained",  "undetermined",
        "determined",   "saw",       "seen",          "unklar",     "unbekannt",    "offen",
        "ob",           "warum",     "wie",           "wer",        "fest",         "noch",
        "fraglich",     "ungewiss",  "wei\u00df",     "bekannt"};
    static const Phrases asking(std::array{Phrases::Group{0, kAsking}});
    return asking.in(lower) != 0;
}

/// The words of what is asked, without those that say that it is open: two questions that are both "not yet clear" are
/// not one.
std::vector<std::uint32_t> asked_stems(std::string_view sentence, Tongue tongue) {
    static constexpr std::string_view kEnglish =
        "clear unclear immediately known unknown know knows yet still remains remained remain open question questions "
        "determined undetermined decided undecided settled resolved unresolved unanswered uncertain explained whether "
        "how why";
    static constexpr std::string_view kGerman =
        "klar unklar bekannt unbekannt offen offenen noch bisher zun\u00e4chst ungewiss fraglich ungekl\u00e4rt "
        "gekl\u00e4rt entschieden wei\u00df fest steht stand blieb bleibt ob wie warum wann wer wo woher";
    static const std::vector<std::uint32_t> english = content_stems(kEnglish, Tongue::english),
                                            german = content_stems(kGerman, Tongue::german);
    const std::vector<std::uint32_t>& framing = tongue == Tongue::german ? german : english;
    std::vector<std::uint32_t> stems = content_stems(sentence, tongue);
    std::erase_if(stems, [&](std::uint32_t stem) { return std::binary_search(framing.begin(), framing.end(), stem); });
    return stems;
}

}  // namespace

std::vector<Span> unknowns(const Reading& reading) {
    std::vector<Open> all;
    for (std::size_t m = 0; m < reading.members.size(); ++m) {
        if (!is_report(reading.members[m]->article->genre)) continue;
        for (const TextRange range : reading.annotations(m).unknowns) {
            const std::string_view lower = slice(reading.lowered[m], range);
            if (!asks(lower) || is_refusal(lower)) continue;
            Open open{m, range, asked_stems(slice(reading.text(m), range), reading.tongue(m)), 0};
            if (open.stems.empty() && lower.find(" say") != std::string::npos) continue;  // "He did not say when."
            const std::size_t words = count_words(slice(reading.text(m), range));
            open.score = (words >= 6 && words <= 30 ? 1.0 : 0.0) - (reading.members[m]->copy.copy_of ? 0.5 : 0.0) +
                         (reading.members[m]->outlet != nullptr ? 0.5 : 0.0);
            if (!answered(reading, open)) all.push_back(std::move(open));
        }
    }
    std::vector<const Open*> kept;
    for (const Open& open : all) {
        bool told = false;
        for (const Open*& other : kept) {
            const std::size_t shared = shared_count(open.stems, other->stems);
            if (shared == 0 || 5 * shared < 3 * std::min(open.stems.size(), other->stems.size())) continue;
            told = true;
            if (open.score > other->score) other = &open;
            break;
        }
        if (!told) kept.push_back(&open);
    }
    std::vector<Span> result;
    for (const Open* open : kept)
        result.push_back(reading.span(open->member, open->range));
    return result;
}

}  // namespace newsloom::story::detail
