#include "cli/detail/cluster_word.h"

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <map>
#include <optional>
#include <tuple>

#include "base/map_ordered.h"
#include "cli/detail/article_line.h"
#include "cli/detail/file_words.h"
#include "input/lines.h"
#include "lang/language.h"
#include "story/cluster.h"
#include "text/ascii.h"

namespace newsloom::cli {
namespace {

constexpr std::size_t kLinesAtATime = 512;
constexpr std::chrono::seconds kEpoch = std::chrono::hours(24);  // StoryStream's

/// What is kept of a line: its place in the stream and what is printed for it.
struct Entry {
    std::string id;
    bool is_text = true;  ///< the id is a JSON string
    std::optional<Instant> time;
    std::int64_t story = 0;
};

struct Prepared {
    Entry entry;
    story::Features features;
};

Result<Prepared> prepare(std::string_view line) {
    NL_TRY(ArticleLine read, read_article_line(line));
    if (read.article.language.empty()) read.article.language = lang::language_of(read.article.text);
    Prepared result;
    result.features = story::features({0, read.time, read.article.language, read.article.title, read.article.text,
                                       read.outlet, story::stands_beside_reports(read.article.genre)});
    result.entry = {std::move(read.id), read.id_json.starts_with('"'), read.time, 0};
    return result;
}

enum class Order {
    near_time,  ///< lines are taken as they come, until one proves too late
    unknown     ///< all are read first
};

/// The lines of all files and their stories.
class Clustering {
  public:
    Clustering(Order order, const Habits& habits)
        : order_(order), jobs_(threads(habits.jobs)), progress_(habits.quiet) {}

    enum class End { done, out_of_order, interrupted };

    Result<End> read(const std::vector<std::string>& files) {
        for (const std::string& file : files) {
            NL_TRY(LineReader reader, LineReader::open(file));
            for (bool more = true; more;) {
                std::vector<std::string> lines, names;
                while (lines.size() < kLinesAtATime) {
                    NL_TRY(std::optional<std::string> line, reader.next());
                    if (!line) {
                        more = false;
                        break;
                    }
                    if (ascii::trim(*line).empty()) continue;
                    lines.push_back(*std::move(line));
                    names.push_back(file + ":" + std::to_string(reader.number()));
                }
                if (is_interrupted()) return End::interrupted;
                if (!take(lines, names)) return End::out_of_order;
            }
        }
        return finish() ? End::done : End::interrupted;
    }

    /// One line per input line: the answer, or the error in its place.
    int print(const Habits& habits) const {
        Output output;
        for (std::size_t i = 0; i < entries_.size(); ++i) {
            const auto failure = failures_.find(i);
            if (!output.line(failure == failures_.end()
                                 ? answer(entries_[i])
                                 : error_line("cluster", failure->second.first, failure->second.second)))
                return static_cast<int>(Exit::done);
        }
        output.flush();
        if (failures_.empty()) return static_cast<int>(Exit::done);
        if (!habits.quiet) complain(counted(failures_.size(), "line") + " of " + grouped(entries_.size()) + " failed");
        return static_cast<int>(Exit::in_part);
    }

  private:
    static std::string answer(const Entry& entry) {
        std::string out;
        json::Writer w(out);
        begin_object(w, "cluster");
        w.key("id");
        entry.is_text ? w.value(entry.id) : w.raw(entry.id);
        w.field("story", entry.story).end_object();
        return out;
    }

