#include "services/goals/testing/sample/history.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "common/testing/sample/played_history.h"
#include "common/testing/status_matchers.h"
#include "laurel/goals/v1/goal.pb.h"
#include "schema/goals_schema.h"

namespace laurel::goals::sample {
namespace {

using laurel::testing::IsOk;
using laurel::testing::StatusIs;

const absl::Time kNow = absl::FromCivil(absl::CivilHour(2026, 11, 25, 15), absl::UTCTimeZone());

class PlayedDay : public laurel::sample::PlayedHistory {
 public:
  PlayedDay() : PlayedHistory("goals", Migrations(), PlayHistory, SAMPLE_FOLDER, kNow) {}

  // Of all that was written, and when.
  std::int64_t Digest() const {
    return database().QueryInt(
        "SELECT CAST(SUM(CRC32(t)) AS SIGNED) FROM (SELECT CONCAT(create_time, creator, title, lifecycle, "
        "health, "
        "units) AS t FROM goal "
        "UNION ALL SELECT CONCAT(create_time, creator, value, health, comment) FROM check_in "
        "UNION ALL SELECT CONCAT(create_time, creator, text) FROM goal_comment "
        "UNION ALL SELECT CONCAT(title, target, current) FROM key_result) AS written");
  }
};

// It takes seconds: once for all tests.
class History : public ::testing::Test {
 protected:
  static void SetUpTestSuite() { played_ = std::make_unique<PlayedDay>(); }
  static void TearDownTestSuite() { played_.reset(); }
  static std::unique_ptr<PlayedDay> played_;
};
std::unique_ptr<PlayedDay> History::played_;

TEST_F(History, IsPlayedWithoutARefusal) {
  ASSERT_THAT(played_->result(), IsOk());
  EXPECT_EQ(played_->result()->refused, 0);
  EXPECT_GT(played_->result()->calls, 500);
}

TEST_F(History, HoldsEveryLevelLifecycleAndVisibility) {
  for (int level = v1::GOAL_LEVEL_COMPANY; level <= v1::GOAL_LEVEL_PERSON; ++level) {
    EXPECT_GT(played_->Count("goal", "level = " + std::to_string(level)), 2) << level;
  }
  for (int lifecycle = v1::GOAL_LIFECYCLE_PROPOSED; lifecycle <= v1::GOAL_LIFECYCLE_ARCHIVED; ++lifecycle) {
    EXPECT_GT(played_->Count("goal", "lifecycle = " + std::to_string(lifecycle)), 0) << lifecycle;
  }
  for (int visibility = 1; visibility <= 3; ++visibility) {
    EXPECT_GT(played_->Count("goal", "visibility = " + std::to_string(visibility)), 0) << visibility;
  }
  for (int kind = v1::KEY_RESULT_KIND_METRIC; kind <= v1::KEY_RESULT_KIND_BINARY; ++kind) {
    EXPECT_GT(played_->Count("key_result", "kind = " + std::to_string(kind)), 0) << kind;
  }
  EXPECT_GT(played_->Count("goal_comment", "TRUE"), 25);
  EXPECT_EQ(played_->Count("check_in", "superseded_by IS NOT NULL"), 2);
}

TEST_F(History, GivesEachTeamGoalsAndMostAgentsOneOfTheirOwn) {
  EXPECT_EQ(played_->Count("(SELECT DISTINCT team FROM goal WHERE level = 2) AS teams", "TRUE"), 6);
  EXPECT_GT(played_->Count("(SELECT DISTINCT owner FROM goal_owner) AS owners", "TRUE"), 45);
  EXPECT_EQ(played_->Count("goal", "level = 2 AND parent IS NULL"), 0);
}

TEST_F(History, GoesWellBadlyAndUnheardOf) {
  const std::string active = "lifecycle = " + std::to_string(v1::GOAL_LIFECYCLE_ACTIVE) + " AND ";
  const std::string fresh = active + "last_check_in_time > '2026-10-26 15:00' AND health = ";
  EXPECT_GT(played_->Count("goal", fresh + std::to_string(v1::GOAL_HEALTH_ON_TRACK)), 20);
  EXPECT_GT(played_->Count("goal", fresh + std::to_string(v1::GOAL_HEALTH_AT_RISK)), 4);
  EXPECT_GT(played_->Count("goal", fresh + std::to_string(v1::GOAL_HEALTH_OFF_TRACK)), 1);
  EXPECT_GT(played_->Count("goal", active + "last_check_in_time < '2026-10-26 15:00'"), 3);
}

TEST_F(History, MovesMostGoalsOnTheirWay) {
  EXPECT_GT(played_->Count("check_in", "TRUE"), 450);
  EXPECT_EQ(played_->Count("goal", "level = 1 AND (units = 0 OR units = 1000000000000000000)"), 0);
}

TEST_F(History, HasNothingFromTheFuture) {
  EXPECT_EQ(played_->Count("goal", "update_time > '2026-11-25 15:00'"), 0);
  EXPECT_EQ(played_->Count("check_in", "time > '2026-11-25 15:00'"), 0);
}

TEST_F(History, IsPlayedOnlyWhereThereIsNothing) {
  EXPECT_THAT(played_->Again(), StatusIs(absl::StatusCode::kFailedPrecondition));
}

TEST_F(History, OfOneDayIsAlwaysTheSame) { EXPECT_EQ(PlayedDay().Digest(), played_->Digest()); }

}  // namespace
}  // namespace laurel::goals::sample
