// First pass: each article joins the open story it is linked to best, on average over the story's articles.
#include "story/cluster.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "story/detail/open_stories.h"

namespace newsloom::story {
namespace detail {
namespace {

constexpr std::size_t kIndexedWords = 24;  // per article: its strongest words
constexpr std::size_t kNewest = 160;       // postings read per word, the newest
constexpr std::size_t kCandidates = 32;    // articles scored per article
constexpr std::size_t kStories = 6;        // stories scored per article

struct Strong {
    std::uint32_t word;
    float weight;
};

/// The strongest words of an article, weights of unit length; ties by word.
std::size_t strongest(const ArticleVector& vector, std::array<Strong, kIndexedWords>& out) {
    std::array<Strong, 512> all;
    std::size_t count = 0;
    for (const Entry& entry : vector.entries) {
        const unsigned in_title = entry.title() != 0 ? 1 : 0;
        const unsigned in_lead = entry.lead() != 0 ? 1 : 0;
        const unsigned times = std::min<unsigned>(std::max(entry.body, entry.name), 8);
        const float idf = static_cast<float>(entry.idf16) / 16.0F;
        const float weight = idf * (1.0F + 0.25F * static_cast<float>(times) + 1.5F * static_cast<float>(in_title) +
                                    0.75F * static_cast<float>(in_lead) + (entry.name != 0 ? 0.5F : 0.0F));
        all[count++] = {entry.word, weight};
    }
    const std::size_t kept = std::min(count, out.size());
    const auto stronger = [](const Strong& a, const Strong& b) {
        return a.weight != b.weight ? a.weight > b.weight : a.word < b.word;
    };
    std::partial_sort(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(kept),
                      all.begin() + static_cast<std::ptrdiff_t>(count), stronger);
    float norm = 0;
    for (std::size_t i = 0; i < kept; ++i)
        norm += all[i].weight * all[i].weight;
    norm = std::sqrt(std::max(norm, 1e-6F));
    for (std::size_t i = 0; i < kept; ++i)
        out[i] = {all[i].word, all[i].weight / norm};
    return kept;
}

}  // namespace

void ArticleIndex::add(Slot slot, const ArticleVector& vector) {
    std::array<Strong, kIndexedWords> words;
    const std::size_t count = strongest(vector, words);
    for (std::size_t i = 0; i < count; ++i)
        postings_[words[i].word].push_back({slot, words[i].weight});
}

void ArticleIndex::collect(const ArticleVector& vector, const std::vector<OpenArticle>& articles,
                           std::vector<float>& scores, std::vector<Slot>& touched) const {
    std::array<Strong, kIndexedWords> words;
    const std::size_t count = strongest(vector, words);
    for (std::size_t i = 0; i < count; ++i) {
        const auto found = postings_.find(words[i].word);
        if (found == postings_.end()) continue;
        const auto& list = found->second;
        std::size_t read = 0;
        for (std::size_t k = list.size(); k-- > 0 && read < kNewest;) {
            const Slot slot = list[k].slot;
            if (articles[slot].dead) continue;
            ++read;
            if (scores[slot] == 0) touched.push_back(slot);
            scores[slot] += list[k].weight * words[i].weight;
        }
    }
}

void ArticleIndex::renumber(const std::vector<Slot>& new_slots) {
    for (auto it = postings_.begin(); it != postings_.end();) {
        auto& list = it->second;
        std::size_t kept = 0;
        for (const Posting& posting : list) {
            if (new_slots[posting.slot] == 0xFFFFFFFFU) continue;
            list[kept++] = {new_slots[posting.slot], posting.weight};
        }
        list.resize(kept);
        if (list.empty()) {
            it = postings_.erase(it);
        } else {
            if (list.capacity() > 2 * kept + 8) list.shrink_to_fit();
            ++it;
        }
    }
}

std::vector<ArticleIndex::Hit> OpenStories::candidates(const ArticleVector& vector, std::size_t most) {
    scores.resize(articles.size() + 1, 0.0F);
    touched.clear();
    settled.collect(vector, articles, scores, touched);
    fresh.collect(vector, articles, scores, touched);
    std::vector<ArticleIndex::Hit> hits;
    hits.reserve(touched.size());
    for (const Slot slot : touched) {
        hits.push_back({slot, scores[slot]});
        scores[slot] = 0;
    }
    const auto better = [](const ArticleIndex::Hit& a, const ArticleIndex::Hit& b) {
        return a.score != b.score ? a.score > b.score : a.slot < b.slot;
    };
    const std::size_t kept = std::min(most, hits.size());
    std::partial_sort(hits.begin(), hits.begin() + static_cast<std::ptrdiff_t>(kept), hits.end(), better);
    hits.resize(kept);
    return hits;
}

Signals OpenStories::signals_to(const ArticleVector& vector, const GroupFacts& facts, const OpenStory& story) const {
    if (story.members.size() > 1) return signals(model(), vector, facts, story.sum);
    const ArticleVector& other = articles[story.members.front()].vector;
    return signals(model(), vector, facts, other, facts_of(other));
}

std::uint32_t OpenStories::open_story() {
    stories.push_back({.id = next_story++, .last = kNoTime, .dead = false, .members = {}, .sum = {}});
    return static_cast<std::uint32_t>(stories.size() - 1);
}

std::int64_t OpenStories::assign(ArticleVector&& vector) {
    vector.weigh(statistics);
    for (const Entry& entry : vector.entries)
        statistics.count(entry.word);
    for (const Entry& entry : vector.abroad)
        statistics.count(entry.word);
    statistics.article_done();

    const GroupFacts facts = facts_of(vector);
    std::vector<std::uint32_t> tried;
    float best = 0;  // log-odds 0: as likely as not
    std::optional<std::uint32_t> home;
    for (const ArticleIndex::Hit& hit : candidates(vector, kCandidates)) {
        const std::uint32_t story = articles[hit.slot].story;
        if (std::find(tried.begin(), tried.end(), story) != tried.end()) continue;
        tried.push_back(story);
        if (!languages_meet(articles[hit.slot].vector, vector)) continue;
        const float here = merge_logit(model(), signals_to(vector, facts, stories[story]));
        if (here > best || (here == best && home && stories[story].id < stories[*home].id)) {
            best = here;
            home = story;
        }
        if (tried.size() == kStories) break;
    }
    if (!home) home = open_story();
    const auto slot = static_cast<Slot>(articles.size());
    fresh.add(slot, vector);
    OpenStory& story = stories[*home];
    if (story.members.size() == 1) story.sum.add(articles[story.members.front()].vector);
    if (!story.members.empty() && languages_meet(articles[story.members.front()].vector, vector)) story.sum.add(vector);
    story.members.push_back(slot);
    story.last = std::max(story.last, vector.time);
    articles.push_back({std::move(vector), *home, false, {}});
    return story.id;
}

}  // namespace detail

struct Clusterer::State : detail::OpenStories {};

Clusterer::Clusterer(ClusterOptions options, std::int64_t next_story) : state_(std::make_unique<State>()) {
    state_->options = options;
    state_->next_story = next_story;
}
Clusterer::~Clusterer() = default;
Clusterer::Clusterer(Clusterer&&) noexcept = default;
Clusterer& Clusterer::operator=(Clusterer&&) noexcept = default;

std::vector<Assignment> Clusterer::add(std::span<const Features> articles, unsigned /*jobs*/) {
    std::vector<Assignment> result;
    result.reserve(articles.size());
    for (const Features& features : articles) {
        detail::ArticleVector vector = detail::decode(features.bytes).value_or(detail::ArticleVector{});
        vector.id = features.id;
        vector.time = features.time ? features.time->time_since_epoch().count() : detail::kNoTime;
        result.push_back({features.id, state_->assign(std::move(vector))});
    }
    return result;
}

EpochChanges Clusterer::close_epoch(Instant end, unsigned /*jobs*/) {
    return state_->close_epoch(end.time_since_epoch().count());
}

std::int64_t Clusterer::next_story() const { return state_->next_story; }

StoryStream::StoryStream(Undated undated, ClusterOptions options, std::chrono::seconds epoch)
    : clusterer_([&] {
          if (undated == Undated::follow) options.close_after_days = 1'000'000;
          return options;
      }()),
      epoch_(epoch) {}

void StoryStream::push(const Features& features) {
    const std::optional<Instant> time = features.time;
    if (time && open_until_ && *time >= *open_until_) close();
    if (!time && open_until_ && !undated_) close();
    if (time) {
        if (!open_until_) open_until_ = Instant((time->time_since_epoch() / epoch_ + 1) * epoch_);
        last_ = open_until_;
    } else {
        undated_ = true;
        if (!open_until_) open_until_ = last_.value_or(Instant{});
    }
    place_.emplace(features.id, result_.size());
    result_.push_back(clusterer_.add(std::span(&features, 1)).front());
}

void StoryStream::close() {
    for (const Assignment& moved : clusterer_.close_epoch(*open_until_).moved)
        result_[place_.at(moved.id)].story = moved.story;
    open_until_.reset();
}

std::vector<Assignment> StoryStream::finish() && {
    if (open_until_) close();
    return std::move(result_);
}

namespace {

constexpr char kForm = 2;  // of to_bytes

class ByteWriter {
  public:
    template <class T>
    void put(T value) {
        out.append(reinterpret_cast<const char*>(&value), sizeof value);
    }
    template <class T>
    void put_all(std::span<const T> values) {
        put(static_cast<std::uint64_t>(values.size()));
        if (!values.empty()) out.append(reinterpret_cast<const char*>(values.data()), values.size_bytes());
    }
    std::string out;
};

class ByteReader {
  public:
    explicit ByteReader(std::string_view bytes) : bytes_(bytes) {}
    template <class T>
    T take() {
        T value{};
        if (bytes_.size() < sizeof value) {
            good = false;
            return value;
        }
        bytes_.copy(reinterpret_cast<char*>(&value), sizeof value);
        bytes_.remove_prefix(sizeof value);
        return value;
    }
    template <class T>
    std::vector<T> take_all() {
        const auto size = take<std::uint64_t>();
        if (!good || size > bytes_.size() / sizeof(T)) {
            good = false;
            return {};
        }
        std::vector<T> values(size);
        bytes_.copy(reinterpret_cast<char*>(values.data()), size * sizeof(T));
        bytes_.remove_prefix(size * sizeof(T));
        return values;
    }
    [[nodiscard]] bool at_end() const { return bytes_.empty(); }
    bool good = true;

