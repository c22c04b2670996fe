// `laurel coaching point` and `points` as they are typed.
#include "clients/cli/testing/fake_suite.h"
#include "common/status/error.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace laurel::cli {
namespace {

using testing::FakeSuite;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using testing::Outcome;

constexpr char kSession[] = "coachingSessions/01jd8z3v5n7q2w4e6r8tabcdef";

// "Shifts" and "Refunds".
void AddTwo(FakeSuite& suite) {
  suite.Run({"coaching", "point", kSession, "Shifts"});
  suite.Run({"coaching", "point", kSession, "Refunds"});
}

TEST(CoachingPoint, IsPutOnTheList) {
  FakeSuite suite;
  EXPECT_EQ(suite.Run({"coaching", "point", kSession, "My shifts in January"}).out,
            "On the list: 1. My shifts in January\n");
  suite.Run({"coaching", "point", kSession, "-"}, "Refunds");
  EXPECT_EQ(suite.Run({"coaching", "points", kSession}).out,
            "NO  STATE  BY           TEXT\n"
            "1   open   Maria Costa  My shifts in January\n"
            "2   open   Maria Costa  Refunds\n");
}

TEST(CoachingPoint, RefusesAPlaceThatIsNoneInAFewWords) {
  FakeSuite suite;
  for (const char* place : {"0", "-1", "x", "99999999999"}) {
    const Outcome outcome = suite.Run({"coaching", "point", kSession, "Shifts", "--at", place});
    EXPECT_EQ(outcome.code, 2);
    EXPECT_THAT(outcome.err, HasSubstr("is not a number from 1 on")) << place;
  }
  EXPECT_THAT(suite.Run({"coaching", "list", "--limit", "-1"}).err,
              HasSubstr("\"-1\" is not a number from 0 on"));
  EXPECT_EQ(suite.Run({"coaching", "list", "--limit", "0"}).code, 0);
}

TEST(CoachingPoint, CanBeSaidOtherwise) {
  FakeSuite suite;
  AddTwo(suite);
  EXPECT_EQ(suite.Run({"coaching", "point", kSession, "Refunds over 50", "--instead-of", "2"}).out,
            "On the list: 2. Refunds over 50\n");
  EXPECT_EQ(suite.coaching.points.size(), 2u);
}

TEST(CoachingPoints, AreTickedOffByTheirNumbers) {
  FakeSuite suite;
  AddTwo(suite);
  EXPECT_THAT(suite.Run({"coaching", "points", kSession, "--done", "1", "--done", "2"}).out,
              HasSubstr("1   done   Maria Costa  Shifts\n2   done   Maria Costa  Refunds\n"));
  EXPECT_THAT(suite.Run({"coaching", "points", kSession, "--undo", "1"}).out,
              HasSubstr("1   open   Maria Costa  Shifts\n2   done   Maria Costa  Refunds\n"));
}

TEST(CoachingPoints, AreMovedAndRemovedByTheNumbersOfTheListAsItWas) {
  FakeSuite suite;
  AddTwo(suite);
  EXPECT_EQ(suite.Run({"coaching", "points", kSession, "--move", "2", "--to", "1", "--remove", "1"}).code, 0);
  ASSERT_EQ(suite.coaching.updated_points.size(), 1u);
  EXPECT_EQ(suite.coaching.updated_points[0].talking_point().position(), 1);
  EXPECT_EQ(suite.coaching.updated_points[0].update_mask().paths(0), "position");
  ASSERT_EQ(suite.coaching.points.size(), 1u);
  EXPECT_EQ(suite.coaching.points[0].text(), "Refunds");
}

TEST(CoachingPoints, ChangeNothingWhenANumberIsNone) {
  FakeSuite suite;
  AddTwo(suite);
  const Outcome outcome = suite.Run({"coaching", "points", kSession, "--remove", "1", "--done", "3"});
  EXPECT_EQ(outcome.code, 2);
  EXPECT_THAT(outcome.err, HasSubstr("--done: there are talking points 1 to 2 in it"));
  EXPECT_EQ(suite.coaching.points.size(), 2u);
  EXPECT_EQ(suite.Run({"coaching", "points", kSession, "--move", "1"}).code, 2);
  EXPECT_THAT(suite.coaching.updated_points, IsEmpty());
}

}  // namespace
}  // namespace laurel::cli
