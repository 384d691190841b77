#include <algorithm>

#include "extract/detail/line_rows.h"
#include "extract/detail/line_view.h"
#include "extract/detail/roles.h"
#include "extract/detail/weights.h"

namespace newsloom::extract {
namespace {

/// The line above the first running text that is most like a headline; ~0u when none is.
std::uint32_t likeliest_headline(const PageView& view, const std::vector<std::uint8_t>& chosen,
                                 const std::vector<RoleModel::Likelihoods>& likely) {
    constexpr std::uint32_t kProseWords = 18;
    constexpr float kLeast = 0.15F;
    std::uint32_t best = ~0U;
    float most = kLeast;
    for (std::uint32_t i = 0; i < chosen.size(); ++i) {
        const float one = likely[i][static_cast<std::size_t>(Role::headline)];
        if (one > most) {
            most = one;
            best = i;
        }
        if (chosen[i] != 0 && view.blocks[i].words >= kProseWords) break;
    }
    return best;
}

/// "Related stories" says what the lines below are, where they do not say otherwise.
void follow_heads(const PageView& view, const std::vector<RoleModel::Likelihoods>& likely, Sorted& sorted) {
    constexpr std::uint32_t kHeadWords = 4, kFewest = 4, kMost = 30;
    constexpr float kMay = 0.1F;
    const auto says_else = [&sorted](std::size_t i) {
        return sorted.phrases[i].at_begin != 0 || sorted.phrases[i].within != 0 || sorted.phrases[i].wording != 0;
    };
    bool governed = false;
    for (std::size_t i = 0; i < sorted.roles.size(); ++i) {
        const std::uint32_t words = view.blocks[i].words;
        if (is_body(sorted.roles[i]) || i == sorted.headline) {
            governed = false;
        } else if (words <= kHeadWords && sorted.roles[i] == Role::related &&
                   has(sorted.phrases[i].at_begin, Phrase::related)) {
            governed = true;
        } else if (governed && words >= kFewest && words <= kMost && !says_else(i) &&
                   likely[i][static_cast<std::size_t>(Role::related)] >= kMay) {
            sorted.roles[i] = Role::related;
        } else {
            governed = governed && sorted.roles[i] == Role::related;
        }
    }
}

}  // namespace

void tell_lines(const Facts& facts, const Weights& weights, Sorted& sorted) {
    const RoleModel& roles = weights.line_roles;
    const PageView& view = *facts.view;
    const std::size_t n = view.blocks.size();
    std::vector<RoleModel::Likelihoods> likely(n);
    for (std::size_t i = 0; i < n; ++i)
        likely[i] = roles.likelihoods(sorted.rows[i], sorted.cues[i], sorted.by_rules, i);
    std::vector<float> scores(n);
    for (std::size_t i = 0; i < n; ++i)
        scores[i] = likely[i][static_cast<std::size_t>(Role::paragraph)];
    if (!weights.line_body.empty()) scores = line_scores({&view, sorted.rows, sorted.body, likely}, weights.line_body);
    std::vector<std::uint8_t> chosen(n);
    for (std::size_t i = 0; i < n; ++i)
        chosen[i] = scores[i] >= weights.line_threshold ? 1 : 0;
    if (std::find(chosen.begin(), chosen.end(), 1) == chosen.end()) return;  // an answer is better than none
    sorted.headline = likeliest_headline(view, chosen, likely);
    if (sorted.headline == ~0U) sorted.headline = facts.headline_block;
    for (std::size_t i = 0; i < n; ++i) {
        Role role = Role::paragraph;
        if (i == sorted.headline) {
            role = Role::headline;
            chosen[i] = 0;
        } else if (chosen[i] == 0) {
            const auto outside = likely[i].begin() + static_cast<std::ptrdiff_t>(Role::headline);
            role = static_cast<Role>(std::max_element(outside, likely[i].end()) - likely[i].begin());
            // A sentence heads nothing where no headline was found.
            if (role == Role::headline && sorted.headline == ~0U && ends_a_sentence(view.view(view.blocks[i])))
                role = is_body(sorted.by_rules[i]) ? Role::other : sorted.by_rules[i];
        }
        if (role == sorted.roles[i] || (chosen[i] != 0 && is_body(sorted.roles[i]))) continue;
        sorted.roles[i] = role;
        sorted.why[i] = chosen[i] != 0           ? ""
                        : role == Role::headline ? "the headline"
                                                 : "by its wording, its marks and its neighbours";
    }
    follow_heads(view, likely, sorted);
    sorted.body = std::move(scores);
    find_body(chosen, sorted);
}

}  // namespace newsloom::extract
