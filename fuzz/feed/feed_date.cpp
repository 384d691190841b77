// Any text: a date between the years 0 and 10000 or none.
#include <cstdint>
#include <cstdlib>
#include <string>

#include "feed/dates.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto time = newsloom::feed::parse_date(std::string(reinterpret_cast<const char*>(data), size));
    if (!time) return 0;
    const int year = static_cast<int>(newsloom::date_of(time->at).year());
    if (year < -1 || year > 10000) std::abort();
    return 0;
}
