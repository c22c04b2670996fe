#include "common/sql/driver/driver_connection.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "absl/time/clock.h"
#include "common/sql/driver/driver.h"
#include "common/sql/driver/driver_values.h"
#include "common/sql/errors.h"
#include "common/status/macros.h"

namespace laurel::sql {
namespace {

constexpr char kSessionVariables[] =
    "SET SESSION time_zone = '+00:00', innodb_lock_wait_timeout = 5, sql_mode = "
    "'STRICT_ALL_TABLES,ONLY_FULL_GROUP_BY,NO_ZERO_IN_DATE,NO_ZERO_DATE,ERROR_FOR_DIVISION_BY_ZERO,"
    "NO_ENGINE_SUBSTITUTION'";

constexpr std::string_view kRollback = "ROLLBACK";

int WholeSeconds(absl::Duration duration) {
  return std::max(1, static_cast<int>(std::ceil(absl::ToDoubleSeconds(duration))));
}

// Each server takes the comment of the other one for a comment.
std::string LimitStatements(int seconds) {
  return fmt::format("SET SESSION /*M! max_statement_time = {} */ /*!80000 max_execution_time = {} */",
                     seconds, std::int64_t{seconds} * 1000);
}

bool IsLoopback(const std::string& address) {
  return address.starts_with("tcp://127.") || address.starts_with("tcp://[::1]");
}

::sql::ConnectOptionsMap ConnectOptions(const DatabaseOptions& options, absl::Duration connect_timeout,
                                        absl::Duration read_timeout) {
  ::sql::ConnectOptionsMap map;
  map["hostName"] = ::sql::SQLString(options.address);
  map["userName"] = ::sql::SQLString(options.user);
  map["password"] = ::sql::SQLString(options.password);
  map["schema"] = ::sql::SQLString(options.schema);
  map["OPT_CONNECT_TIMEOUT"] = WholeSeconds(connect_timeout);
  map["OPT_READ_TIMEOUT"] = WholeSeconds(read_timeout);
  map["OPT_WRITE_TIMEOUT"] = WholeSeconds(read_timeout);
  map["OPT_CHARSET_NAME"] = ::sql::SQLString("utf8mb4");
  if (!options.tls_ca_file.empty()) {
    // sslVerify alone authenticates: sslEnforce and sslCA fall back to clear text without a word.
    map["sslVerify"] = true;
    map["sslCA"] = ::sql::SQLString(options.tls_ca_file);
  }
  return map;
}

}  // namespace

bool SessionIdentity::SameServer(const SessionIdentity& other) const {
  return host == other.host && port == other.port &&
         absl::AbsDuration(server_started - other.server_started) < absl::Seconds(3);
}

DriverConnection::DriverConnection(std::unique_ptr<::sql::Connection> connection, Observer& observer)
    : observer_(observer), connection_(std::move(connection)), statements_(*connection_) {}

DriverConnection::~DriverConnection() = default;

absl::StatusOr<std::unique_ptr<DriverConnection>> DriverConnection::Open(const DatabaseOptions& options,
                                                                         absl::Duration connect_timeout,
                                                                         absl::Duration read_timeout,
                                                                         Observer& observer,
                                                                         absl::Duration statement_limit) {
  if (options.tls_ca_file.empty() && options.address.starts_with("tcp://") && !IsLoopback(options.address)) {
    return ConnectError(2026, "no CA file for a database on another host");
  }
  try {
    // The driver keeps its instances in a map without a lock.
    static ::sql::Driver* const driver = ::sql::mysql::get_driver_instance();
    ::sql::ConnectOptionsMap map = ConnectOptions(options, connect_timeout, read_timeout);
    std::unique_ptr<::sql::Connection> session(driver->connect(map));
    std::unique_ptr<DriverConnection> connection(new DriverConnection(std::move(session), observer));
    if (absl::Status status = connection->SetUp(statement_limit); !status.ok()) {
      return ConnectError(SqlErrorOf(status), "during session set-up");
    }
    return connection;
  } catch (const ::sql::SQLException& error) {
    return ConnectError(error.getErrorCode(), error.getSQLState());
  }
}

absl::Status DriverConnection::SetUp(absl::Duration statement_limit) {
  // After connecting, because the driver itself sets REPEATABLE READ when it has connected.
  RETURN_IF_ERROR(Execute("SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED", {}).status());
  RETURN_IF_ERROR(Execute(kSessionVariables, {}).status());
  RETURN_IF_ERROR(Execute("SET NAMES utf8mb4 COLLATE utf8mb4_bin", {}).status());
  if (statement_limit != absl::InfiniteDuration()) {
    RETURN_IF_ERROR(Execute(LimitStatements(WholeSeconds(statement_limit)), {}).status());
  }
  ASSIGN_OR_RETURN(const Rows session, Query("SELECT CONNECTION_ID(), @@hostname, @@port", {}));
  ASSIGN_OR_RETURN(const Rows uptime, Query("SHOW GLOBAL STATUS LIKE 'Uptime'", {}));
  identity_.id = session.at(0).Int(0);
  identity_.host = session.at(0).Text(1);
  identity_.port = session.at(0).Int(2);
  identity_.server_started = absl::Now() - absl::Seconds(std::stoll(std::string(uptime.at(0).Text(1))));
  return absl::OkStatus();
}

template <typename Run>
auto DriverConnection::Guarded(std::string_view sql, Run run) -> absl::StatusOr<decltype(run())> {
  if (sql == kRollback && !broken_) failed_ = absl::OkStatus();
  if (!failed_.ok()) return failed_;
  const auto start = std::chrono::steady_clock::now();
  try {
    auto result = run();
    ++statements_done_;
    observer_.Queried(absl::FromChrono(std::chrono::steady_clock::now() - start));
    return result;
  } catch (const ::sql::SQLException& error) {
    observer_.Queried(absl::FromChrono(std::chrono::steady_clock::now() - start));
    return Fail(error, sql);
  }
}

absl::Status DriverConnection::Fail(const ::sql::SQLException& error, std::string_view sql) {
  absl::Status status = StatementError(error.getErrorCode(), error.getSQLState(), sql);
  if (IsConnectionLost(status)) broken_ = true;
  if (IsConnectionLost(status) || IsContention(status)) failed_ = status;
  return status;
}

absl::StatusOr<Rows> DriverConnection::Query(std::string_view sql, const Values& parameters) {
  return Guarded(sql, [&] {
    ::sql::PreparedStatement& statement = statements_.Get(sql);
    Bind(statement, parameters);
    const std::unique_ptr<::sql::ResultSet> result(statement.executeQuery());
    return ReadRows(*result);
  });
}

absl::StatusOr<std::int64_t> DriverConnection::Execute(std::string_view sql, const Values& parameters) {
  return Guarded(sql, [&]() -> std::int64_t {
    if (parameters.empty()) {
      const std::unique_ptr<::sql::Statement> statement(connection_->createStatement());
      statement->execute(::sql::SQLString(sql.data(), sql.size()));
      return static_cast<std::int64_t>(statement->getUpdateCount());
    }
    ::sql::PreparedStatement& statement = statements_.Get(sql);
    Bind(statement, parameters);
    return statement.executeUpdate();
  });
}

bool DriverConnection::Ping() {
  try {
    return !broken_ && connection_->isValid();
  } catch (const ::sql::SQLException&) {
    return false;
  }
}

}  // namespace laurel::sql
