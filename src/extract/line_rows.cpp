#include "extract/detail/line_rows.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <string_view>

#include "base/hash.h"
#include "extract/detail/flat_map.h"
#include "extract/detail/line_view.h"
#include "extract/detail/weights.h"
#include "text/ascii.h"
#include "text/utf8.h"

namespace newsloom::extract {
namespace {

/// Roles that say the same of a line's place.
enum Group : std::uint8_t { body, head, by, caption, bio, related, promo, comment, other_article, around, kGroups };
constexpr std::array<std::string_view, kGroups> kGroupNames = {
    "body", "head", "by", "caption", "bio", "related", "promo", "comment", "other_article", "around"};

Group group_of(Role role) {
    switch (role) {
        case Role::headline:
        case Role::kicker:
        case Role::deck:
            return head;
        case Role::byline:
        case Role::dateline_time:
            return by;
        case Role::caption:
            return caption;
        case Role::bio:
            return bio;
        case Role::related:
            return related;
        case Role::promo:
        case Role::newsletter:
        case Role::advertisement:
        case Role::paywall:
            return promo;
        case Role::comment:
            return comment;
        case Role::other_article:
            return other_article;
        case Role::share:
        case Role::navigation:
        case Role::tag_list:
        case Role::legal:
        case Role::other:
            return around;
        default:
            return body;
    }
}

constexpr std::array<Feature, 32> kOwn = {Feature::words,        Feature::bytes,          Feature::word_bytes,
                                          Feature::commas,       Feature::stops,          Feature::ends,
                                          Feature::starts_upper, Feature::digit_share,    Feature::upper_share,
                                          Feature::quotes,       Feature::question,       Feature::colon_end,
                                          Feature::starts_dash,  Feature::starts_bracket, Feature::early_colon,
                                          Feature::copyright,    Feature::title_share,    Feature::has_date,
                                          Feature::has_at,       Feature::unspaced_share, Feature::prose_before,
                                          Feature::prose_after,  Feature::page_words,     Feature::page_prose,
                                          Feature::page_blocks,  Feature::copies,         Feature::has_headline,
                                          Feature::byline_like,  Feature::after_headline, Feature::from_last_prose,
                                          Feature::at_block,     Feature::address};
constexpr std::array<Feature, 6> kNear = {Feature::words,       Feature::ends,        Feature::question,
                                          Feature::starts_dash, Feature::digit_share, Feature::quotes};
constexpr std::array<Group, 7> kWindowed = {body, bio, related, promo, comment, other_article, around};
constexpr std::array<Group, 7> kLasting = {head, by, bio, related, promo, comment, other_article};
constexpr std::array<Group, 9> kGoverning = {body, head, caption, bio, related, promo, comment, other_article, around};
constexpr std::array<std::string_view, 7> kSteps = {"-3", "-2", "-1", "", "+1", "+2", "+3"};
constexpr std::uint32_t kLongWords = 12, kShortWords = 9;
constexpr std::size_t kNearReach = 3, kFarReach = 8;

/// Sums up to each line.
struct Sums {
    std::vector<double> of;
    template <class F>
    Sums(std::size_t n, F f) : of(n + 1) {
        for (std::size_t i = 0; i < n; ++i)
            of[i + 1] = of[i] + f(i);
    }
    [[nodiscard]] double between(std::size_t begin, std::size_t end) const { return of[end] - of[begin]; }
};

/// How much of each line stands elsewhere on the page: in a line as long (pull quotes), in a line before.
class Repeats {
  public:
    explicit Repeats(const PageView& view) : within(view.blocks.size()), before(view.blocks.size()) {
        const std::size_t n = view.blocks.size();
        std::vector<std::size_t> ends(n);
        grams_.reserve(std::min(view.text.size(), kMost));
        for (std::size_t i = 0; i < n; ++i) {
            if (grams_.size() < kMost) read(view.view(view.blocks[i]));
            ends[i] = grams_.size();
        }
        // Most stand once: only those whose place in a small table is met twice are looked up.
        std::size_t places = 64;
        while (places < grams_.size() * 8)
            places *= 2;
        std::vector<std::uint64_t> once(places / 64), twice(places / 64);
        for (const std::uint64_t gram : grams_) {
            const std::uint64_t bit = std::uint64_t{1} << gram % 64;
            std::uint64_t& word = once[(gram >> 6U) & (once.size() - 1)];
            if ((word & bit) != 0) twice[(gram >> 6U) & (once.size() - 1)] |= bit;
            word |= bit;
        }
        const auto again = [&](std::uint64_t gram) {
            return (twice[(gram >> 6U) & (once.size() - 1)] >> gram % 64 & 1U) != 0;
        };
        FlatMap<Seen> seen(static_cast<std::size_t>(std::count_if(grams_.begin(), grams_.end(), again)));
        const auto each = [&](auto visit) {
            std::size_t at = 0;
            for (std::size_t i = 0; i < n; at = ends[i], ++i) {
                for (std::size_t k = at; k < ends[i]; ++k) {
                    if (again(grams_[k])) visit(i, ends[i] - at, seen[grams_[k]]);
                }
            }
        };
        each([](std::size_t i, std::size_t size, Seen& one) {
            one.add(static_cast<std::uint32_t>(i), static_cast<std::uint32_t>(size));
        });
        each([this](std::size_t i, std::size_t size, const Seen& one) {
            before[i] += one.first < i ? 1.F : 0.F;
            within[i] += one.longest != i && one.length >= size ? 1.F : 0.F;
        });
        for (std::size_t i = 0, at = 0; i < n; at = ends[i], ++i) {
            const auto size = static_cast<float>(std::max<std::size_t>(ends[i] - at, 1));
            before[i] /= size;
            within[i] /= size;
        }
    }
    std::vector<float> within, before;

