#include "base/map_ordered.h"

#include <numeric>
#include <stdexcept>

#include <gtest/gtest.h>

namespace newsloom {
namespace {

TEST(MapOrdered, slot_i_holds_f_of_item_i_whatever_the_number_of_threads) {
    std::vector<int> items(1000);
    std::iota(items.begin(), items.end(), 0);
    const auto expected = map_ordered(items, 1, [](int i) { return i * i; });
    for (const unsigned jobs : {2U, 8U, 2000U})
        EXPECT_EQ(map_ordered(items, jobs, [](int i) { return i * i; }), expected);
}

TEST(MapOrdered, nothing_in_nothing_out) {
    EXPECT_TRUE(map_ordered(std::vector<int>{}, 4, [](int i) { return i; }).empty());
}

TEST(MapOrdered, rethrows_the_failure_of_the_smallest_index) {
    std::vector<int> items(100);
    std::iota(items.begin(), items.end(), 0);
    try {
        (void)map_ordered(items, 4, [](int i) -> int {
            if (i % 10 == 7) throw std::runtime_error(std::to_string(i));
            return i;
        });
        FAIL() << "no exception";
    } catch (const std::runtime_error& error) {
        EXPECT_STREQ(error.what(), "7");
    }
}

}  // namespace
}  // namespace newsloom
