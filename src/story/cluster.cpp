// First pass: each article joins the open story it is linked to best, on average over the story's articles.
#include "story/cluster.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "story/detail/open_stories.h"

namespace newsloom::story {
namespace detail {
namespace {

constexpr std::size_t kNewest = 48;      // postings read per word, the newest
constexpr std::size_t kCandidates = 32;  // articles scored per article
constexpr std::size_t kStories = 6;      // stories scored per article

}  // namespace

/// Ties by word.
StrongWords::StrongWords(std::span<const Entry> entries) {
    std::array<Strong, 512> all;
    std::size_t found = 0;
    for (const Entry& entry : entries) {
        const unsigned in_title = entry.title() != 0 ? 1 : 0;
        const unsigned in_lead = entry.lead() != 0 ? 1 : 0;
        const unsigned times = std::min<unsigned>(std::max(entry.body, entry.name), 8);
        const float idf = static_cast<float>(entry.idf16) / 16.0F;
        const float weight = idf * (1.0F + 0.25F * static_cast<float>(times) + 1.5F * static_cast<float>(in_title) +
                                    0.75F * static_cast<float>(in_lead) + (entry.name != 0 ? 0.5F : 0.0F));
        all[found++] = {entry.word, weight};
    }
    count = std::min(found, kMost);
    const auto stronger = [](const Strong& a, const Strong& b) {
        return a.weight != b.weight ? a.weight > b.weight : a.word < b.word;
    };
    if (found > kMost) {
        std::nth_element(all.begin(), all.begin() + kMost, all.begin() + static_cast<std::ptrdiff_t>(found), stronger);
    }
    std::sort(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(count), stronger);
    float norm = 0;
    for (std::size_t i = 0; i < count; ++i)
        norm += all[i].weight * all[i].weight;
    norm = std::sqrt(std::max(norm, 1e-6F));
    for (std::size_t i = 0; i < count; ++i)
        words[i] = {all[i].word, all[i].weight / norm};
}

std::size_t ArticleIndex::place_of(std::uint32_t word) const {
    const std::size_t mask = lists_.size() - 1;
    std::size_t at = static_cast<std::size_t>(word * 0x9e3779b1U) & mask;
    while (!lists_[at].postings.empty() && lists_[at].word != word)
        at = (at + 1) & mask;
    return at;
}

void ArticleIndex::rebuild(std::size_t size) {
    std::vector<List> old(size);
    std::swap(old, lists_);
    for (List& list : old) {
        if (!list.postings.empty()) lists_[place_of(list.word)] = std::move(list);
    }
}

void ArticleIndex::clear() {
    lists_.clear();
    used_ = 0;
}

void ArticleIndex::add(Slot slot, const StrongWords& strong) {
    for (std::size_t i = 0; i < strong.count; ++i) {
        if ((used_ + 1) * 4 > lists_.size() * 3) rebuild(std::max<std::size_t>(lists_.size() * 2, 64));
        List& list = lists_[place_of(strong.words[i].word)];
        if (list.postings.empty()) {
            list.word = strong.words[i].word;
            ++used_;
        }
        list.postings.push_back({slot, strong.words[i].weight});
    }
}

void ArticleIndex::collect(const StrongWords& strong, const std::vector<bool>& closed, std::vector<float>& scores,
                           std::vector<Slot>& touched) const {
    if (lists_.empty()) return;
    for (std::size_t i = 0; i < strong.count; ++i)
        __builtin_prefetch(&lists_[static_cast<std::size_t>(strong.words[i].word * 0x9e3779b1U) & (lists_.size() - 1)]);
    std::array<const std::vector<Posting>*, StrongWords::kMost> found;
    for (std::size_t i = 0; i < strong.count; ++i) {
        found[i] = &lists_[place_of(strong.words[i].word)].postings;
        if (!found[i]->empty()) __builtin_prefetch(&found[i]->back());
    }
    for (std::size_t i = 0; i < strong.count; ++i) {
        const std::vector<Posting>& list = *found[i];
        std::size_t read = 0;
        for (std::size_t k = list.size(); k-- > 0 && read < kNewest;) {
            const Slot slot = list[k].slot;
            if (closed[slot]) continue;
            ++read;
            if (scores[slot] == 0) touched.push_back(slot);
            scores[slot] += list[k].weight * strong.words[i].weight;
        }
    }
}

void ArticleIndex::renumber(const std::vector<Slot>& new_slots) {
    used_ = 0;
    for (List& list : lists_) {
        std::size_t kept = 0;
        for (const Posting& posting : list.postings) {
            if (new_slots[posting.slot] == 0xFFFFFFFFU) continue;
            list.postings[kept++] = {new_slots[posting.slot], posting.weight};
        }
        list.postings.resize(kept);
        if (list.postings.capacity() > 2 * kept + 8) list.postings.shrink_to_fit();
        used_ += kept != 0 ? 1 : 0;
    }
    std::size_t size = 64;
    while (used_ * 2 > size)
        size *= 2;
    rebuild(size);
}

std::span<const ArticleIndex::Hit> OpenStories::candidates(const StrongWords& strong, std::size_t most) {
    scores.resize(articles.size() + 1, 0.0F);
    touched.clear();
    settled.collect(strong, closed, scores, touched);
    fresh.collect(strong, closed, scores, touched);
    hits.clear();
    for (const Slot slot : touched) {
        hits.push_back({slot, scores[slot]});
        scores[slot] = 0;
    }
    const auto better = [](const ArticleIndex::Hit& a, const ArticleIndex::Hit& b) {
        return a.score != b.score ? a.score > b.score : a.slot < b.slot;
    };
    const auto kept = static_cast<std::ptrdiff_t>(std::min(most, hits.size()));
    if (hits.size() > most) std::nth_element(hits.begin(), hits.begin() + kept, hits.end(), better);
    std::sort(hits.begin(), hits.begin() + kept, better);
    return {hits.data(), static_cast<std::size_t>(kept)};
}

std::uint32_t OpenStories::open_story() {
    stories.push_back({.id = next_story++, .last = kNoTime, .dead = false, .members = {}, .sum = {}});
    return static_cast<std::uint32_t>(stories.size() - 1);
}

std::int64_t OpenStories::assign(ArticleVector&& vector) {
    for (const Entry& entry : vector.entries)
        statistics.prefetch(entry.word);
    for (Entry& entry : vector.entries)
        entry.idf16 = statistics.count(entry.word);
    for (Entry& entry : vector.abroad)
        entry.idf16 = statistics.count(entry.word);
    vector.measure();
    statistics.article_done();

    const StrongWords strong(vector.entries);
    probe.set(vector);
    std::vector<std::uint32_t> tried;
    float best = 0;  // log-odds 0: as likely as not
    std::optional<std::uint32_t> home;
    const std::span<const ArticleIndex::Hit> alike = candidates(strong, kCandidates);
    for (const ArticleIndex::Hit& hit : alike)
        __builtin_prefetch(&articles[hit.slot]);
    for (const ArticleIndex::Hit& hit : alike) {
        const std::uint32_t story = articles[hit.slot].story;
        if (std::find(tried.begin(), tried.end(), story) != tried.end()) continue;
        tried.push_back(story);
        if (!languages_meet(articles[hit.slot].vector, vector)) continue;
        const OpenStory& other = stories[story];
        const float here =
            merge_logit(model(), other.members.size() > 1 ? probe.to(model(), other.sum)
                                                          : probe.to(model(), articles[other.members.front()].vector));
        if (here > best || (here == best && home && stories[story].id < stories[*home].id)) {
            best = here;
            home = story;
        }
        if (tried.size() == kStories) break;
    }
    if (!home) home = open_story();
    const auto slot = static_cast<Slot>(articles.size());
    fresh.add(slot, strong);
    OpenStory& story = stories[*home];
    if (story.members.size() == 1) story.sum.add(articles[story.members.front()].vector);
    if (!story.members.empty() && languages_meet(articles[story.members.front()].vector, vector)) story.sum.add(vector);
    story.members.push_back(slot);
    story.last = std::max(story.last, vector.time);
    articles.push_back({std::move(vector), *home, {}});
    closed.push_back(false);
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
        detail::ArticleVector vector =
            detail::decode(features.bytes, state_->spare_rows).value_or(detail::ArticleVector{});
        vector.id = features.id;
        vector.time = features.time ? features.time->time_since_epoch().count() : detail::kNoTime;
        result.push_back({features.id, state_->assign(std::move(vector))});
    }
    return result;
}

EpochChanges Clusterer::close_epoch(Instant end, unsigned /*jobs*/) {
    return state_->close_epoch(end.time_since_epoch().count());
}

void Clusterer::rename(const std::map<std::int64_t, std::int64_t>& ids) {
    for (detail::OpenStory& story : state_->stories) {
        if (const auto other = ids.find(story.id); other != ids.end()) story.id = other->second;
    }
}

std::int64_t Clusterer::next_story() const { return state_->next_story; }

StoryStream::StoryStream(Undated undated, ClusterOptions options, std::chrono::seconds epoch)
    : clusterer_([&] {
          if (undated == Undated::follow) options.close_after_days = 1'000'000;
          return options;
      }()),
      epoch_(epoch) {}

void StoryStream::push(Features features) {
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
    const std::int64_t id = std::exchange(features.id, static_cast<std::int64_t>(result_.size()));
    result_.push_back({id, clusterer_.add(std::span(&features, 1)).front().story});
}

void StoryStream::close() {
    for (const Assignment& moved : clusterer_.close_epoch(*open_until_).moved)
        result_[static_cast<std::size_t>(moved.id)].story = moved.story;
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
        writer.put(
            static_cast<char>(state_->closed[static_cast<std::size_t>(&article - state_->articles.data())] ? 1 : 0));
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
        const bool dead = reader.take<char>() != 0;
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
        state.closed.push_back(dead);
        if (!dead) {
            state.stories[article.story].members.push_back(slot);
            (slot < state.fresh_from ? state.settled : state.fresh).add(slot, StrongWords(article.vector.entries));
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
