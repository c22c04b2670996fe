#include "common/sql/versioned.h"

#include <gmock/gmock.h>

#include "common/sql/testing/resources.pb.h"
#include "common/testing/status_matchers.h"
#include "common/testing/test_database.h"
#include "common/time/convert.h"

namespace laurel::sql {
namespace {

using laurel::testing::IsOk;
using sql::testing::Point;

const absl::Time kTime = absl::FromUnixMicros(1'767'225'600'123'456);
constexpr std::string_view kSession = "01arz3ndektsv4rrffq69g5fa1";
constexpr std::string_view kId = "01arz3ndektsv4rrffq69g5fa2";
constexpr std::string_view kOther = "01arz3ndektsv4rrffq69g5fa3";
constexpr api::ResourcePattern kPattern{"sessions/{session}/points/{point}"};

struct Stored {
  Point point;
  std::int64_t version = 0;
};

const Record& Points() {
  static const Record record(
      "point", Point::descriptor(),
      {Column::Name({"session", "id"}, kPattern), Column::Version(), Column::Field("update_time"),
       Column::Field("text"), Column::Field("done"), Column::Extra("text_key")});
  return record;
}

class Versioned : public ::testing::Test {
 protected:
  Versioned() {
    database_.Execute(
        "CREATE TABLE point (session CHAR(26), id CHAR(26), version BIGINT NOT NULL, "
        "update_time DATETIME(6) NOT NULL, text VARCHAR(100) NOT NULL, done TINYINT NOT NULL, "
        "text_key VARCHAR(100) NOT NULL, PRIMARY KEY (session, id))");
    for (const std::string_view id : {kId, kOther}) {
      database_.Execute("INSERT INTO point VALUES (?, ?, 4, '2026-01-01', 'Ask', 0, 'ask')",
                        {std::string(kSession), std::string(id)});
    }
  }

  Stored Find(Lock lock = Lock::kNone) {
    std::optional<Stored> found;
    Transact([&](Connection& connection) -> absl::Status {
      ASSIGN_OR_RETURN(found, FindVersioned<Stored>(connection, Points(), {kSession, kId}, lock));
      return absl::OkStatus();
    });
    EXPECT_TRUE(found.has_value());
    return found.value_or(Stored());
  }
  // How many rows the update of the version changes.
  std::int64_t Update(const Stored& before, const std::vector<std::string>& fields,
                      const Record::Assignments& extras = {}) {
    Point after = before.point;
    after.set_text("Ask twice");
    after.set_done(true);
    *after.mutable_update_time() = ToTimestamp(kTime);
    Changes changes;
    UpdateVersioned(changes, Points(), after, before.version, fields, extras);
    const Changes::GuardedUpdate& update = changes.updates().front();
    EXPECT_EQ(update.expected, 1);
    std::int64_t changed = 0;
    Transact([&](Connection& connection) -> absl::Status {
      ASSIGN_OR_RETURN(changed, connection.Execute(update.sql, update.values));
      return absl::OkStatus();
    });
    return changed;
  }
  void Transact(const std::function<absl::Status(Connection&)>& work) {
    ASSERT_THAT(database_.Open()->Transact(SystemClock().Now() + absl::Seconds(10), work), IsOk());
  }

  laurel::testing::TestDatabase database_;
};

TEST_F(Versioned, IsFoundByAllIdsOfItsName) {
  for (const Lock lock : {Lock::kNone, Lock::kShare, Lock::kForUpdate}) {
    const Stored found = Find(lock);
    EXPECT_EQ(found.point.name(), kPattern.Format({kSession, kId}));
    EXPECT_EQ(found.point.text(), "Ask");
    EXPECT_EQ(found.point.etag(), "4");
    EXPECT_EQ(found.version, 4);
  }
}

TEST_F(Versioned, IsNotFoundUnderAnotherId) {
  Transact([](Connection& connection) -> absl::Status {
    ASSIGN_OR_RETURN(const auto found,
                     FindVersioned<Stored>(connection, Points(), {kId, kSession}, Lock::kForUpdate));
    EXPECT_FALSE(found.has_value());
    return absl::OkStatus();
  });
}

TEST_F(Versioned, IsWrittenInItsNextVersionAndNothingBeside) {
  EXPECT_EQ(Update(Find(), {"text"}, {"text_key = ?", {std::string("ask twice")}}), 1);
  const Stored found = Find();
  EXPECT_EQ(found.version, 5);
  EXPECT_EQ(found.point.text(), "Ask twice");
  EXPECT_FALSE(found.point.done());
  EXPECT_EQ(FromTimestamp(found.point.update_time()), kTime);
  EXPECT_EQ(database_.QueryInt("SELECT COUNT(*) FROM point WHERE version = 4 AND text_key = 'ask'"), 1);
  EXPECT_EQ(database_.QueryInt("SELECT COUNT(*) FROM point WHERE version = 5 AND text_key = 'ask twice'"), 1);
}

TEST_F(Versioned, IsNotWrittenOverAChangeOfSomebodyElse) {
  const Stored read = Find();
  EXPECT_EQ(Update(read, {"done", "update_time"}), 1);
  EXPECT_EQ(Update(read, {"text"}), 0);
  EXPECT_EQ(Find().point.text(), "Ask");
}

}  // namespace
}  // namespace laurel::sql
