#include "printed/detail/read.h"

namespace newsloom::printed::detail {

Result<bj::value> parsed(std::string_view what, std::string_view text) {
    boost::system::error_code error;
    bj::value value = bj::parse(text, error);
    if (error) return fail(Errc::bad_input, std::string(what) + ": not JSON: " + error.message());
    if (!value.is_object()) return fail(Errc::bad_input, std::string(what) + ": not a JSON object");
    return value;
}

}  // namespace newsloom::printed::detail
