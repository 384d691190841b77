/// Who publishes, and where we read it.
#pragma once

#include <string>
#include <vector>

#include "base/ids.h"

namespace newsloom {

/// An outlet as the operator's source list describes it. `owner` decides what is independent: outlets of one owner are
/// one owner.
struct Outlet {
    OutletId id;
    std::string key;         ///< slug, unique: "harbour-post"
    std::string name;        ///< "The Harbour Post"
    std::string short_name;  ///< the source mark; the name when not given
    std::string home;        ///< URL
    std::string country;     ///< ISO 3166-1 alpha-2, upper case; empty when not known
    std::string language;    ///< BCP 47
    std::string owner;       ///< empty: the outlet owns itself
    std::string owner_kind;  ///< public | private | state | cooperative | nonprofit | agency; empty when not known
    double weight = 1.0;     ///< the operator's weight in ranking
    std::vector<std::string> feeds;
};

}  // namespace newsloom
