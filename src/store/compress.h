/// Page bodies and other large blobs as the store keeps them.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "base/result.h"

namespace newsloom::store {

[[nodiscard]] std::string compress(std::string_view bytes);
/// bad_input: not what compress() made. too_large: more than `most` bytes.
[[nodiscard]] Result<std::string> decompress(std::string_view compressed, std::size_t most);

}  // namespace newsloom::store
