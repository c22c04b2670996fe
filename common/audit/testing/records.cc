#include "common/audit/testing/records.h"

#include "common/api/ulid.h"
#include "common/sql/migrate.h"
#include "fmt/format.h"
#include "gtest/gtest.h"

namespace laurel::audit::testing {

Records::Records() : db(database.Open(clock)) {
  const absl::Status migrated = sql::Migrate(*db, "test", {}, clock.Now() + absl::Minutes(1));
  EXPECT_TRUE(migrated.ok()) << migrated;
}

std::string Records::Add(const Written& record) const {
  std::string id = api::NewUlid(record.time);
  database.Execute(
      "INSERT INTO audit_record (id, created, actor, method, request_id, resource, subject, fields, "
      "earlier_hash) "
      "VALUES (?, ?, ?, ?, 'request', ?, ?, 'text,owner', ?)",
      {id, record.time, record.actor, record.method, record.resource, record.subject,
       std::string(32, '\x80')});
  return id;
}

std::string Person(int n) { return fmt::format("people/01{:024}", n); }

}  // namespace laurel::audit::testing
