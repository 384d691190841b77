/// Sets of tags as bit masks, and the keys by which the stack of open elements knows its elements.
#pragma once

#include <array>
#include <cstdint>
#include <initializer_list>

#include "html/names.h"

namespace newsloom::html {

/// An open element in one byte: an HTML element of the tags that the tree builder asks for has its tag's number; other
/// HTML elements share `other`, foreign elements that end scopes have keys of their own.
enum class Key : std::uint8_t {
    other = 0,
    first_foreign = 160,
    foreign = first_foreign,  ///< any other foreign element
    math_mi,
    math_mo,
    math_mn,
    math_ms,
    math_mtext,
    math_annotation_xml,
    svg_foreign_object,
    svg_desc,
    svg_title,
    count_ = 192
};

/// The greatest tag with a key of its own (tags.inc keeps this order).
inline constexpr Tag kLastKeyedTag = Tag::map;

[[nodiscard]] constexpr Key key_of(Tag tag) { return tag <= kLastKeyedTag ? static_cast<Key>(tag) : Key::other; }
static_assert(static_cast<unsigned>(kLastKeyedTag) < static_cast<unsigned>(Key::first_foreign));

class KeySet {
  public:
    constexpr KeySet() = default;
    constexpr KeySet(std::initializer_list<Tag> tags) {
        for (const Tag tag : tags)
            add(key_of(tag));
    }
    [[nodiscard]] constexpr bool has(Key key) const {
        const auto k = static_cast<unsigned>(key);
        return (words_[k >> 6] >> (k & 63) & 1) != 0;
    }
    constexpr void add(Key key) {
        words_[static_cast<unsigned>(key) >> 6] |= std::uint64_t{1} << (static_cast<unsigned>(key) & 63);
    }
    [[nodiscard]] constexpr KeySet with(std::initializer_list<Tag> tags) const {
        KeySet more = *this;
        for (const Tag tag : tags)
            more.add(key_of(tag));
        return more;
    }
    [[nodiscard]] constexpr KeySet with_keys(std::initializer_list<Key> keys) const {
        KeySet more = *this;
        for (const Key key : keys)
            more.add(key);
        return more;
    }
    [[nodiscard]] constexpr KeySet without(Tag tag) const {
        KeySet fewer = *this;
        const auto k = static_cast<unsigned>(key_of(tag));
        fewer.words_[k >> 6] &= ~(std::uint64_t{1} << (k & 63));
        return fewer;
    }

  private:
    std::array<std::uint64_t, 3> words_{};
};

/// 13.2.4.2 The stack of open elements: what "has an element in ... scope" stops at.
inline constexpr KeySet kDefaultScope =
    KeySet{Tag::applet, Tag::caption, Tag::html,   Tag::table,  Tag::td,
           Tag::th,     Tag::marquee, Tag::object, Tag::select, Tag::template_}
        .with_keys({Key::math_mi, Key::math_mo, Key::math_mn, Key::math_ms, Key::math_mtext, Key::math_annotation_xml,
                    Key::svg_foreign_object, Key::svg_desc, Key::svg_title});
inline constexpr KeySet kListItemScope = kDefaultScope.with({Tag::ol, Tag::ul});
inline constexpr KeySet kButtonScope = kDefaultScope.with({Tag::button});
inline constexpr KeySet kTableScope{Tag::html, Tag::table, Tag::template_};

/// 13.2.4.2 The "special" category.
inline constexpr KeySet kSpecial =
    KeySet{Tag::address, Tag::applet,     Tag::area,      Tag::article,    Tag::aside,     Tag::base,     Tag::basefont,
           Tag::bgsound, Tag::blockquote, Tag::body,      Tag::br,         Tag::button,    Tag::caption,  Tag::center,
           Tag::col,     Tag::colgroup,   Tag::dd,        Tag::details,    Tag::dir,       Tag::div,      Tag::dl,
           Tag::dt,      Tag::embed,      Tag::fieldset,  Tag::figcaption, Tag::figure,    Tag::footer,   Tag::form,
           Tag::frame,   Tag::frameset,   Tag::h1,        Tag::h2,         Tag::h3,        Tag::h4,       Tag::h5,
           Tag::h6,      Tag::head,       Tag::header,    Tag::hgroup,     Tag::hr,        Tag::html,     Tag::iframe,
           Tag::img,     Tag::input,      Tag::keygen,    Tag::li,         Tag::link,      Tag::listing,  Tag::main,
           Tag::marquee, Tag::menu,       Tag::meta,      Tag::nav,        Tag::noembed,   Tag::noframes, Tag::noscript,
           Tag::object,  Tag::ol,         Tag::p,         Tag::param,      Tag::plaintext, Tag::pre,      Tag::script,
           Tag::search,  Tag::section,    Tag::select,    Tag::source,     Tag::style,     Tag::summary,  Tag::table,
           Tag::tbody,   Tag::td,         Tag::template_, Tag::textarea,   Tag::tfoot,     Tag::th,       Tag::thead,
           Tag::title,   Tag::tr,         Tag::track,     Tag::ul,         Tag::wbr,       Tag::xmp}
        .with_keys({Key::math_mi, Key::math_mo, Key::math_mn, Key::math_ms, Key::math_mtext, Key::math_annotation_xml,
                    Key::svg_foreign_object, Key::svg_desc, Key::svg_title});

/// The "formatting" category.
inline constexpr KeySet kFormatting{Tag::a,    Tag::b, Tag::big,   Tag::code,   Tag::em,     Tag::font, Tag::i,
                                    Tag::nobr, Tag::s, Tag::small, Tag::strike, Tag::strong, Tag::tt,   Tag::u};

/// 13.2.6.3 Closing elements that have implied end tags.
inline constexpr KeySet kImpliedEndTags{Tag::dd, Tag::dt, Tag::li, Tag::optgroup, Tag::option,
                                        Tag::p,  Tag::rb, Tag::rp, Tag::rt,       Tag::rtc};
inline constexpr KeySet kThoroughlyImpliedEndTags =
    kImpliedEndTags.with({Tag::caption, Tag::colgroup, Tag::tbody, Tag::td, Tag::tfoot, Tag::th, Tag::thead, Tag::tr});

/// 13.2.6.1: current nodes in whose place foster parenting puts nodes before the table.
inline constexpr KeySet kFosterTargets{Tag::table, Tag::tbody, Tag::tfoot, Tag::thead, Tag::tr};
inline constexpr KeySet kHeadings{Tag::h1, Tag::h2, Tag::h3, Tag::h4, Tag::h5, Tag::h6};
/// Special elements that do not keep a new <li>, <dd> or <dt> from closing the last one.
inline constexpr KeySet kItemsMayCross{Tag::address, Tag::div, Tag::p};
/// Open elements on which insertion modes rely.
inline constexpr KeySet kStructure{Tag::html,  Tag::head,    Tag::body,     Tag::frameset, Tag::template_,
                                   Tag::table, Tag::caption, Tag::colgroup, Tag::tbody,    Tag::thead,
                                   Tag::tfoot, Tag::tr,      Tag::td,       Tag::th};

}  // namespace newsloom::html