  private:
    static constexpr std::size_t kMost = 1'000'000;  // of a page that are compared
    struct Seen {
        std::uint32_t first = ~0U, longest = ~0U, length = 0;
        void add(std::uint32_t line, std::uint32_t size) {
            first = std::min(first, line);
            if (size > length || longest == ~0U) {
                longest = line;
                length = size;
            }
        }
    };
    /// Adds hashes of every twelve letters or digits in a row.
    void read(std::string_view text) {
        constexpr std::size_t kLength = 12;
        constexpr std::uint64_t kBase = 0x9E3779B97F4A7C15;
        constexpr std::uint64_t kOldest = [] {
            std::uint64_t power = 1;
            for (std::size_t k = 0; k < kLength; ++k)
                power *= kBase;
            return power;
        }();
        std::array<char32_t, kLength> last{};
        std::size_t count = 0;
        std::uint64_t hash = 0;
        for (std::size_t i = 0; i < text.size();) {
            char32_t c = static_cast<unsigned char>(text[i]);
            if (c < 0x80) {
                ++i;
                if (!ascii::is_alnum(static_cast<char>(c))) continue;
                c = static_cast<unsigned char>(ascii::lower(static_cast<char>(c)));
            } else {
                const auto one = utf8::decode(text, i);
                i += one.size;
                c = one.code_point;
                if ((c >= 0x2000 && c < 0x2070) || (c >= 0x3000 && c < 0x3040) || c == 0xA0 || c == 0xAB || c == 0xBB)
                    continue;  // signs
            }
            char32_t& place = last[count % kLength];
            hash = hash * kBase + c - kOldest * place;
            place = c;
            if (++count >= kLength) grams_.push_back(mix64(hash));
        }
    }
    std::vector<std::uint64_t> grams_;
};

/// Words after the last stop of a line that ends without one: "... on Monday. Jo Reed / Daily Post".
float words_after_stop(std::string_view text) {
    if (ends_a_sentence(text)) return 0;
    const std::size_t stop = text.find_last_of(".!?");
    if (stop == std::string_view::npos || stop + 1 >= text.size() || text[stop + 1] != ' ') return 0;
    const auto words = std::count(text.begin() + static_cast<std::ptrdiff_t>(stop) + 1, text.end(), ' ');
    return words > 9 ? 0 : static_cast<float>(words);
}

class Lines {
  public:
    explicit Lines(const LinesSeen& seen)
        : seen_(seen),
          view_(*seen.view),
          n_(view_.blocks.size()),
          groups_(n_),
          both_(n_),
          words_(n_, [this](std::size_t i) { return view_.blocks[i].words + 1.0; }),
          repeats_(view_) {
        for (std::size_t i = 0; i < n_; ++i) {
            groups_[i] = {};
            for (std::size_t r = 0; r < kRoleCount; ++r)
                groups_[i][group_of(static_cast<Role>(r))] += seen_.roles[i][r];
            both_[i] = (groups_[i][body] + seen_.body[i]) / 2;
        }
        for (const Group group : kWindowed)
            window_[group] = Sums(n_, [&](std::size_t i) { return groups_[i][group] * weight(i); }).of;
        trees_ = Sums(n_, [&](std::size_t i) { return seen_.body[i] * weight(i); }).of;
        mean_ = Sums(n_, [&](std::size_t i) { return both_[i] * weight(i); }).of;
        walk();
        walk_back();
        find_runs();
    }