    /// False: a line belongs before what is clustered already.
    bool take(const std::vector<std::string>& lines, const std::vector<std::string>& names) {
        auto prepared = map_ordered(lines, jobs_, [](const std::string& line) { return prepare(line); });
        for (std::size_t i = 0; i < prepared.size(); ++i) {
            const std::size_t index = entries_.size();
            if (!prepared[i]) {
                failures_.emplace(index, std::pair(names[i], std::move(prepared[i].error())));
                entries_.emplace_back();
                continue;
            }
            Entry& entry = prepared[i]->entry;
            prepared[i]->features.id = static_cast<std::int64_t>(index);
            if (order_ == Order::near_time) {
                if (!entry.time || (begun_ && *entry.time < *begun_)) return false;
                newest_ = newest_ ? std::max(*newest_, *entry.time) : *entry.time;
            }
            entries_.push_back(std::move(entry));
            waiting_.push_back(std::move(prepared[i]->features));
        }
        if (order_ == Order::near_time && newest_) {
            const Instant until((newest_->time_since_epoch() / kEpoch - 1) * kEpoch);
            if (begun_ && until <= *begun_) return true;
            begun_ = until;
            const auto late = std::stable_partition(waiting_.begin(), waiting_.end(),
                                                    [&](const story::Features& one) { return *one.time < until; });
            std::vector<story::Features> later(std::make_move_iterator(late), std::make_move_iterator(waiting_.end()));
            waiting_.erase(late, waiting_.end());
            (void)push_waiting(story::Undated::none);
            waiting_ = std::move(later);
        }
        return true;
    }

    /// In order of time, then id; undated last, in input order. False: interrupted.
    bool push_waiting(story::Undated undated) {
        std::stable_sort(waiting_.begin(), waiting_.end(), [&](const story::Features& a, const story::Features& b) {
            if (!a.time || !b.time) return a.time.has_value() && !b.time.has_value();
            return std::tie(*a.time, entries_[static_cast<std::size_t>(a.id)].id) <
                   std::tie(*b.time, entries_[static_cast<std::size_t>(b.id)].id);
        });
        if (!stream_) stream_.emplace(undated, story::ClusterOptions{}, kEpoch);
        for (story::Features& one : waiting_) {
            if (is_interrupted()) return false;
            stream_->push(std::exchange(one, {}));
            const std::chrono::duration<double> since = std::chrono::steady_clock::now() - began_;
            progress_.show("cluster", ++pushed_, order_ == Order::unknown ? entries_.size() : 0, since.count());
        }
        waiting_.clear();
        return true;
    }

    bool finish() {
        const bool undated =
            std::any_of(waiting_.begin(), waiting_.end(), [](const story::Features& one) { return !one.time; });
        if (!push_waiting(undated ? story::Undated::follow : story::Undated::none)) return false;
        for (const story::Assignment& assigned : std::move(*stream_).finish())
            entries_[static_cast<std::size_t>(assigned.id)].story = assigned.story;
        return true;
    }

    Order order_;
    unsigned jobs_;
    ProgressLine progress_;
    std::chrono::steady_clock::time_point began_ = std::chrono::steady_clock::now();
    std::vector<Entry> entries_;                                     // of each line
    std::map<std::size_t, std::pair<std::string, Error>> failures_;  // by line
    std::vector<story::Features> waiting_;
    std::optional<Instant> begun_;  // what is before is clustered
    std::optional<Instant> newest_;
    std::optional<story::StoryStream> stream_;
    std::uint64_t pushed_ = 0;
};

}  // namespace

int print_clusters(const std::vector<std::string>& files, const Habits& habits) {
    const bool can_be_read_again = std::all_of(files.begin(), files.end(), [](const std::string& file) {
        std::error_code ignored;
        return file != "-" && std::filesystem::is_regular_file(file, ignored);
    });
    for (const Order order : {Order::near_time, Order::unknown}) {
        if (order == Order::near_time && !can_be_read_again) continue;
        Clustering clustering(order, habits);
        const auto end = clustering.read(files);
        if (!end) return ended(end.error());
        if (*end == Clustering::End::interrupted)
            return ended({Errc::unavailable, "cluster: interrupted; nothing was printed"});
        if (*end == Clustering::End::done) return clustering.print(habits);
    }
    return static_cast<int>(Exit::bug);
}

}  // namespace newsloom::cli
