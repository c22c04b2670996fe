#include "services/recognition/testing/sample/history.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "common/testing/sample/played_history.h"
#include "common/testing/status_matchers.h"
#include "laurel/recognition/v1/ledger.pb.h"
#include "laurel/recognition/v1/recognition.pb.h"
#include "schema/recognition_schema.h"
#include "services/recognition/ledger/proof.h"

namespace laurel::recognition::sample {
namespace {

using laurel::testing::IsOk;
using laurel::testing::StatusIs;

const absl::Time kNow = absl::FromCivil(absl::CivilHour(2026, 11, 25, 15), absl::UTCTimeZone());

class PlayedDay : public laurel::sample::PlayedHistory {
 public:
  PlayedDay() : PlayedHistory("recognition", Migrations(), PlayHistory, SAMPLE_FOLDER, kNow) {}

  absl::StatusOr<ledger::Proof> Verify() const {
    return ledger::VerifyApart(*database().Open(), absl::Now() + absl::Minutes(1));
  }
  // Of all that was written, and when.
  std::int64_t Digest() const {
    return database().QueryInt(
        "SELECT CAST(SUM(CRC32(t)) AS SIGNED) FROM (SELECT CONCAT(create_time, sender, message, state) AS t "
        "FROM recognition UNION ALL SELECT CONCAT(create_time, creator, text) FROM comment "
        "UNION ALL SELECT CONCAT(create_time, creator, HEX(emoji)) FROM reaction "
        "UNION ALL SELECT CONCAT(account, balance) FROM ledger_account WHERE account NOT LIKE 'held%') AS "
        "written");
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

TEST_F(History, SaysNothingTwice) {
  EXPECT_GT(played_->Count("recognition", "parent IS NULL"), 100);
  EXPECT_EQ(played_->Count("(SELECT message FROM recognition GROUP BY message HAVING COUNT(*) > 1) AS twice",
                           "TRUE"),
            0);
}

TEST_F(History, HoldsEveryStateVisibilityAndKind) {
  for (int state = v1::RECOGNITION_STATE_PENDING_APPROVAL; state <= v1::RECOGNITION_STATE_REJECTED; ++state) {
    EXPECT_GT(played_->Count("recognition", "state = " + std::to_string(state)), 0) << state;
  }
  for (int visibility = 1; visibility <= 3; ++visibility) {
    EXPECT_GT(played_->Count("recognition", "visibility = " + std::to_string(visibility)), 2) << visibility;
  }
  for (const int kind : {v1::LEDGER_KIND_GRANT, v1::LEDGER_KIND_BOOST, v1::LEDGER_KIND_EXPIRE,
                         v1::LEDGER_KIND_GIVE, v1::LEDGER_KIND_HOLD, v1::LEDGER_KIND_RELEASE,
                         v1::LEDGER_KIND_REJECT, v1::LEDGER_KIND_REVERSE, v1::LEDGER_KIND_ADJUST}) {
    EXPECT_GT(played_->Count("ledger_transaction", "kind = " + std::to_string(kind)), 0) << kind;
  }
  EXPECT_GT(played_->Count("recognition", "team IS NOT NULL"), 5);
  EXPECT_GT(played_->Count("recognition", "parent IS NOT NULL"), 5);
  EXPECT_GT(played_->Count("recognition", "points_each = 0 AND parent IS NULL"), 5);
  EXPECT_GT(played_->Count("reaction", "TRUE"), 150);
  EXPECT_GT(played_->Count("comment", "TRUE"), 40);
  EXPECT_EQ(played_->Count("company_value", "active = 0"), 1);
}

TEST_F(History, LeavesTwoForMartaToDecide) { EXPECT_EQ(played_->Count("recognition", "state = 1"), 2); }

TEST_F(History, GrantsEverybodyOnceAMonth) {
  const std::string of_month = "kind = " + std::to_string(v1::LEDGER_KIND_GRANT) + " AND period = '2026-";
  EXPECT_EQ(played_->Count("ledger_person", of_month + "10'"), 62);
  EXPECT_EQ(played_->Count("ledger_person", of_month + "11'"), 62);
}

TEST_F(History, LeavesALedgerThatAddsUp) {
  const auto proof = played_->Verify();
  ASSERT_THAT(proof, IsOk());
  EXPECT_EQ(proof->imbalance + proof->accounts_below_floor + proof->balances_off, 0);
}

TEST_F(History, LeavesNoSlotOpenAndHasNothingFromTheFuture) {
  EXPECT_EQ(played_->Count("recognition", "message LIKE '%{%'"), 0);
  EXPECT_EQ(played_->Count("comment", "text LIKE '%{%'"), 0);
  EXPECT_EQ(played_->Count("recognition", "update_time > '2026-11-25 15:00'"), 0);
  EXPECT_EQ(played_->Count("reaction", "create_time > '2026-11-25 15:00'"), 0);
}

TEST_F(History, IsPlayedOnlyWhereThereIsNothing) {
  EXPECT_THAT(played_->Again(), StatusIs(absl::StatusCode::kFailedPrecondition));
}

TEST_F(History, OfOneDayIsAlwaysTheSame) { EXPECT_EQ(PlayedDay().Digest(), played_->Digest()); }

}  // namespace
}  // namespace laurel::recognition::sample
