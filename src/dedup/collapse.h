/// Groups near-identical texts: the same page under several URLs, wire copy printed by several outlets, partly copied
/// articles.
///
/// MinHash over word 5-grams, banded LSH for candidates, then exact Jaccard and containment.
/// Source: Broder 1997, "On the resemblance and containment of documents".
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "model/article.h"
#include "model/story.h"

namespace newsloom::dedup {

/// What the index keeps of one article: computed once, in parallel, stored (`to_bytes`) and loaded again.
struct Signature {
    ArticleId article;
    DocumentId document;
    Instant time{};
    std::string agency;                   ///< folded name of the agency in byline, dateline or credit; empty when none
    std::vector<std::uint64_t> shingles;  ///< sorted hashes of the word 5-grams
};

[[nodiscard]] Signature signature(const Article& article);
[[nodiscard]] std::string to_bytes(const Signature& signature);
[[nodiscard]] std::optional<Signature> from_bytes(std::string_view bytes);

/// An index over the signatures of the open window. Add in a fixed order (by time, then id): the result depends on that
/// order only.
class Index {
  public:
    Index();
    ~Index();
    Index(Index&&) noexcept;
    Index& operator=(Index&&) noexcept;
    /// Links the article to the group of the most similar text seen before it, or opens a group of its own.
    CopyLink add(Signature signature);
    /// Puts back what was added in an earlier run, with the link it got then.
    void restore(Signature signature, const CopyLink& link);

  private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace newsloom::dedup
