// What something costs the database, whatever the machine: how many rows of tables, of keys and of what it
// kept in between the server read for it. For tests.
#pragma once

#include <gtest/gtest.h>

#include <cstdint>
#include <functional>
#include <string>

#include "common/sql/connection.h"
#include "common/sql/database.h"
#include "common/status/macros.h"

namespace laurel::testing {

// All that this session has read so far. Asking reads some, too.
inline absl::StatusOr<std::int64_t> ReadSoFar(sql::Connection& connection) {
  ASSIGN_OR_RETURN(const sql::Rows rows, connection.Query("SHOW SESSION STATUS LIKE 'Handler_read%'"));
  std::int64_t sum = 0;
  for (const sql::Row& row : rows) sum += std::stoll(std::string(row.Text(1)));
  return sum;
}

// For `work`, in a transaction of its own. Fails the test, and is very much, when the work fails.
inline std::int64_t RowsRead(sql::Database& db, const std::function<absl::Status(sql::Connection&)>& work) {
  constexpr std::int64_t kTooMany = 1'000'000'000;
  const auto reads = db.Read<std::int64_t>(
      db.clock().Now() + absl::Minutes(1), [&](sql::Connection& connection) -> absl::StatusOr<std::int64_t> {
        ASSIGN_OR_RETURN(const std::int64_t idle, ReadSoFar(connection));
        ASSIGN_OR_RETURN(const std::int64_t before, ReadSoFar(connection));
        RETURN_IF_ERROR(work(connection));
        ASSIGN_OR_RETURN(const std::int64_t after, ReadSoFar(connection));
        return after - before - (before - idle);
      });
  EXPECT_TRUE(reads.ok()) << reads.status();
  return reads.value_or(kTooMany);
}

}  // namespace laurel::testing
