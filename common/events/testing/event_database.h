// A schema with the tables of events, for the tests of this room. Used by one thread at a time, but for what
// sql::Database itself allows.
#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "common/api/ulid.h"
#include "common/sql/database.h"
#include "common/sql/migrate.h"
#include "common/testing/status_matchers.h"
#include "common/testing/test_database.h"

namespace laurel::events::testing {

// A deadline that no test comes near.
inline absl::Time Soon() { return SystemClock().Now() + absl::Seconds(20); }

// One event straight into the outbox, in whatever transaction the connection is in.
inline absl::Status InsertPending(sql::Connection& connection, const std::string& id,
                                  const std::string& subject = "things/01hv3k5e6m7n8p9q0r1s2t3v4w") {
  return connection
      .Execute(
          "INSERT INTO event_pending (id, type, subject, time, audience, data) VALUES (?, ?, ?, ?, ?, ?)",
          {id, std::string("thing.made"), subject, SystemClock().Now(), std::string("everyone"),
           std::string("data of ") + id})
      .status();
}

class EventDatabase : public ::testing::Test {
 protected:
  void SetUp() override {
    ASSERT_THAT(sql::Migrate(*database_, "test", {}, Soon()), laurel::testing::IsOk());
  }

  std::string NewId() { return ids_.Next(SystemClock().Now()); }

  // Runs on a connection of its own; what it answers must be OK.
  void OnSession(const std::function<absl::Status(sql::Connection&)>& work) {
    ASSERT_THAT(database_->Dedicated(Soon(), work), laurel::testing::IsOk());
  }

  // One committed event; answers its id.
  std::string Tell() {
    const std::string id = NewId();
    OnSession([&](sql::Connection& connection) { return InsertPending(connection, id); });
    return id;
  }

  // Of the events that have positions, in their order.
  std::vector<std::string> Sequenced() const {
    std::vector<std::string> ids;
    for (const sql::Row& row : test_database_.Query("SELECT id FROM event ORDER BY position"))
      ids.emplace_back(row.Text(0));
    return ids;
  }
  std::int64_t Pending() const { return test_database_.QueryInt("SELECT COUNT(*) FROM event_pending"); }

  laurel::testing::TestDatabase test_database_;
  std::unique_ptr<sql::Database> database_ = test_database_.Open();
  api::UlidSequence ids_;
};

}  // namespace laurel::events::testing
