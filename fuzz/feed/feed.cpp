// Any bytes: a feed or an error, in time; the entries hold UTF-8 and never more than the limit.
#include "feed/feed.h"

#include <cstdint>
#include <cstdlib>
#include <string>

#include "text/utf8.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace newsloom;
    const std::string bytes(reinterpret_cast<const char*>(data), size);
    Limits limits;
    limits.feed_entries = 50;
    const auto feed = feed::parse(bytes, "https://feeds.example/x", limits);
    if (!feed) return 0;
    if (feed->entries.size() > limits.feed_entries) std::abort();
    for (const auto& entry : feed->entries) {
        if (!utf8::is_valid(entry.title) || !utf8::is_valid(entry.summary)) std::abort();
    }
    return 0;
}
