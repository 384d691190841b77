/// Light stems, so that "fires" and "fire" count as one word.
#pragma once

#include <memory>
#include <string>
#include <string_view>

namespace newsloom::lang {

/// Snowball stemmers (libstemmer) for the languages it knows; for others the word itself. Not thread-safe: one per
/// thread or call. Cheap to make (microseconds), remembers recent words.
class Stemmer {
  public:
    /// BCP 47; only the primary subtag counts: "en", "de-AT".
    explicit Stemmer(std::string_view language);
    ~Stemmer();
    Stemmer(Stemmer&&) noexcept;
    Stemmer& operator=(Stemmer&&) noexcept;

    /// `folded` is a case-folded word. The view dies with the next call.
    [[nodiscard]] std::string_view stem(std::string_view folded);
    [[nodiscard]] bool knows_language() const;

  private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace newsloom::lang
