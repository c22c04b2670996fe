// A fresh, empty schema for a test, dropped at its end, on a server that the test process starts for itself,
// or on the one that LAUREL_TEST_DATABASE names (unix:///… or tcp://…, user root, no password). Used by one
// thread at a time.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "common/sql/connection.h"
#include "common/sql/database.h"
#include "common/sql/observer.h"
#include "common/time/clock.h"

namespace laurel::testing {

// How the server means to read one table of a statement.
struct Plan {
  std::string table;
  std::string type;  // "const", "range", "ALL", …
  std::string index;
  std::int64_t rows;
  std::string extra;
};

class TestDatabase {
 public:
  TestDatabase();
  // On a server of the test's own, which it may kill and start again.
  explicit TestDatabase(const std::string& address);
  ~TestDatabase();
  TestDatabase(const TestDatabase&) = delete;
  TestDatabase& operator=(const TestDatabase&) = delete;

  const sql::DatabaseOptions& options() const { return options_; }
  std::unique_ptr<sql::Database> Open(const Clock& clock = SystemClock(),
                                      sql::Observer& observer = sql::Observer::None()) const;

  // One statement in the schema, a transaction of its own, on a connection that none of Open() uses. Both
  // abort the test process when it fails.
  sql::Rows Query(std::string_view sql, const sql::Values& values = {}) const;
  void Execute(std::string_view sql, const sql::Values& values = {}) const;
  // EXPLAIN of a statement: a plan for each table that it reads.
  std::vector<Plan> Explain(std::string_view sql, const sql::Values& values = {}) const;
  // The single integer of a single row: SELECT COUNT(*) …
  std::int64_t QueryInt(std::string_view sql, const sql::Values& values = {}) const;

 private:
  void Run(const std::function<absl::Status(sql::Connection&)>& work) const;

  sql::DatabaseOptions options_;
  std::unique_ptr<sql::Database> database_;
};

}  // namespace laurel::testing
