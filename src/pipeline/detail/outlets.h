/// Whose page is it: outlets by URL, by key, by name; unknown ones are noted in the ledger.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "pipeline/detail/engine.h"

namespace newsloom::pipeline {

/// "The Harbour Post" -> "the-harbour-post"; empty when nothing of it is a letter or digit.
[[nodiscard]] std::string slug(std::string_view name);

/// Finds outlets; those it has to make are kept until `save`, which writes them in one ledger transaction.
class OutletFinder {
  public:
    [[nodiscard]] static Result<OutletFinder> read(Engine& engine);
    /// By the URL's registrable domain, else by the name's slug, else a new one. None when there is neither.
    [[nodiscard]] OutletId find(std::string_view url, std::string_view name);
    [[nodiscard]] OutletId by_key(std::string_view key) const;
    [[nodiscard]] Result<void> save();

  private:
    explicit OutletFinder(Engine& engine) : engine_(&engine) {}
    void know(const store::OutletRow& row);
    Engine* engine_;
    std::map<std::string, OutletId, std::less<>> by_domain_, by_key_;
    std::vector<store::OutletRow> made_;
    std::int64_t last_ = 0;
};

}  // namespace newsloom::pipeline
