/// Coverage of one event, woven together. Everything said here is a span of an article or is computed from named
/// inputs.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/ids.h"
#include "base/instant.h"
#include "model/article.h"

namespace newsloom {

/// Near-identical texts. The oldest article (by time, then id) is the original of its group.
struct CopyLink {
    ArticleId article;
    ArticleId group;                   ///< the group's original
    std::optional<ArticleId> copy_of;  ///< none for the original
    float similarity = 0;              ///< Jaccard of word 5-grams with copy_of
    float containment = 0;             ///< share of this article's 5-grams that copy_of has
    std::string agency;                ///< the agency that both credit, when known
    std::vector<Span> copied = {};     ///< of a partly copied article, in a story: what stands in copy_of too
};

/// Statements of independent outlets that say the same. support[0] is the clearest sentence: the one that is printed.
struct Fact {
    std::vector<Span> support;
    std::vector<OutletId> outlets;  ///< of the supporters, without repeats, in order of support
    int independent =
        0;  ///< independent sources: copies and outlets of one owner count once; unknown outlets not at all
    std::string one_source;  ///< when all of them take it from one speaker, agency or outlet: that one
    float confidence = 0;
};

enum class DifferenceKind { number, denial };

struct DifferenceSide {
    Span span;   ///< the sentence
    Span value;  ///< the number or the denying words in it
    OutletId outlet;
    Instant time{};
    std::optional<double> low, high;
    std::string speaker;
};

struct Difference {
    DifferenceKind kind = DifferenceKind::number;
    std::string about;                               ///< words of the articles: "shots"
    std::vector<std::vector<DifferenceSide>> sides;  ///< compatible values stand together in one side
    bool may_be_update = false;                      ///< the later value may replace the earlier
    float confidence = 0;
};

struct Voice {
    std::string speaker, role;
    std::vector<Span> quotes;  ///< the words said; several cuts of one quote are one voice
    std::vector<OutletId> outlets;
    float confidence = 0;
    bool denial = false;  ///< the voice disputes what another one says
};

struct DistinctiveWord {
    std::string word;
    double log_odds = 0;
    int count = 0;
};

/// How one outlet (or a group of them) tells the story.
struct Perspective {
    std::string group;  ///< "outlet:harbour-post", "country:GB", "owner_kind:state", "language:de"
    std::vector<OutletId> outlets;
    std::vector<Voice> voices;
    std::vector<Span> only_here;  ///< sentences with quotes or facts that nobody else has
    std::vector<DistinctiveWord> words;
};

struct Opinion {
    std::string author;
    OutletId outlet;
    Span thesis;
};

struct RankReason {
    std::string what;  ///< "independent outlets", "owners", "countries", "freshness", ...
    double value = 0;
};

struct Story {
    StoryId id;
    int version = 0;
    std::vector<DocumentId> documents;
    std::vector<ArticleId> articles;  ///< newest extraction of each document, by time then id
    Span headline;                    ///< of Field::title
    std::optional<Span> deck;
    std::string category;  ///< world | politics | business | ...; empty when not known
    Instant first{}, last{};
    std::vector<OutletId> outlets;  ///< known outlets, by first article
    int independent = 0;            ///< independent sources
    std::vector<CopyLink> copies;
    std::vector<Fact> facts;  ///< best first
    std::vector<Difference> differing;
    std::vector<Voice> voices;  ///< most important first
    std::vector<Perspective> sides;
    std::vector<Opinion> opinions;
    std::vector<Span> open;  ///< what is not yet known
    double score = 0;
    std::vector<RankReason> because;
};

}  // namespace newsloom
