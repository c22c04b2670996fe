// The sequencer's statements, one by one.
#include "common/events/sequencer/store.h"

#include <gmock/gmock.h>

#include "common/events/sequencer/statements.h"
#include "common/events/testing/event_database.h"
#include "common/sql/errors.h"
#include "common/status/macros.h"

namespace laurel::events {
namespace {

using ::laurel::testing::IsOk;
using ::laurel::testing::IsOkAndHolds;
using ::laurel::testing::Plan;
using ::testing::_;
using ::testing::AllOf;
using ::testing::AnyOf;
using ::testing::ElementsAre;
using ::testing::ElementsAreArray;
using ::testing::FieldsAre;
using ::testing::Ge;
using ::testing::Gt;
using testing::InsertPending;
using ::testing::IsEmpty;
using ::testing::Lt;
using ::testing::Not;
using ::testing::Optional;

constexpr absl::Duration kLease = absl::Minutes(5);
const std::string kOwner = "a test";

class StoreTest : public testing::EventDatabase {
 protected:
  // Takes the lease however long it would hold; answers the epoch.
  static std::int64_t Take(sql::Connection& connection, const std::string& owner = kOwner) {
    EXPECT_THAT(connection.Execute("UPDATE lease SET expires = UTC_TIMESTAMP(6) - INTERVAL 1 MICROSECOND "
                                   "WHERE name = 'events'"),
                IsOk());
    const auto epoch = TakeLease(connection, owner, kLease);
    EXPECT_THAT(epoch, IsOkAndHolds(Optional(Gt(0))));
    return epoch.ok() ? epoch->value_or(0) : 0;
  }

