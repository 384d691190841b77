// One merge of two sorted arrays gives every sub-vector's cosine; a logistic model turns them into log-odds.
#include <algorithm>
#include <cmath>

#include "story/detail/article_vector.h"
#include "story/detail/merge_weights.h"

namespace newsloom::story::detail {
namespace {

/// 1 + ln(n), 0 for none.
const std::array<float, 256>& damped() {
    static const std::array<float, 256> table = [] {
        std::array<float, 256> made{};
        for (std::size_t n = 1; n < made.size(); ++n)
            made[n] = static_cast<float>(1.0 + std::log(static_cast<double>(n)));
        return made;
    }();
    return table;
}

float cosine(float dot, float norm_a, float norm_b) {
    const float norms = norm_a * norm_b;
    return norms > 0 ? dot / std::sqrt(norms) : 0.0F;
}

}  // namespace

void ArticleVector::weigh(const WordStatistics& statistics) {
    for (Entry& entry : entries)
        entry.idf16 = statistics.idf16(entry.word);
    measure();
}

void ArticleVector::measure() {
    const auto& f = damped();
    norms = {};
    title_mass = 0;
    for (const Entry& entry : entries) {
        const float idf = static_cast<float>(entry.idf16) / 16.0F;
        const float squared = idf * idf;
        norms[kTitle] += squared * f[entry.title()] * f[entry.title()];
        norms[kLead] += squared * f[entry.lead()] * f[entry.lead()];
        norms[kNames] += squared * f[entry.name] * f[entry.name];
        norms[entry.number() ? kNumbers : kBody] += squared * f[entry.body] * f[entry.body];
        if (entry.title() != 0) title_mass += squared;
    }
}

Signals signals(const ArticleVector& a, const ArticleVector& b, double sigma_days) {
    const auto& f = damped();
    float title = 0, lead = 0, body = 0, names = 0, numbers = 0, a_in_b = 0, b_in_a = 0;
    auto i = a.entries.begin();
    auto j = b.entries.begin();
    while (i != a.entries.end() && j != b.entries.end()) {
        if (i->word != j->word) {
            const bool less = i->word < j->word;
            i += less;
            j += !less;
            continue;
        }
        const float squared = static_cast<float>(i->idf16) * static_cast<float>(j->idf16) / 256.0F;
        title += squared * f[i->title()] * f[j->title()];
        lead += squared * f[i->lead()] * f[j->lead()];
        names += squared * f[i->name] * f[j->name];
        (i->number() ? numbers : body) += squared * f[i->body] * f[j->body];
        if (i->title() != 0 && j->body != 0) a_in_b += squared;
        if (j->title() != 0 && i->body != 0) b_in_a += squared;
        ++i;
        ++j;
    }
    Signals s{};
    s[kCosTitle] = cosine(title, a.norms[kTitle], b.norms[kTitle]);
    s[kCosLead] = cosine(lead, a.norms[kLead], b.norms[kLead]);
    s[kCosBody] = cosine(body, a.norms[kBody], b.norms[kBody]);
    s[kCosNames] = cosine(names, a.norms[kNames], b.norms[kNames]);
    s[kCosNumbers] = cosine(numbers, a.norms[kNumbers], b.norms[kNumbers]);
    const float mass = a.title_mass + b.title_mass;
    s[kTitleCovered] = mass > 0 ? (a_in_b + b_in_a) / mass : 0.0F;
    const bool title_only = a.words == 0 || b.words == 0;
    s[kOneTitleOnly] = title_only ? 1.0F : 0.0F;
    s[kCosTitleAlone] = title_only ? s[kCosTitle] : 0.0F;
    s[kNoTitle] = a.title_mass == 0 || b.title_mass == 0 ? 1.0F : 0.0F;
    if (a.time == kNoTime || b.time == kNoTime) {
        s[kNoDate] = 1;
    } else {
        const double days = std::abs(static_cast<double>(a.time - b.time)) / 86400.0;
        s[kDaysApart] = static_cast<float>(std::min(days, 30.0) / 10.0);
        s[kCloseInTime] = static_cast<float>(std::exp(-days * days / (2 * sigma_days * sigma_days)));
    }
    s[kSameOutlet] = a.outlet != 0 && a.outlet == b.outlet ? 1.0F : 0.0F;
    return s;
}

float merge_logit(const Signals& signals) {
    float sum = kMergeBias;
    for (std::size_t i = 0; i < kSignals; ++i)
        sum += kMergeWeights[i] * signals[i];
    return std::clamp(sum, -8.0F, 8.0F);
}

float merge_logit(const ArticleVector& a, const ArticleVector& b, double sigma_days) {
    if (a.language != b.language && a.language != 0 && b.language != 0) return -8.0F;
    return merge_logit(signals(a, b, sigma_days));
}

}  // namespace newsloom::story::detail
