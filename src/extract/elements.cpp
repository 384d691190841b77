#include "extract/detail/elements.h"

#include <array>
#include <initializer_list>

#include "text/ascii.h"

namespace newsloom::extract {

using html::Tag;

namespace {

consteval std::array<Flow, html::kTagCount> flows() {
    std::array<Flow, html::kTagCount> table{};  // inline by default
    const auto set = [&table](Flow flow, std::initializer_list<Tag> tags) {
        for (const Tag tag : tags)
            table[static_cast<std::size_t>(tag)] = flow;
    };
    set(Flow::block,
        {Tag::html,     Tag::body,       Tag::address, Tag::article,  Tag::aside,  Tag::blockquote, Tag::center,
         Tag::details,  Tag::dialog,     Tag::dir,     Tag::div,      Tag::dl,     Tag::dd,         Tag::dt,
         Tag::fieldset, Tag::figcaption, Tag::figure,  Tag::footer,   Tag::header, Tag::hgroup,     Tag::main,
         Tag::menu,     Tag::nav,        Tag::ol,      Tag::ul,       Tag::li,     Tag::p,          Tag::search,
         Tag::section,  Tag::summary,    Tag::h1,      Tag::h2,       Tag::h3,     Tag::h4,         Tag::h5,
         Tag::h6,       Tag::pre,        Tag::listing, Tag::form,     Tag::xmp,    Tag::plaintext,  Tag::table,
         Tag::caption,  Tag::tbody,      Tag::thead,   Tag::tfoot,    Tag::tr,     Tag::td,         Tag::th,
         Tag::legend,   Tag::noscript,   Tag::hr,      Tag::frameset, Tag::button});
    set(Flow::skip, {Tag::head, Tag::script, Tag::style, Tag::template_, Tag::noframes, Tag::noembed, Tag::select,
                     Tag::textarea, Tag::datalist, Tag::svg, Tag::canvas, Tag::applet, Tag::rp, Tag::rt, Tag::rtc,
                     Tag::input, Tag::map, Tag::math});
    set(Flow::media, {Tag::img, Tag::video, Tag::audio, Tag::iframe, Tag::embed, Tag::object});
    set(Flow::line_break, {Tag::br});
    return table;
}
constexpr auto kFlow = flows();

}  // namespace

Flow flow_of(Tag tag) { return kFlow[static_cast<std::size_t>(tag)]; }

std::uint32_t place_of(Tag tag) {
    switch (tag) {
        case Tag::article:
            return bit(Place::article);
        case Tag::main:
            return bit(Place::main);
        case Tag::aside:
            return bit(Place::aside);
        case Tag::nav:
            return bit(Place::nav);
        case Tag::header:
            return bit(Place::header);
        case Tag::footer:
            return bit(Place::footer);
        case Tag::form:
        case Tag::fieldset:
            return bit(Place::form);
        case Tag::figure:
            return bit(Place::figure);
        case Tag::figcaption:
            return bit(Place::figcaption);
        case Tag::table:
            return bit(Place::table);
        case Tag::ul:
        case Tag::ol:
        case Tag::menu:
        case Tag::dir:
            return bit(Place::list);
        case Tag::li:
            return bit(Place::item);
        case Tag::dl:
        case Tag::dt:
        case Tag::dd:
            return bit(Place::definition);
        case Tag::blockquote:
            return bit(Place::quote);
        case Tag::pre:
        case Tag::listing:
        case Tag::xmp:
            return bit(Place::pre);
        case Tag::section:
            return bit(Place::section);
        case Tag::p:
            return bit(Place::paragraph);
        case Tag::h1:
        case Tag::h2:
        case Tag::h3:
        case Tag::h4:
        case Tag::h5:
        case Tag::h6:
            return bit(Place::heading);
        case Tag::a:
            return bit(Place::link);
        case Tag::button:
            return bit(Place::button);
        case Tag::address:
            return bit(Place::address);
        case Tag::tr:
            return bit(Place::row);
        case Tag::td:
        case Tag::th:
            return bit(Place::cell);
        case Tag::details:
            return bit(Place::details);
        case Tag::noscript:
            return bit(Place::noscript);
        case Tag::dialog:
            return bit(Place::dialog);
        case Tag::time:
            return bit(Place::time);
        default:
            return 0;
    }
}

std::uint32_t places_of_role(std::string_view role) {
    std::uint32_t places = 0;
    if (role == "navigation" || role == "menu" || role == "menubar") places |= bit(Place::nav);
    if (role == "complementary") places |= bit(Place::aside);
    if (role == "contentinfo") places |= bit(Place::footer);
    if (role == "banner") places |= bit(Place::header);
    if (role == "main") places |= bit(Place::main);
    if (role == "article") places |= bit(Place::article);
    if (role == "dialog" || role == "alertdialog") places |= bit(Place::dialog);
    if (role == "search" || role == "form") places |= bit(Place::form);
    if (role == "button") places |= bit(Place::button);
    return places;
}

bool hides(std::string_view style) {
    for (std::size_t at = style.find("display"); at != std::string_view::npos; at = style.find("display", at + 7)) {
        std::size_t i = at + 7;
        while (i < style.size() && (ascii::is_space(style[i]) || style[i] == ':'))
            ++i;
        if (style.substr(i, 4) == "none") return true;
    }
    return style.find("visibility:hidden") != std::string_view::npos ||
           style.find("visibility: hidden") != std::string_view::npos;
}

}  // namespace newsloom::extract
