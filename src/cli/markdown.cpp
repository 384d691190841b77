#include "cli/detail/markdown.h"

#include "text/ascii.h"

namespace newsloom::cli {
namespace {

/// Characters that would be markup anywhere, and those that would be at the start of a line.
std::string escaped(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        const bool starts_line = i == 0 || text[i - 1] == '\n';
        const bool block = starts_line && (c == '#' || c == '+' || c == '-' || c == '=' || c == '>');
        if (block || std::string_view("\\`*_[]<>|").find(c) != std::string_view::npos) out += '\\';
        out += c;
        // "1. " at the start of a line would be a list.
        if (starts_line && ascii::is_digit(c)) {
            std::size_t end = i + 1;
            while (end < text.size() && ascii::is_digit(text[end]))
                ++end;
            if (end < text.size() && (text[end] == '.' || text[end] == ')')) {
                out += text.substr(i + 1, end - i - 1);
                out += '\\';
                i = end - 1;
            }
        }
    }
    return out;
}

std::string one_line(std::string_view text) {
    std::string out = escaped(text);
    for (char& c : out)
        c = c == '\n' ? ' ' : c;
    return out;
}

std::string table_row(std::string_view text) {
    std::string out = "|";
    while (true) {
        const std::size_t bar = text.find(" | ");
        out += " " + one_line(text.substr(0, bar)) + " |";
        if (bar == std::string_view::npos) break;
        text.remove_prefix(bar + 3);
    }
    return out;
}

std::string rule_for(std::string_view row) {
    std::string out = "|";
    for (std::size_t i = 1; i < row.size(); ++i) {
        if (row[i] == '|' && row[i - 1] != '\\') out += " --- |";
    }
    return out;
}

}  // namespace

std::string markdown(const Article& article) {
    std::string out;
    if (!article.title.empty()) out += "# " + one_line(article.title) + "\n\n";
    if (!article.deck.empty()) out += "*" + one_line(article.deck) + "*\n\n";
    std::string byline;
    for (const std::string& author : article.authors)
        byline += (byline.empty() ? "" : ", ") + one_line(author);
    if (article.published) byline += (byline.empty() ? "" : " · ") + to_rfc3339(*article.published);
    if (!byline.empty()) out += byline + "\n\n";
    Role before = Role::paragraph;
    for (const Block& block : article.blocks) {
        const std::string_view text = slice(article.text, block.range);
        if (block.role == Role::deck && one_line(text) == one_line(article.deck)) continue;  // stands above the text
        const bool same_group = before == block.role;
        if (!same_group && (before == Role::list_item || before == Role::table_row)) out += "\n";
        switch (block.role) {
            case Role::heading:
                out +=
                    std::string(static_cast<std::size_t>(block.level >= 2 && block.level <= 6 ? block.level : 2), '#');
                out += " " + one_line(text) + "\n\n";
                break;
            case Role::list_item:
                out += "- " + one_line(text) + "\n";
                break;
            case Role::quote:
                out += "> " + one_line(text) + "\n\n";
                break;
            case Role::table_row: {
                const std::string row = table_row(text);
                out += row + "\n";
                if (!same_group) out += rule_for(row) + "\n";
                break;
            }
            case Role::code:
                out += "```\n" + std::string(text) + "\n```\n\n";
                break;
            default:
                out += escaped(text) + "\n\n";
        }
        before = block.role;
    }
    while (out.ends_with("\n\n"))
        out.pop_back();
    return out;
}

}  // namespace newsloom::cli
