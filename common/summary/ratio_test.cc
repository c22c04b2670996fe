#include "common/summary/ratio.h"

#include <gtest/gtest.h>

namespace laurel::summary {
namespace {

TEST(Ratio, IsRoundedHalfUpToFourDigits) {
  EXPECT_EQ(Ratio(0, 0), "");
  EXPECT_EQ(Ratio(0, 7), "0");
  EXPECT_EQ(Ratio(7, 7), "1");
  EXPECT_EQ(Ratio(1, 10), "0.1");
  EXPECT_EQ(Ratio(1, 3), "0.3333");
  EXPECT_EQ(Ratio(2, 3), "0.6667");
  EXPECT_EQ(Ratio(1, 20'000), "0.0001");
  EXPECT_EQ(Ratio(1, 20'001), "0");
  EXPECT_EQ(Ratio(3, 20'000), "0.0002");
  EXPECT_EQ(Ratio(19'999, 20'000), "1");
  EXPECT_EQ(Ratio(1'000'000'000'000, 4'000'000'000'000), "0.25");
}

}  // namespace
}  // namespace laurel::summary
