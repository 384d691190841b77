/// Words that reports use for one another ("blaze", "fire"): data/story/same_words.*.txt, compiled in.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <utility>

#include "story/detail/stems.h"

namespace newsloom::story::detail {

/// The stem that stands for the group of a word of the text; its own stem when it is in no group. German groups stand
/// under English words, so that sentences of both languages meet; German compounds go by their last part.
[[nodiscard]] std::uint32_t sense_of(std::string_view text, const dedup::ScannedWord& word, Tongue tongue);

/// The same, nothing for words in no group.
[[nodiscard]] std::optional<std::uint32_t> known_sense(std::string_view text, const dedup::ScannedWord& word,
                                                       Tongue tongue);

/// The sense that a phrase of two to four words counts as ("stepped down": data/story/phrases.en.txt), by the hashes of
/// its words.
[[nodiscard]] std::optional<std::uint32_t> phrase_sense(std::span<const std::uint64_t> words);
/// Whether it is worth asking for phrases that end with a word, by its hash.
[[nodiscard]] bool may_end_phrase(std::uint64_t word);

/// The fields a sense belongs to (data/story/near_words.en.txt): numbers of lines. The view lives as long as the
/// program.
[[nodiscard]] std::span<const std::pair<std::uint32_t, std::uint32_t>> fields_of(std::uint32_t sense);

}  // namespace newsloom::story::detail
