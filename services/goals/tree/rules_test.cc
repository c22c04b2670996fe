#include "services/goals/tree/rules.h"

#include <gtest/gtest.h>

#include "common/status/error.h"
#include "common/testing/status_matchers.h"

namespace laurel::goals::tree {
namespace {

using laurel::testing::IsOk;
using laurel::testing::StatusIs;

const std::string kA(26, 'a');
const std::string kB(26, 'b');
const std::string kC(26, 'c');

TEST(Path, IsTheWayFromTheRoot) {
  const std::string path = PathBelow(PathBelow(kA, kB), kC);
  EXPECT_EQ(PathBelow("", kA), kA);
  EXPECT_EQ(RootOf(path), kA);
  EXPECT_EQ(DepthOf(kA), 0);
  EXPECT_EQ(DepthOf(path), 2);
  EXPECT_EQ(IdsOf(path), (std::vector<std::string>{kA, kB, kC}));
  EXPECT_TRUE(IsWithin(path, path));
  EXPECT_TRUE(IsWithin(path, kA));
  EXPECT_FALSE(IsWithin(kA, path));
  EXPECT_LT(PathBelow(kA, std::string(26, 'z')), EndOf(kA));
  EXPECT_LT(EndOf(kA), kB);
}

TEST(Parent, IsNeitherTheGoalItselfNorBelowIt) {
  EXPECT_THAT(CheckFits(kA, 0, kB), IsOk());
  EXPECT_THAT(CheckFits("", 0, kB), IsOk());
  for (const std::string& parent : {kA, PathBelow(kA, kB)}) {
    const absl::Status status = CheckFits(kA, 3, parent);
    EXPECT_THAT(status, StatusIs(absl::StatusCode::kInvalidArgument, "GOAL_CYCLE"));
    EXPECT_EQ(BadRequestOf(status)->field_violations(0).field(), "goal.parent");
  }
}

TEST(Parent, StandsInAtMostSevenGoals) {
  std::string path;
  for (int depth = 0; depth < 8; ++depth) path += std::string(26, static_cast<char>('d' + depth));
  EXPECT_THAT(CheckFits("", 0, path), IsOk());
  EXPECT_THAT(CheckFits(kA, 1, path.substr(26)), IsOk());
  EXPECT_THAT(CheckFits(kA, 1, path), StatusIs(absl::StatusCode::kInvalidArgument, "GOAL_TOO_DEEP"));
  EXPECT_THAT(CheckFits("", 0, PathBelow(path, kA)),
              StatusIs(absl::StatusCode::kInvalidArgument, "GOAL_TOO_DEEP"));
}

}  // namespace
}  // namespace laurel::goals::tree
