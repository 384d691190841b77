#include "extract/weights.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "extract/detail/features.h"
#include "extract/detail/json_values.h"
#include "extract/detail/line_rows.h"
#include "extract/detail/page_kind.h"
#include "extract/detail/titles.h"
#include "extract/detail/weights.h"

namespace newsloom::extract {

extern const std::string_view kWeightsFile;  // generated from data/extract/weights.json
extern const std::string_view kGenreFile;    // data/extract/genre.json
extern const std::string_view kRolesFile;    // data/extract/roles.json: used when a file of weights has no roles
extern const std::string_view kLinesFile;    // data/extract/lines.json: the same for lines of plain text

namespace {

namespace bj = boost::json;

const bj::array* array_at(const bj::object& object, std::string_view key) {
    const auto* value = object.if_contains(key);
    return value == nullptr ? nullptr : value->if_array();
}

/// Reads {"bias", "trees": [{"feature", "threshold", "left", "right", "leaf"}]}; the names say which column is meant.
Result<Forest> read_forest(const bj::object& object, const std::vector<std::string>& columns) {
    Forest forest;
    const auto bad = [](std::string what) { return fail(Errc::bad_input, "weights: " + std::move(what)); };
    std::vector<std::uint16_t> column_of;
    const auto* names = array_at(object, "features");
    const auto* trees = array_at(object, "trees");
    if (names == nullptr || trees == nullptr) return bad("no features or no trees");
    for (const auto& name : *names) {
        const auto* text = name.if_string();
        if (text == nullptr) return bad("a feature without a name");
        const auto at = std::find(columns.begin(), columns.end(), std::string_view(text->data(), text->size()));
        if (at == columns.end()) return bad("unknown feature " + std::string(text->data(), text->size()));
        column_of.push_back(static_cast<std::uint16_t>(at - columns.begin()));
    }
    if (const auto* bias = object.if_contains("bias")) forest.set_bias(static_cast<float>(number(*bias).value_or(0)));
    for (const auto& item : *trees) {
        const auto* tree = item.if_object();
        if (tree == nullptr) return bad("a tree that is no object");
        const auto* features = array_at(*tree, "feature");
        const auto* thresholds = array_at(*tree, "threshold");
        const auto* left = array_at(*tree, "left");
        const auto* right = array_at(*tree, "right");
        const auto* leaves = array_at(*tree, "leaf");
        if (features == nullptr || thresholds == nullptr || left == nullptr || right == nullptr || leaves == nullptr ||
            leaves->empty())
            return bad("a tree without its lists");
        const std::size_t n = features->size();
        if (thresholds->size() != n || left->size() != n || right->size() != n || leaves->size() != n + 1 || n > 4000)
            return bad("a tree with lists of different length");
        std::vector<Forest::Split> splits;
        std::vector<bool> met(n);
        for (std::size_t i = 0; i < n; ++i) {
            const auto f = number((*features)[i]);
            const auto t = number((*thresholds)[i]);
            const auto l = number((*left)[i]);
            const auto r = number((*right)[i]);
            if (!f || !t || !l || !r || *f < 0 || *f >= static_cast<double>(column_of.size()))
                return bad("a split that cannot be read");
            for (const double child : {*l, *r}) {
                // Children come after their parent, so that no tree can go in circles.
                if (child >= 0 ? (child <= static_cast<double>(i) || child >= static_cast<double>(n))
                               : -child > static_cast<double>(n + 1))
                    return bad("a split with a wrong child");
                if (child >= 0 && met[static_cast<std::size_t>(child)]) return bad("a split with two parents");
                if (child >= 0) met[static_cast<std::size_t>(child)] = true;
            }
            splits.push_back({static_cast<float>(*t),
                              column_of[static_cast<std::size_t>(*f)],
                              {static_cast<std::int32_t>(*l), static_cast<std::int32_t>(*r)}});
        }
        std::vector<float> values;
        for (const auto& leaf : *leaves)
            values.push_back(static_cast<float>(number(leaf).value_or(0)));
        forest.add_tree(splits, values);
    }
    return forest;
}

/// {"classes": [{"genre", "bias", "weights": {cue: number}}]}; {} says nothing.
Result<GenreModel> read_genre_model(const bj::value& value) {
    GenreModel model;
    const auto bad = [](std::string what) { return fail(Errc::bad_input, "weights of genres: " + std::move(what)); };
    if (!value.is_object()) return bad("no object");
    const auto* classes = array_at(value.get_object(), "classes");
    if (classes == nullptr) return model;
    const std::vector<std::string>& names = genre_cue_names();
    for (const bj::value& item : *classes) {
        const auto* object = item.if_object();
        if (object == nullptr) return bad("a class that is no object");
        GenreModel::Class one;
        const auto* genre = object->if_contains("genre");
        const auto* name = genre == nullptr ? nullptr : genre->if_string();
        const auto known = name == nullptr ? std::nullopt : genre_named({name->data(), name->size()});
        if (!known) return bad("a class without a genre");
        one.genre = *known;
        if (const auto* bias = object->if_contains("bias")) one.bias = static_cast<float>(number(*bias).value_or(0));
        const auto* weights = object->if_contains("weights");
        if (weights == nullptr || !weights->is_object()) return bad("a class without weights");
        for (const auto& [key, weight] : weights->get_object()) {
            const auto at = std::find(names.begin(), names.end(), std::string_view(key.data(), key.size()));
            const auto read = number(weight);
            if (at == names.end() || !read) return bad("unknown cue " + std::string(key));
            one.weights[static_cast<std::size_t>(at - names.begin())] = static_cast<float>(*read);
        }
        model.classes.push_back(one);
    }
    return model;
}

}  // namespace

void DeleteWeights::operator()(const Weights* weights) const { delete weights; }

float probability(float log_odds) { return 1.F / (1.F + std::exp(-log_odds)); }

Result<WeightsPointer> read_weights(std::string_view json) {
    boost::system::error_code error;
    const bj::value value = bj::parse(bj::string_view(json.data(), json.size()), error);
    if (error || !value.is_object()) return fail(Errc::bad_input, "weights: no JSON object");
    auto weights = std::make_unique<Weights>();
    // The first trees may not ask what only the second know.
    const std::vector<std::string> narrow(column_names().begin(), column_names().begin() + kSecondColumn);
    struct Part {
        const char* key;
        Forest* into;
        const std::vector<std::string>* columns;
    };
    const Part parts[] = {{"first", &weights->first, &narrow},
                          {"second", &weights->second, &column_names()},
                          {"text_first", &weights->text_first, &narrow},
                          {"text_second", &weights->text_second, &column_names()},
                          {"title", &weights->title, &title_feature_names()},
                          {"page", &weights->page, &page_feature_names()}};
    for (const Part& part : parts) {
        const auto* object = value.get_object().if_contains(part.key);
        if (object == nullptr) continue;  // what is absent falls back to rules
        if (!object->is_object()) return fail(Errc::bad_input, std::string("weights: ") + part.key + " is no object");
        NL_TRY(auto forest, read_forest(object->get_object(), *part.columns));
        *part.into = std::move(forest);
    }
    const bj::value own = bj::parse(bj::string_view(kRolesFile.data(), kRolesFile.size()), error);
    const bj::value own_lines = bj::parse(bj::string_view(kLinesFile.data(), kLinesFile.size()), error);
    const auto part_of = [&value](const bj::value& built_in, const char* key) {
        const auto* part = value.get_object().if_contains(key);
        return part == nullptr && built_in.is_object() ? built_in.get_object().if_contains(key) : part;
    };
    const auto read_roles = [&](const char* key, bool with_body) -> Result<RoleModel> {
        const auto* part = part_of(with_body ? own_lines : own, key);
        if (part == nullptr) return RoleModel();
        if (!part->is_object()) return fail(Errc::bad_input, std::string("weights: ") + key + " is no object");
        if (part->get_object().empty()) return RoleModel();  // {}: the rules alone
        return RoleModel::read(part->get_object(), with_body);
    };
    NL_TRY(weights->roles, read_roles("roles", false));
    NL_TRY(weights->line_roles, read_roles("line_roles", true));
    if (const auto* part = part_of(own_lines, "line_body"); part != nullptr && part->is_object()) {
        if (const auto* threshold = part->get_object().if_contains("threshold"))
            weights->line_threshold = static_cast<float>(number(*threshold).value_or(0.5));
        if (!part->get_object().empty()) {  // {}: the model of roles alone
            NL_TRY(weights->line_body, read_forest(part->get_object(), line_column_names()));
        }
    }
    const bj::value own_genre = bj::parse(bj::string_view(kGenreFile.data(), kGenreFile.size()), error);
    const auto* genre = value.get_object().if_contains("genre");
    NL_TRY(weights->genre, read_genre_model(genre != nullptr ? *genre : own_genre));
    if (const auto* threshold = value.get_object().if_contains("threshold"))
        weights->threshold = static_cast<float>(number(*threshold).value_or(0.5));
    if (const auto* threshold = value.get_object().if_contains("page_threshold"))
        weights->page_threshold = static_cast<float>(number(*threshold).value_or(0.5));
    return WeightsPointer(weights.release());
}

const Weights& built_in_weights() {
    static const WeightsPointer kWeights = [] {
        auto read = read_weights(kWeightsFile);
        return read ? std::move(*read) : WeightsPointer(new Weights());
    }();
    return *kWeights;
}

}  // namespace newsloom::extract
