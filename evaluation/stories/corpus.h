/// Reading the labelled sets: articles in processing order, gold labels, scores.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/instant.h"

namespace newsloom::evaluation {

struct Row {
    std::string id;
    std::optional<Instant> time;
    std::string language, title, text, outlet;
    std::uint64_t salted = 0;  ///< orders articles of one time
};

/// The sets of the issue; "dense" is allsides_abp with the background in one stream.
inline const std::vector<std::string> kSets{"dense", "allsides_abp", "ecbplus", "fnc_test",
                                            "basil", "googlenews_t", "uci2014"};

/// Articles of a set by time, then salted id; undated ones last. Ends the program when a file cannot be read.
[[nodiscard]] std::vector<Row> read_set(const std::string& directory, const std::string& set, std::uint64_t salt);
/// id -> cluster.
[[nodiscard]] std::map<std::string, std::string> read_gold(const std::string& directory, const std::string& set);

struct Score {
    double b3_precision = 0, b3_recall = 0, b3 = 0, pair_precision = 0, pair_recall = 0;
};
/// As score/stories.py computes them. Every gold id must have an answer.
[[nodiscard]] Score score(const std::map<std::string, std::string>& gold,
                          const std::map<std::string, std::int64_t>& answers);

}  // namespace newsloom::evaluation
