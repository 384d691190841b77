/// The printed form of a feed: what `newsloom feed` prints.
#pragma once

#include "feed/feed.h"
#include "json/writer.h"

namespace newsloom::cli {

/// "format" ... "problems" of CLI.md's `feed` form into an open object.
void write_fields(json::Writer& w, const feed::Feed& feed);

}  // namespace newsloom::cli
