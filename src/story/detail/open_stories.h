/// The clusterer's state: open articles, the inverted index over them, open stories, word statistics.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <span>
#include <vector>

#include "story/cluster.h"
#include "story/detail/group.h"
#include "story/detail/word_statistics.h"

namespace newsloom::story::detail {

using Slot = std::uint32_t;  ///< of an article: index into OpenStories::articles, in order of arrival

/// A pair of articles that may tell one story.
struct Edge {
    Slot other = 0;
    float logit = 0;
};

struct OpenArticle {
    ArticleVector vector;
    std::uint32_t story = 0;  ///< index into OpenStories::stories
    std::vector<Edge> edges;  ///< to older articles, best first; filled when its epoch closes
};

struct OpenStory {
    std::int64_t id = 0;
    std::int64_t last = kNoTime;  ///< newest article's time, or the end of the epoch that brought an undated one
    bool dead = false;
    std::vector<Slot> members;  ///< ascending
    Group sum;                  ///< of two members or more; empty else
};

/// Who decides in place of the model while the model is learned: sees two groups of articles and the signals between
/// them, says whether they are one story, or nothing when it does not know. Not used in production.
using Teacher = std::function<std::optional<bool>(std::span<const Slot>, std::span<const Slot>, const Signals&)>;

/// An article's strongest words, weights of unit length.
struct StrongWords {
    static constexpr std::size_t kMost = 24;
    struct Strong {
        std::uint32_t word;
        float weight;
    };
    std::size_t count = 0;
    std::array<Strong, kMost> words;  // only `count` of them are set

    explicit StrongWords(std::span<const Entry> entries);
};

/// Which articles share strong words with a given one. Open addressing, one list of postings per word.
class ArticleIndex {
  public:
    struct Hit {
        Slot slot = 0;
        float score = 0;
    };
    void add(Slot slot, const StrongWords& strong);
    void clear();
    /// Adds up the scores of articles that share strong words, the newest of each word, into `scores` (one float per
    /// slot, zero outside `touched`). Articles of `closed` are passed over.
    void collect(const StrongWords& strong, const std::vector<bool>& closed, std::vector<float>& scores,
                 std::vector<Slot>& touched) const;
    /// Drops dead articles and gives the others their new slots (0xFFFFFFFF: gone).
    void renumber(const std::vector<Slot>& new_slots);

  private:
    struct Posting {
        Slot slot;
        float weight;
    };
    struct List {
        std::uint32_t word = 0;
        std::vector<Posting> postings;  // empty: no word here
    };
    [[nodiscard]] std::size_t place_of(std::uint32_t word) const;
    void rebuild(std::size_t size);

    std::vector<List> lists_;
    std::size_t used_ = 0;
};

struct OpenStories {
    ClusterOptions options;
    std::int64_t next_story = 1;
    WordStatistics statistics;
    std::vector<OpenArticle> articles;
    std::vector<OpenStory> stories;
    std::vector<bool> closed;  ///< articles whose story is closed: entries are gone, the slot waits for compaction
    Slot fresh_from = 0;       ///< articles from here on arrived in the open epoch
    ArticleIndex settled, fresh;
    std::map<std::uint32_t, ArticleIndex> abroad;     ///< by language: settled articles by names, numbers and senses
    std::size_t dead_articles = 0, dead_stories = 0;  ///< waiting for compaction

    Teacher teacher;

    // scratch, empty between calls
    Probe probe;
    std::vector<float> scores;
    std::vector<Slot> touched;
    std::vector<ArticleIndex::Hit> hits;
    Group summed;
    SpareRows spare_rows;

    /// The articles most alike by the index, best first (ties: the older). Valid until the next call.
    std::span<const ArticleIndex::Hit> candidates(const StrongWords& strong, std::size_t most);
    [[nodiscard]] const MergeModel& model() const {
        return options.model != nullptr ? *options.model : built_in_model();
    }
    std::uint32_t open_story();
    std::int64_t assign(ArticleVector&& vector);
    EpochChanges close_epoch(std::int64_t end);
    void sum_up_all();
    void add_abroad(Slot slot, const ArticleVector& vector);
    /// Articles of other languages that share rare names, numbers and senses, best first.
    std::vector<Slot> candidates_abroad(const ArticleVector& vector);

  private:
    void settle_fresh();
    void sum_up(OpenStory& story);
    [[nodiscard]] Group sum_of(std::span<const Slot> members);
    void close_stale(std::int64_t end);
    void compact();
};

/// What links two groups of articles of different languages.
struct LanguageLink {
    double names = 0;   ///< cosine over names and numbers
    double senses = 0;  ///< cosine over words with a sense in both languages
    std::size_t shared_names = 0, shared_numbers = 0;
    double days_apart = 0;  ///< between the nearest dated articles
};
/// Log-odds that two groups of different languages tell one story.
[[nodiscard]] double language_logit(const LanguageLink& link);

/// Groups (of slots, each of one language) joined across languages: the surest pairs first, one group per language.
void link_languages(const std::vector<OpenArticle>& articles, std::vector<std::vector<Slot>>& groups);

}  // namespace newsloom::story::detail
