#include "common/sql/guard_rows.h"

#include <gmock/gmock.h>

#include "common/testing/status_matchers.h"
#include "common/testing/test_database.h"
#include "common/time/clock.h"

namespace laurel::sql {
namespace {

using laurel::testing::IsOk;
using laurel::testing::IsOkAndHolds;
using laurel::testing::StatusIs;
using laurel::testing::TestDatabase;
using ::testing::ElementsAre;

constexpr GuardRows kPurses{.insert = "INSERT IGNORE INTO purse (owner) VALUES (?)",
                            .lock = "SELECT owner FROM purse WHERE owner = ? FOR UPDATE"};

// Which keys were asked for, in their order.
class Listening final : public Connection {
 public:
  explicit Listening(Connection& connection) : connection_(connection) {}
  absl::StatusOr<Rows> Query(std::string_view sql, const Values& values) override {
    keys.push_back(std::get<std::string>(values.at(0)));
    return connection_.Query(sql, values);
  }
  absl::StatusOr<std::int64_t> Execute(std::string_view sql, const Values& values) override {
    return connection_.Execute(sql, values);
  }
  std::vector<std::string> keys;

 private:
  Connection& connection_;
};

class Guards : public ::testing::Test {
 protected:
  Guards() {
    database_.Execute(
        "CREATE TABLE purse (owner CHAR(3) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY) "
        "ENGINE=InnoDB");
  }

  static absl::Time Deadline() { return SystemClock().Now() + absl::Minutes(1); }
  absl::Status Lock(const std::vector<std::string>& keys) {
    return db_->Transact(Deadline(), [&](Connection& connection) {
      Listening listening(connection);
      const absl::Status locked = LockGuards(listening, kPurses, keys);
      locked_ = listening.keys;
      return locked;
    });
  }
  // The answer is the number of the run.
  absl::StatusOr<int> WithPurses(const std::vector<std::string>& keys,
                                 const std::vector<std::string>& needed) {
    runs_ = 0;
    return WithGuards<int>(*db_, Deadline(), kPurses, keys, [&]() -> absl::StatusOr<int> {
      ++runs_;
      RETURN_IF_ERROR(Lock(needed));
      return runs_;
    });
  }

  TestDatabase database_;
  std::unique_ptr<Database> db_ = database_.Open();
  std::vector<std::string> locked_;
  int runs_ = 0;
};

TEST_F(Guards, AreLockedInTheOrderOfTheirKeys) {
  database_.Execute("INSERT INTO purse (owner) VALUES ('ana'), ('ben'), ('cam')");
  EXPECT_THAT(Lock({"cam", "ana", "ben"}), IsOk());
  EXPECT_THAT(locked_, ElementsAre("ana", "ben", "cam"));
  EXPECT_THAT(Lock({}), IsOk());
}

TEST_F(Guards, AreMissedWhenTheyAreNotThere) {
  database_.Execute("INSERT INTO purse (owner) VALUES ('ana')");
  EXPECT_THAT(Lock({"ana", "ben"}), StatusIs(absl::StatusCode::kAborted, "GUARD_MISSING"));
}

TEST_F(Guards, AreMadeOnceAndTheWriteRunsAgain) {
  EXPECT_THAT(WithPurses({"ben", "ana"}, {"ben", "ana"}), IsOkAndHolds(2));
  EXPECT_EQ(database_.QueryInt("SELECT COUNT(*) FROM purse"), 2);
  EXPECT_THAT(WithPurses({"cam", "ana"}, {"cam", "ana"}), IsOkAndHolds(2));
  EXPECT_THAT(WithPurses({"cam", "ben"}, {"cam", "ben"}), IsOkAndHolds(1));
}

TEST_F(Guards, ThatNobodyMakesEndTheWrite) {
  EXPECT_THAT(WithPurses({"ana"}, {"ben"}), StatusIs(absl::StatusCode::kUnavailable, "CONTENTION"));
  EXPECT_EQ(runs_, kMostGuardedRuns);
}

TEST_F(Guards, AreNotMadeForAnyOtherRefusal) {
  int runs = 0;
  EXPECT_THAT(WithGuards<int>(*db_, Deadline(), kPurses, {"ana"},
                              [&]() -> absl::StatusOr<int> {
                                ++runs;
                                return Error(absl::StatusCode::kFailedPrecondition, "WRONG_STATE", "closed");
                              }),
              StatusIs(absl::StatusCode::kFailedPrecondition, "WRONG_STATE"));
  EXPECT_EQ(runs, 1);
  EXPECT_EQ(database_.QueryInt("SELECT COUNT(*) FROM purse"), 0);
}

}  // namespace
}  // namespace laurel::sql
