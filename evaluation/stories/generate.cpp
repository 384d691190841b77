// Makes a stream of articles for measuring speed: invented words, stories with Zipf sizes, 60 % of them alone.
//
// usage: generate --articles N [--per-day N] [--seed N] > stream.jsonl
//
// Model: a vocabulary of 60,000 invented words whose frequencies follow Zipf's law. A story has 70 words of its own (45
// from the middle of the vocabulary, 15 rare, 10 names); its size is drawn from a Zipf law with exponent 2 cut at 300
// so that 60 % of all stories are singletons; its articles spread over up to three days. An article is 1 to 6 KB: it
// uses a random 70 % of its story's words (paraphrase noise), 40 % of its words come from them, the rest from the
// vocabulary and from function words. The same seed gives the same bytes; density per day does not depend on N.
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <iostream>
#include <queue>
#include <string>
#include <vector>

#include "base/hash.h"
#include "base/instant.h"

namespace {

using newsloom::mix64;

class Random {
  public:
    explicit Random(std::uint64_t seed) : state_(mix64(seed + 1)) {}
    std::uint64_t next() { return state_ = mix64(state_); }
    std::uint64_t below(std::uint64_t n) { return next() % n; }
    double unit() { return static_cast<double>(next() >> 11) / 9007199254740992.0; }

  private:
    std::uint64_t state_;
};

constexpr std::uint64_t kVocabulary = 60000;

std::string word_of(std::uint64_t number, bool name) {
    constexpr std::string_view onsets = "bdfgklmnprstvw", vowels = "aeiou";
    std::uint64_t bits = mix64(number * 2 + (name ? 1 : 0));
    std::string word;
    const std::uint64_t syllables = 2 + bits % 3;
    bits /= 3;
    for (std::uint64_t i = 0; i < syllables; ++i) {
        word += onsets[bits % onsets.size()];
        bits /= onsets.size();
        word += vowels[bits % vowels.size()];
        bits /= vowels.size();
    }
    if (bits % 2 == 0) word += "nrst"[bits / 2 % 4];
    if (name) word[0] = static_cast<char>(word[0] - 'a' + 'A');
    return word;
}

/// Ranks with frequency ~ 1 / rank, by inversion.
std::uint64_t zipf_rank(Random& random, std::uint64_t most) {
    return static_cast<std::uint64_t>(std::exp(random.unit() * std::log(static_cast<double>(most)))) % most;
}

struct Story {
    std::vector<std::string> words, names;
    double start = 0, length = 0;  // days
    std::uint64_t left = 0;
};

struct Due {
    double day;
    std::uint64_t number;
    std::size_t story;
    bool operator<(const Due& other) const { return day != other.day ? day > other.day : number > other.number; }
};

}  // namespace

int main(int argc, char** argv) {
    std::uint64_t articles = 0, per_day = 10000, seed = 1;
    for (int i = 1; i + 1 < argc; i += 2) {
        const std::string key = argv[i];
        const std::uint64_t value = std::stoull(argv[i + 1]);
        if (key == "--articles") articles = value;
        if (key == "--per-day") per_day = value;
        if (key == "--seed") seed = value;
    }
    if (articles == 0) {
        std::cerr << "usage: generate --articles N [--per-day N] [--seed N]\n";
        return 2;
    }
    constexpr std::string_view function_words[] = {"the", "of", "and",  "to", "in",  "a",    "that", "was",
                                                   "for", "on", "with", "as", "by",  "at",   "from", "his",
                                                   "he",  "it", "said", "is", "had", "were", "an",   "which"};
    Random random(seed);
    std::vector<Story> stories;
    std::vector<std::size_t> free;
    std::priority_queue<Due> due;
    double day = 0;
    std::uint64_t number = 0, planned = 0;
    const auto open = [&] {
        const std::size_t index = free.empty() ? stories.size() : free.back();
        if (free.empty()) {
            stories.emplace_back();
        } else {
            free.pop_back();
        }
        Story& story = stories[index];
        story = Story{};
        for (int i = 0; i < 45; ++i)
            story.words.push_back(word_of(300 + random.below(8000), false));
        for (int i = 0; i < 15; ++i)
            story.words.push_back(word_of(8300 + random.below(kVocabulary - 8300), false));
        for (int i = 0; i < 10; ++i)
            story.names.push_back(word_of(random.below(20000), true));
        // 60 % singletons; the sizes of the rest follow a Zipf law with exponent 2 from 2 to 300.
        std::uint64_t size = 1;
        if (random.unit() >= 0.6)
            size = static_cast<std::uint64_t>(std::min(300.0, 2 / (1 - random.unit() * (1 - 2.0 / 300))));
        story.left = size;
        story.start = day;
        story.length = 0.2 + random.unit() * 2.8;
        for (std::uint64_t i = 0; i < size; ++i)
            due.push({day + (i == 0 ? 0 : random.unit() * story.length), planned++, index});
        return size;
    };
    std::string line, text;
    while (number < articles) {
        // Stories open so that as many articles are planned as the days so far should have.
        while (static_cast<double>(planned) <= day * static_cast<double>(per_day) || due.empty())
            (void)open();
        const Due next = due.top();
        due.pop();
        day = std::max(day, next.day);
        while (static_cast<double>(planned) < day * static_cast<double>(per_day))
            (void)open();
        Story& story = stories[next.story];
        std::vector<std::string_view> own;
        for (const std::string& word : story.words) {
            if (random.unit() < 0.7) own.push_back(word);
        }
        if (own.empty()) own.push_back(story.words.front());
        const auto pick = [&](std::string& out) {
            const double kind = random.unit();
            if (kind < 0.33) {
                out += own[random.below(own.size())];
            } else if (kind < 0.40) {
                out += story.names[random.below(story.names.size())];
            } else if (kind < 0.70) {
                out += function_words[random.below(std::size(function_words))];
            } else if (kind < 0.715) {
                out += std::to_string(2 + random.below(900));
            } else {
                out += word_of(zipf_rank(random, kVocabulary), false);
            }
        };
        std::string title;
        for (int i = 0; i < 9; ++i) {
            if (i > 0) title += ' ';
            if (random.unit() < 0.7) {
                title += random.unit() < 0.4 ? std::string_view(story.names[random.below(story.names.size())])
                                             : own[random.below(own.size())];
            } else {
                pick(title);
            }
        }
        text.clear();
        const std::size_t bytes = 1000 + random.below(5000);
        while (text.size() < bytes) {
            const std::size_t begin = text.size();
            const std::uint64_t words = 8 + random.below(20);
            for (std::uint64_t i = 0; i < words; ++i) {
                if (i > 0) text += ' ';
                pick(text);
            }
            if (text[begin] >= 'a' && text[begin] <= 'z') text[begin] = static_cast<char>(text[begin] - 'a' + 'A');
            text += random.unit() < 0.25 ? ".\\n" : ". ";
        }
        const auto at =
            newsloom::Instant(std::chrono::seconds(1'767'225'600 + static_cast<std::int64_t>(next.day * 86400)));
        char id[24];
        std::snprintf(id, sizeof id, "a%09llu", static_cast<unsigned long long>(number));
        line = "{\"id\": \"";
        line += id;
        line += "\", \"time\": \"" + newsloom::to_rfc3339(at) + "\", \"lang\": \"en\", \"title\": \"" + title +
                "\", \"text\": \"" + text + "\", \"source\": \"outlet-" + std::to_string(random.below(400)) +
                "\", \"url\": null}\n";
        std::fwrite(line.data(), 1, line.size(), stdout);
        ++number;
        if (--story.left == 0) free.push_back(next.story);
    }
}
