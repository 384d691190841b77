/// The .dat files of html5lib-tests: sections that begin with "#name" lines.
#pragma once

#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <string>
#include <vector>

namespace newsloom::tests {

using DatCase = std::map<std::string, std::string>;  ///< section -> its text, each line with its newline

/// Each "#data" line begins a case.
inline std::vector<DatCase> read_dat(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    const std::string text((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
    static const char* const kSections[] = {"data",       "errors",    "new-errors", "document-fragment",
                                            "script-off", "script-on", "document",   "encoding"};
    std::vector<DatCase> cases;
    std::string section;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find('\n', at), text.size() - 1);
        const std::string line = text.substr(at, end - at);
        at = end + 1;
        bool is_heading = false;
        for (const char* name : kSections)
            if (line == std::string("#") + name) {
                // Within "#document" nothing but the next "#data" is a heading.
                if (section == "document" && std::string(name) != "data") continue;
                is_heading = true;
                section = name;
                if (section == "data") cases.emplace_back();
                cases.back()[section];
            }
        if (!is_heading && !cases.empty()) cases.back()[section] += line + "\n";
    }
    for (DatCase& c : cases) {
        std::string& data = c["data"];
        if (!data.empty()) data.pop_back();
    }
    return cases;
}

}  // namespace newsloom::tests
