/// The tables of the parser that are made at build time.
///
/// usage: html_tables entities.json ENTITIES.inc NAME_FACTORS.inc
///
/// NAME_FACTORS.inc: factors for the perfect hashes of the known element and attribute names (detail/name_table.h).
/// ENTITIES.inc: data/html/entities.json as a trie of the named character references.
/// One trie over the names without their "&". Nodes are numbered breadth first, so that the children of a node stand
/// side by side, in the order of their characters; a node is 32 bits: character (7), last of its siblings (1), ends a
/// name (1), number of its first child (23, 0 for none). The values of the names lie in the order of their nodes;
/// `rank` counts the names before each 64 nodes.
#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <fstream>
#include <iostream>
#include <map>
#include <sstream>
#include <string>
#include <vector>

#include "html/detail/name_table.h"

namespace {

using Names = std::map<std::string, std::vector<std::uint32_t>>;

/// Reads the one shape that the file has: "&name": {"codepoints": [n, m]}.
Names read_names(const std::string& json) {
    Names names;
    std::size_t at = 0;
    while ((at = json.find("\"&", at)) != std::string::npos) {
        const std::size_t end = json.find('"', at + 1);
        std::vector<std::uint32_t>& value = names[json.substr(at + 2, end - at - 2)];
        std::size_t number = json.find('[', end) + 1;
        const std::size_t close = json.find(']', number);
        while (number < close) {
            value.push_back(static_cast<std::uint32_t>(std::stoul(json.substr(number))));
            const std::size_t comma = json.find(',', number);
            if (comma == std::string::npos || comma > close) break;
            number = comma + 1;
        }
        at = close;
    }
    return names;
}

void append_utf8(std::string& out, std::uint32_t c) {
    const auto put = [&out](std::uint32_t byte) { out += static_cast<char>(byte); };
    if (c < 0x80) {
        put(c);
    } else if (c < 0x800) {
        put(0xC0 | c >> 6);
        put(0x80 | (c & 63));
    } else if (c < 0x10000) {
        put(0xE0 | c >> 12);
        put(0x80 | (c >> 6 & 63));
        put(0x80 | (c & 63));
    } else {
        put(0xF0 | c >> 18);
        put(0x80 | (c >> 12 & 63));
        put(0x80 | (c >> 6 & 63));
        put(0x80 | (c & 63));
    }
}

struct Node {
    char character = 0;
    bool last = false;
    std::string value;
    std::map<char, std::size_t> children;  // in the order of the characters
    std::size_t first_child = 0;
};

template <class T>
void write_array(std::ostream& out, const char* type, const char* name, const std::vector<T>& values) {
    out << "inline constexpr " << type << ' ' << name << "[] = {";
    for (std::size_t i = 0; i < values.size(); ++i)
        out << (i % 16 == 0 ? "\n" : "") << values[i] << ',';
    out << "\n};\n";
}

/// A factor under which no two of the names share a slot of NameTable.
template <std::size_t Count>
std::uint64_t perfect_factor(const std::array<std::string_view, Count>& names) {
    using newsloom::html::NameTable;
    std::uint64_t factor = 0;
    do
        factor = (factor * 0x5851f42d4c957f2dULL + 0x14057b7ef767814fULL) | 1;  // a random sequence of odd numbers
    while (!NameTable<Count>(names, factor).is_perfect());
    return factor;
}

void write_name_factors(std::ostream& out) {
    constexpr std::array<std::string_view, newsloom::html::kTagCount> kTags = {
        "",
#define X(id, lower, svg) lower,
#include "html/tags.inc"
#undef X
    };
    constexpr std::array<std::string_view, newsloom::html::kAttrCount> kAttributes = {
        "",
#define X(id, lower, foreign) lower,
#include "html/attributes.inc"
#undef X
    };
    out << "// Made by src/html/generate/main.cpp.\n#include <cstdint>\n"
        << "inline constexpr std::uint64_t kTagFactor = " << perfect_factor(kTags) << "u;\n"
        << "inline constexpr std::uint64_t kAttrFactor = " << perfect_factor(kAttributes) << "u;\n";
}

}  // namespace

int main(int argc, char** argv) {
    if (argc != 4) {
        std::cerr << "usage: html_tables entities.json ENTITIES.inc NAME_FACTORS.inc\n";
        return 2;
    }
    std::ifstream file(argv[1]);
    std::stringstream json;
    json << file.rdbuf();
    const Names names = read_names(json.str());
    if (names.size() != 2231) {
        std::cerr << argv[1] << ": " << names.size() << " names, not 2231\n";
        return 1;
    }

    std::vector<Node> trie(1);
    for (const auto& [name, code_points] : names) {
        std::size_t at = 0;
        for (const char c : name) {
            const auto found = trie[at].children.find(c);
            if (found != trie[at].children.end()) {
                at = found->second;
                continue;
            }
            trie[at].children[c] = trie.size();
            at = trie.size();
            trie.emplace_back().character = c;
        }
        for (const std::uint32_t c : code_points)
            append_utf8(trie[at].value, c);
    }

    std::vector<std::size_t> order{0};  // breadth first
    for (std::size_t i = 0; i < order.size(); ++i) {
        Node& node = trie[order[i]];
        if (node.children.empty()) continue;
        node.first_child = order.size();
        for (const auto& [c, child] : node.children)
            order.push_back(child);
        trie[order.back()].last = true;
    }

    std::vector<std::uint32_t> nodes, rank, offsets;
    std::string values;
    for (std::size_t i = 0; i < order.size(); ++i) {
        const Node& node = trie[order[i]];
        if (i % 64 == 0) rank.push_back(static_cast<std::uint32_t>(offsets.size()));
        nodes.push_back(static_cast<std::uint32_t>(node.character) | (node.last ? 0x80u : 0u) |
                        (node.value.empty() ? 0u : 0x100u) | static_cast<std::uint32_t>(node.first_child) << 9);
        if (node.value.empty()) continue;
        offsets.push_back(static_cast<std::uint32_t>(values.size()));
        values += node.value;
    }
    offsets.push_back(static_cast<std::uint32_t>(values.size()));

    std::ofstream out(argv[2]);
    out << "// Made from data/html/entities.json by src/html/generate/main.cpp.\n";
    write_array(out, "std::uint32_t", "kNodes", nodes);
    write_array(out, "std::uint16_t", "kRank", rank);
    write_array(out, "std::uint16_t", "kOffsets", offsets);
    out << "inline constexpr char kValues[] =";
    for (std::size_t i = 0; i < values.size(); ++i) {
        char escaped[8];
        std::snprintf(escaped, sizeof escaped, "\\%03o", static_cast<unsigned>(static_cast<unsigned char>(values[i])));
        out << (i % 24 == 0 ? (i == 0 ? "\n\"" : "\"\n\"") : "") << escaped;
    }
    out << "\";\n";
    std::ofstream factors(argv[3]);
    write_name_factors(factors);
    return out && factors ? 0 : 1;
}
