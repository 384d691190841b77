#include "story/detail/group.h"

#include <algorithm>

#include "story/detail/data_files.h"

namespace newsloom::story::detail {
namespace {

constexpr std::size_t kMostWords = Probe::kMostWords;  // of a group; when more, it is cut to
constexpr std::size_t kKeptWords = 512;                // the heaviest
constexpr double kDay = 86400;

float total(const Parts& weights) {
    return weights[kTitle] + weights[kLead] + weights[kBody] + weights[kNames] + weights[kNumbers];
}

void cut(Group& group) {
    static_assert(kMostWords >= 512);  // the most that an article has
    std::array<float, 2 * kMostWords> totals, order;
    const std::size_t size = group.words.size();
    for (std::size_t i = 0; i < size; ++i)
        order[i] = totals[i] = total(group.weights[i]);
    std::nth_element(order.begin(), order.begin() + kKeptWords, order.begin() + static_cast<std::ptrdiff_t>(size),
                     std::greater<>());
    const float least = order[kKeptWords];
    std::size_t kept = 0;
    for (std::size_t i = 0; i < size; ++i) {
        if (totals[i] <= least) continue;
        group.words[kept] = group.words[i];
        group.weights[kept++] = group.weights[i];
    }
    group.words.resize(kept);
    group.weights.resize(kept);
}

/// What the words of two sides have in common.
struct Common {
    Parts dot{};
    float title_in_a = 0, title_in_b = 0;

