#include "base/result.h"

namespace newsloom {

std::string_view name(Errc code) {
    switch (code) {
        case Errc::bad_input:
            return "bad_input";
        case Errc::not_found:
            return "not_found";
        case Errc::too_large:
            return "too_large";
        case Errc::unavailable:
            return "unavailable";
        case Errc::refused:
            return "refused";
        case Errc::busy:
            return "busy";
        case Errc::no_space:
            return "no_space";
        case Errc::wrong_version:
            return "wrong_version";
        case Errc::usage:
            return "usage";
        case Errc::internal:
            return "internal";
    }
    return "internal";
}

}  // namespace newsloom