    /// Calls put(name, suffix, value) for every column of a line, always in the same order.
    template <class Put>
    void row(std::size_t i, Put put) const {
        for (std::size_t g = 0; g < kGroups; ++g) {
            for (int d = -2; d <= 2; ++d)
                put(kGroupNames[g], step(d), at(i, d, [&](std::size_t k) { return groups_[k][g]; }));
        }
        for (const Group group : kWindowed) {
            for (const auto& [reach, before, after] : kReaches) {
                put(kGroupNames[group], before, part(window_[group], i - std::min(i, reach), i));
                put(kGroupNames[group], after, part(window_[group], i + 1, std::min(n_, i + reach + 1)));
            }
        }
        told(i, "trees", seen_.body, trees_, put);
        told(i, "mean", both_, mean_, put);
        const Place& place = places_[i];
        for (std::size_t k = 0; k < kPlaceNames.size(); ++k)
            put("", kPlaceNames[k], place[k]);
        for (std::size_t k = 0; k < kLasting.size(); ++k)
            put("since_", kGroupNames[kLasting[k]], lasting_[i][k]);
        const std::size_t above = governs_[i];
        for (const Group group : kGoverning)
            put("above_", kGroupNames[group], above < n_ ? groups_[above][group] : 0.F);
        put("above_", "lines", above < n_ ? static_cast<float>(std::min<std::size_t>(i - above, 40)) : 0.F);
        put("above_", "words", above < n_ ? static_cast<float>(view_.blocks[above].words) : 0.F);
        put("above_", "mean", above < n_ ? both_[above] : 0.F);
        for (const Feature feature : kOwn)
            put("own_", feature_name(feature), seen_.rows[i][feature]);
        for (const Feature feature : kNear) {
            for (const int d : {-2, -1, 1, 2})
                put(feature_name(feature), step(d), at(i, d, [&](std::size_t k) { return seen_.rows[k][feature]; }));
        }
        const std::string_view text = view_.view(view_.blocks[i]);
        put("", "after_stop", words_after_stop(text));
        put("", "endless_words", seen_.rows[i][Feature::ends] > 0 ? 0.F : static_cast<float>(view_.blocks[i].words));
        put("", "repeated", repeats_.within[i]);
        put("", "repeats_before", repeats_.before[i]);
        const PhrasesFound& phrases = seen_.rows[i].phrases;
        for (unsigned k = 0; k < kWordingCount; ++k)
            put("word:", wording_[k], static_cast<float>(phrases.wording >> k & 1U));
        for (unsigned k = 0; k < kPhraseCount; ++k) {
            put("", names_[kBeginColumn + k], static_cast<float>(phrases.at_begin >> k & 1U));
            put("", names_[kWithinColumn + k], static_cast<float>(phrases.within >> k & 1U));
        }
    }

    [[nodiscard]] std::size_t size() const { return n_; }

  private:
    enum PlaceNumber : std::uint8_t {
        since_sure,
        since_sure_words,
        to_sure,
        to_sure_words,
        since_clock,
        to_clock,
        clocks,
        bylines_since,
        heads_since,
        others_since,
        run,
        run_at,
        relative_words,
        kPlaceNumbers
    };
    static constexpr std::array<std::string_view, kPlaceNumbers> kPlaceNames = {
        "since_sure",    "since_sure_words", "to_sure",      "to_sure_words", "since_clock", "to_clock",      "clocks",
        "bylines_since", "heads_since",      "others_since", "run",           "run_at",      "relative_words"};
    using Place = std::array<float, kPlaceNumbers>;
    struct Reach {
        std::size_t lines;
        std::string_view before, after;
    };
    static constexpr std::array<Reach, 2> kReaches = {
        {{kNearReach, "_before3", "_after3"}, {kFarReach, "_before8", "_after8"}}};

    static std::string_view step(int d) {
        const int at = d + 3;
        return kSteps[static_cast<std::size_t>(at)];
    }
    [[nodiscard]] std::string_view feature_name(Feature feature) const {
        return names_[static_cast<std::size_t>(feature)];
    }

