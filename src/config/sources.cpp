#include "config/sources.h"

#include <algorithm>
#include <array>
#include <set>

#include <toml++/toml.h>

#include "config/detail/nearest.h"
#include "input/read_file.h"
#include "text/ascii.h"
#include "url/url.h"

namespace newsloom::config {
namespace {

const std::vector<std::string>& keys() {
    static const std::vector<std::string> kKeys = {"id",       "name",  "short",      "home",   "country",
                                                   "language", "owner", "owner_kind", "weight", "feeds"};
    return kKeys;
}

constexpr std::array kOwnerKinds = {"public", "private", "state", "cooperative", "nonprofit", "agency"};

bool is_slug(std::string_view text) {
    return !text.empty() && text.size() <= 60 && text.front() != '-' &&
           std::all_of(text.begin(), text.end(),
                       [](char c) { return ascii::is_lower(c) || ascii::is_digit(c) || c == '-'; });
}

/// Reads one [[outlet]]; every complaint names file, line and outlet.
class OutletReader {
  public:
    OutletReader(const toml::table& table, std::string_view file) : table_(table), file_(file) {}

    Result<Outlet> read() {
        Outlet outlet;
        NL_CHECK(text("id", outlet.key));
        if (!is_slug(outlet.key)) return wrong("id", "needs an id of lower-case letters, digits and hyphens");
        name_ = outlet.key;
        for (const auto& [key, node] : table_) {
            const auto& known = keys();
            if (std::find(known.begin(), known.end(), key.str()) == known.end()) {
                return fail(Errc::bad_input, where(&node) + ": unknown key \"" + std::string(key.str()) + "\"" +
                                                 did_you_mean(key.str(), known));
            }
        }
        NL_CHECK(text("name", outlet.name));
        NL_CHECK(text("short", outlet.short_name));
        NL_CHECK(text("home", outlet.home));
        NL_CHECK(text("country", outlet.country));
        NL_CHECK(text("language", outlet.language));
        NL_CHECK(text("owner", outlet.owner));
        NL_CHECK(text("owner_kind", outlet.owner_kind));
        if (outlet.name.empty()) outlet.name = outlet.key;
        if (outlet.short_name.empty()) outlet.short_name = outlet.name;
        for (char& c : outlet.country)
            c = ascii::is_lower(c) ? static_cast<char>(c - ('a' - 'A')) : c;
        const bool two_letters =
            outlet.country.size() == 2 && ascii::is_upper(outlet.country[0]) && ascii::is_upper(outlet.country[1]);
        if (!outlet.country.empty() && !two_letters) return wrong("country", "must be two letters such as \"GB\"");
        if (!outlet.owner_kind.empty() &&
            std::find(kOwnerKinds.begin(), kOwnerKinds.end(), outlet.owner_kind) == kOwnerKinds.end())
            return wrong("owner_kind", "must be public, private, state, cooperative, nonprofit or agency");
        if (!outlet.home.empty() && !is_web(outlet.home)) return wrong("home", "must be a http(s) URL");
        if (const toml::node* node = table_.get("weight"); node != nullptr) {
            const auto weight = node->value<double>();
            if (!weight || *weight < 0 || *weight > 100) return wrong("weight", "must be a number between 0 and 100");
            outlet.weight = *weight;
        }
        NL_CHECK(feeds(outlet));
        return outlet;
    }

  private:
    static bool is_web(std::string_view text) {
        const auto parsed = url::parse(text);
        return parsed && parsed->is_web();
    }

    [[nodiscard]] std::string where(const toml::node* node) const {
        const auto line = (node != nullptr ? node->source() : table_.source()).begin.line;
        return std::string(file_) + ":" + std::to_string(line) + (name_.empty() ? "" : ": outlet \"" + name_ + "\"");
    }

    [[nodiscard]] tl::unexpected<Error> wrong(std::string_view key, std::string_view what) const {
        return fail(Errc::bad_input, where(table_.get(key)) + ": " + std::string(key) + " " + std::string(what));
    }

    Result<void> text(std::string_view key, std::string& into) const {
        const toml::node* node = table_.get(key);
        if (node == nullptr) return {};
        const auto value = node->value_exact<std::string>();
        if (!value) return wrong(key, "must be a text in quotes");
        into = ascii::trim(*value);
        return {};
    }

    Result<void> feeds(Outlet& outlet) const {
        const toml::node* node = table_.get("feeds");
        if (node == nullptr) return {};
        const toml::array* array = node->as_array();
        if (array == nullptr) return wrong("feeds", "must be a list of URLs");
        for (const toml::node& item : *array) {
            const auto value = item.value_exact<std::string>();
            if (!value || !is_web(*value)) {
                return fail(Errc::bad_input, where(&item) + ": feeds: " +
                                                 (value ? "\"" + *value + "\" is no http(s) URL" : "not a text"));
            }
            outlet.feeds.push_back(*value);
        }
        return {};
    }

    const toml::table& table_;
    std::string_view file_;
    std::string name_;
};

}  // namespace

Result<std::vector<Outlet>> parse_sources(std::string_view toml_text, std::string_view name) {
    toml::table root;
    try {
        root = toml::parse(toml_text);
    } catch (const toml::parse_error& error) {  // toml++ has no other way to say it
        return fail(Errc::bad_input, std::string(name) + ":" + std::to_string(error.source().begin.line) + ": " +
                                         std::string(error.description()));
    }
    const std::string file(name);
    for (const auto& [key, node] : root) {
        if (key.str() != "outlet" || !node.is_array_of_tables()) {
            return fail(Errc::bad_input, file + ":" + std::to_string(node.source().begin.line) + ": \"" +
                                             std::string(key.str()) + "\": only [[outlet]] tables are known here");
        }
    }
    std::vector<Outlet> outlets;
    std::set<std::string> seen;
    const toml::array* tables = root["outlet"].as_array();
    if (tables == nullptr) return outlets;
    for (const toml::node& node : *tables) {
        NL_TRY(Outlet outlet, OutletReader(*node.as_table(), name).read());
        if (!seen.insert(outlet.key).second) {
            return fail(Errc::bad_input, file + ":" + std::to_string(node.source().begin.line) + ": outlet \"" +
                                             outlet.key + "\" stands twice in the list");
        }
        outlets.push_back(std::move(outlet));
    }
    return outlets;
}

Result<std::vector<Outlet>> read_sources(const std::filesystem::path& file) {
    NL_TRY(const std::string text, read_file(file, 16 * kMiB));
    return parse_sources(text, file.string());
}

std::string starter_sources() {
    return "# The outlets that Newsloom reads. `newsloom add FEED-URL` adds feeds without this file, too; what stands "
           "here\n"
           "# besides says who owns an outlet, and so what counts as an independent source.\n"
           "#\n"
           "#[[outlet]]\n"
           "#id = \"harbour-post\"                      # a short name of your own, never changed\n"
           "#name = \"The Harbour Post\"\n"
           "#short = \"Harbour Post\"                   # the source mark after each line\n"
           "#home = \"https://www.harbourpost.example/\"\n"
           "#country = \"GB\"\n"
           "#language = \"en\"\n"
           "#owner = \"Tidewater Press\"                # outlets of one owner are one source\n"
           "#owner_kind = \"private\"                   # public, private, state, cooperative, nonprofit, agency\n"
           "#weight = 1.0                             # in ranking\n"
           "#feeds = [\"https://www.harbourpost.example/feed.xml\"]\n";
}

}  // namespace newsloom::config
