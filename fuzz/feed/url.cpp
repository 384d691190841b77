// The first line is the base, the rest the reference: canonical() is a fixed point, and what resolves can be parsed.
#include "url/url.h"

#include <cstdint>
#include <cstdlib>
#include <string>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace newsloom;
    const std::string bytes(reinterpret_cast<const char*>(data), size);
    const auto end = std::min(bytes.find('\n'), bytes.size());
    const auto resolved = url::resolve(bytes.substr(0, end), bytes.substr(std::min(end + 1, bytes.size())));
    if (resolved && resolved->size() <= url::kMostBytes && !url::parse(*resolved)) std::abort();
    const auto once = url::canonical(bytes);
    if (once && once->size() <= url::kMostBytes && url::canonical(*once) != once) std::abort();
    return 0;
}
