#include "cli/detail/article_line.h"

#include <algorithm>
#include <array>

#include <boost/json.hpp>

#include "base/map_ordered.h"
#include "cli/detail/file_words.h"
#include "feed/dates.h"
#include "input/read_file.h"
#include "json/writer.h"
#include "text/ascii.h"
#include "text/utf8.h"
#include "url/url.h"

namespace newsloom::cli {
namespace {

namespace bj = boost::json;

constexpr std::size_t kUsualLineBytes = 16 * kKiB;

std::string text_in(const bj::object& object, std::string_view key) {
    const bj::value* value = object.if_contains(key);
    if (value == nullptr || !value->is_string()) return {};
    const std::string_view text(value->get_string().data(), value->get_string().size());
    return utf8::is_valid(text) ? std::string(text) : utf8::repaired(text);
}

std::string first_of(const bj::object& object, std::initializer_list<std::string_view> keys) {
    for (const std::string_view key : keys) {
        if (std::string text = text_in(object, key); !text.empty()) return text;
    }
    return {};
}

/// The value lives as long as `storage`.
Result<bj::value> parsed(std::string_view line, const bj::storage_ptr& storage) {
    bj::parse_options options;
    options.allow_invalid_utf8 = true;
    boost::system::error_code code;
    bj::value value = bj::parse({line.data(), line.size()}, code, storage, options);
    if (code || !value.is_object()) return fail(Errc::bad_input, "not a JSON object");
    return value;
}

std::optional<Timestamp> time_of(const bj::object& object) {
    for (const std::string_view key : {"time", "published", "date"}) {
        const bj::value* value = object.if_contains(key);
        if (value == nullptr) continue;
        if (value->is_string()) {
            if (const auto time = feed::parse_date(text_in(object, key))) return time;
        } else if (value->is_number()) {
            const double seconds = value->to_number<double>();
            if (seconds > 0 && seconds < 4e9)
                return Timestamp{Instant{std::chrono::seconds{static_cast<std::int64_t>(seconds)}}, {}, false};
        }
    }
    return std::nullopt;
}

}  // namespace

Result<ArticleLine> read_article_line(std::string_view line) {
    std::array<unsigned char, kUsualLineBytes> room;
    bj::monotonic_resource arena(room.data(), room.size());
    NL_TRY(const bj::value value, parsed(line, &arena));
    const bj::object& object = value.get_object();
    ArticleLine result;
    const bj::value* id = object.if_contains("id");
    if (id == nullptr || !(id->is_string() || id->is_number())) return fail(Errc::bad_input, "no \"id\"");
    if (id->is_string()) {
        result.id = text_in(object, "id");
        json::append_quoted(result.id_json, result.id);
    } else {
        result.id = result.id_json = bj::serialize(*id);
    }
    Article& article = result.article;
    if (const bj::value* text = object.if_contains("text"); text == nullptr || !text->is_string())
        return fail(Errc::bad_input, "article " + result.id + ": no \"text\"");
    article.text = text_in(object, "text");
    article.title = text_in(object, "title");
    article.deck = text_in(object, "deck");
    article.url = article.canonical_url = text_in(object, "url");
    article.language = first_of(object, {"lang", "language"});
    if (const auto genre = genre_named(text_in(object, "genre"))) article.genre = *genre;
    if (const bj::value* authors = object.if_contains("authors"); authors != nullptr && authors->is_array()) {
        for (const bj::value& author : authors->get_array()) {
            if (author.is_string()) article.authors.emplace_back(author.get_string());
        }
    } else if (const std::string author = first_of(object, {"authors", "author"}); !author.empty()) {
        article.authors.push_back(author);
    }
    if (const bj::value* agencies = object.if_contains("agencies"); agencies != nullptr && agencies->is_array()) {
        for (const bj::value& agency : agencies->get_array()) {
            if (agency.is_string()) article.agencies.emplace_back(agency.get_string());
        }
    }
    if (const auto time = time_of(object)) {
        article.published = time;
        result.time = time->at;
        article.first_seen = time->at;
    }
    result.outlet = first_of(object, {"source", "outlet", "publisher"});
    if (result.outlet.empty() && !article.url.empty()) result.outlet = url::registrable_domain(article.url);
    result.about.key = result.outlet;
    result.about.name = result.about.short_name = first_of(object, {"outlet_name", "source", "outlet", "publisher"});
    if (result.about.name.empty()) result.about.name = result.about.short_name = result.outlet;
    result.about.owner = text_in(object, "owner");
    result.about.owner_kind = text_in(object, "owner_kind");
    result.about.country = text_in(object, "country");
    return result;
}

Result<std::pair<std::string, std::string>> read_cluster_line(std::string_view line) {
    NL_TRY(const bj::value value, parsed(line, {}));
    const bj::object& object = value.get_object();
    const auto as_text = [&](std::string_view key) {
        const bj::value* member = object.if_contains(key);
        if (member == nullptr) return std::string();
        return member->is_string()   ? text_in(object, key)
               : member->is_number() ? bj::serialize(*member)
                                     : std::string();
    };
    std::pair<std::string, std::string> result{as_text("id"), as_text("story")};
    if (result.first.empty() || result.second.empty()) return fail(Errc::bad_input, "no \"id\" or no \"story\"");
    return result;
}

std::vector<std::pair<std::string_view, std::size_t>> lines_of(std::string_view bytes) {
    std::vector<std::pair<std::string_view, std::size_t>> lines;
    for (std::size_t number = 1; !bytes.empty(); ++number) {
        const std::size_t end = std::min(bytes.find('\n'), bytes.size());
        if (const std::string_view line = ascii::trim(bytes.substr(0, end)); !line.empty())
            lines.emplace_back(line, number);
        bytes.remove_prefix(std::min(end + 1, bytes.size()));
    }
    return lines;
}

Result<std::vector<NumberedLine>> read_article_files(const std::vector<std::string>& files, unsigned jobs) {
    std::vector<NumberedLine> result;
    for (const std::string& file : files) {
        NL_TRY(const std::string bytes, read_file(file, kMostLinesBytes));
        auto read = map_ordered(lines_of(bytes), threads(jobs), [&](const auto& line) {
            return NumberedLine{file + ":" + std::to_string(line.second), read_article_line(line.first)};
        });
        result.insert(result.end(), std::make_move_iterator(read.begin()), std::make_move_iterator(read.end()));
    }
    return result;
}

}  // namespace newsloom::cli