    [[nodiscard]] double weight(std::size_t i) const { return view_.blocks[i].words + 1.0; }
    [[nodiscard]] bool is_long(std::size_t i) const { return view_.blocks[i].words >= kLongWords; }
    [[nodiscard]] bool is_sure(std::size_t i) const { return both_[i] >= 0.6F && is_long(i); }
    [[nodiscard]] bool is_clock(std::size_t i) const { return has(seen_.rows[i].phrases.wording, Wording::clock); }

    template <class F>
    [[nodiscard]] float at(std::size_t i, int d, F value) const {
        const auto k = static_cast<std::ptrdiff_t>(i) + d;
        return k < 0 || k >= static_cast<std::ptrdiff_t>(n_) ? 0.F : value(static_cast<std::size_t>(k));
    }
    /// Mean over lines, by words.
    [[nodiscard]] float part(const std::vector<double>& sums, std::size_t begin, std::size_t end) const {
        if (begin >= end) return 0;
        return static_cast<float>((sums[end] - sums[begin]) / words_.between(begin, end));
    }

    template <class Put>
    void told(std::size_t i, std::string_view name, std::span<const float> p, const std::vector<double>& sums,
              Put put) const {
        for (int d = -3; d <= 3; ++d)
            put(name, step(d), at(i, d, [&](std::size_t k) { return p[k]; }));
        for (const auto& [reach, before, after] : kReaches) {
            put(name, before, part(sums, i - std::min(i, reach), i));
            put(name, after, part(sums, i + 1, std::min(n_, i + reach + 1)));
        }
        put(name, "_words_before", static_cast<float>(sums[i]));
        put(name, "_words_after", static_cast<float>(sums[n_] - sums[i + 1]));
        put(name, "_share_before", static_cast<float>(sums[i] / std::max(1.0, sums[n_])));
        float next = 0, previous = 0;
        for (int d = 1; d <= 5; ++d) {
            next = std::max(next, at(i, d, [&](std::size_t k) { return p[k]; }));
            previous = std::max(previous, at(i, -d, [&](std::size_t k) { return p[k]; }));
        }
        put(name, "_best_next", next);
        put(name, "_best_previous", previous);
        put(name, "_next_long", next_long_[i] < n_ ? p[next_long_[i]] : 0.F);
        put(name, "_previous_long", previous_long_[i] < n_ ? p[previous_long_[i]] : 0.F);
    }

    /// What the lines above leave behind.
    void walk() {
        places_.resize(n_);
        lasting_.resize(n_);
        governs_.assign(n_, n_);
        previous_long_.assign(n_, n_);
        std::vector<std::uint32_t> sure_words;
        for (std::size_t i = 0; i < n_; ++i) {
            if (is_sure(i)) sure_words.push_back(view_.blocks[i].words);
        }
        float usual = 30;
        if (!sure_words.empty()) {
            const auto middle = sure_words.begin() + static_cast<std::ptrdiff_t>(sure_words.size() / 2);
            std::nth_element(sure_words.begin(), middle, sure_words.end());
            usual = static_cast<float>(*middle);
        }
        float all_clocks = 0;
        for (std::size_t i = 0; i < n_; ++i)
            all_clocks += is_clock(i) ? 1.F : 0.F;
        std::array<float, kLasting.size()> lasting{};
        float lines = 60, words = 0, clock = 30, bylines = 0, heads = 0, others = 0;
        std::size_t above = n_, last = n_;
        bool began = false;
        for (std::size_t i = 0; i < n_; ++i) {
            const TextBlock& block = view_.blocks[i];
            const auto own = static_cast<float>(block.words);
            clock = is_clock(i) ? 0.F : std::min(clock + 1, 30.F);
            Place& place = places_[i];
            place[since_sure] = lines;
            place[since_sure_words] = words;
            place[since_clock] = clock;
            place[clocks] = all_clocks;
            place[bylines_since] = bylines;
            place[heads_since] = heads;
            place[others_since] = others;
            place[relative_words] = own / usual;
            governs_[i] = above;
            previous_long_[i] = last;
            lasting_[i] = lasting;
            lines = std::min(lines + 1, 60.F);
            words = std::min(words + own, 400.F);
            if (is_sure(i)) {
                began = true;
                lines = 1;
                words = 0;
                for (float& one : lasting)
                    one /= 2;
            }
            for (std::size_t k = 0; k < lasting.size(); ++k)
                lasting[k] = std::max(lasting[k], groups_[i][kLasting[k]]);
            if (began) {
                bylines += groups_[i][by] > 0.5F ? 1.F : 0.F;
                heads += groups_[i][head] > 0.5F ? 1.F : 0.F;
            }
            others += groups_[i][other_article] * own;
            if (block.words <= kShortWords && seen_.rows[i][Feature::ends] == 0) above = i;
            if (is_long(i)) last = i;
        }
    }

