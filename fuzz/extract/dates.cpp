// Dates, bylines and URLs of pages: any bytes.
#include "extract/dates.h"

#include <cstdint>
#include <string>

#include "extract/byline.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace newsloom;
    const std::string text(reinterpret_cast<const char*>(data), size);
    const auto found = extract::find_date_at(text, {"en", std::nullopt, false});
    if (found && (found->begin > found->end || found->end > text.size())) __builtin_trap();
    (void)extract::date_in_url(text);
    const auto byline = extract::split_byline(text, {"The Harbour Post", "www.harbourpost.example", (size & 1) != 0});
    for (const auto& name : byline.people)
        if (name.empty()) __builtin_trap();
    return 0;
}
