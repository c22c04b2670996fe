// A connection that asks before each statement whether it should still be run: for long readings by a thread
// that may be told to stop. Used as the connection itself is.
#pragma once

#include <functional>
#include <string_view>
#include <utility>

#include "common/sql/connection.h"
#include "common/status/macros.h"

namespace laurel::directory::organization {

class Interruptible final : public sql::Connection {
 public:
  // `check`: an error is the answer of the statement, which is not run. `connection` outlives this.
  Interruptible(sql::Connection& connection, std::function<absl::Status()> check)
      : connection_(connection), check_(std::move(check)) {}

  absl::StatusOr<sql::Rows> Query(std::string_view sql, const sql::Values& parameters) override {
    RETURN_IF_ERROR(check_());
    return connection_.Query(sql, parameters);
  }
  absl::StatusOr<std::int64_t> Execute(std::string_view sql, const sql::Values& parameters) override {
    RETURN_IF_ERROR(check_());
    return connection_.Execute(sql, parameters);
  }

 private:
  sql::Connection& connection_;
  const std::function<absl::Status()> check_;
};

}  // namespace laurel::directory::organization