    void add(const Parts& u, const Parts& v) {
        for (std::size_t p = 0; p < kParts; ++p)
            dot[p] += u[p] * v[p];
        title_in_b += u[kTitle] * v[kBody];
        title_in_a += v[kTitle] * u[kBody];
    }
};

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
    void add_to(Common& common, const Parts& theirs, std::size_t i) const {
        const Entry& entry = article_->entries[i];
        if (entry.places != 0 || entry.name != 0) {
            common.add(theirs, weights(i));
        } else {  // the same without what is zero: most words
            const float body = static_cast<float>(entry.idf16) / 16.0F * (*f_)[entry.body] * article_->scales[kBody];
            common.dot[kBody] += theirs[kBody] * body;
            common.title_in_b += theirs[kTitle] * body;
        }
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
    [[nodiscard]] std::size_t size() const { return group_->words.size(); }
    [[nodiscard]] std::uint32_t word(std::size_t i) const { return group_->words[i]; }
    [[nodiscard]] const Parts& weights(std::size_t i) const { return group_->weights[i]; }
    void add_to(Common& common, const Parts& theirs, std::size_t i) const { common.add(theirs, group_->weights[i]); }
    [[nodiscard]] const Parts& squares() const { return group_->squares; }

  private:
    const Group* group_;
};

/// In place, from the back: the words of both are counted first.
template <class View>
void merge_words(Group& group, const View& other) {
    std::size_t m = group.words.size(), n = other.size(), both = 0;
    for (std::size_t i = 0, j = 0; i < m && j < n;) {
        const std::uint32_t x = group.words[i], y = other.word(j);
        both += static_cast<std::size_t>(x == y);
        i += static_cast<std::size_t>(x <= y);
        j += static_cast<std::size_t>(y <= x);
    }
    const std::size_t out = m + n - both;
    group.words.resize(out);
    group.weights.resize(out);
    for (std::size_t at = out; n > 0;) {
        --at;
        const std::uint32_t y = other.word(n - 1);
        if (m > 0 && group.words[m - 1] >= y) {
            --m;
            group.words[at] = group.words[m];
            group.weights[at] = group.weights[m];
            if (group.words[at] != y) continue;
            const Parts& more = other.weights(--n);
            for (std::size_t p = 0; p < kParts; ++p)
                group.weights[at][p] += more[p];
        } else {
            group.words[at] = y;
            group.weights[at] = other.weights(--n);
        }
    }
    if (out > kMostWords) cut(group);
    group.squares = {};
    for (const Parts& parts : group.weights) {
        for (std::size_t p = 0; p < kParts; ++p)
            group.squares[p] += parts[p] * parts[p];
    }
}

float cosine(float dot, float square_a, float square_b) {
    const float product = square_a * square_b;
    return product > 0 ? dot / std::sqrt(product) : 0.0F;
}

float log_size(float size) { return std::log2(std::max(size, 1.0F)) / 4.0F; }

Signals signals_of(const MergeModel& model, const Common& common, const Parts& sa, const GroupFacts& fa,
                   const Parts& sb, const GroupFacts& fb) {
    const Parts& dot = common.dot;
    const float title_in_a = common.title_in_a, title_in_b = common.title_in_b;
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
    if (fa.outlets.count > 0 && fb.outlets.count > 0) {
        std::size_t shared = 0;
        for (auto x = fa.outlets.begin(), y = fb.outlets.begin(); x != fa.outlets.end() && y != fb.outlets.end();) {
            if (*x == *y) ++shared;
            const bool step_x = *x <= *y, step_y = *y <= *x;
            x += step_x;
            y += step_y;
        }
        s[kSameOutlet] = static_cast<float>(shared) / static_cast<float>(std::min(fa.outlets.count, fb.outlets.count));
    }
    s[kSmaller] = log_size(std::min(fa.size, fb.size));
    s[kLarger] = log_size(std::max(fa.size, fb.size));
    if (alone) {
        s[kSmallerAlone] = s[kSmaller];
        s[kLargerAlone] = s[kLarger];
    }
    return s;
}

template <class A, class B>
Signals compare(const MergeModel& model, const A& a, const GroupFacts& fa, const B& b, const GroupFacts& fb) {
    Common common;
    std::size_t i = 0, j = 0;
    const std::size_t m = a.size(), n = b.size();
    while (i < m && j < n) {
        const std::uint32_t x = a.word(i), y = b.word(j);
        if (x == y) common.add(a.weights(i), b.weights(j));
        i += static_cast<std::size_t>(x <= y);
        j += static_cast<std::size_t>(y <= x);
    }
    return signals_of(model, common, a.squares(), fa, b.squares(), fb);
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
    for (const Entry& entry : entries)
        statistics.prefetch(entry.word);
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
    if (article.outlet != 0) {
        facts.outlets.names[0] = article.outlet;
        facts.outlets.count = 1;
    }
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
    std::array<std::uint32_t, 2 * Outlets::kMost> both{};
    const auto* const end =
        std::merge(outlets.begin(), outlets.end(), other.outlets.begin(), other.outlets.end(), both.begin());
    outlets.count = static_cast<std::uint8_t>(std::min<std::ptrdiff_t>(end - both.begin(), Outlets::kMost));
    std::copy_n(both.begin(), outlets.count, outlets.names.begin());
}

void Group::add(const ArticleVector& article) {
    merge_words(*this, ArticleView(article));
    facts.add(facts_of(article));
}

void Group::add(const Group& other) {
    merge_words(*this, GroupView(other));
    facts.add(other.facts);
}

MergeModel read_model(std::string_view json) {
    MergeModel read;
    read.bias = weight_named(json, "bias").value_or(0.0F);
    read.sigma_days = weight_named(json, "sigma_days").value_or(1.5F);
    for (std::size_t i = 0; i < kSignals; ++i)
        read.weights[i] = weight_named(json, kSignalNames[i]).value_or(0.0F);
    return read;
}

const MergeModel& built_in_model() {
    static const MergeModel model = read_model(data_file("merge.json"));
    return model;
}

Signals signals(const MergeModel& model, const ArticleVector& a, const ArticleVector& b) {
    return compare(model, ArticleView(a), facts_of(a), ArticleView(b), facts_of(b));
}
Signals signals(const MergeModel& model, const ArticleVector& a, const Group& b) {
    return compare(model, ArticleView(a), facts_of(a), GroupView(b), b.facts);
}
Signals signals(const MergeModel& model, const Group& a, const Group& b) {
    return compare(model, GroupView(a), a.facts, GroupView(b), b.facts);
}

void Probe::set(const ArticleVector& article) {
    const ArticleView view(article);
    size_ = std::min(view.size(), kMostWords);
    own_.resize(size_);
    for (std::size_t i = 0; i < size_; ++i) {
        words_[i] = view.word(i);
        own_[i] = view.weights(i);
    }
    weights_ = own_.data();
    squares_ = view.squares();
    facts_ = facts_of(article);
    index();
}

void Probe::set(const Group& group) {
    size_ = std::min(group.words.size(), kMostWords);
    std::copy_n(group.words.begin(), size_, words_.begin());
    weights_ = group.weights.data();
    squares_ = group.squares;
    facts_ = group.facts;
    index();
}

void Probe::index() {
    seen_.fill(0);
    std::size_t bucket = 0;
    for (std::size_t i = 0; i < size_; ++i) {
        const std::uint32_t word = words_[i];
        seen_[word >> 23] |= std::uint64_t{1} << ((word >> 17) & 63U);
        for (; bucket <= word >> 22; ++bucket)
            first_[bucket] = static_cast<std::uint16_t>(i);
    }
    words_[size_] = 0xFFFFFFFFU;  // a bit is set only for words up to the last, so this ends each search
}

template <class View>
Signals Probe::against(const MergeModel& model, const View& other, const GroupFacts& facts) const {
    Common common;
    for (std::size_t j = 0, n = other.size(); j < n; ++j) {
        const std::uint32_t word = other.word(j);
        if (((seen_[word >> 23] >> ((word >> 17) & 63U)) & 1U) == 0) continue;
        std::size_t i = first_[word >> 22];
        while (words_[i] < word)
            ++i;
        if (words_[i] == word && i < size_) other.add_to(common, weights_[i], j);
    }
    return signals_of(model, common, squares_, facts_, other.squares(), facts);
}

Signals Probe::to(const MergeModel& model, const ArticleVector& other) const {
    return against(model, ArticleView(other), facts_of(other));
}
Signals Probe::to(const MergeModel& model, const Group& other) const {
    return against(model, GroupView(other), other.facts);
}

float merge_logit(const MergeModel& model, const Signals& signals) {
    float sum = model.bias;
    for (std::size_t i = 0; i < kSignals; ++i)
        sum += model.weights[i] * signals[i];
    return std::clamp(sum, -8.0F, 8.0F);
}

}  // namespace newsloom::story::detail
