// The first byte picks language and genre, the rest is the text of an article. Any bytes must give annotations in
// range.
#include "attribution/annotate.h"

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>

#include "text/utf8.h"
#include "unit/attribution/invariants.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) return 0;
    using namespace newsloom;
    Article article;
    const char* languages[] = {"en", "de", "fr", "ja"};
    article.language = languages[data[0] % 4];
    article.genre = (data[0] & 4) != 0 ? Genre::opinion : Genre::news;
    // an article's text is well-formed UTF-8
    article.text = utf8::repaired({reinterpret_cast<const char*>(data) + 1, size - 1});
    const std::string wrong = tests::broken(article, attribution::annotate(article));
    if (!wrong.empty()) {
        std::fprintf(stderr, "%s\n", wrong.c_str());
        std::abort();
    }
    return 0;
}
