#include "common/history/status_changes.h"

#include <gmock/gmock.h>

#include "common/sql/testing/resources.pb.h"
#include "common/sql/write/insert_rows.h"
#include "common/testing/status_matchers.h"
#include "common/testing/test_database.h"
#include "common/time/convert.h"
#include "fmt/format.h"

namespace laurel::history {
namespace {

using common::v1::StatusChange;
using laurel::testing::IsOk;
using sql::testing::Task;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

constexpr char kTask[] = "tasks/01arz3ndektsv4rrffq69g5fa1";
constexpr char kOther[] = "tasks/01arz3ndektsv4rrffq69g5fa2";
constexpr char kAna[] = "01arz3ndektsv4rrffq69g5fa3";
const absl::Time kTime = absl::FromUnixMicros(1'767'225'600'123'456);

Task InState(sql::testing::TaskState state, const char* name = kTask) {
  Task task;
  task.set_name(name);
  task.set_state(state);
  return task;
}

// As the services' schemas make the table.
class StatusChanges : public ::testing::Test {
 protected:
  StatusChanges() {
    database_.Execute(
        "CREATE TABLE status_change (resource CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL, "
        "n BIGINT NOT NULL, from_state TINYINT NOT NULL, to_state TINYINT NOT NULL, "
        "actor CHAR(26) CHARACTER SET ascii COLLATE ascii_bin NOT NULL, time DATETIME(6) NOT NULL, "
        "reason VARCHAR(300) NOT NULL, former_scheduled_time DATETIME(6) NULL, "
        "scheduled_time DATETIME(6) NULL, attendees_added JSON NULL, attendees_removed JSON NULL, "
        "PRIMARY KEY (resource, n)) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin");
  }

  void Write(const std::function<void(const events::Telling&)>& add, std::string_view actor = kAna) {
    sql::Changes changes;
    add({.outbox = outbox_, .changes = changes, .actor = actor, .now = kTime});
    Transact([&](sql::Connection& connection) -> absl::Status {
      for (const auto& insert : changes.inserts()) {
        RETURN_IF_ERROR(sql::InsertRows(connection, insert.table, insert.columns, insert.rows));
      }
      return absl::OkStatus();
    });
  }
  std::vector<StatusChange> Read(std::int64_t after = 0, int limit = 10) {
    std::vector<StatusChange> changes;
    Transact([&](sql::Connection& connection) -> absl::Status {
      ASSIGN_OR_RETURN(changes, List(connection, kTask, *sql::testing::TaskState_descriptor(), after, limit));
      return absl::OkStatus();
    });
    return changes;
  }
  void Transact(const std::function<absl::Status(sql::Connection&)>& work) {
    ASSERT_THAT(database_.Open()->Transact(SystemClock().Now() + absl::Seconds(10), work), IsOk());
  }

  laurel::testing::TestDatabase database_;
  metrics::Registry registry_;
  const events::Catalog catalog_{"shed", {}};
  const events::Outbox outbox_{catalog_, registry_};
};

TEST_F(StatusChanges, TellWhoWhenAndWhy) {
  const Task open = InState(sql::testing::TASK_STATE_OPEN);
  const Task done = InState(sql::testing::TASK_STATE_DONE);
  Write([&](const events::Telling& telling) { AddMade(telling, open); });
  Write([&](const events::Telling& telling) { AddMoved(telling, open, 4, done, "all of it"); }, "");
  const std::vector<StatusChange> changes = Read();
  ASSERT_THAT(changes, SizeIs(2));
  EXPECT_EQ(changes[0].name(), fmt::format("{}/statusChanges/1", kTask));
  EXPECT_EQ(changes[0].from_state(), "");
  EXPECT_EQ(changes[0].to_state(), "TASK_STATE_OPEN");
  EXPECT_EQ(changes[0].actor(), fmt::format("people/{}", kAna));
  EXPECT_EQ(FromTimestamp(changes[0].time()), kTime);
  EXPECT_EQ(changes[0].reason(), "");
  EXPECT_EQ(changes[1].name(), fmt::format("{}/statusChanges/5", kTask));
  EXPECT_EQ(changes[1].from_state(), "TASK_STATE_OPEN");
  EXPECT_EQ(changes[1].to_state(), "TASK_STATE_DONE");
  EXPECT_EQ(changes[1].actor(), "");
  EXPECT_EQ(changes[1].reason(), "all of it");
}

TEST_F(StatusChanges, TellTheirDetails) {
  StatusChange details;
  *details.mutable_former_scheduled_time() = ToTimestamp(kTime);
  *details.mutable_scheduled_time() = ToTimestamp(kTime + absl::Hours(1));
  details.add_attendees_added("people/a");
  details.add_attendees_added("people/b");
  Write([&](const events::Telling& telling) {
    Add(telling, {.resource = api::IdOf(kTask),
                  .version = 2,
                  .from = sql::testing::TASK_STATE_OPEN,
                  .to = sql::testing::TASK_STATE_OPEN,
                  .details = details});
  });
  const std::vector<StatusChange> changes = Read();
  ASSERT_THAT(changes, SizeIs(1));
  EXPECT_EQ(FromTimestamp(changes[0].former_scheduled_time()), kTime);
  EXPECT_EQ(FromTimestamp(changes[0].scheduled_time()), kTime + absl::Hours(1));
  EXPECT_THAT(changes[0].attendees_added(), ElementsAre("people/a", "people/b"));
  EXPECT_THAT(changes[0].attendees_removed(), IsEmpty());
}

// Who, when, why, and from what to what is said beside them.
TEST_F(StatusChanges, AreNotOverriddenByTheirDetails) {
  StatusChange details;
  details.set_name("tasks/other/statusChanges/9");
  details.set_to_state("TASK_STATE_OPEN");
  details.set_actor("people/somebody");
  details.set_reason("another");
  *details.mutable_time() = ToTimestamp(kTime + absl::Hours(1));
  Write([&](const events::Telling& telling) {
    Add(telling, {.resource = api::IdOf(kTask), .to = sql::testing::TASK_STATE_DONE, .details = details});
  });
  const std::vector<StatusChange> changes = Read();
  ASSERT_THAT(changes, SizeIs(1));
  EXPECT_EQ(changes[0].name(), fmt::format("{}/statusChanges/1", kTask));
  EXPECT_EQ(changes[0].to_state(), "TASK_STATE_DONE");
  EXPECT_EQ(changes[0].actor(), fmt::format("people/{}", kAna));
  EXPECT_EQ(changes[0].reason(), "");
  EXPECT_EQ(FromTimestamp(changes[0].time()), kTime);
}

TEST_F(StatusChanges, AreThoseOfOneResourceAfterAVersion) {
  const Task open = InState(sql::testing::TASK_STATE_OPEN);
  const Task done = InState(sql::testing::TASK_STATE_DONE);
  Write([](const events::Telling& telling) {
    AddMade(telling, InState(sql::testing::TASK_STATE_OPEN, kOther));
  });
  Write([&](const events::Telling& telling) { AddMade(telling, open); });
  for (std::int64_t version = 1; version < 5; ++version) {
    Write([&](const events::Telling& telling) { AddMoved(telling, open, version, done, ""); });
  }
  const std::vector<StatusChange> changes = Read(2, 2);
  ASSERT_THAT(changes, SizeIs(2));
  EXPECT_EQ(changes[0].name(), fmt::format("{}/statusChanges/3", kTask));
  EXPECT_EQ(changes[1].name(), fmt::format("{}/statusChanges/4", kTask));
  EXPECT_THAT(Read(5), IsEmpty());
}

}  // namespace
}  // namespace laurel::history
