// What the tests of trees share: goals in a private database, made, changed and moved as handlers do it, and
// what was done, to compare with. A Forest may be used by many threads but for its model.
#pragma once

#include <gtest/gtest.h>

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "common/sql/connection.h"
#include "common/sql/database.h"
#include "common/testing/status_matchers.h"
#include "common/testing/test_database.h"
#include "services/goals/goal/store.h"
#include "services/goals/progress/rules.h"

namespace laurel::goals::testing {

v1::KeyResult KeyResultAt(std::string_view target, std::string_view current, std::string_view weight = "1");
// ACTIVE, without a parent.
v1::Goal GoalOf(const std::vector<v1::KeyResult>& key_results, std::string_view weight = "1");

class Forest {
 public:
  Forest();

  // Each is a transaction; the answer is the goal as a handler would answer it. `parent`, `to`: an id, or "".
  absl::StatusOr<v1::Goal> Make(std::string_view parent, v1::Goal goal);
  // Lifecycle, weight, or current values of key results.
  absl::StatusOr<v1::Goal> Change(std::string_view id, const std::function<void(v1::Goal&)>& change);
  absl::StatusOr<v1::Goal> MoveTo(std::string_view id, std::string_view to);

  absl::StatusOr<v1::Goal> Write(
      const std::function<absl::StatusOr<v1::Goal>(sql::Connection&, sql::Changes&)>& decide);
  template <typename T>
  absl::StatusOr<T> Read(const std::function<absl::StatusOr<T>(sql::Connection&)>& read) {
    return db->Read<T>(Soon(), read);
  }
  static absl::Time Soon() { return SystemClock().Now() + absl::Seconds(60); }

  // Every goal, with its progress filled in, by id.
  std::map<std::string, goal::Stored> All();
  // Fails the test unless each goal stands below its parent, and what is kept of it follows from its key
  // results and its parts.
  void ExpectWhole();

  laurel::testing::TestDatabase database;
  std::unique_ptr<sql::Database> db;
};

// By definition, from what `goals` hold.
std::vector<progress::Node> NodesOf(const std::map<std::string, goal::Stored>& goals);

// Nothing but one root, so many parts of it, and below each so many, all PUBLIC: in bulk. Their paths, depth
// first.
std::vector<std::string> FillTree(const laurel::testing::TestDatabase& database, sql::Database& db, int parts,
                                  int below);

// Counts statements, those from the first lock on, and the rows that they answer.
class Counting final : public sql::Connection {
 public:
  explicit Counting(sql::Connection& connection) : connection_(connection) {}

  absl::StatusOr<sql::Rows> Query(std::string_view sql, const sql::Values& values) override;
  absl::StatusOr<std::int64_t> Execute(std::string_view sql, const sql::Values& values) override;

  std::int64_t statements = 0;
  std::int64_t locked = 0;
  std::int64_t rows = 0;

 private:
  sql::Connection& connection_;
};

}  // namespace laurel::goals::testing
