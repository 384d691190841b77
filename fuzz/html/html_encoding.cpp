/// Any bytes as a page in any encoding: sniffing, decoding, a change of encoding while parsing.
#include "html/encoding.h"
#include "text/utf8.h"
#include "tree_check.h"

using namespace newsloom;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size < 1) return 0;
    static html::Document document;
    constexpr const char* kTypes[] = {"",
                                      "text/html; charset=utf-8",
                                      "shift_jis",
                                      "gb18030",
                                      "big5",
                                      "euc-kr",
                                      "utf-16le",
                                      "utf-16be",
                                      "iso-2022-jp",
                                      "windows-1251",
                                      "x-user-defined",
                                      "replacement",
                                      "koi8-r",
                                      "euc-jp",
                                      "gbk",
                                      "macintosh"};
    const Exact input(data + 1, size - 1);
    html::parse_page_into(document, input.view, kTypes[data[0] % 16]);
    ALWAYS(utf8::is_valid(document.source()));
    ALWAYS(document.source().find('\r') == std::string_view::npos);
    check_tree(document, 512);
    return 0;
}
