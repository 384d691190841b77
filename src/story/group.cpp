#include "story/detail/group.h"

#include <algorithm>

#include "story/detail/data_files.h"

namespace newsloom::story::detail {
namespace {

constexpr std::size_t kMostWords = 640;  // of a group; when more, it is cut to
constexpr std::size_t kKeptWords = 512;  // the heaviest
constexpr std::size_t kMostOutlets = 24;
constexpr double kDay = 86400;

float total(const GroupEntry& entry) {
    return entry.weights[kTitle] + entry.weights[kLead] + entry.weights[kBody] + entry.weights[kNames] +
           entry.weights[kNumbers];
}

void finish(Group& group) {
    if (group.entries.size() > kMostWords) {
        std::vector<float> weights;
        weights.reserve(group.entries.size());
        for (const GroupEntry& entry : group.entries)
            weights.push_back(total(entry));
        std::nth_element(weights.begin(), weights.begin() + kKeptWords, weights.end(), std::greater<>());
        const float least = weights[kKeptWords];
        std::erase_if(group.entries, [&](const GroupEntry& entry) { return total(entry) <= least; });
    }
    group.squares = {};
    for (const GroupEntry& entry : group.entries) {
        for (std::size_t p = 0; p < kParts; ++p)
            group.squares[p] += entry.weights[p] * entry.weights[p];
    }
}

/// Looks at an article as at a group: weights are made only for words that are asked for.
class ArticleView {
  public:
    explicit ArticleView(const ArticleVector& article) : article_(&article), f_(&damped()) {}
    [[nodiscard]] std::size_t size() const { return article_->entries.size(); }
    [[nodiscard]] std::uint32_t word(std::size_t i) const { return article_->entries[i].word; }
    [[nodiscard]] Parts weights(std::size_t i) const {
        Parts parts = weights_of(article_->entries[i], *f_);
        for (std::size_t p = 0; p < kParts; ++p)
            parts[p] *= article_->scales[p];
        return parts;
    }
    [[nodiscard]] Parts squares() const {
        Parts parts{};
        for (std::size_t p = 0; p < kParts; ++p)
            parts[p] = article_->scales[p] > 0 ? 1.0F : 0.0F;
        return parts;
    }

  private:
    const ArticleVector* article_;
    const std::array<float, 256>* f_;
};

class GroupView {
  public:
    explicit GroupView(const Group& group) : group_(&group) {}
    [[nodiscard]] std::size_t size() const { return group_->entries.size(); }
    [[nodiscard]] std::uint32_t word(std::size_t i) const { return group_->entries[i].word; }
    [[nodiscard]] const Parts& weights(std::size_t i) const { return group_->entries[i].weights; }
    [[nodiscard]] const Parts& squares() const { return group_->squares; }

