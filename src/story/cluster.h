/// Streaming clustering of articles into stories.
///
/// TF-IDF sub-vectors (title, lead, body, names, numbers) over an inverted index of open stories, soft time decay, a
/// linear merge decision; when an epoch closes, a second pass re-splits and merges. The result depends on the order of
/// `add` only.
#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/ids.h"
#include "base/instant.h"
#include "model/article.h"

namespace newsloom::story {

/// What clustering looks at. Views must live for the call of `features` only.
struct ClusterInput {
    std::int64_t id = 0;          ///< the article's id, or the line number of the file word
    std::optional<Instant> time;  ///< none: last and without decay
    std::string_view language, title, text, outlet;
    /// Opinion, analysis, live page and the like: stands beside a report of the same outlet, not in its place.
    bool beside_reports = false;
};

/// Sparse vectors of one article: computed once, in parallel, stored (`to_bytes`) and loaded again. Opaque to others.
struct Features {
    std::int64_t id = 0;
    std::optional<Instant> time;
    std::string bytes;  ///< the printed form that the store keeps
};

[[nodiscard]] Features features(const ClusterInput& input);

/// Of a genre that ClusterInput::beside_reports is for.
[[nodiscard]] inline bool stands_beside_reports(Genre genre) { return genre != Genre::news && genre != Genre::other; }

struct Assignment {
    std::int64_t id = 0;
    std::int64_t story = 0;
};

/// What the second pass changed: articles that moved, and stories that were merged away.
struct EpochChanges {
    std::vector<Assignment> moved;
    std::vector<std::pair<std::int64_t, std::int64_t>> forwarded;  ///< (old story, story it now belongs to)
};

namespace detail {
struct MergeModel;
}

struct ClusterOptions {
    int close_after_days = 7;                   ///< an open story without new articles closes then
    const detail::MergeModel* model = nullptr;  ///< none: the built-in one (data/story/merge.json)
};

/// Open stories and word statistics. A value: copy it to keep a snapshot.
class Clusterer {
  public:
    explicit Clusterer(ClusterOptions options = {}, std::int64_t next_story = 1);
    ~Clusterer();
    Clusterer(Clusterer&&) noexcept;
    Clusterer& operator=(Clusterer&&) noexcept;

    /// Assigns the articles of (part of) an epoch, in the given order (by time, then id). Scoring may use `jobs`
    /// threads; the result does not depend on it.
    std::vector<Assignment> add(std::span<const Features> articles, unsigned jobs = 1);
    /// Runs the second pass over open stories; afterwards word statistics include the epoch, and stale stories are
    /// dropped from memory.
    EpochChanges close_epoch(Instant end, unsigned jobs = 1);
    /// Gives stories other ids (now -> then), which no other story has or had.
    void rename(const std::map<std::int64_t, std::int64_t>& ids);
    /// Everything needed to go on in another process, and back. bad_input when the bytes are not ours (then rebuild
    /// from the features).
    [[nodiscard]] std::string to_bytes() const;
    [[nodiscard]] static std::optional<Clusterer> from_bytes(std::string_view bytes, ClusterOptions options = {});
    [[nodiscard]] std::int64_t next_story() const;

  private:
    struct State;
    std::unique_ptr<State> state_;
};

/// Whether articles without a time follow the dated ones of a stream.
enum class Undated { none, follow };

/// A whole file or stream at once: push in order (by time, then id; undated articles last), get every article's story
/// at the end. Epochs of `epoch` are closed as time passes; undated articles are one epoch. Where undated articles
/// follow, no story closes before them, for they may belong to any (about 4 KB per article are kept).
class StoryStream {
  public:
    explicit StoryStream(Undated undated, ClusterOptions options = {},
                         std::chrono::seconds epoch = std::chrono::hours(24));
    void push(Features features);
    /// In the order of `push`.
    [[nodiscard]] std::vector<Assignment> finish() &&;

  private:
    void close();
    Clusterer clusterer_;
    std::chrono::seconds epoch_;
    std::optional<Instant> open_until_, last_;
    bool undated_ = false;
    std::vector<Assignment> result_;  // the clusterer knows the articles by their places in here
};

}  // namespace newsloom::story
