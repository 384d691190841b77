// Clusters labelled sets and prints one score per set: BCubed and pairwise precision, recall and F1, as
// score/stories.py computes them.
//
// usage: evaluate_stories [--salt N] [--print SET] DATA_DIR [SET...]
//   DATA_DIR holds SET.dev.jsonl.gz and SET.dev.gold.json; the set "dense" is allsides_abp and background in one
//   stream.
//   --salt N re-salts the ids (the order of articles of one time); --print prints {"id","story"} lines of one set.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <iostream>
#include <map>
#include <string>
#include <vector>

#include <boost/json.hpp>

#include "base/hash.h"
#include "input/read_file.h"
#include "story/cluster.h"

namespace {

namespace json = boost::json;
using newsloom::Instant;

struct Row {
    std::string id;
    std::optional<Instant> time;
    std::string language, title, text, outlet;
    std::uint64_t salted = 0;
};

std::string text_of(const json::object& object, std::string_view key) {
    const auto* value = object.if_contains(key);
    return value != nullptr && value->is_string() ? std::string(value->as_string()) : std::string();
}

void read_rows(const std::string& path, std::vector<Row>& rows) {
    const auto bytes = newsloom::read_file(path);
    if (!bytes) {
        std::cerr << bytes.error().message << "\n";
        std::exit(1);
    }
    for (std::size_t at = 0; at < bytes->size();) {
        const std::size_t end = std::min(bytes->find('\n', at), bytes->size());
        const auto line = std::string_view(*bytes).substr(at, end - at);
        at = end + 1;
        if (line.empty()) continue;
        const json::value parsed = json::parse(line);
        const json::object& object = parsed.as_object();
        Row row;
        row.id = text_of(object, "id");
        if (const auto time = newsloom::parse_rfc3339(text_of(object, "time"))) row.time = time->at;
        row.language = text_of(object, "lang");
        row.title = text_of(object, "title");
        row.text = text_of(object, "text");
        row.outlet = text_of(object, "source");
        rows.push_back(std::move(row));
    }
}

struct Score {
    double b3p = 0, b3r = 0, b3 = 0, pwp = 0, pwr = 0;
};

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
        s.b3p += n * n / per_answer[key.second];
        s.b3r += n * n / per_gold[key.first];
        pairs += n * (n - 1) / 2;
    }
    for (const auto& [key, n] : per_gold)
        gold_pairs += n * (n - 1) / 2;
    for (const auto& [key, n] : per_answer)
        answer_pairs += n * (n - 1) / 2;
    s.b3p /= static_cast<double>(gold.size());
    s.b3r /= static_cast<double>(gold.size());
    s.b3 = 2 * s.b3p * s.b3r / (s.b3p + s.b3r);
    s.pwp = answer_pairs > 0 ? pairs / answer_pairs : 1;
    s.pwr = gold_pairs > 0 ? pairs / gold_pairs : 1;
    return s;
}

}  // namespace

int main(int argc, char** argv) {
    std::vector<std::string> arguments(argv + 1, argv + argc);
    std::uint64_t salt = 0;
    std::string print, directory;
    std::vector<std::string> sets;
    for (std::size_t i = 0; i < arguments.size(); ++i) {
        if (arguments[i] == "--salt" && i + 1 < arguments.size()) {
            salt = std::stoull(arguments[++i]);
        } else if (arguments[i] == "--print" && i + 1 < arguments.size()) {
            print = arguments[++i];
        } else if (directory.empty()) {
            directory = arguments[i];
        } else {
            sets.push_back(arguments[i]);
        }
    }
    if (directory.empty()) {
        std::cerr << "usage: evaluate_stories [--salt N] [--print SET] DATA_DIR [SET...]\n";
        return 2;
    }
    if (!print.empty()) sets = {print};
    if (sets.empty()) sets = {"dense", "allsides_abp", "ecbplus", "fnc_test", "basil", "googlenews_t", "uci2014"};
    for (const std::string& set : sets) {
        std::vector<Row> rows;
        const std::string gold_set = set == "dense" ? "allsides_abp" : set;
        read_rows(directory + "/" + gold_set + ".dev.jsonl.gz", rows);
        if (set == "dense") read_rows(directory + "/background.dev.jsonl.gz", rows);
        for (Row& row : rows)
            row.salted = newsloom::hash64(row.id, salt);
        std::sort(rows.begin(), rows.end(), [](const Row& a, const Row& b) {
            if (a.time.has_value() != b.time.has_value()) return a.time.has_value();
            return a.time != b.time ? a.time < b.time : a.salted < b.salted;
        });
        std::map<std::string, std::string> gold;
        const json::value labels =
            json::parse(newsloom::read_file(directory + "/" + gold_set + ".dev.gold.json").value());
        for (const auto& [id, cluster] : labels.as_object()) {
            gold[std::string(id)] = cluster.is_string() ? std::string(cluster.as_string()) : json::serialize(cluster);
        }
        const auto begin = std::chrono::steady_clock::now();
        newsloom::story::StoryStream stream;
        for (std::size_t i = 0; i < rows.size(); ++i) {
            stream.push(newsloom::story::features({static_cast<std::int64_t>(i), rows[i].time, rows[i].language,
                                                   rows[i].title, rows[i].text, rows[i].outlet}));
        }
        std::map<std::string, std::int64_t> answers;
        for (const auto& assignment : std::move(stream).finish())
            answers[rows[static_cast<std::size_t>(assignment.id)].id] = assignment.story;
        const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
        if (!print.empty()) {
            for (const auto& [id, story] : answers)
                std::printf("{\"id\": \"%s\", \"story\": %lld}\n", id.c_str(), static_cast<long long>(story));
            continue;
        }
        const Score s = score(gold, answers);
        std::printf("%-13s b3 %.4f (p %.4f r %.4f)  pw p %.4f r %.4f  %5zu articles %6.0f/s\n", set.c_str(), s.b3,
                    s.b3p, s.b3r, s.pwp, s.pwr, rows.size(), static_cast<double>(rows.size()) / seconds);
    }
}
