/// A group of articles as one vector: the sum of its articles' unit vectors per part. An article is a group of one.
#pragma once

#include <array>
#include <cmath>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "story/detail/article_vector.h"

namespace newsloom::story::detail {

using Parts = std::array<float, kParts>;

/// 1 + ln(n), 0 for none.
[[nodiscard]] const std::array<float, 256>& damped();

/// Weight of one entry in each part, before scaling.
[[nodiscard]] inline Parts weights_of(const Entry& entry, const std::array<float, 256>& f) {
    const float idf = static_cast<float>(entry.idf16) / 16.0F;
    const float all = idf * f[entry.body];
    return {idf * f[entry.title()], idf * f[entry.lead()], entry.number() ? 0.0F : all, idf * f[entry.name],
            entry.number() ? all : 0.0F};
}

/// Known outlets of a group, sorted, with repeats; the first 24.
struct Outlets {
    static constexpr std::size_t kMost = 24;
    std::uint8_t count = 0;
    std::array<std::uint32_t, kMost> names{};

    [[nodiscard]] const std::uint32_t* begin() const { return names.data(); }
    [[nodiscard]] const std::uint32_t* end() const { return names.data() + count; }
};

/// What a group is apart from its words.
struct GroupFacts {
    float size = 0;
    float dated = 0;             ///< articles with a time
    double time_sum = 0;         ///< days, over dated articles
    double first = 0, last = 0;  ///< days
    float with_text = 0, with_title = 0;
    std::uint32_t language = 0;
    Outlets outlets;

    void add(const GroupFacts& other);
};
[[nodiscard]] GroupFacts facts_of(const ArticleVector& article);
/// The first look is at one language; an article whose language is not known may join any. languages.cpp links the
/// rest.
[[nodiscard]] inline bool languages_meet(const ArticleVector& a, const ArticleVector& b) {
    return a.language == b.language || a.language == 0 || b.language == 0;
}

struct Group {
    std::vector<std::uint32_t> words;  ///< ascending
    std::vector<Parts> weights;        ///< of each word
    Parts squares{};                   ///< squared length of each part
    GroupFacts facts;

    /// Adds an article or another group; keeps the heaviest words when there are too many.
    void add(const ArticleVector& article);
    void add(const Group& other);
    /// Keeps its room.
    void clear() {
        words.clear();
        weights.clear();
        squares = {};
        facts = {};
    }
};

/// What the merge decision looks at. Order and names are those of data/story/merge.json.
enum Signal : std::size_t {
    kCosTitle,
    kCosLead,
    kCosBody,
    kCosNames,
    kCosNumbers,
    kTitleInBody,    ///< each title against the other's words
    kNoTitle,        ///< a side has no title
    kTitleOnly,      ///< a side has no text
    kCosTitleAlone,  ///< title cosine where a side has no text
    kDaysApart,      ///< between the mean times: min(days, 30) / 10
    kCloseInTime,    ///< exp(-days² / 2 sigma²) of the gap between the nearest articles
    kNoDate,         ///< a side has no time
    kSameOutlet,     ///< share of the smaller side's outlets that the larger has too
    kSmaller,        ///< log2 of the smaller side's size / 4
    kLarger,         ///< log2 of the larger side's size / 4
    kSmallerAlone,   ///< the same where a side has no text
    kLargerAlone,
    kSignals
};
using Signals = std::array<float, kSignals>;
inline constexpr std::array<const char*, kSignals> kSignalNames{
    "cos_title",   "cos_lead",   "cos_body",        "cos_names",     "cos_numbers",   "title_in_body",
    "no_title",    "title_only", "cos_title_alone", "days_apart",    "close_in_time", "no_date",
    "same_outlet", "smaller",    "larger",          "smaller_alone", "larger_alone"};

/// The learned merge decision: a logistic model over the signals.
struct MergeModel {
    float bias = 0;
    std::array<float, kSignals> weights{};
    float sigma_days = 1.5F;
};
/// From JSON in the form of data/story/merge.json; what is not there is 0.
[[nodiscard]] MergeModel read_model(std::string_view json);
[[nodiscard]] const MergeModel& built_in_model();

/// The plain way, one walk along both arrays: what Probe is tested against.
[[nodiscard]] Signals signals(const MergeModel& model, const ArticleVector& a, const ArticleVector& b);
[[nodiscard]] Signals signals(const MergeModel& model, const ArticleVector& a, const Group& b);
[[nodiscard]] Signals signals(const MergeModel& model, const Group& a, const Group& b);

/// One article or group that is compared with many: the same signals, bit for bit, in a third of the time. A word of
/// the other side is looked for only when the bit of its highest 15 binary digits says that it may be there.
class Probe {
  public:
    void set(const ArticleVector& article);
    /// `group` must outlive the comparisons.
    void set(const Group& group);

    [[nodiscard]] Signals to(const MergeModel& model, const ArticleVector& other) const;
    [[nodiscard]] Signals to(const MergeModel& model, const Group& other) const;

    static constexpr std::size_t kMostWords = 640;  ///< that any side has

  private:
    template <class View>
    [[nodiscard]] Signals against(const MergeModel& model, const View& other, const GroupFacts& facts) const;
    void index();

    std::size_t size_ = 0;
    const Parts* weights_ = nullptr;
    Parts squares_{};
    GroupFacts facts_;
    std::array<std::uint32_t, kMostWords + 1> words_{};
    std::array<std::uint64_t, 512> seen_{};
    std::array<std::uint16_t, 1024> first_{};  ///< by the highest 10 binary digits: the first word from there on
    std::vector<Parts> own_;
};

/// Log-odds that two groups tell one story, within [-8, 8].
[[nodiscard]] float merge_logit(const MergeModel& model, const Signals& signals);

}  // namespace newsloom::story::detail
