/// CSS selectors over the tree: the part of Selectors 4 that extraction needs.
///
/// Type and `*`, `.class`, `#id`, `[attr]` with = ~= |= ^= $= *= and the i flag, descendant ` `, child `>`, next `+`
/// and later `~` siblings, lists, `:not(list)`, `:is(list)`, `:nth-child(an+b)`, `:nth-last-child`, `:first-child`,
/// `:last-child`, `:only-child`,
/// `:nth-of-type`, `:first-of-type`, `:last-of-type`, `:empty`, `:root`. No namespaces, no :has(), nothing that depends
/// on a user.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "html/document.h"

namespace newsloom::html {

/// Compiled once, used on many documents by many threads.
///
///     static const auto title = html::Selector::compile("h1.title, article > h1").value();
///     const html::Node* node = html::select_first(document.root(), title);
class Selector {
  public:
    /// bad_input names the place of the mistake. Compiled selectors own their text.
    [[nodiscard]] static Result<Selector> compile(std::string_view text);

    [[nodiscard]] bool matches(const Node& element) const;

    struct Compiled;  // detail/selector.h

  private:
    friend const Node* select_first(const Node& root, const Selector& selector);
    friend std::vector<const Node*> select_all(const Node& root, const Selector& selector);
    std::shared_ptr<const Compiled> compiled_;
};

/// In document order among the descendants of `root`.
[[nodiscard]] const Node* select_first(const Node& root, const Selector& selector);
[[nodiscard]] std::vector<const Node*> select_all(const Node& root, const Selector& selector);

}  // namespace newsloom::html
