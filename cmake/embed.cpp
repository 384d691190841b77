// Turns files into C++ initialisers, so that the binary needs no file at run time. Run by the build
// (cmake/embed.cmake).
//
//   nl_embed texts  OUT FILE...     {"name.ext", R"(bytes)"},                   one per file
//   nl_embed labels OUT FILE...     {"language", "table.key", "text"},          one per key, sorted
//
// The label files are TOML, of which only tables of plain strings are understood; anything else is an error.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

namespace {

std::string read(const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    if (!in) {
        std::cerr << "nl_embed: cannot read " << path << "\n";
        std::exit(1);
    }
    return {std::istreambuf_iterator<char>(in), {}};
}

std::string raw_literal(const std::string& text) {
    // Literals over 64 KiB are not portable: long texts are split; neighbours are joined by the compiler.
    std::string result;
    constexpr std::size_t kPart = 16000;
    for (std::size_t at = 0; at == 0 || at < text.size(); at += kPart)
        result += "R\"nl_text(" + text.substr(at, kPart) + ")nl_text\" ";
    return result;
}

std::string trim(std::string_view text) {
    const std::size_t begin = text.find_first_not_of(" \t\r");
    if (begin == std::string_view::npos) return {};
    return std::string(text.substr(begin, text.find_last_not_of(" \t\r") - begin + 1));
}

using Entry = std::tuple<std::string, std::string, std::string>;

[[noreturn]] void wrong(const std::string& path, int line, const std::string& what) {
    std::cerr << path << ":" << line << ": " << what << "\n";
    std::exit(1);
}

void read_labels(const std::string& path, std::vector<Entry>& entries) {
    const std::string language = std::filesystem::path(path).stem().string();
    const std::string text = read(path);
    std::string table;
    int number = 0;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find('\n', at), text.size());
        const std::string line = trim(std::string_view(text).substr(at, end - at));
        at = end + 1;
        ++number;
        if (line.empty() || line[0] == '#') continue;
        if (line[0] == '[') {
            if (line.back() != ']') wrong(path, number, "a table needs its ]");
            table = trim(std::string_view(line).substr(1, line.size() - 2)) + ".";
            continue;
        }
        const std::size_t equals = line.find('=');
        if (equals == std::string::npos) wrong(path, number, "neither a table nor key = \"text\"");
        const std::string key = trim(std::string_view(line).substr(0, equals));
        const std::string value = trim(std::string_view(line).substr(equals + 1));
        if (value.size() < 2 || value.front() != '"' || value.back() != '"') wrong(path, number, "not a plain string");
        std::string plain;
        for (std::size_t i = 1; i + 1 < value.size(); ++i) {
            if (value[i] == '"') wrong(path, number, "a quote mark inside the string needs its backslash");
            if (value[i] == '\\') {
                ++i;
                if (i + 1 >= value.size() || (value[i] != '"' && value[i] != '\\'))
                    wrong(path, number, "only \\\" and \\\\");
            }
            plain += value[i];
        }
        entries.emplace_back(language, table + key, plain);
    }
}

}  // namespace

int main(int argc, char** argv) {
    if (argc < 4) {
        std::cerr << "usage: nl_embed texts|labels OUT FILE...\n";
        return 2;
    }
    const std::string_view what = argv[1];
    std::string out = "// made by nl_embed; do not edit\n";
    if (what == "texts") {
        for (int i = 3; i < argc; ++i)
            out += "{\"" + std::filesystem::path(argv[i]).filename().string() + "\", " + raw_literal(read(argv[i])) +
                   "},\n";
    } else if (what == "labels") {
        std::vector<Entry> entries;
        for (int i = 3; i < argc; ++i)
            read_labels(argv[i], entries);
        std::sort(entries.begin(), entries.end());
        for (std::size_t i = 0; i < entries.size(); ++i) {
            const auto& [language, key, text] = entries[i];
            if (i > 0 && std::get<0>(entries[i - 1]) == language && std::get<1>(entries[i - 1]) == key)
                wrong(language, 0, key + " is there twice");
            out += "{\"" + language + "\", \"" + key + "\", " + raw_literal(text) + "},\n";
        }
    } else {
        return 2;
    }
    std::ofstream file(argv[2], std::ios::binary);
    file << out;
    return file.good() ? 0 : 1;
}
