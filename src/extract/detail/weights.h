/// All that is learned.
#pragma once

#include "extract/detail/forest.h"
#include "extract/detail/genre_cues.h"
#include "extract/detail/role_model.h"

namespace newsloom::extract {

/// What an article is that does not say so itself: multinomial logistic regression over its cues.
struct GenreModel {
    struct Class {
        Genre genre = Genre::news;
        float bias = 0;
        std::array<float, kGenreCues> weights{};
    };
    std::vector<Class> classes;  ///< empty: nothing is said
};

struct Weights {
    Forest first;                    ///< over block features
    Forest second;                   ///< over block features and what the first says of the neighbours
    Forest text_first, text_second;  ///< the same for pages that are plain text
    Forest title;                    ///< over candidates for the headline
    Forest page;                     ///< over page features: is it an article
    RoleModel roles;                 ///< what blocks outside of the body are
    RoleModel line_roles;            ///< what lines of plain text are, the body among it
    Forest line_body;                ///< over what those three say of a line and its neighbours
    GenreModel genre;                ///< reports, explanations, columns, features, reviews
    float threshold = 0.5F;
    float page_threshold = 0.5F;
    float line_threshold = 0.4F;
};

[[nodiscard]] float probability(float log_odds);

}  // namespace newsloom::extract
