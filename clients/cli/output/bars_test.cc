#include "clients/cli/output/bars.h"

#include <cmath>

#include "clients/cli/output/text.h"
#include "gtest/gtest.h"

namespace laurel::cli {
namespace {

TEST(ProgressBar, FillsCellsByEighths) {
  EXPECT_EQ(ProgressBar(0.65, 10, Drawing::kBlocks), "██████▌░░░");
  EXPECT_EQ(ProgressBar(0.5, 10, Drawing::kBlocks), "█████░░░░░");
  EXPECT_EQ(ProgressBar(0.65, 10, Drawing::kPlain), "[#####---]");
}

TEST(ProgressBar, IsFullAtOneAloneAndEmptyAtNothingAlone) {
  EXPECT_EQ(ProgressBar(1, 5, Drawing::kBlocks), "█████");
  EXPECT_EQ(ProgressBar(0.999999, 5, Drawing::kBlocks), "████▉");
  EXPECT_EQ(ProgressBar(0.999999, 5, Drawing::kPlain), "[##-]");
  EXPECT_EQ(ProgressBar(0.000001, 5, Drawing::kBlocks), "▏░░░░");
  EXPECT_EQ(ProgressBar(0, 5, Drawing::kBlocks), "░░░░░");
}

TEST(ProgressBar, StaysInItsCellsWhateverItIsGiven) {
  for (const double share : {-1.0, 0.0, 0.333333, 1.0, 7.5, std::nan("")}) {
    for (const std::size_t width : {0u, 3u, 10u, 20u}) {
      for (const Drawing drawing : {Drawing::kBlocks, Drawing::kPlain}) {
        EXPECT_EQ(DisplayWidth(ProgressBar(share, width, drawing)), std::max<std::size_t>(width, 3)) << share;
      }
    }
  }
}

TEST(BarWidth, GrowsWithTheTerminal) {
  EXPECT_EQ(BarWidth(0), 10u);
  EXPECT_EQ(BarWidth(40), 5u);
  EXPECT_EQ(BarWidth(80), 10u);
  EXPECT_EQ(BarWidth(200), 20u);
}

TEST(Sparkline, ReachesFromTheLeastToTheGreatest) {
  EXPECT_EQ(Sparkline({"4.1", "4.3", "4.5"}, Drawing::kBlocks), "▁▅█");
  EXPECT_EQ(Sparkline({"-10", "10"}, Drawing::kBlocks), "▁█");
  EXPECT_EQ(Sparkline({"420", "400.5", "380"}, Drawing::kBlocks), "█▅▁");
}

TEST(Sparkline, IsInTheMiddleWhereNothingChanges) {
  EXPECT_EQ(Sparkline({"4.1", "4.10"}, Drawing::kBlocks), "▄▄");
  EXPECT_EQ(Sparkline({"0"}, Drawing::kBlocks), "▄");
  EXPECT_EQ(Sparkline({}, Drawing::kBlocks), "");
}

TEST(Sparkline, IsNumbersWhereBlocksCannotBeShown) {
  EXPECT_EQ(Sparkline({"4.1", "4.35"}, Drawing::kPlain), "4.1 4.35");
}

TEST(ToNumber, ReadsDecimals) {
  EXPECT_EQ(ToNumber("-4.25"), -4.25);
  EXPECT_EQ(ToNumber(""), 0);
  EXPECT_EQ(ToNumber("much"), 0);
}

}  // namespace
}  // namespace laurel::cli
