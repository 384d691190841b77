#include <cstdint>
#include <cstring>
#include <vector>

#include "contenders.h"

namespace newsloom::bench {

namespace {

struct PlainAttribute {
    std::string_view name, value;
};
struct PlainNode {
    PlainNode* parent = nullptr;
    PlainNode* first = nullptr;
    PlainNode* last = nullptr;
    PlainNode* next = nullptr;
    std::string_view text;  // a tag's name or the text
    std::uint32_t attribute = 0, attribute_count = 0;
};

struct Arena {
    std::vector<PlainNode> nodes;
    std::vector<PlainAttribute> attributes;
};

bool is_void(std::string_view name) {
    switch (name.size()) {
        case 2:
            return name == "br" || name == "hr";
        case 3:
            return name == "img" || name == "wbr" || name == "col";
        case 4:
            return name == "meta" || name == "link" || name == "base" || name == "area";
        case 5:
            return name == "input" || name == "track" || name == "embed" || name == "param";
        case 6:
            return name == "source";
        default:
            return false;
    }
}

bool is_space(char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f'; }

}  // namespace

std::size_t count_less_than(std::string_view page) {
    std::size_t count = 0;
    const char* p = page.data();
    const char* const end = p + page.size();
    while ((p = static_cast<const char*>(std::memchr(p, '<', static_cast<std::size_t>(end - p)))) != nullptr) {
        ++count;
        ++p;
    }
    return count;
}

std::size_t plain_loop(std::string_view page) {
    static thread_local Arena arena;
    arena.nodes.clear();
    arena.attributes.clear();
    if (arena.nodes.capacity() < page.size() / 4 + 2) arena.nodes.reserve(page.size() / 4 + 2);
    const auto add = [](PlainNode* parent, std::string_view text) {
        PlainNode* node = &arena.nodes.emplace_back();
        node->parent = parent;
        node->text = text;
        if (parent->last != nullptr)
            parent->last->next = node;
        else
            parent->first = node;
        parent->last = node;
        return node;
    };
    PlainNode* current = &arena.nodes.emplace_back();
    const char* p = page.data();
    const char* const end = p + page.size();
    const auto find = [end](const char* from, char c) {
        const auto* found = static_cast<const char*>(std::memchr(from, c, static_cast<std::size_t>(end - from)));
        return found != nullptr ? found : end;
    };
    while (p < end && arena.nodes.size() + 2 < arena.nodes.capacity()) {
        const char* const lt = find(p, '<');
        if (lt != p) add(current, {p, static_cast<std::size_t>(lt - p)});
        if (end - lt < 2) break;
        p = lt + 1;
        if (*p == '!' || *p == '?') {
            if (end - p > 3 && p[1] == '-' && p[2] == '-') {
                const std::string_view rest(p + 3, static_cast<std::size_t>(end - p - 3));
                const std::size_t close = rest.find("-->");
                p = close == std::string_view::npos ? end : p + 3 + close + 3;
                continue;
            }
            p = find(p, '>');
            if (p < end) ++p;
            continue;
        }
        if (*p == '/') {
            const char* const gt = find(p, '>');
            const std::string_view name(p + 1, static_cast<std::size_t>(gt - p - 1));
            for (PlainNode* open = current; open->parent != nullptr; open = open->parent)
                if (open->text == name) {
                    current = open->parent;
                    break;
                }
            p = gt < end ? gt + 1 : end;
            continue;
        }
        const char* const name_begin = p;
        while (p < end && !is_space(*p) && *p != '>' && *p != '/')
            ++p;
        const std::string_view name(name_begin, static_cast<std::size_t>(p - name_begin));
        PlainNode* const node = add(current, name);
        node->attribute = static_cast<std::uint32_t>(arena.attributes.size());
        bool closed = false;
        while (p < end && *p != '>') {
            if (is_space(*p)) {
                ++p;
                continue;
            }
            if (*p == '/') {
                closed = true;
                ++p;
                continue;
            }
            closed = false;
            const char* const attribute_begin = p;
            while (p < end && *p != '=' && *p != '>' && !is_space(*p) && *p != '/')
                ++p;
            PlainAttribute attribute{{attribute_begin, static_cast<std::size_t>(p - attribute_begin)}, {}};
            if (p < end && *p == '=') {
                ++p;
                if (p < end && (*p == '"' || *p == '\'')) {
                    const char* const close = find(p + 1, *p);
                    attribute.value = {p + 1, static_cast<std::size_t>(close - p - 1)};
                    p = close < end ? close + 1 : end;
                } else {
                    const char* const value_begin = p;
                    while (p < end && !is_space(*p) && *p != '>')
                        ++p;
                    attribute.value = {value_begin, static_cast<std::size_t>(p - value_begin)};
                }
            } else if (p == attribute_begin) {
                ++p;
            }
            arena.attributes.push_back(attribute);
        }
        node->attribute_count = static_cast<std::uint32_t>(arena.attributes.size()) - node->attribute;
        if (p < end) ++p;
        if (name == "script" || name == "style") {
            const char* close = p;
            while ((close = find(close, '<')) < end &&
                   !(end - close > 2 + static_cast<std::ptrdiff_t>(name.size()) && close[1] == '/' &&
                     std::memcmp(close + 2, name.data(), name.size()) == 0))
                ++close;
            if (close != p) add(node, {p, static_cast<std::size_t>(close - p)});
            p = close;
            current = node;
            continue;
        }
        if (!closed && !is_void(name)) current = node;
    }
    // The walk
    std::size_t count = 0;
    for (const PlainNode* node = &arena.nodes.front(); node != nullptr;) {
        ++count;
        if (node->first != nullptr) {
            node = node->first;
            continue;
        }
        while (node != nullptr && node->next == nullptr)
            node = node->parent;
        if (node != nullptr) node = node->next;
    }
    return count;
}

}  // namespace newsloom::bench
