/// The sections of the front page that are not lists of stories: the big question, the spotlight, what is worth one's
/// time.
#pragma once

#include <vector>

#include "edition/detail/desk.h"

namespace newsloom::edition::detail {

/// The first top story whose reports differ, whose claim is denied, or that leaves something open; in this order.
void add_question(const Desk& desk, Edition& edition, const std::vector<std::size_t>& top);

/// The story on which at least two commentators write: what each argues. Absent when there is none.
void add_spotlight(const Desk& desk, Edition& edition);

/// Features, reviews and interviews that no edition has named yet, one of each outlet, the longest first; with the
/// minutes they take.
void add_worth_your_time(const Desk& desk, Edition& edition);

}  // namespace newsloom::edition::detail
