/// What can go wrong, as a value.
///
/// Everything that outside data, disks, networks or people can cause is a `Result<T>`; exceptions are for bugs and lack
/// of memory.
#pragma once

#include <string>
#include <string_view>
#include <utility>

#include <tl/expected.hpp>

namespace newsloom {

/// What a caller can act on; the sentence in Error is for people.
enum class Errc {
    bad_input,      ///< the bytes are not what they should be (page, feed, configuration)
    not_found,      ///< no such file, row, page, story, line
    too_large,      ///< over a limit of base/limits.h or of the configuration
    unavailable,    ///< network, host or disk does not answer now; trying again may help
    refused,        ///< not allowed: robots.txt, private address, a lock, a suppression
    busy,           ///< another runner holds the lock
    no_space,       ///< disk full or quota
    wrong_version,  ///< a database or file of another schema version
    usage,          ///< the caller's words are off
    internal,       ///< a bug; please report
};

/// The name that JSON and `problem` rows carry, e.g. "bad_input".
[[nodiscard]] std::string_view name(Errc code);

struct [[nodiscard]] Error {
    Errc code = Errc::internal;
    std::string message;  ///< names the thing: "feed https://…: no <channel>"
};

template <class T>
using Result = tl::expected<T, Error>;  // functions that return one are marked [[nodiscard]]

[[nodiscard]] inline tl::unexpected<Error> fail(Errc code, std::string message) {
    return tl::unexpected<Error>(Error{code, std::move(message)});
}

/// The same error with the thing it happened to in front: "page.html: not UTF-8".
[[nodiscard]] inline Error about(std::string_view thing, Error error) {
    error.message.insert(0, std::string(thing) + ": ");
    return error;
}

}  // namespace newsloom

#define NL_CONCAT_(a, b) a##b
#define NL_CONCAT(a, b) NL_CONCAT_(a, b)

/// `NL_TRY(const auto page, read_page(path));` declares `page`, or returns the error.
#define NL_TRY(declaration, ...) NL_TRY_(NL_CONCAT(nl_result_, __LINE__), declaration, __VA_ARGS__)
#define NL_TRY_(name, declaration, ...)                                           \
    auto name = (__VA_ARGS__);                                                    \
    if (!name) return tl::unexpected<::newsloom::Error>(std::move(name).error()); \
    declaration = *std::move(name)

/// `NL_CHECK(store.commit());` for results without a value.
#define NL_CHECK(...)                                                                \
    do {                                                                             \
        if (auto nl_checked = (__VA_ARGS__); !nl_checked)                            \
            return tl::unexpected<::newsloom::Error>(std::move(nl_checked).error()); \
    } while (false)
