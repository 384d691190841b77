/// A selector after compilation: lists of compounds, read from right to left when matching.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "html/select.h"

namespace newsloom::html {

enum class Combinator : std::uint8_t { none, descendant, child, next_sibling, later_sibling };

struct Complex;

struct Simple {
    enum class Kind : std::uint8_t {
        has_class,
        has_id,
        attribute,         // [name]
        attribute_equals,  // =
        attribute_word,    // ~=
        attribute_dash,    // |=
        attribute_prefix,  // ^=
        attribute_suffix,  // $=
        attribute_part,    // *=
        is,
        is_not,
        nth,
        empty,
        root,
    };
    Kind kind = Kind::attribute;
    bool ignore_case = false;
    bool from_end = false;  ///< nth: counted from the last
    bool of_type = false;   ///< nth: among siblings of the same name
    Attr attribute = Attr::unknown;
    std::string name;          ///< of the attribute when it has no number
    std::string value;         ///< class, id, or what the attribute is compared with
    int step = 0, offset = 0;  ///< nth: step * n + offset, n >= 0
    std::size_t slot = 0;      ///< nth: where select_all() keeps positions
    std::vector<Complex> list;
};

struct Compound {
    Combinator to_the_left = Combinator::none;
    bool any_type = true;
    Tag tag = Tag::unknown;
    std::string type;  ///< when the tag has no number
    std::vector<Simple> simples;
};

struct Complex {
    std::vector<Compound> compounds;  ///< left to right
};

struct Selector::Compiled {
    std::vector<Complex> list;
    std::size_t nth_slots = 0;
};

}  // namespace newsloom::html
