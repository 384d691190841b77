/// Selectors against elements: from right to left, giving up early where no other ancestor or sibling could help.
#include <algorithm>
#include <map>
#include <unordered_map>

#include "html/detail/selector.h"
#include "text/ascii.h"

namespace newsloom::html {

namespace {

/// How far a failure reaches: with `nowhere` the caller need not try other ancestors, with `siblings` not other
/// siblings.
enum class Match : std::uint8_t { yes, no, siblings, nowhere };

struct Positions {
    std::uint32_t from_start = 0, from_end = 0;
};

bool same_type(const Node& a, const Node& b) { return a.tag() == b.tag() && a.ns() == b.ns() && a.name() == b.name(); }

class Matcher {
  public:
    Matcher(const Selector::Compiled& compiled, bool keep_positions)
        : compiled_(compiled), keep_positions_(keep_positions) {}

    bool matches(const Node& element) { return any(compiled_.list, element); }

  private:
    bool any(const std::vector<Complex>& list, const Node& element) {
        return std::any_of(list.begin(), list.end(), [&](const Complex& complex) {
            return match(complex, complex.compounds.size() - 1, element) == Match::yes;
        });
    }

    /// The compounds up to `last`, the last of them on `element`.
    Match match(const Complex& complex, std::size_t last, const Node& element) {
        const Compound& compound = complex.compounds[last];
        if (!fits(compound, element)) return Match::no;
        switch (compound.to_the_left) {
            case Combinator::none:
                return Match::yes;
            case Combinator::descendant:
                for (const Node* up = element.parent(); up != nullptr && up->is_element(); up = up->parent()) {
                    const Match result = match(complex, last - 1, *up);
                    if (result == Match::yes || result == Match::nowhere) return result;
                }
                return Match::nowhere;
            case Combinator::child: {
                const Node* up = element.parent();
                if (up == nullptr || !up->is_element()) return Match::nowhere;
                const Match result = match(complex, last - 1, *up);
                return result == Match::no ? Match::siblings : result;
            }
            case Combinator::next_sibling: {
                const Node* before = element.previous_element_sibling();
                if (before == nullptr) return Match::siblings;
                return match(complex, last - 1, *before);
            }
            case Combinator::later_sibling:
                for (const Node* before = element.previous_element_sibling(); before != nullptr;
                     before = before->previous_element_sibling()) {
                    const Match result = match(complex, last - 1, *before);
                    if (result != Match::no) return result;
                }
                return Match::siblings;
        }
        return Match::no;
    }

    bool fits(const Compound& compound, const Node& element) {
        if (!compound.any_type) {
            if (element.tag() != compound.tag) return false;
            if (compound.tag == Tag::unknown && element.name() != compound.type) return false;
        }
        return std::all_of(compound.simples.begin(), compound.simples.end(),
                           [&](const Simple& simple) { return fits(simple, element); });
    }

    bool fits(const Simple& simple, const Node& element) {
        using Kind = Simple::Kind;
        switch (simple.kind) {
            case Kind::has_class:
                return element.has_class(simple.value);
            case Kind::has_id:
                return element.attribute(Attr::id) == simple.value;
            case Kind::is:
                return any(simple.list, element);
            case Kind::is_not:
                return !any(simple.list, element);
            case Kind::nth:
                return fits_nth(simple, element);
            case Kind::empty:
                for (const Node* child = element.first_child(); child != nullptr; child = child->next_sibling())
                    if (child->is_element() || (child->is_text() && !child->text().empty())) return false;
                return true;
            case Kind::root:
                return element.parent() != nullptr && element.parent()->type() == NodeType::document;
            default:
                return fits_attribute(simple, element);
        }
    }

    static bool equal(const Simple& simple, std::string_view a, std::string_view b) {
        return simple.ignore_case ? ascii::iequals(a, b) : a == b;
    }

