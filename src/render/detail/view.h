/// The tree that a template reads: texts, truths, lists and objects. Built here, turned into the template library's own
/// form in theme.cpp only.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace newsloom::render::detail {

struct View {
    enum class Kind { text, truth, list, object };
    Kind kind = Kind::object;
    std::string text;
    bool truth = false;
    std::vector<View> items;        ///< of a list, or the values of an object
    std::vector<std::string> keys;  ///< of an object, one for each value

    View() = default;
    View(std::string value) : kind(Kind::text), text(std::move(value)) {}         // NOLINT: texts are views
    View(const char* value) : kind(Kind::text), text(value) {}                    // NOLINT
    View(bool value) : kind(Kind::truth), truth(value) {}                         // NOLINT
    View(std::vector<View> value) : kind(Kind::list), items(std::move(value)) {}  // NOLINT

    /// Sets a key of an object. Mustache looks a missing key up in the objects around: set every key that a template
    /// asks for.
    View& set(std::string key, View value) {
        keys.push_back(std::move(key));
        items.push_back(std::move(value));
        return *this;
    }

    /// The value of a key that is set; asked for once, for it is moved out.
    View take(std::string_view key) {
        const auto found = std::find(keys.begin(), keys.end(), key);
        return found == keys.end() ? View(false) : std::move(items[static_cast<std::size_t>(found - keys.begin())]);
    }
};

}  // namespace newsloom::render::detail
