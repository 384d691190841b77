/// Ids are types: an ArticleId does not convert to a StoryId or from an int by accident. Zero means "none yet".
#pragma once

#include <compare>
#include <cstdint>
#include <functional>

namespace newsloom {

template <class Tag>
struct Id {
    std::int64_t value = 0;

    constexpr Id() = default;
    constexpr explicit Id(std::int64_t v) : value(v) {}
    [[nodiscard]] constexpr explicit operator bool() const { return value != 0; }
    friend constexpr auto operator<=>(const Id&, const Id&) = default;
};

using SourceId = Id<struct SourceTag>;
using OutletId = Id<struct OutletTag>;
using PageId = Id<struct PageTag>;
using DocumentId = Id<struct DocumentTag>;
using ArticleId = Id<struct ArticleTag>;
using FactId = Id<struct FactTag>;
using StoryId = Id<struct StoryTag>;
using EditionId = Id<struct EditionTag>;
using SubscriberId = Id<struct SubscriberTag>;

}  // namespace newsloom

template <class Tag>
struct std::hash<newsloom::Id<Tag>> {
    std::size_t operator()(const newsloom::Id<Tag>& id) const noexcept { return std::hash<std::int64_t>{}(id.value); }
};
