#include "corpus.h"

#include <algorithm>
#include <cstdlib>
#include <iostream>

#include <boost/json.hpp>

#include "base/hash.h"
#include "input/read_file.h"
#include "url/url.h"

namespace newsloom::evaluation {
namespace {

namespace json = boost::json;

std::string bytes_of(const std::string& path) {
    auto bytes = read_file(path);
    if (!bytes) {
        std::cerr << bytes.error().message << "\n";
        std::exit(1);
    }
    return *std::move(bytes);
}

std::string text_of(const json::object& object, std::string_view key) {
    const auto* value = object.if_contains(key);
    return value != nullptr && value->is_string() ? std::string(value->as_string()) : std::string();
}

void read_rows(const std::string& path, std::vector<Row>& rows) {
    const std::string bytes = bytes_of(path);
    for (std::size_t at = 0; at < bytes.size();) {
        const std::size_t end = std::min(bytes.find('\n', at), bytes.size());
        const auto line = std::string_view(bytes).substr(at, end - at);
        at = end + 1;
        if (line.empty()) continue;
        const json::value parsed = json::parse(line);
        const json::object& object = parsed.as_object();
        Row row;
        row.id = text_of(object, "id");
        if (const auto time = parse_rfc3339(text_of(object, "time"))) row.time = time->at;
        row.language = text_of(object, "lang");
        row.title = text_of(object, "title");
        row.text = text_of(object, "text");
        row.outlet = text_of(object, "source");  // as `newsloom cluster` reads them
        if (row.outlet.empty()) row.outlet = url::registrable_domain(text_of(object, "url"));
        rows.push_back(std::move(row));
    }
}

std::string labelled(const std::string& set) { return set == "dense" ? "allsides_abp" : set; }

}  // namespace

std::vector<Row> read_set(const std::string& directory, const std::string& set, std::uint64_t salt) {
    std::vector<Row> rows;
    read_rows(directory + "/" + labelled(set) + ".dev.jsonl.gz", rows);
    if (set == "dense") read_rows(directory + "/background.dev.jsonl.gz", rows);
    for (Row& row : rows)
        row.salted = hash64(row.id, salt);
    std::sort(rows.begin(), rows.end(), [](const Row& a, const Row& b) {
        if (a.time.has_value() != b.time.has_value()) return a.time.has_value();
        return a.time != b.time ? a.time < b.time : a.salted < b.salted;
    });
    return rows;
}

std::map<std::string, std::string> read_gold(const std::string& directory, const std::string& set) {
    const json::value labels = json::parse(bytes_of(directory + "/" + labelled(set) + ".dev.gold.json"));
    std::map<std::string, std::string> gold;
    for (const auto& [id, cluster] : labels.as_object())
        gold[std::string(id)] = cluster.is_string() ? std::string(cluster.as_string()) : json::serialize(cluster);
    return gold;
}

Score score(const std::map<std::string, std::string>& gold, const std::map<std::string, std::int64_t>& answers) {
    std::map<std::string, double> per_gold;
    std::map<std::int64_t, double> per_answer;
    std::map<std::pair<std::string, std::int64_t>, double> both;
    for (const auto& [id, cluster] : gold) {
        const std::int64_t answer = answers.at(id);
        ++per_gold[cluster];
        ++per_answer[answer];
        ++both[{cluster, answer}];
    }
    Score s;
    double pairs = 0, gold_pairs = 0, answer_pairs = 0;
    for (const auto& [key, n] : both) {
        s.b3_precision += n * n / per_answer[key.second];
        s.b3_recall += n * n / per_gold[key.first];
        pairs += n * (n - 1) / 2;
    }
    for (const auto& [key, n] : per_gold)
        gold_pairs += n * (n - 1) / 2;
    for (const auto& [key, n] : per_answer)
        answer_pairs += n * (n - 1) / 2;
    s.b3_precision /= static_cast<double>(gold.size());
    s.b3_recall /= static_cast<double>(gold.size());
    s.b3 = 2 * s.b3_precision * s.b3_recall / (s.b3_precision + s.b3_recall);
    s.pair_precision = answer_pairs > 0 ? pairs / answer_pairs : 1;
    s.pair_recall = gold_pairs > 0 ? pairs / gold_pairs : 1;
    return s;
}

}  // namespace newsloom::evaluation