    void walk_back() {
        next_long_.assign(n_, n_);
        float lines = 60, words = 0, clock = 30;
        std::size_t last = n_;
        for (std::size_t i = n_; i-- > 0;) {
            clock = is_clock(i) ? 0.F : std::min(clock + 1, 30.F);
            places_[i][to_sure] = lines;
            places_[i][to_sure_words] = words;
            places_[i][to_clock] = clock;
            next_long_[i] = last;
            lines = std::min(lines + 1, 60.F);
            words = std::min(words + static_cast<float>(view_.blocks[i].words), 400.F);
            if (is_sure(i)) {
                lines = 1;
                words = 0;
            }
            if (is_long(i)) last = i;
        }
    }

    /// Lines of like length that end alike.
    void find_runs() {
        const auto kind = [this](std::size_t i) {
            const std::uint32_t words = view_.blocks[i].words;
            return (words < 4 ? 0 : words < kLongWords ? 1 : 2) * 2 + (seen_.rows[i][Feature::ends] > 0 ? 1 : 0);
        };
        for (std::size_t begin = 0, end = 0; begin < n_; begin = end) {
            while (end < n_ && kind(end) == kind(begin))
                ++end;
            for (std::size_t i = begin; i < end; ++i) {
                places_[i][run] = static_cast<float>(end - begin);
                places_[i][run_at] = static_cast<float>(i - begin);
            }
        }
    }

    const LinesSeen& seen_;
    const PageView& view_;
    const std::vector<std::string>& names_ = column_names();
    std::span<const std::string_view> wording_ = wording_names();
    std::size_t n_;
    std::vector<std::array<float, kGroups>> groups_;
    std::vector<float> both_;  ///< the mean of the trees and the model of roles
    Sums words_;
    Repeats repeats_;
    std::array<std::vector<double>, kGroups> window_;
    std::vector<double> trees_, mean_;
    std::vector<Place> places_;
    std::vector<std::array<float, kLasting.size()>> lasting_;
    std::vector<std::size_t> governs_, previous_long_, next_long_;
};

}  // namespace

const std::vector<std::string>& line_column_names() {
    static const std::vector<std::string> kNames = [] {
        PageView view;
        view.blocks.resize(1);
        view.containers.resize(2);
        const BlockRow row;
        const float none = 0;
        const RoleModel::Likelihoods roles{};
        std::vector<std::string> names;
        Lines({&view, {&row, 1}, {&none, 1}, {&roles, 1}})
            .row(0, [&names](std::string_view name, std::string_view suffix, float) {
                names.push_back(std::string(name) + std::string(suffix));
            });
        return names;
    }();
    return kNames;
}

std::vector<float> line_rows(const LinesSeen& seen) {
    const Lines lines(seen);
    std::vector<float> values;
    values.reserve(lines.size() * line_column_names().size());
    for (std::size_t i = 0; i < lines.size(); ++i)
        lines.row(i, [&values](std::string_view, std::string_view, float value) { values.push_back(value); });
    return values;
}

std::vector<float> line_scores(const LinesSeen& seen, const Forest& forest) {
    const Lines lines(seen);
    std::vector<float> scores(lines.size());
    std::vector<float> columns(Forest::kRows * line_column_names().size());
    for (std::size_t first = 0; first < scores.size(); first += Forest::kRows) {
        const std::size_t count = std::min(Forest::kRows, scores.size() - first);
        for (std::size_t k = 0; k < count; ++k) {
            std::size_t at = k;
            lines.row(first + k, [&](std::string_view, std::string_view, float value) {
                columns[at] = value;
                at += Forest::kRows;
            });
        }
        std::array<float, Forest::kRows> sums{};
        sums.fill(forest.bias());
        forest.add(columns.data(), 0, forest.size(), sums);
        for (std::size_t k = 0; k < count; ++k)
            scores[first + k] = probability(sums[k]);
    }
    return scores;
}

}  // namespace newsloom::extract
