// Prints the features of every decision beside its gold answer: what train.py learns from. One feature implementation:
// the room's own.
//
//   attribution_features GOLD.jsonl OUTDIR
//
// OUTDIR/{cue,content,left,right,source}.bin: streams of 32-bit numbers, per group
//   article  candidates  gold (index; for cue: 0 or 1)  n context...  then per candidate: n features...
// On stderr: how much of the gold the candidates can reach.
#include <algorithm>
#include <fstream>
#include <iostream>
#include <map>
#include <string>

#include <boost/json.hpp>

#include "attribution/detail/contents.h"
#include "attribution/detail/context.h"
#include "attribution/detail/sources.h"
#include "text/utf8.h"

namespace {

using namespace newsloom;
using namespace newsloom::attribution::detail;
using lang::Tag;

struct GoldSpan {
    std::vector<TextRange> parts;
};

struct Gold {
    GoldSpan content, cue, source;
    bool has_cue = false, has_source = false;
};

GoldSpan span_of(const boost::json::value& value, const utf8::OffsetMap& map) {
    GoldSpan result;
    const auto& object = value.as_object();
    const auto add = [&](const boost::json::object& o) {
        result.parts.push_back({map.to_bytes(static_cast<std::size_t>(o.at("start").to_number<std::int64_t>())),
                                map.to_bytes(static_cast<std::size_t>(o.at("end").to_number<std::int64_t>()))});
    };
    if (const auto* parts = object.if_contains("parts");
        parts != nullptr && parts->is_array() && !parts->as_array().empty()) {
        for (const auto& part : parts->as_array())
            add(part.as_object());
    } else {
        add(object);
    }
    return result;
}

bool is_word(const Scan& scan, std::uint32_t i) { return scan.terms[i].mark == 0; }

// Word tokens of a span, in order; a leading that is left out.
std::vector<std::uint32_t> words_of(const Scan& scan, const GoldSpan& span, bool strip_that) {
    std::vector<std::uint32_t> result;
    for (const TextRange part : span.parts) {
        std::uint32_t low = 0, high = scan.size();
        while (low < high) {
            const std::uint32_t middle = (low + high) / 2;
            if (scan.terms[middle].end <= part.begin)
                low = middle + 1;
            else
                high = middle;
        }
        for (std::uint32_t i = low; i < scan.size() && scan.terms[i].begin < part.end; ++i) {
            if (is_word(scan, i)) result.push_back(i);
        }
    }
    if (strip_that && result.size() > 1 && (scan.terms[result[0]].classes & lang::kThat) != 0)
        result.erase(result.begin());
    return result;
}

std::uint32_t first_word(const Scan& scan, std::uint32_t p) {
    while (p < scan.size() && (!is_word(scan, p) || (scan.terms[p].classes & lang::kThat) != 0))
        ++p;
    return p;
}
std::uint32_t last_word(const Scan& scan, std::uint32_t end) {
    while (end > 0 && !is_word(scan, end - 1))
        --end;
    return end;
}

class Stream {
  public:
    explicit Stream(const std::string& path) : out_(path, std::ios::binary) {}
    void group(std::uint32_t article, std::uint32_t candidates, std::uint32_t gold) {
        put(article);
        put(candidates);
        put(gold);
    }
    void features(const FeatureList& list) {
        put(static_cast<std::uint32_t>(list.values().size()));
        for (const Feature f : list.values())
            put(f);
    }

  private:
    void put(std::uint32_t value) { out_.write(reinterpret_cast<const char*>(&value), sizeof value); }
    std::ofstream out_;
};

struct Reach {
    std::map<std::string, std::pair<int, int>> counts;
    void count(const std::string& what, bool ok) {
        auto& [yes, all] = counts[what];
        yes += ok;
        ++all;
    }
};

int priority(const Context& c, const Trigger& t) {
    const bool listed = t.cue.kind != CueClass::none;
    const bool other = t.cue.kind == CueClass::other;
    switch (t.cue.part) {
        case CuePart::verb:
            return listed ? (other ? 4 : 6) : 1;
        case CuePart::noun:
            return 5;
        case CuePart::adjective:
            return 5;
        case CuePart::preposition:
            return 7;
        case CuePart::adverb:
            return 5;
        case CuePart::none:
            break;
    }
    (void)c;
    return 0;
}

}  // namespace

