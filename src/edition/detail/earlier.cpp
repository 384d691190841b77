#include "edition/detail/earlier.h"

#include <algorithm>
#include <functional>
#include <map>

#include "edition/detail/dates.h"
#include "edition/detail/lines.h"
#include "edition/detail/quoting_budget.h"
#include "text/fold.h"

namespace newsloom::edition::detail {
namespace {

constexpr double kSameSentence = 0.4;  // share of the old content words that the new sentence must hold
constexpr std::size_t kCorrectionsMost = 10;

std::string quoted_text(const Line& line) {
    std::string text;
    for (const Piece& piece : line.pieces) {
        if (const auto* const one = std::get_if<Quoted>(&piece)) text += one->bytes + " ";
    }
    return text;
}

/// The newest article of each document.
std::map<DocumentId, const Article*> newest_articles(const Desk& desk) {
    std::map<DocumentId, const Article*> newest;
    for (const auto& [id, article] : desk.material().articles) {
        if (article == nullptr || !article->document) continue;
        const Article*& slot = newest[article->document];
        if (slot == nullptr || slot->id < id) slot = article;
    }
    return newest;
}

/// What the quoted words were about: themselves, or, where they are a part of a sentence (a number of a difference)
/// whose article may be gone, the headline that stood over it.
std::string about(const Quoted& quoted, const SourceMark& mark) {
    const bool part = 2 * quoted.span.range.size() < mark.range.size();
    return part ? quoted.bytes + " " + mark.title : quoted.bytes;
}

std::optional<TextRange> nearest_sentence(const Desk& desk, const Article& article, const std::string& old) {
    const Annotations* const notes = desk.annotations(article.id);
    if (notes == nullptr) return std::nullopt;
    const WordSet words = content_words(old);
    std::optional<TextRange> best;
    double best_share = kSameSentence;
    for (const Sentence& sentence : notes->sentences) {
        if (!may_be_printed(article, sentence.range)) continue;
        const double share = words.empty() ? 0 : repeated(words, content_words(slice(article.text, sentence.range)));
        if (share > best_share) {
            best_share = share;
            best = sentence.range;
        }
    }
    return best;
}

}  // namespace

std::optional<ToldBefore> told_before(const Desk& desk, StoryId story) {
    std::optional<ToldBefore> result;
    for (const Edition* edition : desk.material().earlier) {
        for (const PrintedStory& printed : edition->stories) {
            if (printed.story != story) continue;
            if (!result) {
                result.emplace();
                result->day = edition->day;
            }
            add(result->words, content_words(quoted_text(printed.headline)));
            for (const Line& line : printed.brief)
                add(result->words, content_words(quoted_text(line)));
            for (const PrintedSource& source : printed.sources)
                result->documents.insert(source.mark.document);
        }
    }
    return result;
}

std::set<DocumentId> documents_told(const Desk& desk, std::string_view section) {
    std::set<DocumentId> documents;
    for (const Edition* edition : desk.material().earlier) {
        for (const Section& one : edition->sections) {
            if (one.key != section) continue;
            for (const Line& line : one.lines) {
                for (const SourceMark& mark : line.sources)
                    documents.insert(mark.document);
            }
        }
    }
    return documents;
}

std::vector<Line> corrections(const Desk& desk) {
    const auto newest = newest_articles(desk);
    std::set<std::pair<DocumentId, TextRange>> now_said;  // sentences that stand in a correction
    std::set<std::string> corrected;                      // "line:<id>" of earlier corrections
    for (const Edition* edition : desk.material().earlier) {
        for (const Section& section : edition->sections) {
            if (section.key != "corrections") continue;
            for (const Line& line : section.lines) {
                for (const SourceMark& mark : line.sources)
                    now_said.emplace(mark.document, mark.range);
                for (const Piece& piece : line.pieces) {
                    if (const auto* const one = std::get_if<Label>(&piece)) {
                        for (const Computed& slot : one->slots)
                            corrected.insert(slot.inputs.begin(), slot.inputs.end());
                    }
                }
            }
        }
    }
    std::vector<Line> result;
    std::set<std::pair<DocumentId, std::string>> seen;  // the brief's sentence may stand on the story's page again
    std::map<DocumentId, std::string> folded;
    for (const Edition* edition : desk.material().earlier) {
        for_each_line(*edition, [&](const Line& line) {
            if (result.size() >= kCorrectionsMost || corrected.contains("line:" + line.id)) return;
            for (const Piece& piece : line.pieces) {
                const auto* const old = std::get_if<Quoted>(&piece);
                if (old == nullptr || old->span.field != Field::text) continue;
                const auto mark = std::find_if(line.sources.begin(), line.sources.end(),
                                               [&](const SourceMark& one) { return one.article == old->span.article; });
                if (mark == line.sources.end()) continue;
                const auto now = newest.find(mark->document);
                if (now == newest.end() || now->second->id == old->span.article || !may_be_quoted(*now->second))
                    continue;
                const Article& article = *now->second;
                auto [text, fresh] = folded.try_emplace(mark->document);
                if (fresh) text->second = normalise_quotes_and_spaces(article.text);
                if (text->second.find(normalise_quotes_and_spaces(old->bytes)) != std::string::npos) continue;
                if (!seen.emplace(mark->document, old->bytes).second) continue;
                Line correction;
                correction.pieces.push_back(label(
                    "correction.reported", {desk.day(edition->day, {"edition:" + edition->key, "line:" + line.id})}));
                correction.pieces.push_back(*old);
                const auto sentence = nearest_sentence(desk, article, about(*old, *mark));
                // A number of a difference stands in a sentence that may be corrected already.
                if (sentence && !now_said.emplace(mark->document, *sentence).second) continue;
                if (sentence) {
                    correction.pieces.push_back(label("correction.now"));
                    for (Piece& one : dated_pieces(desk, article, *sentence))
                        correction.pieces.push_back(std::move(one));
                    correction.sources.push_back(desk.mark(article, *sentence));
                } else {
                    correction.pieces.push_back(label("correction.gone"));
                    correction.sources.push_back(desk.mark(article));
                }
                result.push_back(std::move(correction));
                return;
            }
        });
    }
    return result;
}

}  // namespace newsloom::edition::detail
