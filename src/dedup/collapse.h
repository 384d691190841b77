/// Groups near-identical texts: the same page under several URLs, new versions of one page, wire copy printed by
/// several outlets, shortened copies.
///
/// MinHash over word 5-grams, banded LSH for candidates, then exact Jaccard and containment on the 5-grams.
/// Sources: Broder 1997, "On the resemblance and containment of documents"; Li, Owen, Zhang 2012, "One permutation
/// hashing"; Shrivastava 2017, "Optimal densification for fast and accurate minwise hashing".
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "model/article.h"
#include "model/story.h"

namespace newsloom::dedup {

/// What the index keeps of one article: computed once, in parallel, stored (`to_bytes`) and loaded again.
struct Signature {
    ArticleId article;
    DocumentId document;
    Instant time{};
    std::string agency;                   ///< folded name of the agency in credit, byline or dateline; empty when none
    std::vector<std::uint32_t> shingles;  ///< sorted hashes of the word 5-grams, without repeats
};

/// Linear in the text. Only Article::text counts: two articles with one headline are no copies.
[[nodiscard]] Signature signature(const Article& article);
[[nodiscard]] std::string to_bytes(const Signature& signature);
[[nodiscard]] std::optional<Signature> from_bytes(std::string_view bytes);

/// The agency whose text it is: a credit, else a byline, else the dateline ("PORT TALBEC (AP) -"). Folded short name
/// ("reuters", "ap", "dpa"); empty when none is named.
[[nodiscard]] std::string agency_of(const Article& article);

struct Overlap {
    double jaccard = 0;
    double containment = 0;  ///< share of a's 5-grams that b has
    double contains = 0;     ///< share of b's 5-grams that a has
};
[[nodiscard]] Overlap overlap(std::span<const std::uint32_t> a, std::span<const std::uint32_t> b);

/// The ranges of `text` that stand in `other` too, runs of eight words or more: what was copied. In order, apart.
[[nodiscard]] std::vector<TextRange> copied_ranges(std::string_view text, std::string_view other);

struct Options {
    double similar = 0.3;    ///< Jaccard from which two texts are copies: same story in 98.8 % of real pairs
    double contained = 0.5;  ///< or: this share of the later text stands in the earlier one
};

/// An index over the signatures of the open window. Add in a fixed order (by time, then id): the result depends on that
/// order only.
class Index {
  public:
    explicit Index(Options options = {});
    ~Index();
    Index(Index&&) noexcept;
    Index& operator=(Index&&) noexcept;
    /// Links the article to the group of the most similar text seen before it (ties: the older), or opens a group of
    /// its own. A later version of a document joins its earlier one whatever the texts are.
    CopyLink add(Signature signature);
    /// Puts back what was added in an earlier run, with the link it got then.
    void restore(Signature signature, const CopyLink& link);
    /// Forgets what is older: links made before stay as they are.
    void expire(Instant before);
    [[nodiscard]] std::size_t size() const;

  private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace newsloom::dedup
