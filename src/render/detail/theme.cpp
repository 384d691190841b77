#include "render/detail/theme.h"

#include <cassert>

#include <kainjow/mustache.hpp>

namespace newsloom::render::detail {
namespace {

namespace mustache = kainjow::mustache;

struct ThemeFile {
    std::string_view name, text;
};

constexpr ThemeFile kTheme[] = {
#include "theme.inc"
};

/// Takes in the partials: once, as text, so that filling does not parse them again for each line. Templates are ours;
/// depth is bounded.
std::string with_partials(std::string_view text, int depth = 0) {
    std::string result;
    std::size_t from = 0;
    for (std::size_t at = text.find("{{>"); at != std::string_view::npos; at = text.find("{{>", from)) {
        const std::size_t end = text.find("}}", at);
        assert(end != std::string_view::npos && depth < 8);
        result += text.substr(from, at - from);
        std::string_view name = text.substr(at + 3, end - at - 3);
        while (name.starts_with(' '))
            name.remove_prefix(1);
        std::string_view partial = theme_file(std::string(name) + ".mustache");
        while (partial.ends_with('\n'))
            partial.remove_suffix(1);
        result += with_partials(partial, depth + 1);
        from = end + 2;
    }
    result += text.substr(from);
    return result;
}

mustache::data data_of(const View& view) {
    switch (view.kind) {
        case View::Kind::text:
            return mustache::data(view.text);
        case View::Kind::truth:
            return mustache::data(view.truth);
        case View::Kind::list: {
            mustache::list list;
            list.reserve(view.items.size());
            for (const View& item : view.items)
                list.push_back(data_of(item));
            return mustache::data(list);
        }
        case View::Kind::object:
            break;
    }
    mustache::data object;
    for (std::size_t i = 0; i < view.keys.size(); ++i)
        object[view.keys[i]] = data_of(view.items[i]);
    return object;
}

}  // namespace

std::string_view theme_file(std::string_view name) {
    for (const ThemeFile& file : kTheme) {
        if (file.name == name) return file.text;
    }
    return {};
}

std::string fill(std::string_view name, const View& view, const LabelText& label_text) {
    mustache::mustache page(with_partials(theme_file(name)));
    assert(page.is_valid());
    mustache::data data = data_of(view);
    data["label"] = mustache::data(
        mustache::lambda([&](const std::string& id) { return mustache::html_escape(label_text(Label{id, {}})); }));
    std::string result;
    page.render(data, [&](const std::string& part) { result += part; });
    return result;
}

}  // namespace newsloom::render::detail