    static bool fits_attribute(const Simple& simple, const Node& element) {
        using Kind = Simple::Kind;
        const auto found = simple.attribute != Attr::unknown ? element.attribute(simple.attribute)
                                                             : element.attribute(std::string_view(simple.name));
        if (!found) return false;
        const std::string_view value = *found;
        const std::string_view wanted = simple.value;
        const std::size_t n = wanted.size();
        switch (simple.kind) {
            case Kind::attribute:
                return true;
            case Kind::attribute_equals:
                return equal(simple, value, wanted);
            case Kind::attribute_word: {
                if (wanted.empty()) return false;
                for (std::size_t at = 0; at < value.size();) {
                    while (at < value.size() && ascii::is_space(value[at]))
                        ++at;
                    std::size_t end = at;
                    while (end < value.size() && !ascii::is_space(value[end]))
                        ++end;
                    if (equal(simple, value.substr(at, end - at), wanted)) return true;
                    at = end;
                }
                return false;
            }
            case Kind::attribute_dash:
                return equal(simple, value.substr(0, n), wanted) && (value.size() == n || value[n] == '-');
            case Kind::attribute_prefix:
                return n != 0 && equal(simple, value.substr(0, n), wanted);
            case Kind::attribute_suffix:
                return n != 0 && value.size() >= n && equal(simple, value.substr(value.size() - n), wanted);
            case Kind::attribute_part:
                if (n == 0) return false;
                return simple.ignore_case ? ascii::ifind(value, ascii::lower(wanted)) != std::string_view::npos
                                          : value.find(wanted) != std::string_view::npos;
            default:
                return false;
        }
    }

    bool fits_nth(const Simple& simple, const Node& element) {
        const std::int64_t position = place(simple, element);
        const std::int64_t rest = position - simple.offset;
        if (simple.step == 0) return rest == 0;
        return rest % simple.step == 0 && rest / simple.step >= 0;
    }

    /// Counted among the siblings from 1. Positions below one parent are counted once for a whole select_all().
    std::int64_t place(const Simple& simple, const Node& element) {
        const Node* const parent = element.parent();
        if (!keep_positions_ || parent == nullptr) {
            std::int64_t count = 1;
            const Node* other = &element;
            while ((other = simple.from_end ? other->next_element_sibling() : other->previous_element_sibling()) !=
                   nullptr)
                if (!simple.of_type || same_type(*other, element)) ++count;
            return count;
        }
        auto& known = simple.of_type ? by_type_ : by_child_;
        if (counted_[simple.of_type ? 1 : 0].insert({parent, true}).second) {
            std::map<std::pair<std::string_view, Namespace>, std::uint32_t> counts;
            const auto count = [&](const Node& node) -> std::uint32_t& {
                return simple.of_type ? counts[{node.name(), node.ns()}] : counts[{}];
            };
            for (const Node* child = parent->first_element_child(); child != nullptr;
                 child = child->next_element_sibling())
                known[child].from_start = ++count(*child);
            counts.clear();
            for (const Node* child = parent->last_child(); child != nullptr; child = child->previous_sibling())
                if (child->is_element()) known[child].from_end = ++count(*child);
        }
        const Positions& positions = known[&element];
        return simple.from_end ? positions.from_end : positions.from_start;
    }

    const Selector::Compiled& compiled_;
    const bool keep_positions_;
    std::unordered_map<const Node*, bool> counted_[2];
    std::unordered_map<const Node*, Positions> by_child_, by_type_;
};

}  // namespace

bool Selector::matches(const Node& element) const {
    return compiled_ != nullptr && element.is_element() && Matcher(*compiled_, false).matches(element);
}

const Node* select_first(const Node& root, const Selector& selector) {
    if (!selector.compiled_) return nullptr;
    Matcher matcher(*selector.compiled_, true);
    for (const Node& node : descendants(root))
        if (node.is_element() && matcher.matches(node)) return &node;
    return nullptr;
}

std::vector<const Node*> select_all(const Node& root, const Selector& selector) {
    std::vector<const Node*> found;
    if (!selector.compiled_) return found;
    Matcher matcher(*selector.compiled_, true);
    for (const Node& node : descendants(root))
        if (node.is_element() && matcher.matches(node)) found.push_back(&node);
    return found;
}

}  // namespace newsloom::html