int main(int argc, char** argv) {
    if (argc < 3) return 2;
    const std::string dir = std::string(argv[2]) + "/";
    Stream cue_out(dir + "cue.bin"), content_out(dir + "content.bin"), left_out(dir + "left.bin"),
        right_out(dir + "right.bin"), source_out(dir + "source.bin");
    std::ifstream in(argv[1]);
    std::string line;
    std::uint32_t article_number = 0;
    Reach reach;
    FeatureList shared, own;
    while (std::getline(in, line)) {
        const auto object = boost::json::parse(line).as_object();
        Article article;
        article.text = object.at("text").as_string().c_str();
        article.language = object.contains("lang") ? object.at("lang").as_string().c_str() : "en";
        const utf8::OffsetMap map(article.text, utf8::OffsetUnit::code_points);
        std::vector<Gold> golds;
        for (const auto& value : object.at("attributions").as_array()) {
            const auto& a = value.as_object();
            Gold gold;
            gold.content = span_of(a.at("content"), map);
            if (a.at("cue").is_object()) {
                gold.cue = span_of(a.at("cue"), map);
                gold.has_cue = true;
            }
            if (a.at("source").is_object()) {
                gold.source = span_of(a.at("source"), map);
                gold.has_source = true;
            }
            golds.push_back(std::move(gold));
        }
        const Scan s = scan(article);
        const Context c(s);
        enum : char { negative, positive, ignored };
        std::vector<char> state(c.triggers.size(), negative);
        std::map<std::uint32_t, std::size_t> trigger_of;
        for (std::size_t t = 0; t < c.triggers.size(); ++t)
            trigger_of[c.triggers[t].token] = t;
        struct Pair {
            std::size_t trigger;
            const Gold* gold;
        };
        std::vector<Pair> pairs;
        for (const Gold& gold : golds) {
            std::size_t best = c.triggers.size();
            int best_priority = -1;
            if (gold.has_cue) {
                std::vector<std::uint32_t> tokens = words_of(s, gold.cue, false);
                if (tokens.empty()) {
                    for (const TextRange part : gold.cue.parts) {
                        for (std::uint32_t i = 0; i < s.size(); ++i) {
                            if (s.terms[i].begin >= part.begin && s.terms[i].end <= part.end) tokens.push_back(i);
                        }
                    }
                }
                for (const std::uint32_t token : tokens) {
                    const auto found = trigger_of.find(token);
                    if (found == trigger_of.end()) continue;
                    const Trigger& t = c.triggers[found->second];
                    if (state[found->second] == negative) state[found->second] = ignored;
                    const int p = priority(c, t);
                    if (p > best_priority || (p == best_priority && p <= 1)) {
                        best = found->second;
                        best_priority = p;
                    }
                }
            }
            if (!gold.has_cue && s.language == "de") {
                // reported sentences: the first verb of each that can carry one
                std::vector<std::uint32_t> content = words_of(s, gold.content, false);
                std::uint32_t sentence = kNone;
                bool any = false;
                for (std::size_t w = 0; w < content.size(); ++w) {
                    if (s.sentence_of[content[w]] == sentence) continue;
                    sentence = s.sentence_of[content[w]];
                    const Run run = s.sentence_runs[sentence];
                    if (first_word(s, run.begin) < content[w]) continue;
                    std::size_t pick = c.triggers.size();
                    int pick_rank = 0;
                    for (std::size_t t = 0; t < c.triggers.size(); ++t) {
                        const Trigger& trigger = c.triggers[t];
                        if (trigger.token < run.begin || trigger.token >= run.end ||
                            trigger.cue.part != CuePart::verb || state[t] == positive)
                            continue;
                        const bool subjunctive = (s.terms[trigger.token].classes & lang::kVerbIng) != 0;
                        const int rank = trigger.cue.kind != CueClass::none && trigger.cue.kind != CueClass::report ? 3
                                         : subjunctive                                                              ? 2
                                         : s.tags[trigger.token] == Tag::verb                                       ? 1
                                                                                                                    : 0;
                        if (rank > pick_rank) {
                            pick_rank = rank;
                            pick = t;
                        }
                    }
                    if (pick == c.triggers.size()) continue;
                    any = true;
                    state[pick] = positive;
                    pairs.push_back({pick, &gold});
                }
                reach.count("trigger of a sentence", any);
                continue;
            }
            reach.count("trigger", best < c.triggers.size());
            if (best == c.triggers.size()) continue;
            state[best] = positive;
            pairs.push_back({best, &gold});
        }
        std::sort(pairs.begin(), pairs.end(), [](const Pair& a, const Pair& b) { return a.trigger < b.trigger; });
        SourceOption before;
        for (std::size_t t = 0; t < c.triggers.size(); ++t) {
            if (state[t] == ignored) continue;
            own.clear();
            trigger_features(c, c.triggers[t], own);
            cue_out.group(article_number, 1, state[t] == positive ? 1 : 0);
            shared.clear();
            cue_out.features(shared);
            cue_out.features(own);
        }
        for (const auto& [index, gold] : pairs) {
            const Trigger& t = c.triggers[index];
            const Run sentence = c.sentence_of(t.token);
            const std::vector<std::uint32_t> content = words_of(s, gold->content, true);
            if (content.empty()) continue;
            std::uint32_t left_first = kNone, left_last = kNone, right_first = kNone, right_last = kNone;
            for (const std::uint32_t w : content) {
                if (w < t.token) {
                    if (left_first == kNone) left_first = w;
                    left_last = w;
                } else if (w > t.token) {
                    if (right_first == kNone) {
                        if (w >= sentence.end && left_first != kNone)
                            break;  // a quote that goes on behind the sentence
                        right_first = w;
                    }
                    if (right_last != kNone && w >= sentence.end && s.passage_of[w] != s.passage_of[right_first]) break;
                    right_last = w;
                }
            }
            const std::vector<ContentOption> options = content_options(c, t);
            const bool whole = !gold->has_cue;
            std::size_t label = options.size();
            std::uint32_t best_distance = 1000;
            for (std::size_t o = 0; o < options.size(); ++o) {
                const ContentOption& option = options[o];
                if ((option.shape == Shape::whole) != whole) continue;
                if (whole) {
                    label = o;
                    best_distance = 0;
                    right_first = first_word(s, sentence.begin);
                    left_first = kNone;
                    right_last = last_word(s, sentence.end) - 1;
                    continue;
                }
                const bool wants_left = left_first != kNone, wants_right = right_first != kNone;
                if ((option.left_end != kNone) != wants_left || (option.right_begin != kNone) != wants_right) continue;
                std::uint32_t distance = 0;
                if (wants_right) {
                    const std::uint32_t w = first_word(s, option.right_begin);
                    distance += w > right_first ? w - right_first : right_first - w;
                }
                if (wants_left) {
                    const std::uint32_t w = last_word(s, option.left_end) - 1;
                    distance += w > left_last ? w - left_last : left_last - w;
                }
                if (distance < best_distance) {
                    best_distance = distance;
                    label = o;
                }
            }
            const bool both = left_first != kNone && right_first != kNone;
            reach.count(both                  ? "content both"
                        : left_first != kNone ? "content left"
                                              : "content right",
                        best_distance == 0);
            if (label < options.size() && best_distance <= 3) {
                content_out.group(article_number, static_cast<std::uint32_t>(options.size()),
                                  static_cast<std::uint32_t>(label));
                shared.clear();
                content_context(c, t, shared);
                content_out.features(shared);
                for (std::size_t o = 0; o < options.size(); ++o) {
                    own.clear();
                    content_features(c, t, options, o, own);
                    content_out.features(own);
                }
                const ContentOption& option = options[label];
                if (option.left_end != kNone) {
                    const auto begins = left_begins(c, t, option.left_end);
                    std::size_t which = begins.size();
                    for (std::size_t b = 0; b < begins.size(); ++b) {
                        if (first_word(s, begins[b]) == first_word(s, left_first)) {
                            which = b;
                            break;
                        }
                    }
                    reach.count("left begin", which < begins.size());
                    if (which < begins.size()) {
                        left_out.group(article_number, static_cast<std::uint32_t>(begins.size()),
                                       static_cast<std::uint32_t>(which));
                        shared.clear();
                        left_context(c, t, option.shape, option.left_end, shared);
                        left_out.features(shared);
                        for (std::size_t b = 0; b < begins.size(); ++b) {
                            own.clear();
                            left_features(c, t, option.left_end, begins, b, own);
                            left_out.features(own);
                        }
                    }
                }
                if (option.right_begin != kNone && !whole) {
                    const auto ends = right_ends(c, t, option.right_begin);
                    std::size_t which = ends.size();
                    std::uint32_t nearest = 1000;
                    for (std::size_t e = 0; e < ends.size(); ++e) {
                        const std::uint32_t w = last_word(s, ends[e]);
                        const std::uint32_t d = w > right_last + 1 ? w - right_last - 1 : right_last + 1 - w;
                        if (d < nearest) {
                            nearest = d;
                            which = e;
                        }
                    }
                    reach.count("right end", nearest == 0);
                    if (which < ends.size() && nearest <= 1) {
                        right_out.group(article_number, static_cast<std::uint32_t>(ends.size()),
                                        static_cast<std::uint32_t>(which));
                        shared.clear();
                        right_context(c, t, option.shape, option.right_begin, shared);
                        right_out.features(shared);
                        for (std::size_t e = 0; e < ends.size(); ++e) {
                            own.clear();
                            right_features(c, t, option.right_begin, ends, e, own);
                            right_out.features(own);
                        }
                    }
                }
            }
            // the source
            std::vector<Run> parts;
            if (left_first != kNone) parts.push_back({left_first, left_last + 1});
            if (right_first != kNone) parts.push_back({right_first, right_last + 1});
            const auto sources = source_options(c, t, s.language == "de" ? &before : nullptr);
            std::size_t which = sources.size();
            if (!gold->has_source) {
                which = 0;
            } else {
                const std::vector<std::uint32_t> words = words_of(s, gold->source, false);
                std::uint32_t opening = words.empty() ? kNone : words.front();
                for (std::size_t w = 0; w + 1 < words.size() && s.tags[opening] == Tag::determiner; ++w)
                    opening = words[w + 1];
                double best = 0;
                for (std::size_t o = 1; o < sources.size(); ++o) {
                    std::size_t shared_words = 0, own_words = 0;
                    bool first = false, last = false;
                    for (std::uint32_t i = sources[o].run.begin; i < sources[o].run.end; ++i) {
                        if (!is_word(s, i)) continue;
                        ++own_words;
                        for (const std::uint32_t w : words) {
                            if (w != i) continue;
                            ++shared_words;
                            first = first || w == opening;
                            last = last || w == words.back();
                        }
                    }
                    if (shared_words == 0) continue;
                    const double iou = static_cast<double>(shared_words) /
                                       static_cast<double>(own_words + words.size() - shared_words);
                    // the phrase that opens the source is whose it is, not its apposition: "Vin Weber, a lobbyist"
                    const double worth = iou + (first ? 1 : 0);
                    if ((first || iou >= 0.5 || last) && own_words <= 2 * words.size() + 1 && worth > best) {
                        best = worth;
                        which = o;
                    }
                }
            }
            reach.count(gold->has_source ? "source" : "no source", which < sources.size());
            if (which < sources.size()) {
                before = sources[which];
                source_out.group(article_number, static_cast<std::uint32_t>(sources.size()),
                                 static_cast<std::uint32_t>(which));
                shared.clear();
                source_context(c, t, parts, shared);
                source_out.features(shared);
                for (std::size_t o = 0; o < sources.size(); ++o) {
                    own.clear();
                    source_features(c, t, parts, sources, o, own);
                    source_out.features(own);
                }
            }
        }
        ++article_number;
    }
    for (const auto& [what, counts] : reach.counts)
        std::cerr << what << ": " << counts.first << " of " << counts.second << " = "
                  << static_cast<double>(counts.first) / counts.second << "\n";
}
