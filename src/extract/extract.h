/// A page in, its article out: body, metadata, and the rest of the page sorted by role.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "base/limits.h"
#include "base/result.h"
#include "model/article.h"
#include "model/page.h"

namespace newsloom::extract {

struct Weights;  ///< learned weights (data/extract/weights.json), see weights.h

struct Options {
    Limits limits;
    const Weights* weights = nullptr;  ///< none: the built-in ones
    bool explain = false;              ///< fill Extraction::removed and ::why; never changes the text
};

struct Removed {
    Role role = Role::other;
    std::string text, why;
};

struct Reason {
    std::string field, why;  ///< metadata field and where its value was taken from
};

struct Extraction {
    Article article;  ///< id is none: the store gives it
    std::vector<Removed> removed;
    std::vector<Reason> why;
    std::vector<std::string> problems;  ///< "cut at 20 MB", "charset: ..." ; the run goes on
};

/// Extracts HTML, XHTML, plain text (`text/plain`) or an article given as JSON (kArticleMediaType), by page.media_type
/// (sniffed when empty).
///
/// Errors: bad_input (no text at all, binary data, JSON that cannot be read). A page that is no article is not an
/// error: is_article is false and why_not says it. Pure, thread-safe, linear in the page's size; memory about four
/// times the page.
[[nodiscard]] Result<Extraction> extract(const Page& page, const Options& options = {});

/// The same, page after page, in memory that is used again. One thread at a time; answers do not depend on what was
/// extracted before.
class Extractor {
  public:
    Extractor();
    ~Extractor();
    Extractor(Extractor&&) noexcept;
    Extractor& operator=(Extractor&&) noexcept;

    [[nodiscard]] Result<Extraction> extract(const Page& page, const Options& options = {});

  private:
    struct Memory;
    std::unique_ptr<Memory> memory_;
};

}  // namespace newsloom::extract
