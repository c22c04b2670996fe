#include "common/sql/record.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <google/protobuf/util/message_differencer.h>

#include "common/api/ulid.h"
#include "common/sql/changes.h"
#include "common/sql/insert_rows.h"
#include "common/testing/status_matchers.h"
#include "common/testing/test_database.h"
#include "common/time/convert.h"
#include "laurel/feedback/v1/action_item.pb.h"
#include "laurel/feedback/v1/coaching_session.pb.h"
#include "laurel/feedback/v1/note.pb.h"

namespace laurel::sql {
namespace {

using feedback::v1::ActionItem;
using feedback::v1::CoachingSession;
using feedback::v1::Note;
using google::protobuf::util::MessageDifferencer;
using laurel::testing::TestDatabase;
using ::testing::ElementsAre;

const absl::Time kTime = absl::FromUnixMicros(1'767'225'600'123'456);

std::string Id() { return api::NewUlid(kTime); }

const Record& Items() {
  static const Record record(
      "action_item", ActionItem::descriptor(),
      {Column::Name({"id"}, api::ResourcePattern("actionItems/{item}")), Column::Version(),
       Column::Field("create_time"), Column::Field("text"), Column::Field("due_date"),
       Column::Reference("owner", api::ResourcePattern("people/{person}")), Column::Extra("shard"),
       Column::Field("state"), Column::NullIfEmpty("goal")});
  return record;
}

const Record& Sessions() {
  static const Record record(
      "session", CoachingSession::descriptor(),
      {Column::Name({"id"}, api::ResourcePattern("coachingSessions/{session}")), Column::Field("attendees"),
       Column::Field("duration"), Column::Field("evidence"), Column::Field("focus_area")});
  return record;
}

ActionItem Item() {
  ActionItem item;
  item.set_name("actionItems/" + Id());
  item.set_etag("1");
  *item.mutable_create_time() = ToTimestamp(kTime);
  item.set_text("Ring Zoë 🙂 about 100%_ \\ '\"");
  *item.mutable_due_date() = ToDate(absl::CivilDay(2026, 2, 28));
  item.set_owner("people/" + Id());
  item.set_state(feedback::v1::ACTION_ITEM_STATE_OPEN);
  return item;
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
        "CREATE TABLE action_item (id CHAR(26) PRIMARY KEY, version BIGINT NOT NULL, create_time DATETIME(6) "
        "NULL, text "
        "VARCHAR(2000) NOT NULL, due_date DATE NULL, owner CHAR(26) NULL, shard INT NULL, state INT NOT "
        "NULL, goal "
        "VARCHAR(100) NULL)");
    database_.Execute(
        "CREATE TABLE session (id CHAR(26) PRIMARY KEY, attendees JSON NOT NULL, duration BIGINT NULL, "
        "evidence JSON NOT "
        "NULL, focus_area VARCHAR(300) NOT NULL)");
  }
  TestDatabase database_;
};

TEST_F(StoredRecord, ComesBackAsItWas) {
  const ActionItem item = Item();
  Insert(database_, Items(), Items().ToValues(item, {std::int64_t{3}}));
  const auto read = ReadBack<ActionItem>(database_, Items());
  EXPECT_TRUE(MessageDifferencer::Equals(read, item)) << read.DebugString();
  EXPECT_EQ(database_.QueryInt("SELECT shard FROM action_item"), 3);
}

TEST_F(StoredRecord, KeepsWhatIsUnsetUnset) {
  ActionItem item;
  item.set_name("actionItems/" + Id());
  Insert(database_, Items(), Items().ToValues(item, {nullptr}));
  item.set_etag("1");
  const auto read = ReadBack<ActionItem>(database_, Items());
  EXPECT_TRUE(MessageDifferencer::Equals(read, item)) << read.DebugString();
  EXPECT_EQ(database_.QueryInt(
                "SELECT goal IS NULL AND owner IS NULL AND due_date IS NULL AND text = '' FROM action_item"),
            1);
}

TEST_F(StoredRecord, KeepsListsAndMessagesAsJson) {
  CoachingSession session;
  session.set_name("coachingSessions/" + Id());
  session.add_attendees("people/" + Id());
  session.add_attendees("people/" + Id());
  *session.mutable_duration() = ToDuration(absl::Minutes(45));
  auto* evidence = session.add_evidence();
  evidence->set_system("telephony");
  evidence->set_excerpt("she said \"yes\" \\ 🙂");
  *evidence->mutable_occurred_time() = ToTimestamp(kTime);
  Insert(database_, Sessions(), Sessions().ToValues(session));
  const auto read = ReadBack<CoachingSession>(database_, Sessions());
  EXPECT_TRUE(MessageDifferencer::Equals(read, session)) << read.DebugString();
  EXPECT_EQ(database_.Query("SELECT JSON_VALUE(attendees, '$[1]') FROM session")[0].Text(0),
            session.attendees(1));
}

TEST_F(StoredRecord, KeepsAnEmptyListAsAnEmptyArray) {
  CoachingSession session;
  session.set_name("coachingSessions/" + Id());
  Insert(database_, Sessions(), Sessions().ToValues(session));
  EXPECT_EQ(database_.Query("SELECT attendees FROM session")[0].Text(0), "[]");
  EXPECT_EQ(ReadBack<CoachingSession>(database_, Sessions()).attendees_size(), 0);
}

TEST(Record, NamesItsColumnsInOrder) {
  EXPECT_EQ(Items().SelectList(), "id, version, create_time, text, due_date, owner, state, goal");
  EXPECT_EQ(Items().columns_read(), 8);
  EXPECT_THAT(Items().insert_columns(), ElementsAre("id", "version", "create_time", "text", "due_date",
                                                    "owner", "shard", "state", "goal"));
}

TEST(Record, AssignsTheFieldsOfAMask) {
  ActionItem item = Item();
  item.clear_due_date();
  const Record::Assignments assignments = Items().ToAssignments(item, {"text", "due_date", "owner"});
  EXPECT_EQ(assignments.sql, "text = ?, due_date = ?, owner = ?");
  EXPECT_EQ(assignments.values[0], Value(item.text()));
  EXPECT_EQ(assignments.values[1], Value(nullptr));
  EXPECT_EQ(assignments.values[2], Value(item.owner().substr(7)));
  EXPECT_THROW(Items().ToAssignments(item, {"name"}), std::logic_error);
}

TEST(Record, SplitsANameIntoItsIds) {
  const Record notes(
      "note", Note::descriptor(),
      {Column::Name({"session", "id"}, api::ResourcePattern("coachingSessions/{session}/notes/{note}"))});
  Note note;
  const std::string session = Id();
  const std::string id = Id();
  note.set_name("coachingSessions/" + session + "/notes/" + id);
  EXPECT_THAT(notes.ToValues(note), ElementsAre(Value(session), Value(id)));
  Note read;
  notes.Read(Row({session, id}), read);
  EXPECT_EQ(read.name(), note.name());
  EXPECT_THROW(notes.ToValues(Note()), std::logic_error);
}

TEST(Record, RefusesAColumnWithoutAField) {
  EXPECT_DEATH(Record("x", ActionItem::descriptor(), {Column::Field("no_such_field")}), "no column");
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
