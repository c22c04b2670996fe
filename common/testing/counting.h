// A connection that counts the statements that go through it. For tests; used by one thread at a time.
#pragma once

#include <string_view>

#include "common/sql/connection.h"

namespace laurel::testing {

class Counting final : public sql::Connection {
 public:
  // `connection` outlives it.
  explicit Counting(sql::Connection& connection) : connection_(connection) {}

  absl::StatusOr<sql::Rows> Query(std::string_view sql, const sql::Values& values) override {
    ++statements_;
    return connection_.Query(sql, values);
  }
  absl::StatusOr<std::int64_t> Execute(std::string_view sql, const sql::Values& values) override {
    ++statements_;
    return connection_.Execute(sql, values);
  }

  int statements() const { return statements_; }

 private:
  sql::Connection& connection_;
  int statements_ = 0;
};

}  // namespace laurel::testing
