#include "services/feedback/testing/sample/history.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "common/testing/sample/played_history.h"
#include "common/testing/status_matchers.h"
#include "laurel/feedback/v1/coaching_session.pb.h"
#include "laurel/feedback/v1/feedback.pb.h"
#include "schema/feedback_schema.h"

namespace laurel::feedback::sample {
namespace {

using laurel::testing::IsOk;
using laurel::testing::StatusIs;

const absl::Time kNow = absl::FromCivil(absl::CivilHour(2026, 11, 25, 15), absl::UTCTimeZone());

class PlayedDay : public laurel::sample::PlayedHistory {
 public:
  PlayedDay() : PlayedHistory("feedback", Migrations(), PlayHistory, SAMPLE_FOLDER, kNow) {}

  // Of all that was written, and when.
  std::int64_t Digest() const {
    return database().QueryInt(
        "SELECT CAST(SUM(CRC32(t)) AS SIGNED) FROM (SELECT CONCAT(create_time, text) AS t FROM note "
        "UNION ALL SELECT CONCAT(create_time, strengths, growth_areas, state) FROM feedback "
        "UNION ALL SELECT CONCAT(create_time, text, state) FROM action_item) AS written");
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
  EXPECT_GT(played_->result()->calls, 3000);
}

TEST_F(History, HoldsEveryState) {
  for (int state = v1::COACHING_SESSION_STATE_SCHEDULED; state <= v1::COACHING_SESSION_STATE_VOIDED;
       ++state) {
    if (state == v1::COACHING_SESSION_STATE_IN_PROGRESS) continue;  // for half an hour now and then
    EXPECT_GT(played_->Count("coaching_session", "state = " + std::to_string(state)), 0) << state;
  }
  for (int state = v1::FEEDBACK_STATE_DRAFT; state <= v1::FEEDBACK_STATE_RETRACTED; ++state) {
    EXPECT_GT(played_->Count("feedback", "state = " + std::to_string(state)), 0) << state;
  }
  for (int visibility = 1; visibility <= 5; ++visibility) {
    EXPECT_GT(played_->Count("feedback", "visibility = " + std::to_string(visibility)), 5) << visibility;
  }
  for (const char* table : {"carried_item", "note_revision", "talking_point", "feedback_team"}) {
    EXPECT_GT(played_->Count(table, "TRUE"), 0) << table;
  }
  EXPECT_GT(played_->Count("coaching_session", "series IS NOT NULL AND state = 1"), 0);
}

TEST_F(History, LeavesNoSlotOpenAndHasNothingFromTheFuture) {
  for (const char* table : {"note", "action_item", "talking_point"}) {
    EXPECT_EQ(played_->Count(table, "text LIKE '%{%'"), 0) << table;
  }
  EXPECT_EQ(played_->Count("feedback", "CONCAT(strengths, growth_areas, next_step) LIKE '%{%'"), 0);
  for (const char* table : {"coaching_session", "action_item", "feedback", "note", "talking_point"}) {
    EXPECT_EQ(played_->Count(table, "update_time > '2026-11-25 15:00'"), 0) << table;
  }
  EXPECT_EQ(played_->Count("coaching_session", "WEEKDAY(order_time) = 6"), 0);
  EXPECT_LT(played_->Count("coaching_session", "WEEKDAY(order_time) = 5"), 12);
}

TEST_F(History, IsPlayedOnlyWhereThereIsNothing) {
  EXPECT_THAT(played_->Again(), StatusIs(absl::StatusCode::kFailedPrecondition));
}

TEST_F(History, OfOneDayIsAlwaysTheSame) { EXPECT_EQ(PlayedDay().Digest(), played_->Digest()); }

}  // namespace
}  // namespace laurel::feedback::sample