  std::int64_t NextPosition() const {
    return test_database_.QueryInt("SELECT next_position FROM lease WHERE name = 'events'");
  }
};

TEST_F(StoreTest, GivesPositionsInTheOrderOfTheDatabasesClockNotOfTheIds) {
  const std::string late = NewId();  // its host's clock is behind
  const std::string first = Tell();
  const std::string second = Tell();
  OnSession([&](sql::Connection& connection) {
    RETURN_IF_ERROR(InsertPending(connection, late));
    EXPECT_THAT(GivePositions(connection, Take(connection), kLease), IsOkAndHolds(Optional(4)));
    return absl::OkStatus();
  });
  EXPECT_THAT(Sequenced(), ElementsAre(first, second, late));
  EXPECT_EQ(Pending(), 0);
}

TEST_F(StoreTest, MovesWhatTheEventSaysAsItIs) {
  test_database_.Execute(
      "INSERT INTO event_pending (id, type, subject, time, audience, data) VALUES "
      "('01hv3k5e6m7n8p9q0r1s2t3v4w', 'thing.made', 'things/1', '2026-01-14 12:00:00.123456', 'everyone', "
      "X'00FF80')");
  OnSession([&](sql::Connection& connection) {
    return GivePositions(connection, Take(connection), kLease).status();
  });
  EXPECT_EQ(
      test_database_.QueryInt(
          "SELECT COUNT(*) FROM event WHERE position = 1 AND id = '01hv3k5e6m7n8p9q0r1s2t3v4w' AND type = "
          "'thing.made' AND subject = 'things/1' AND time = '2026-01-14 12:00:00.123456' AND audience = "
          "'everyone' AND data = X'00FF80' AND ABS(TIMESTAMPDIFF(SECOND, sequenced, UTC_TIMESTAMP(6))) < 60"),
      1);
}

TEST_F(StoreTest, LeavesNoGapsHoweverManyThereAre) {
  std::vector<std::string> told;
  OnSession([&](sql::Connection& connection) {
    const std::int64_t epoch = Take(connection);
    RETURN_IF_ERROR(connection.Execute("START TRANSACTION").status());
    for (int i = 0; i < kMostInStep + 99; ++i) {
      told.push_back(NewId());
      RETURN_IF_ERROR(InsertPending(connection, told.back()));
    }
    RETURN_IF_ERROR(connection.Execute("COMMIT").status());
    EXPECT_THAT(GivePositions(connection, epoch, kLease), IsOkAndHolds(Optional(kMostInStep + 1)));
    EXPECT_THAT(GivePositions(connection, epoch, kLease), IsOkAndHolds(Optional(kMostInStep + 100)));
    EXPECT_THAT(GivePositions(connection, epoch, kLease), IsOkAndHolds(Optional(kMostInStep + 100)));
    return absl::OkStatus();
  });
  EXPECT_THAT(Sequenced(), ElementsAreArray(told));
  EXPECT_EQ(test_database_.QueryInt("SELECT MAX(position) - MIN(position) + 1 - COUNT(*) FROM event"), 0);
}

// What a reader behind a cursor would lose: an event inserted first and committed last.
TEST_F(StoreTest, FindsALateCommitThatACursorWouldMiss) {
  const std::string late = NewId();
  std::string early;
  constexpr char kBehind[] =
      "SELECT id, inserted FROM event_pending WHERE (inserted, id) > (?, ?) ORDER BY inserted, id";
  OnSession([&](sql::Connection& writer) {
    RETURN_IF_ERROR(writer.Execute("START TRANSACTION").status());
    RETURN_IF_ERROR(InsertPending(writer, late));
    early = Tell();
    const sql::Rows seen = test_database_.Query(kBehind, {absl::UnixEpoch(), std::string()});
    EXPECT_EQ(seen.at(0).Text(0), early);
    OnSession([&](sql::Connection& sequencer) {
      return GivePositions(sequencer, Take(sequencer), kLease).status();
    });
    EXPECT_THAT(Sequenced(), ElementsAre(early));

    RETURN_IF_ERROR(writer.Execute("COMMIT").status());
    EXPECT_THAT(test_database_.Query(kBehind, {seen.at(0).Time(1), early}), IsEmpty());
    return absl::OkStatus();
  });
  OnSession(
      [&](sql::Connection& sequencer) { return GivePositions(sequencer, Take(sequencer), kLease).status(); });
  EXPECT_THAT(Sequenced(), ElementsAre(early, late));
}

TEST_F(StoreTest, GivesNoPositionToWhatIsRolledBack) {
  OnSession([&](sql::Connection& writer) {
    RETURN_IF_ERROR(writer.Execute("START TRANSACTION").status());
    RETURN_IF_ERROR(InsertPending(writer, NewId()));
    OnSession([&](sql::Connection& sequencer) {
      EXPECT_THAT(GivePositions(sequencer, Take(sequencer), kLease), IsOkAndHolds(Optional(1)));
      return absl::OkStatus();
    });
    return writer.Execute("ROLLBACK").status();
  });
  EXPECT_THAT(Sequenced(), IsEmpty());
  EXPECT_EQ(Pending(), 0);
}

TEST_F(StoreTest, LetsOnlyTheNewestEpochGivePositions) {
  const std::string id = Tell();
  OnSession([&](sql::Connection& former) {
    const std::int64_t epoch = Take(former);
    // As if its connection could not be killed.
    test_database_.Execute("UPDATE lease SET conn_id = 0 WHERE name = 'events'");
    OnSession([&](sql::Connection& next) {
      EXPECT_EQ(Take(next), epoch + 1);
      EXPECT_THAT(GivePositions(former, epoch, kLease), IsOkAndHolds(std::nullopt));
      EXPECT_THAT(RenewLease(former, epoch, kLease), IsOkAndHolds(false));
      EXPECT_THAT(ReleaseLease(former, epoch), IsOk());
      EXPECT_THAT(Sequenced(), IsEmpty());
      EXPECT_THAT(RenewLease(next, epoch + 1, kLease), IsOkAndHolds(true));
      EXPECT_THAT(GivePositions(next, epoch + 1, kLease), IsOkAndHolds(Optional(2)));
      return absl::OkStatus();
    });
    return absl::OkStatus();
  });
  EXPECT_THAT(Sequenced(), ElementsAre(id));
}

TEST_F(StoreTest, TakesNoLeaseThatIsInForce) {
  OnSession([&](sql::Connection& owner) {
    Take(owner);
    OnSession([&](sql::Connection& other) {
      const auto lease = LookAtLease(other);
      EXPECT_THAT(lease, IsOk());
      EXPECT_FALSE(lease->expired);
      EXPECT_THAT(TakeLease(other, "other", kLease), IsOkAndHolds(std::nullopt));
      return absl::OkStatus();
    });
    return owner.Query("SELECT 1").status();  // nobody has killed it
  });
}

TEST_F(StoreTest, TakesAReleasedLeaseAtOnce) {
  OnSession([&](sql::Connection& owner) {
    const std::int64_t epoch = Take(owner);
    RETURN_IF_ERROR(ReleaseLease(owner, epoch));
    OnSession([&](sql::Connection& other) {
      EXPECT_THAT(TakeLease(other, "other", kLease), IsOkAndHolds(Optional(epoch + 1)));
      return absl::OkStatus();
    });
    return owner.Query("SELECT 1").status();
  });
}

// A process that was paused in the middle of a step, or whose connection is half open.
TEST_F(StoreTest, TakesTheLeaseFromAnOwnerThatHoldsItsRowLocked) {
  const std::string id = Tell();
  absl::Status paused;
  EXPECT_THAT(database_->Dedicated(testing::Soon(),
                                   [&](sql::Connection& owner) {
                                     const std::int64_t epoch = Take(owner);
                                     test_database_.Execute(
                                         "UPDATE lease SET expires = UTC_TIMESTAMP(6) WHERE name = 'events'");
                                     RETURN_IF_ERROR(owner.Execute("START TRANSACTION").status());
                                     RETURN_IF_ERROR(owner.Query(kLockLease, {epoch}).status());
                                     OnSession([&](sql::Connection& next) {
                                       EXPECT_THAT(TakeLease(next, "next", kLease),
                                                   IsOkAndHolds(Optional(epoch + 1)));
                                       return GivePositions(next, epoch + 1, kLease).status();
                                     });
                                     paused = owner.Query("SELECT 1").status();
                                     return absl::OkStatus();
                                   }),
              IsOk());
  EXPECT_TRUE(sql::IsConnectionLost(paused)) << paused;
  EXPECT_THAT(Sequenced(), ElementsAre(id));
}

TEST_F(StoreTest, KillsNobodyByAnIdOfTheServersFormerLife) {
  OnSession([&](sql::Connection& stranger) {
    Take(stranger);
    // The lease ran out long before this server started: whoever has that id now is somebody else.
    test_database_.Execute("UPDATE lease SET expires = '2001-01-01' WHERE name = 'events'");
    OnSession([&](sql::Connection& next) {
      EXPECT_THAT(TakeLease(next, "next", kLease), IsOkAndHolds(Optional(_)));
      return absl::OkStatus();
    });
    return stranger.Query("SELECT 1").status();
  });
}

TEST_F(StoreTest, KnowsTheAgeOfTheOldest) {
  OnSession([&](sql::Connection& connection) {
    EXPECT_THAT(AgeOfOldest(connection), IsOkAndHolds(std::nullopt));
    RETURN_IF_ERROR(InsertPending(connection, NewId()));
    RETURN_IF_ERROR(InsertPending(connection, NewId()));
    test_database_.Execute(
        "UPDATE event_pending SET inserted = UTC_TIMESTAMP(6) - INTERVAL 1 HOUR ORDER BY id LIMIT 1");
    EXPECT_THAT(AgeOfOldest(connection),
                IsOkAndHolds(Optional(AllOf(Ge(absl::Hours(1)), Lt(absl::Hours(2))))));
    return absl::OkStatus();
  });
}

class PlanTest : public StoreTest {
 protected:
  // By the primary key, and no more rows than there are in it for this statement.
  void ExpectOwnRowsOnly(const std::string& statement, const sql::Values& values, std::int64_t most) {
    const std::vector<Plan> plans = test_database_.Explain(statement, values);
    EXPECT_THAT(plans, Not(IsEmpty())) << statement;
    for (const Plan& plan : plans) {
      EXPECT_THAT(plan.type, AnyOf("const", "eq_ref", "range")) << statement << ": " << plan.table;
      EXPECT_EQ(plan.index, "PRIMARY") << statement << ": " << plan.table;
      EXPECT_LE(plan.rows, most) << statement << ": " << plan.table;
    }
  }

