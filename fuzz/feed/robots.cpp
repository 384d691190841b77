// The first line is the URL, the rest the file: a verdict, in time.
#include "robots/robots.h"

#include <cstdint>
#include <string>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string bytes(reinterpret_cast<const char*>(data), size);
    const auto end = bytes.find('\n');
    const auto rules = newsloom::robots::Rules::parse(bytes);
    (void)rules.allowed("Newsloom", bytes.substr(0, end));
    (void)rules.crawl_delay("Newsloom");
    return 0;
}
