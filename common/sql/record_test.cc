#include "common/sql/record.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <google/protobuf/util/message_differencer.h>

#include "common/api/ulid.h"
#include "common/sql/changes.h"
#include "common/sql/testing/resources.pb.h"
#include "common/sql/write/insert_rows.h"
#include "common/testing/status_matchers.h"
#include "common/testing/test_database.h"
#include "common/time/convert.h"

namespace laurel::sql {
namespace {

using google::protobuf::util::MessageDifferencer;
using laurel::testing::TestDatabase;
using sql::testing::Meeting;
using sql::testing::Remark;
using sql::testing::Task;
using ::testing::ElementsAre;

const absl::Time kTime = absl::FromUnixMicros(1'767'225'600'123'456);

std::string Id() { return api::NewUlid(kTime); }

const Record& Tasks() {
  static const Record record("task", Task::descriptor(),
                             {Column::Name({"id"}, api::ResourcePattern("tasks/{task}")), Column::Version(),
                              Column::Field("create_time"), Column::Field("text"), Column::Field("due_date"),
                              Column::Reference("owner", api::ResourcePattern("people/{person}")),
                              Column::Extra("shard"), Column::Field("state"), Column::NullIfEmpty("goal")});
  return record;
}

const Record& Meetings() {
  static const Record record(
      "meeting", Meeting::descriptor(),
      {Column::Name({"id"}, api::ResourcePattern("meetings/{meeting}")), Column::Field("attendees"),
       Column::Field("duration"), Column::Field("recordings"), Column::Field("subject")});
  return record;
}

Task MakeTask() {
  Task task;
  task.set_name("tasks/" + Id());
  task.set_etag("1");
  *task.mutable_create_time() = ToTimestamp(kTime);
  task.set_text("Ring Zoë 🙂 about 100%_ \\ '\"");
  *task.mutable_due_date() = ToDate(absl::CivilDay(2026, 2, 28));
  task.set_owner("people/" + Id());
  task.set_state(sql::testing::TASK_STATE_OPEN);
  return task;
}

void Insert(const TestDatabase& database, const Record& record, const Values& values) {
  ASSERT_THAT(database.Open()->Transact(SystemClock().Now() + absl::Seconds(10),
                                        [&](Connection& connection) {
                                          return InsertRows(connection, record.table(),
                                                            record.insert_columns(), {values});
                                        }),
              laurel::testing::IsOk());
}

template <typename Message>
Message ReadBack(const TestDatabase& database, const Record& record) {
  return record.ReadAll<Message>(
      database.Query(fmt::format("SELECT {} FROM {} t", record.SelectList("t"), record.table())))[0];
}

class StoredRecord : public ::testing::Test {
 protected:
  void SetUp() override {
    database_.Execute(
        "CREATE TABLE task (id CHAR(26) PRIMARY KEY, version BIGINT NOT NULL, create_time DATETIME(6) "
        "NULL, text "
        "VARCHAR(2000) NOT NULL, due_date DATE NULL, owner CHAR(26) NULL, shard INT NULL, state INT NOT "
        "NULL, goal "
        "VARCHAR(100) NULL)");
    database_.Execute(
        "CREATE TABLE meeting (id CHAR(26) PRIMARY KEY, attendees JSON NOT NULL, duration BIGINT NULL, "
        "recordings JSON NOT "
        "NULL, subject VARCHAR(300) NOT NULL)");
  }
  TestDatabase database_;
};

TEST_F(StoredRecord, ComesBackAsItWas) {
  const Task task = MakeTask();
  Insert(database_, Tasks(), Tasks().ToValues(task, {std::int64_t{3}}));
  const auto read = ReadBack<Task>(database_, Tasks());
  EXPECT_TRUE(MessageDifferencer::Equals(read, task)) << read.DebugString();
  EXPECT_EQ(database_.QueryInt("SELECT shard FROM task"), 3);
}

TEST_F(StoredRecord, KeepsWhatIsUnsetUnset) {
  Task task;
  task.set_name("tasks/" + Id());
  Insert(database_, Tasks(), Tasks().ToValues(task, {nullptr}));
  task.set_etag("1");
  const auto read = ReadBack<Task>(database_, Tasks());
  EXPECT_TRUE(MessageDifferencer::Equals(read, task)) << read.DebugString();
  EXPECT_EQ(database_.QueryInt(
                "SELECT goal IS NULL AND owner IS NULL AND due_date IS NULL AND text = '' FROM task"),
            1);
}

TEST_F(StoredRecord, KeepsListsAndMessagesAsJson) {
  Meeting meeting;
  meeting.set_name("meetings/" + Id());
  meeting.add_attendees("people/" + Id());
  meeting.add_attendees("people/" + Id());
  *meeting.mutable_duration() = ToDuration(absl::Minutes(45));
  auto* recording = meeting.add_recordings();
  recording->set_system("telephony");
  recording->set_excerpt("she said \"yes\" \\ 🙂");
  *recording->mutable_occurred_time() = ToTimestamp(kTime);
  Insert(database_, Meetings(), Meetings().ToValues(meeting));
  const auto read = ReadBack<Meeting>(database_, Meetings());
  EXPECT_TRUE(MessageDifferencer::Equals(read, meeting)) << read.DebugString();
  EXPECT_EQ(database_.Query("SELECT JSON_VALUE(attendees, '$[1]') FROM meeting")[0].Text(0),
            meeting.attendees(1));
}

TEST_F(StoredRecord, KeepsAnEmptyListAsAnEmptyArray) {
  Meeting meeting;
  meeting.set_name("meetings/" + Id());
  Insert(database_, Meetings(), Meetings().ToValues(meeting));
  EXPECT_EQ(database_.Query("SELECT CAST(attendees AS CHAR) FROM meeting")[0].Text(0), "[]");
  EXPECT_EQ(ReadBack<Meeting>(database_, Meetings()).attendees_size(), 0);
}

TEST(Record, NamesItsColumnsInOrder) {
  EXPECT_EQ(Tasks().SelectList(), "id, version, create_time, text, due_date, owner, state, goal");
  EXPECT_EQ(Tasks().columns_read(), 8);
  EXPECT_THAT(Tasks().insert_columns(), ElementsAre("id", "version", "create_time", "text", "due_date",
                                                    "owner", "shard", "state", "goal"));
}

TEST(Record, AssignsTheFieldsOfAMask) {
  Task task = MakeTask();
  task.clear_due_date();
  const Record::Assignments assignments = Tasks().ToAssignments(task, {"text", "due_date", "owner"});
  EXPECT_EQ(assignments.sql, "text = ?, due_date = ?, owner = ?");
  EXPECT_EQ(assignments.values[0], Value(task.text()));
  EXPECT_EQ(assignments.values[1], Value(nullptr));
  EXPECT_EQ(assignments.values[2], Value(task.owner().substr(7)));
  EXPECT_THROW(Tasks().ToAssignments(task, {"name"}), std::logic_error);
}

TEST(Record, SplitsANameIntoItsIds) {
  const Record remarks(
      "remark", Remark::descriptor(),
      {Column::Name({"meeting", "id"}, api::ResourcePattern("meetings/{meeting}/remarks/{remark}"))});
  Remark remark;
  const std::string meeting = Id();
  const std::string id = Id();
  remark.set_name("meetings/" + meeting + "/remarks/" + id);
  EXPECT_THAT(remarks.ToValues(remark), ElementsAre(Value(meeting), Value(id)));
  Remark read;
  remarks.Read(Row({meeting, id}), read);
  EXPECT_EQ(read.name(), remark.name());
  EXPECT_THROW(remarks.ToValues(Remark()), std::logic_error);
}

TEST(Record, RefusesAColumnWithoutAField) {
  EXPECT_DEATH(Record("x", Task::descriptor(), {Column::Field("no_such_field")}), "no column");
}

TEST(Changes, GroupRowsByTableInTheOrderOfFirstMention) {
  Changes changes;
  changes.Insert("a", {"x"}, {std::int64_t{1}});
  changes.Insert("b", {"x"}, {std::int64_t{2}});
  changes.Insert("a", {"x"}, {std::int64_t{3}});
  ASSERT_EQ(changes.inserts().size(), 2U);
  EXPECT_EQ(changes.inserts()[0].table, "a");
  EXPECT_EQ(changes.inserts()[0].rows.size(), 2U);
  EXPECT_THROW(changes.Insert("a", {"x"}, {}), std::logic_error);
}

}  // namespace
}  // namespace laurel::sql