  private:
    std::string_view bytes_;
};

}  // namespace

std::string Clusterer::to_bytes() const {
    using namespace detail;
    ByteWriter writer;
    writer.put(kForm);
    writer.put(state_->next_story);
    writer.put(state_->fresh_from);
    writer.put(state_->statistics.articles());
    writer.put_all(state_->statistics.slots());
    writer.put(static_cast<std::uint64_t>(state_->stories.size()));
    for (const OpenStory& story : state_->stories) {
        writer.put(story.id);
        writer.put(story.last);
        writer.put(story.dead);
    }
    writer.put(static_cast<std::uint64_t>(state_->articles.size()));
    for (const OpenArticle& article : state_->articles) {
        const ArticleVector& vector = article.vector;
        writer.put(article.story);
        writer.put(article.dead);
        writer.put(vector.id);
        writer.put(vector.time);
        writer.put(vector.language);
        writer.put(vector.outlet);
        writer.put(vector.words);
        writer.put_all(std::span<const Entry>(vector.entries));
        writer.put_all(std::span<const Entry>(vector.abroad));
        writer.put_all(std::span<const Edge>(article.edges));
    }
    return std::move(writer.out);
}

std::optional<Clusterer> Clusterer::from_bytes(std::string_view bytes, ClusterOptions options) {
    using namespace detail;
    ByteReader reader(bytes);
    if (reader.take<char>() != kForm) return std::nullopt;
    Clusterer result(options);
    State& state = *result.state_;
    state.next_story = reader.take<std::int64_t>();
    state.fresh_from = reader.take<Slot>();
    const auto counted = reader.take<std::uint64_t>();
    auto slots = reader.take_all<WordStatistics::Slot>();
    if ((slots.size() & (slots.size() - 1)) != 0) return std::nullopt;
    state.statistics.restore(std::move(slots), counted);
    const auto stories = reader.take<std::uint64_t>();
    for (std::uint64_t i = 0; i < stories && reader.good; ++i) {
        OpenStory story;
        story.id = reader.take<std::int64_t>();
        story.last = reader.take<std::int64_t>();
        story.dead = reader.take<char>() != 0;
        state.dead_stories += static_cast<std::size_t>(story.dead);
        state.stories.push_back(std::move(story));
    }
    const auto articles = reader.take<std::uint64_t>();
    for (std::uint64_t i = 0; i < articles && reader.good; ++i) {
        OpenArticle article;
        article.story = reader.take<std::uint32_t>();
        article.dead = reader.take<char>() != 0;
        article.vector.id = reader.take<std::int64_t>();
        article.vector.time = reader.take<std::int64_t>();
        article.vector.language = reader.take<std::uint32_t>();
        article.vector.outlet = reader.take<std::uint32_t>();
        article.vector.words = reader.take<std::uint16_t>();
        article.vector.entries = reader.take_all<Entry>();
        article.vector.abroad = reader.take_all<Entry>();
        article.edges = reader.take_all<Edge>();
        const auto slot = static_cast<Slot>(i);
        if (!reader.good || article.story >= state.stories.size() || article.vector.entries.size() > 512)
            return std::nullopt;
        for (const Edge& edge : article.edges) {
            if (edge.other >= slot) return std::nullopt;
        }
        article.vector.measure();
        if (!article.dead) {
            state.stories[article.story].members.push_back(slot);
            (slot < state.fresh_from ? state.settled : state.fresh).add(slot, article.vector);
            if (slot < state.fresh_from) state.add_abroad(slot, article.vector);
        } else {
            ++state.dead_articles;
        }
        state.articles.push_back(std::move(article));
    }
    state.sum_up_all();
    if (!reader.good || !reader.at_end() || state.fresh_from > state.articles.size()) return std::nullopt;
    return result;
}

}  // namespace newsloom::story
