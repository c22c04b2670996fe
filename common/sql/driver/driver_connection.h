// The Connection there is: one session of Connector/C++, set up the way every statement of ours relies on
// (READ COMMITTED, UTC, strict, 5 s of lock wait). Used by one thread at a time.
//
// A session that was lost is never reconnected, it is dropped (broken()). After a deadlock, a lock wait or a
// loss every further statement answers the same error until ROLLBACK, so that no code path can go on outside
// of its transaction.
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "common/sql/connection.h"
#include "common/sql/driver/statement_cache.h"
#include "common/sql/observer.h"

namespace sql {
class ResultSet;
class SQLException;
}  // namespace sql

namespace laurel::sql {

// Names one session of one run of one server, so that it can be killed, and no other in its place.
struct SessionIdentity {
  std::int64_t id = 0;
  std::string host;
  std::int64_t port = 0;
  absl::Time server_started;  // to about a second

  bool SameServer(const SessionIdentity& other) const;
};

class DriverConnection final : public Connection {
 public:
  // The timeouts are rounded up to whole seconds. After `statement_limit` the server itself ends a statement
  // (MySQL: a SELECT); below read_timeout, or the client hangs up first. Errors are UNAVAILABLE.
  static absl::StatusOr<std::unique_ptr<DriverConnection>> Open(
      const DatabaseOptions& options, absl::Duration connect_timeout, absl::Duration read_timeout,
      Observer& observer, absl::Duration statement_limit = absl::InfiniteDuration());
  ~DriverConnection() override;

  absl::StatusOr<Rows> Query(std::string_view sql, const Values& parameters) override;
  // Without parameters the statement goes as plain text: transaction control and DDL are not worth preparing.
  absl::StatusOr<std::int64_t> Execute(std::string_view sql, const Values& parameters) override;

  absl::Status Begin() { return Execute("START TRANSACTION", {}).status(); }
  // Never the driver's commit(), which ignores the server's answer.
  absl::Status Commit() { return Execute("COMMIT", {}).status(); }
  absl::Status Rollback() { return Execute("ROLLBACK", {}).status(); }
  bool Ping();

  bool broken() const { return broken_; }
  // How many statements have succeeded.
  std::int64_t statements_done() const { return statements_done_; }
  const SessionIdentity& identity() const { return identity_; }

 private:
  DriverConnection(std::unique_ptr<::sql::Connection> connection, Observer& observer);
  absl::Status SetUp(absl::Duration statement_limit);
  absl::Status Fail(const ::sql::SQLException& error, std::string_view sql);
  template <typename Run>
  auto Guarded(std::string_view sql, Run run) -> absl::StatusOr<decltype(run())>;

  Observer& observer_;
  std::unique_ptr<::sql::Connection> connection_;
  StatementCache statements_;
  SessionIdentity identity_;
  std::int64_t statements_done_ = 0;
  absl::Status failed_;
  bool broken_ = false;
};

}  // namespace laurel::sql