  private:
    const Group* group_;
};

template <class View>
void merge_entries(Group& group, const View& other) {
    std::vector<GroupEntry> merged;
    merged.reserve(group.entries.size() + other.size());
    std::size_t i = 0, j = 0;
    while (i < group.entries.size() || j < other.size()) {
        if (j == other.size() || (i < group.entries.size() && group.entries[i].word < other.word(j))) {
            merged.push_back(group.entries[i++]);
        } else if (i == group.entries.size() || other.word(j) < group.entries[i].word) {
            merged.push_back({other.word(j), other.weights(j)});
            ++j;
        } else {
            merged.push_back(group.entries[i++]);
            const Parts& more = other.weights(j++);
            for (std::size_t p = 0; p < kParts; ++p)
                merged.back().weights[p] += more[p];
        }
    }
    group.entries = std::move(merged);
    finish(group);
}

float cosine(float dot, float square_a, float square_b) {
    const float product = square_a * square_b;
    return product > 0 ? dot / std::sqrt(product) : 0.0F;
}

float log_size(float size) { return std::log2(std::max(size, 1.0F)) / 4.0F; }

template <class A, class B>
Signals compare(const MergeModel& model, const A& a, const GroupFacts& fa, const B& b, const GroupFacts& fb) {
    Parts dot{};
    float title_in_a = 0, title_in_b = 0;
    std::size_t i = 0, j = 0;
    const std::size_t m = a.size(), n = b.size();
    while (i < m && j < n) {
        const std::uint32_t x = a.word(i), y = b.word(j);
        if (x == y) {
            const Parts& u = a.weights(i);
            const Parts& v = b.weights(j);
            for (std::size_t p = 0; p < kParts; ++p)
                dot[p] += u[p] * v[p];
            title_in_b += u[kTitle] * v[kBody];
            title_in_a += v[kTitle] * u[kBody];
        }
        i += static_cast<std::size_t>(x <= y);
        j += static_cast<std::size_t>(y <= x);
    }
    const Parts sa = a.squares(), sb = b.squares();
    Signals s{};
    s[kCosTitle] = cosine(dot[kTitle], sa[kTitle], sb[kTitle]);
    s[kCosLead] = cosine(dot[kLead], sa[kLead], sb[kLead]);
    s[kCosBody] = cosine(dot[kBody], sa[kBody], sb[kBody]);
    s[kCosNames] = cosine(dot[kNames], sa[kNames], sb[kNames]);
    s[kCosNumbers] = cosine(dot[kNumbers], sa[kNumbers], sb[kNumbers]);
    s[kTitleInBody] = (cosine(title_in_b, sa[kTitle], sb[kBody]) + cosine(title_in_a, sb[kTitle], sa[kBody])) / 2;
    s[kNoTitle] = fa.with_title == 0 || fb.with_title == 0 ? 1.0F : 0.0F;
    const bool alone = fa.with_text == 0 || fb.with_text == 0;
    s[kTitleOnly] = alone ? 1.0F : 0.0F;
    s[kCosTitleAlone] = alone ? s[kCosTitle] : 0.0F;
    if (fa.dated == 0 || fb.dated == 0) {
        s[kNoDate] = 1;
    } else {
        const double apart =
            std::abs(fa.time_sum / static_cast<double>(fa.dated) - fb.time_sum / static_cast<double>(fb.dated));
        const double gap = std::max({0.0, fa.first - fb.last, fb.first - fa.last});
        const auto sigma = static_cast<double>(model.sigma_days);
        s[kDaysApart] = static_cast<float>(std::min(apart, 30.0) / 10.0);
        s[kCloseInTime] = static_cast<float>(std::exp(-gap * gap / (2 * sigma * sigma)));
    }
    if (!fa.outlets.empty() && !fb.outlets.empty()) {
        std::size_t shared = 0;
        for (auto x = fa.outlets.begin(), y = fb.outlets.begin(); x != fa.outlets.end() && y != fb.outlets.end();) {
            if (*x == *y) ++shared;
            const bool step_x = *x <= *y, step_y = *y <= *x;
            x += step_x;
            y += step_y;
        }
        s[kSameOutlet] =
            static_cast<float>(shared) / static_cast<float>(std::min(fa.outlets.size(), fb.outlets.size()));
    }
    s[kSmaller] = log_size(std::min(fa.size, fb.size));
    s[kLarger] = log_size(std::max(fa.size, fb.size));
    if (alone) {
        s[kSmallerAlone] = s[kSmaller];
        s[kLargerAlone] = s[kLarger];
    }
    return s;
}

}  // namespace

const std::array<float, 256>& damped() {
    static const std::array<float, 256> table = [] {
        std::array<float, 256> made{};
        for (std::size_t n = 1; n < made.size(); ++n)
            made[n] = static_cast<float>(1.0 + std::log(static_cast<double>(n)));
        return made;
    }();
    return table;
}

void ArticleVector::weigh(const WordStatistics& statistics) {
    for (Entry& entry : entries)
        entry.idf16 = statistics.idf16(entry.word);
    for (Entry& entry : abroad)
        entry.idf16 = statistics.idf16(entry.word);
    measure();
}

void ArticleVector::measure() {
    Parts squares{};
    const auto& f = damped();
    for (const Entry& entry : entries) {
        const Parts weights = weights_of(entry, f);
        for (std::size_t p = 0; p < kParts; ++p)
            squares[p] += weights[p] * weights[p];
    }
    for (std::size_t p = 0; p < kParts; ++p)
        scales[p] = squares[p] > 0 ? 1.0F / std::sqrt(squares[p]) : 0.0F;
}

GroupFacts facts_of(const ArticleVector& article) {
    GroupFacts facts;
    facts.size = 1;
    if (article.time != kNoTime) {
        facts.dated = 1;
        facts.time_sum = facts.first = facts.last = static_cast<double>(article.time) / kDay;
    }
    facts.with_text = article.words > 0 ? 1.0F : 0.0F;
    facts.with_title = article.scales[kTitle] > 0 ? 1.0F : 0.0F;
    facts.language = article.language;
    if (article.outlet != 0) facts.outlets.push_back(article.outlet);
    return facts;
}

void GroupFacts::add(const GroupFacts& other) {
    if (other.dated > 0) {
        first = dated > 0 ? std::min(first, other.first) : other.first;
        last = dated > 0 ? std::max(last, other.last) : other.last;
        time_sum += other.time_sum;
        dated += other.dated;
    }
    size += other.size;
    with_text += other.with_text;
    with_title += other.with_title;
    if (language == 0) language = other.language;
    std::vector<std::uint32_t> both(outlets.size() + other.outlets.size());
    std::merge(outlets.begin(), outlets.end(), other.outlets.begin(), other.outlets.end(), both.begin());
    if (both.size() > kMostOutlets) both.resize(kMostOutlets);
    outlets = std::move(both);
}

void Group::add(const ArticleVector& article) {
    merge_entries(*this, ArticleView(article));
    facts.add(facts_of(article));
}

void Group::add(const Group& other) {
    merge_entries(*this, GroupView(other));
    facts.add(other.facts);
}

const MergeModel& built_in_model() {
    static const MergeModel model = [] {
        const std::string_view json = data_file("merge.json");
        MergeModel read;
        read.bias = weight_named(json, "bias").value_or(0.0F);
        read.sigma_days = weight_named(json, "sigma_days").value_or(1.5F);
        for (std::size_t i = 0; i < kSignals; ++i)
            read.weights[i] = weight_named(json, kSignalNames[i]).value_or(0.0F);
        return read;
    }();
    return model;
}

Signals signals(const MergeModel& model, const ArticleVector& a, const GroupFacts& a_facts, const ArticleVector& b,
                const GroupFacts& b_facts) {
    return compare(model, ArticleView(a), a_facts, ArticleView(b), b_facts);
}
Signals signals(const MergeModel& model, const ArticleVector& a, const GroupFacts& a_facts, const Group& b) {
    return compare(model, ArticleView(a), a_facts, GroupView(b), b.facts);
}
Signals signals(const MergeModel& model, const Group& a, const Group& b) {
    return compare(model, GroupView(a), a.facts, GroupView(b), b.facts);
}

float merge_logit(const MergeModel& model, const Signals& signals) {
    float sum = model.bias;
    for (std::size_t i = 0; i < kSignals; ++i)
        sum += model.weights[i] * signals[i];
    return std::clamp(sum, -8.0F, 8.0F);
}

}  // namespace newsloom::story::detail
