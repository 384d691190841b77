/// A feed's XML as one tree, whichever reader made it.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <pugixml.hpp>

#include "base/result.h"

namespace newsloom::feed {

/// Bytes as UTF-8: byte order mark, XML declaration, UTF-8 validity, windows-1252. Control characters that XML forbids
/// are dropped. What was done beyond that stands in `problems`.
[[nodiscard]] std::string to_utf8(std::string_view bytes, std::vector<std::string>& problems);

/// pugixml when the text is well-formed, else read_tolerant; `problems` says which and why.
void load(pugi::xml_document& document, const std::string& utf8, std::vector<std::string>& problems);

/// Makes a tree of anything: closes what is left open, ignores end tags without a start, reads "&" and "<" that stand
/// alone as text, finds the end of attribute values with quotes inside. Linear time, depth at most 200, no recursion.
void read_tolerant(pugi::xml_node root, std::string_view utf8);

/// Names by namespace: "dc:creator" whatever prefix the feed binds to it; lower case.
class Names {
  public:
    explicit Names(pugi::xml_node root);
    [[nodiscard]] std::string of(pugi::xml_node node) const;

  private:
    std::map<std::string, std::string, std::less<>> prefixes_;
};

/// All characters below the node, trimmed; markup in it is left out.
[[nodiscard]] std::string text_of(pugi::xml_node node);
/// The characters of a node that holds escaped HTML, or its children as markup when it holds naked elements; trimmed.
[[nodiscard]] std::string html_of(pugi::xml_node node);
/// HTML or plain text to one line of plain text: tags go, character references are decoded, white space is collapsed.
[[nodiscard]] std::string plain_text(std::string_view html);
/// Character references of XML and the common ones of HTML; unknown ones stay as they are.
[[nodiscard]] std::string decode_references(std::string_view text);
[[nodiscard]] std::string escape_html(std::string_view text);
[[nodiscard]] std::string attribute(pugi::xml_node node, std::string_view lower_name);
/// The base URL at the node: xml:base of it and its ancestors, over the feed's own URL.
[[nodiscard]] std::string base_at(pugi::xml_node node, std::string_view feed_url);
/// Absolute where the base allows it; as given when it is another kind of URL; empty for empty.
[[nodiscard]] std::string absolute(std::string_view base, std::string_view reference);

}  // namespace newsloom::feed
