// Any bytes: a list or an error, in time.
#include "feed/opml.h"

#include <cstdint>
#include <string>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    (void)newsloom::feed::parse_opml(std::string(reinterpret_cast<const char*>(data), size));
    return 0;
}
