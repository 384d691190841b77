/// What is measured: each parses one page in memory into a tree, walks it, and drops it. The result of the walk keeps
/// the work from being left out.
#pragma once

#include <cstddef>
#include <string_view>

namespace newsloom::bench {

std::size_t gumbo(std::string_view page);
std::size_t libxml2(std::string_view page);
/// The upper bound that no tree builder can pass: find every '<'.
std::size_t count_less_than(std::string_view page);
/// A tokenizer without the standard's rules (no character references, no insertion modes, no lower-casing) that builds
/// a tree in an arena which is used again: what the same work costs without conformance.
std::size_t plain_loop(std::string_view page);

}  // namespace newsloom::bench