  void ExpectLeaseStatementsLockOneRow() {
    const std::int64_t microseconds = 1, epoch = 1;
    ExpectOwnRowsOnly(kTakeLease, {kOwner, microseconds}, 1);
    ExpectOwnRowsOnly(kRenewLease, {microseconds, epoch}, 1);
    ExpectOwnRowsOnly(kReleaseLease, {epoch}, 1);
    ExpectOwnRowsOnly(kAdvance, {std::int64_t{1}, microseconds, epoch}, 1);
  }
};

TEST_F(PlanTest, OfTheLeaseIsItsRow) {
  OnSession([&](sql::Connection& connection) {
    const std::int64_t epoch = Take(connection);
    EXPECT_THAT(test_database_.Explain(kLockLease, {epoch}),
                ElementsAre(FieldsAre("lease", "const", "PRIMARY", 1, _)));
    return absl::OkStatus();
  });
  ExpectLeaseStatementsLockOneRow();
  // With the migration's row and many more beside it.
  test_database_.Execute(
      "INSERT INTO lease VALUES ('a', '', 0, 0, '2026-01-01', 0), ('z', '', 0, 0, '2026-01-01', 0)");
  ExpectLeaseStatementsLockOneRow();
}

TEST_F(PlanTest, OfTheRemovalIsWhatWasMovedHoweverFewThereAre) {
  constexpr char kMoveOne[] =
      "INSERT INTO event SELECT ?, id, inserted, type, subject, time, audience, data FROM event_pending "
      "WHERE id = ?";
  std::int64_t position = 1;
  for (const int others : {0, 1, 3, 300}) {
    for (const int moved : {1, 2, 64}) {
      OnSession([&](sql::Connection& connection) {
        for (int i = 0; i < others; ++i) RETURN_IF_ERROR(InsertPending(connection, NewId()));
        for (int i = 0; i < moved; ++i) {
          const std::string id = NewId();
          RETURN_IF_ERROR(InsertPending(connection, id));
          RETURN_IF_ERROR(connection.Execute(kMoveOne, {position + i, id}).status());
        }
        return absl::OkStatus();
      });
      const sql::Values range{position, position + moved - 1};
      ExpectOwnRowsOnly(kRemoveMoved, range, moved);
      EXPECT_THAT(test_database_.Explain(kRemoveMoved, range),
                  ElementsAre(FieldsAre("event", AnyOf("range", "const"), "PRIMARY", moved, _),
                              FieldsAre("event_pending", AnyOf("eq_ref", "const"), "PRIMARY", 1, _)));
      test_database_.Execute(kRemoveMoved, range);
      position += moved;
    }
  }
}

// The proof behind the plans: with hardly a row in the tables, nothing waits for a writer's uncommitted rows.
TEST_F(PlanTest, WaitsForNoWriter) {
  OnSession([&](sql::Connection& writer) {
    RETURN_IF_ERROR(writer.Execute("START TRANSACTION").status());
    std::vector<std::string> told;
    for (int i = 0; i < 3; ++i) {
      RETURN_IF_ERROR(InsertPending(writer, NewId()));
      told.push_back(Tell());
      RETURN_IF_ERROR(InsertPending(writer, NewId()));
      OnSession([&](sql::Connection& sequencer) {
        RETURN_IF_ERROR(PrepareSession(sequencer));
        RETURN_IF_ERROR(sequencer.Execute("SET SESSION innodb_lock_wait_timeout = 1").status());
        EXPECT_THAT(GivePositions(sequencer, Take(sequencer), kLease), IsOk());
        return absl::OkStatus();
      });
    }
    EXPECT_THAT(Sequenced(), ElementsAreArray(told));
    return absl::OkStatus();
  });
}

// And no writer waits for the sequencer's step.
TEST_F(PlanTest, LetsNoWriterWait) {
  const std::string first = Tell();
  OnSession([&](sql::Connection& sequencer) {
    const std::int64_t epoch = Take(sequencer);
    RETURN_IF_ERROR(sequencer.Execute("START TRANSACTION").status());
    RETURN_IF_ERROR(sequencer.Query(kLockLease, {epoch}).status());
    RETURN_IF_ERROR(sequencer.Execute(MoveStatement(1), {std::int64_t{0}, first, first}).status());
    RETURN_IF_ERROR(sequencer.Execute(kRemoveMoved, {std::int64_t{1}, std::int64_t{1}}).status());
    OnSession([&](sql::Connection& writer) {
      RETURN_IF_ERROR(writer.Execute("SET SESSION innodb_lock_wait_timeout = 1").status());
      RETURN_IF_ERROR(InsertPending(writer, NewId()));
      return InsertPending(writer, "00000000000000000000000000");
    });
    return sequencer.Execute("ROLLBACK").status();
  });
  EXPECT_EQ(Pending(), 3);
}

}  // namespace
}  // namespace laurel::events
