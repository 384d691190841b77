// The model of roles, asked block after block, against itself asked about each block alone.
#include "extract/detail/role_model.h"

#include <random>
#include <vector>

#include <gtest/gtest.h>

#include "extract/detail/weights.h"
#include "extract/weights.h"

namespace newsloom::extract {
namespace {

TEST(RoleModel, says_in_a_walk_over_a_page_what_it_says_of_each_block) {
    const Weights& weights = built_in_weights();
    std::mt19937 random(17);
    std::uniform_real_distribution<float> number(-2, 40);
    const auto some_bits = [&random](unsigned count) {
        return (std::uint64_t{1} << random() % count) | (random() % 3 == 0 ? std::uint64_t{1} << random() % count : 0);
    };
    for (const RoleModel* model : {&weights.roles, &weights.line_roles}) {
        RoleModel::Walk walk(*model);
        constexpr std::size_t kBlocks = 2000;
        std::vector<Role> rules;
        for (std::size_t i = 0; i < kBlocks; ++i)
            rules.push_back(static_cast<Role>(random() % kRoleCount));
        BlockRow row;
        RoleCues cues;
        for (std::size_t i = 0; i < kBlocks; ++i) {
            for (float& value : row.plain) {
                if (random() % 5 == 0) value = random() % 2 == 0 ? number(random) : 0.F;
            }
            for (float& value : cues.numbers) {
                if (random() % 3 == 0) value = number(random);
            }
            if (random() % 2 == 0) row.near = some_bits(kHintCount);
            if (random() % 2 == 0) row.path = row.near | some_bits(kHintCount);
            if (random() % 2 == 0) row.places = static_cast<std::uint32_t>(some_bits(kPlaceCount));
            if (random() % 2 == 0) row.phrases.within = static_cast<std::uint32_t>(some_bits(kPhraseCount));
            if (random() % 2 == 0) cues.own = some_bits(kWordingCount);
            if (random() % 2 == 0) cues.box = cues.own | some_bits(kWordingCount);
            if (random() % 2 == 0) cues.box_links = static_cast<std::uint32_t>(some_bits(kLinkKindCount));
            if (random() % 8 == 0) continue;  // blocks that are passed over
            EXPECT_EQ(walk.ask(row, cues, rules, i), model->ask(row, cues, rules, i)) << i;
        }
    }
}

}  // namespace
}  // namespace newsloom::extract
