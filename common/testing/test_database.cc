#include "common/testing/test_database.h"

#include <fmt/format.h>

#include <cstdio>
#include <cstdlib>
#include <functional>

#include "common/api/ulid.h"
#include "common/testing/database_server.h"

namespace laurel::testing {
namespace {

void AbortUnlessOk(const absl::Status& status) {
  if (status.ok()) return;
  std::fprintf(stderr, "test database: %s\n", status.ToString().c_str());
  std::abort();
}
absl::Time Deadline() { return SystemClock().Now() + absl::Seconds(30); }

std::string Address() {
  const char* address = std::getenv("LAUREL_TEST_DATABASE");
  return address != nullptr && *address != '\0' ? address : DatabaseServer::Shared().address();
}

}  // namespace

TestDatabase::TestDatabase() : TestDatabase(Address()) {}

TestDatabase::TestDatabase(const std::string& address) {
  options_.address = address;
  options_.user = "root";
  const std::string schema = "t_" + api::NewUlid(SystemClock().Now());
  const auto server = sql::Database::Create(options_, SystemClock());
  AbortUnlessOk(server->Dedicated(Deadline(), [&](sql::Connection& connection) {
    return connection
        .Execute(fmt::format("CREATE DATABASE {} CHARACTER SET utf8mb4 COLLATE utf8mb4_bin", schema))
        .status();
  }));
  options_.schema = schema;
  database_ = Open();
}

TestDatabase::~TestDatabase() { Execute(fmt::format("DROP DATABASE IF EXISTS {}", options_.schema)); }

std::unique_ptr<sql::Database> TestDatabase::Open(const Clock& clock, sql::Observer& observer) const {
  return sql::Database::Create(options_, clock, observer);
}

void TestDatabase::Run(const std::function<absl::Status(sql::Connection&)>& work) const {
  const auto read = [&](sql::Connection& connection) -> absl::StatusOr<bool> {
    if (const absl::Status status = work(connection); !status.ok()) return status;
    return true;
  };
  AbortUnlessOk(database_->Read<bool>(Deadline(), read).status());
}

sql::Rows TestDatabase::Query(std::string_view sql, const sql::Values& values) const {
  sql::Rows rows;
  Run([&](sql::Connection& connection) {
    auto result = connection.Query(sql, values);
    if (result.ok()) rows = *std::move(result);
    return result.status();
  });
  return rows;
}

void TestDatabase::Execute(std::string_view sql, const sql::Values& values) const {
  Run([&](sql::Connection& connection) { return connection.Execute(sql, values).status(); });
}

std::vector<Plan> TestDatabase::Explain(std::string_view sql, const sql::Values& values) const {
  std::vector<Plan> plans;
  // MySQL 9.7 draws a tree unless asked for the table, in which it has two columns more than MariaDB; MariaDB
  // tells the number of rows as text.
  for (const sql::Row& row : Query(fmt::format("EXPLAIN /*!80032 FORMAT=TRADITIONAL */ {}", sql), values)) {
    const bool mysql = row.size() == 12;
    const std::size_t type = mysql ? 4 : 3;
    const std::size_t rows = mysql ? 9 : 8;
    plans.push_back(
        {.table = std::string(row.Text(2)),
         .type = std::string(row.Text(type)),
         .index = std::string(row.Text(type + 2)),
         .rows = mysql || row.IsNull(rows) ? row.Int(rows) : std::stoll(std::string(row.Text(rows))),
         .extra = std::string(row.Text(row.size() - 1))});
  }
  return plans;
}

std::int64_t TestDatabase::QueryInt(std::string_view sql, const sql::Values& values) const {
  return Query(sql, values).at(0).Int(0);
}

}  // namespace laurel::testing
