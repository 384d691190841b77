// Copies: synthetic edits of real articles must be found, other articles of the same story must not.
//
// usage: measure_copies DATA_DIR [EDITS]
//   Edits: sentences dropped, inserted, reordered; paragraphs cut from the end; numbers and quoted words changed; house
//   style applied. The true Jaccard of word 5-grams is counted by a slow way of its own (strings in sets). Prints
//   recall by true Jaccard, precision against same-story articles that are no copies (true Jaccard under .1 and no
//   containment over .3), and the speed of signatures and index.
#include <algorithm>
#include <cstdio>
#include <ctime>
#include <set>
#include <string>
#include <vector>

#include "base/hash.h"
#include "corpus.h"
#include "dedup/collapse.h"
#include "text/ascii.h"

namespace {

using namespace newsloom;

class Random {
  public:
    explicit Random(std::uint64_t seed) : state_(mix64(seed + 1)) {}
    std::uint64_t below(std::uint64_t n) { return (state_ = mix64(state_)) % n; }

  private:
    std::uint64_t state_;
};

std::vector<std::string> sentences_of(const std::string& text) {
    std::vector<std::string> result;
    std::size_t begin = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool stop = (text[i] == '.' || text[i] == '!' || text[i] == '?') &&
                          (i + 1 == text.size() || ascii::is_space(text[i + 1]));
        if (!stop && text[i] != '\n' && i + 1 != text.size()) continue;
        if (i + 1 - begin > 20) result.push_back(text.substr(begin, i + 1 - begin));
        begin = i + 1;
    }
    return result;
}

std::set<std::string> grams_of(const std::string& text) {
    std::vector<std::string> words;
    std::string word;
    for (const char c : text + " ") {
        if (ascii::is_alnum(c) || (static_cast<unsigned char>(c) & 0x80) != 0) {
            word += ascii::lower(c);
        } else if (!word.empty()) {
            words.push_back(std::move(word));
            word.clear();
        }
    }
    std::set<std::string> grams;
    for (std::size_t i = 0; i + 5 <= words.size(); ++i)
        grams.insert(words[i] + " " + words[i + 1] + " " + words[i + 2] + " " + words[i + 3] + " " + words[i + 4]);
    return grams;
}

struct True {
    double jaccard = 0, containment = 0;
};
True overlap_of(const std::set<std::string>& a, const std::set<std::string>& b) {
    std::size_t shared = 0;
    for (const std::string& gram : a)
        shared += b.count(gram);
    if (a.empty() || b.empty()) return {};
    return {static_cast<double>(shared) / static_cast<double>(a.size() + b.size() - shared),
            static_cast<double>(shared) / static_cast<double>(std::min(a.size(), b.size()))};
}

std::string edited(const std::string& text, const std::vector<std::string>& others, Random& random) {
    std::vector<std::string> sentences = sentences_of(text);
    const std::uint64_t strength = 1 + random.below(6);
    if (random.below(2) == 0 && sentences.size() > 4)
        sentences.resize(sentences.size() * (10 - strength) / 10 + 1);  // cut from the end
    std::vector<std::string> kept;
    for (const std::string& sentence : sentences) {
        if (random.below(20) < strength) continue;  // dropped
        kept.push_back(sentence);
        if (random.below(20) < strength) kept.push_back(others[random.below(others.size())]);  // inserted
    }
    if (random.below(3) == 0 && kept.size() > 3)
        std::swap(kept[random.below(kept.size())], kept[random.below(kept.size())]);
    std::string result;
    for (std::string& sentence : kept) {
        if (random.below(10) < strength) {  // numbers and words changed
            for (char& c : sentence) {
                if (ascii::is_digit(c)) c = static_cast<char>('0' + random.below(10));
            }
            const std::size_t at = sentence.find(' ', random.below(sentence.size()));
            if (at != std::string::npos)
                sentence.insert(at, random.below(2) == 0 ? " reportedly" : ", officials said,");
        }
        result += sentence + (random.below(3) == 0 ? "\n" : " ");
    }
    // House style: quote marks, dashes, spellings.
    if (random.below(2) == 0) {
        for (const auto& [from, to] :
             {std::pair<std::string, std::string>{"\"", "'"}, {" -- ", " - "}, {"percent", "per cent"}, {"Mr. ", ""}}) {
            for (std::size_t at = result.find(from); at != std::string::npos; at = result.find(from, at + to.size()))
                result.replace(at, from.size(), to);
        }
    }
    return result;
}

