#include "model/edition.h"

namespace newsloom {

std::string_view name(EditionKind kind) {
    switch (kind) {
        case EditionKind::morning:
            return "morning";
        case EditionKind::weekly:
            return "weekly";
        case EditionKind::good_news:
            return "good_news";
    }
    return "morning";
}

std::optional<EditionKind> edition_kind_named(std::string_view text) {
    for (const auto kind : {EditionKind::morning, EditionKind::weekly, EditionKind::good_news}) {
        if (name(kind) == text) return kind;
    }
    return std::nullopt;
}

}  // namespace newsloom
