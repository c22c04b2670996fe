// A connection that judges how the server means to find what each query asks for: by an index, never by
// reading a table or an index as a whole. For tests; used by one thread at a time.
#pragma once

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "common/sql/connection.h"
#include "common/testing/test_database.h"

namespace laurel::testing {

class Explaining final : public sql::Connection {
 public:
  // Both outlive it. The tables have been filled and analysed.
  Explaining(const TestDatabase& database, sql::Connection& connection)
      : database_(database), connection_(connection) {}

  absl::StatusOr<sql::Rows> Query(std::string_view sql, const sql::Values& values) override {
    for (const auto& plan : database_.Explain(sql, values)) {
      // What a UNION or a subquery left behind has been read already.
      if (plan.table.starts_with('<')) continue;
      indexes_.push_back(plan.index);
      extras_.push_back(plan.extra);
      EXPECT_NE(plan.type, "ALL") << plan.table << ": " << sql;
      EXPECT_NE(plan.type, "index") << plan.table << ": " << sql;
    }
    return connection_.Query(sql, values);
  }
  absl::StatusOr<std::int64_t> Execute(std::string_view sql, const sql::Values& values) override {
    return connection_.Execute(sql, values);
  }

  // Of every table of every query so far: the index it was read along, and what the server says besides.
  const std::vector<std::string>& indexes() const { return indexes_; }
  const std::vector<std::string>& extras() const { return extras_; }

 private:
  const TestDatabase& database_;
  sql::Connection& connection_;
  std::vector<std::string> indexes_, extras_;
};

}  // namespace laurel::testing