Article article_of(std::int64_t id, const std::string& text) {
    Article article;
    article.id = ArticleId(id);
    article.document = DocumentId(id);
    article.text = text;
    article.first_seen = Instant(std::chrono::seconds(id));
    return article;
}

}  // namespace

int main(int argc, char** argv) {
    if (argc < 2) {
        std::fprintf(stderr, "usage: measure_copies DATA_DIR [EDITS]\n");
        return 2;
    }
    const std::size_t edits = argc > 2 ? std::stoul(argv[2]) : 5000;
    std::vector<std::string> texts;
    std::vector<std::string> clusters;
    for (const std::string set : {"allsides_abp", "ecbplus", "fnc_test", "basil"}) {
        const auto gold = evaluation::read_gold(argv[1], set);
        for (const auto& row : evaluation::read_set(argv[1], set, 0)) {
            if (row.text.size() < 600) continue;
            texts.push_back(row.text);
            clusters.push_back(set + "/" + gold.at(row.id));
        }
    }
    Random random(7);
    std::vector<std::string> pool;
    for (std::size_t i = 0; i < 3000; ++i) {
        const auto sentences = sentences_of(texts[random.below(texts.size())]);
        if (!sentences.empty()) pool.push_back(sentences[random.below(sentences.size())]);
    }
    // The originals go into the index; then each edit is asked for.
    dedup::Index index;
    std::vector<std::set<std::string>> grams;
    std::vector<ArticleId> group;
    for (std::size_t i = 0; i < texts.size(); ++i) {
        grams.push_back(grams_of(texts[i]));
        group.push_back(index.add(dedup::signature(article_of(static_cast<std::int64_t>(i) + 1, texts[i]))).group);
    }
    struct Tally {
        double from;
        std::size_t all = 0, found = 0;
    };
    std::vector<Tally> tallies{{0.5}, {0.3}};
    std::size_t right = 0, wrong_group = 0;
    std::int64_t next = 1'000'000;
    for (std::size_t e = 0; e < edits; ++e) {
        const std::size_t i = random.below(texts.size());
        const std::string text = edited(texts[i], pool, random);
        const True truth = overlap_of(grams[i], grams_of(text));
        const CopyLink link = index.add(dedup::signature(article_of(next++, text)));
        const bool found = link.group == group[i];
        for (Tally& tally : tallies) {
            if (truth.jaccard < tally.from) continue;
            ++tally.all;
            tally.found += found;
        }
        right += link.copy_of.has_value() && found;
        wrong_group += link.copy_of.has_value() && !found;
    }
    for (const Tally& tally : tallies)
        std::printf("edits with true Jaccard >= %.1f: %zu, recall %.4f\n", tally.from, tally.all,
                    static_cast<double>(tally.found) / static_cast<double>(std::max<std::size_t>(tally.all, 1)));
    // Same story, no copies.
    std::size_t pairs = 0, flagged = 0;
    for (std::size_t i = 0; i < texts.size(); ++i) {
        for (std::size_t j = i + 1; j < texts.size(); ++j) {
            if (clusters[i] != clusters[j]) continue;
            const True truth = overlap_of(grams[i], grams[j]);
            if (truth.jaccard >= 0.1 || truth.containment >= 0.3) continue;
            ++pairs;
            dedup::Index two;
            (void)two.add(dedup::signature(article_of(1, texts[i])));
            flagged += two.add(dedup::signature(article_of(2, texts[j]))).copy_of.has_value();
        }
    }
    std::printf(
        "precision %.4f (right %zu, of another story %zu, same-story non-copies taken for copies %zu of %zu)\n",
        static_cast<double>(right) / static_cast<double>(std::max<std::size_t>(right + wrong_group + flagged, 1)),
        right, wrong_group, flagged, pairs);
    const std::clock_t begin = std::clock();
    dedup::Index timed;
    const std::size_t articles = 20000;
    for (std::size_t i = 0; i < articles; ++i) {
        Article article = article_of(static_cast<std::int64_t>(i) + 1, texts[i % texts.size()]);
        // Other words each time round: what is timed is a stream of different texts.
        const std::size_t turn = i / texts.size();
        for (std::size_t c = 3; turn > 0 && c < article.text.size(); c += 9)
            article.text[c] = static_cast<char>('a' + (c + turn * 7) % 26);
        (void)timed.add(dedup::signature(article));
    }
    std::printf("%.0f articles per CPU-second\n",
                static_cast<double>(articles) * CLOCKS_PER_SEC / static_cast<double>(std::clock() - begin));
}
