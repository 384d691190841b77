/// What the sources that somebody reads anyway do not carry: stories of two independent sources that none of their
/// pages tells, and people whom they do not quote. Claimed only over pages that were fetched without error in the
/// window; when in doubt (an article of theirs shares half of the headline's words, or two names across languages)
/// nothing is claimed. Nothing is known about readers: the operator names the outlets.
#pragma once

#include "edition/detail/desk.h"

namespace newsloom::edition::detail {

/// The section for `Options::usual`, absent when no outlet is named, saying why when nothing can be said; and "If you
/// read X" for each outlet of which pages were fetched and whose readers missed something, by outlet's key.
void add_beyond(const Desk& desk, Edition& edition);

}  // namespace newsloom::edition::detail
