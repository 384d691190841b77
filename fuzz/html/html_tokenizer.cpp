/// Any bytes in any initial state: tokens are printed without an over-read, and with errors collected they are the
/// same.
#include "exact.h"
#include "html/print.h"

using namespace newsloom;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size < 1) return 0;
    constexpr const char* kStates[] = {"Data state",        "RCDATA state",    "RAWTEXT state",
                                       "Script data state", "PLAINTEXT state", "CDATA section state"};
    const Exact input(data + 1, size - 1);
    html::TokenOptions options;
    options.state = kStates[data[0] % 6];
    options.last_start_tag = (data[0] & 64) != 0 ? "script" : "xmp";
    const auto fast = html::print_tokens(input.view, options);
    options.errors = true;
    const auto slow = html::print_tokens(input.view, options);  // takes the plain paths
    ALWAYS(fast.has_value() && slow.has_value());
    ALWAYS(slow->starts_with("{\"output\":" + *fast));
    return 0;
}
