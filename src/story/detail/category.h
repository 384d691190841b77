/// What a story is about, in one word: world, politics, business, technology, science, health, environment, culture,
/// sport, crime, travel, food, education.
#pragma once

#include <string>
#include <string_view>

#include "model/article.h"
#include "story/detail/reading.h"
#include "story/detail/stems.h"

namespace newsloom::story::detail {

/// The category that the page names itself: by a folder of its URL (the last that is a section's name), else by its
/// kicker, else by a topic. Empty when it names none. Names: data/story/sections.txt.
[[nodiscard]] std::string_view declared_category(const Article& article);

/// A linear model over the hand-written words of data/story/categories.txt, weights from data/story/category.json
/// (evaluation/categories). Empty when none of the words is there or the language is not known.
[[nodiscard]] std::string_view likely_category(std::string_view title, std::string_view text, Tongue tongue);

/// What most articles say, copies not counted; a page's own word counts three times as much as the model's. Empty when
/// nothing is said.
[[nodiscard]] std::string_view category_of(const Reading& reading);

}  // namespace newsloom::story::detail
