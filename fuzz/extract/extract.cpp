// The first byte picks the form (HTML, plain text, article JSON, sniffed); the rest are the page's bytes.
#include "extract/extract.h"

#include <cstdint>
#include <cstdio>
#include <cstdlib>

#include "unit/extract/invariants.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) return 0;
    using namespace newsloom;
    Page page;
    const char* types[] = {"text/html", "text/plain", kArticleMediaType, ""};
    page.media_type = types[data[0] % 4];
    page.url = (data[0] & 4) != 0 ? "https://news.example/2026/03/09/a-title" : "";
    page.body.assign(reinterpret_cast<const char*>(data) + 1, size - 1);
    page.body.shrink_to_fit();
    extract::Options options;
    options.explain = (data[0] & 8) != 0;
    const auto result = extract::extract(page, options);
    if (!result) return 0;
    const std::string wrong = tests::broken(*result);
    if (!wrong.empty()) {
        std::fprintf(stderr, "%s\n", wrong.c_str());
        std::abort();
    }
    return 0;
}
