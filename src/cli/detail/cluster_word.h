/// `newsloom cluster`: which articles tell one story.
#pragma once

#include <string>
#include <vector>

#include "cli/detail/words.h"

namespace newsloom::cli {

/// Reads articles line by line and keeps features, not texts, of what waits for its turn. Lines nearly in order of time
/// (a day early or late is near enough) are clustered while they are read, so that memory is bounded by what is open;
/// others, undated ones and standard input are read to the end first, and then taken in order. The answer is the same.
[[nodiscard]] int print_clusters(const std::vector<std::string>& files, const Habits& habits);

}  // namespace newsloom::cli
