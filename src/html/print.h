/// The printed forms of `newsloom html`: the html5lib tests' notations of trees and tokens.
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"
#include "html/document.h"

namespace newsloom::html {

/// The html5lib `.dat` form: one line per node ("| <html>", "|   <head>"), attributes sorted by UTF-16 code units below
/// their element. Ends with a newline when there is a node.
[[nodiscard]] std::string print_tree(const Document& document);

struct TokenOptions {
    std::string_view state = "Data state";  ///< as the html5lib tests name it; `usage` error for any other word
    std::string_view last_start_tag = {};
    bool errors = false;  ///< an object {"output": [...], "errors": [{"code","line","col"}]} instead of the bare array
};
/// The html5lib tokenizer tests' JSON: [["StartTag","p",{"id":"x"}],["Character","..."]], adjacent characters joined.
[[nodiscard]] Result<std::string> print_tokens(std::string_view utf8, const TokenOptions& options = {});

}  // namespace newsloom::html
