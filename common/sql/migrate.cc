#include "common/sql/migrate.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/escaping.h"
#include "common/api/digest.h"
#include "common/log/log.h"
#include "common/sql/database.h"
#include "common/sql/errors.h"
#include "common/sql/migrate/migration_lease.h"
#include "common/sql/migrate/statements.h"
#include "common/status/error.h"
#include "common/status/macros.h"
#include "schema/common_sql_schema.h"

namespace laurel::sql {
namespace {

struct Applied {
  std::string checksum;
  std::int64_t statements_done = 0;
  bool finished = false;
};

// What the first statement of a resumed version may answer: it had run, and only the note of it was lost.
bool IsDoneAlready(const absl::Status& status) {
  // Table exists, duplicate column, duplicate key name, cannot drop what is not there (two), no such table to
  // drop.
  constexpr std::array kNumbers = {1050, 1060, 1061, 1091, 1051, 3821};
  return std::ranges::count(kNumbers, SqlErrorOf(status)) > 0;
}

// Brings one component up to date.
class Migrator {
 public:
  Migrator(Connection& connection, MigrationLease& lease, std::string_view component,
           std::span<const Migration> migrations)
      : connection_(connection), lease_(lease), component_(component), migrations_(migrations) {}

  absl::Status Run() {
    RETURN_IF_ERROR(ReadApplied());
    RETURN_IF_ERROR(CheckApplied());
    for (const Migration& migration : migrations_) {
      const auto known = applied_.find(migration.version);
      if (known != applied_.end() && known->second.finished) continue;
      RETURN_IF_ERROR(Apply(migration, known != applied_.end() ? &known->second : nullptr));
    }
    return absl::OkStatus();
  }

 private:
  absl::Status ReadApplied() {
    ASSIGN_OR_RETURN(const Rows rows,
                     connection_.Query("SELECT version, checksum, statements_done, finished IS NOT NULL "
                                       "FROM schema_migration WHERE component = ?",
                                       {component_}));
    for (const Row& row : rows) {
      applied_[static_cast<int>(row.Int(0))] = {std::string(row.Text(1)), row.Int(2), row.Int(3) != 0};
    }
    return absl::OkStatus();
  }

  absl::Status CheckApplied() const {
    std::map<int, std::string> known;
    for (const Migration& migration : migrations_) known[migration.version] = ChecksumOf(migration);
    const int newest = known.empty() ? 0 : known.rbegin()->first;
    for (const auto& [version, applied] : applied_) {
      if (version > newest) continue;  // of a later binary, which keeps this one working
      if (!known.contains(version))
        return SchemaMismatch(component_, version, "is applied and not known here");
      // A version that never finished may be corrected.
      if (applied.finished && applied.checksum != known[version]) {
        return SchemaMismatch(component_, version, "was applied with another text");
      }
    }
    return absl::OkStatus();
  }

  absl::Status Apply(const Migration& migration, const Applied* dirty) {
    RETURN_IF_ERROR(lease_.Check());
    RETURN_IF_ERROR(
        connection_
            .Execute("INSERT INTO schema_migration (component, version, name, checksum, statements_done, "
                     "started, finished) VALUES (?, ?, ?, ?, 0, UTC_TIMESTAMP(6), NULL) "
                     "ON DUPLICATE KEY UPDATE name = VALUES(name), checksum = VALUES(checksum)",
                     {component_, std::int64_t{migration.version}, std::string(migration.name),
                      ChecksumOf(migration)})
            .status());
    const std::vector<std::string> statements = SplitStatements(migration.sql);
    const std::size_t first = dirty != nullptr ? static_cast<std::size_t>(dirty->statements_done) : 0;
    for (std::size_t i = first; i < statements.size(); ++i) {
      RETURN_IF_ERROR(RunStatement(migration, statements[i], i, dirty != nullptr && i == first));
    }
    log::Info("a migration was applied", {{"migration", migration.name}});
    return connection_
        .Execute(
            "UPDATE schema_migration SET finished = UTC_TIMESTAMP(6) WHERE component = ? AND version = ?",
            {component_, std::int64_t{migration.version}})
        .status();
  }

  absl::Status RunStatement(const Migration& migration, const std::string& statement, std::size_t index,
                            bool may_have_run) {
    RETURN_IF_ERROR(lease_.Check());
    // A statement that changes rows is noted in its own transaction; DDL commits by itself.
    RETURN_IF_ERROR(connection_.Execute("START TRANSACTION").status());
    const absl::Status status = connection_.Execute(statement).status();
    if (!status.ok() && !(may_have_run && IsDoneAlready(status))) {
      connection_.Execute("ROLLBACK").IgnoreError();
      if (IsConnectionLost(status)) return status;
      return Error(
          absl::StatusCode::kFailedPrecondition, "MIGRATION_FAILED",
          fmt::format("migration {} of {} failed at statement {} with sql error {}: {}", migration.name,
                      component_, index + 1, SqlErrorOf(status), statement.substr(0, 80)));
    }
    RETURN_IF_ERROR(
        connection_
            .Execute("UPDATE schema_migration SET statements_done = ? WHERE component = ? AND version = ?",
                     {static_cast<std::int64_t>(index + 1), component_, std::int64_t{migration.version}})
            .status());
    return connection_.Execute("COMMIT").status();
  }

  Connection& connection_;
  MigrationLease& lease_;
  const std::string component_;
  const std::span<const Migration> migrations_;
  std::map<int, Applied> applied_;
};

absl::Status RunGround(Connection& connection) {
  for (const std::string& statement : SplitStatements(platform::Migrations().front().sql)) {
    RETURN_IF_ERROR(connection.Execute(statement).status());
  }
  return absl::OkStatus();
}

}  // namespace

std::string ChecksumOf(const Migration& migration) {
  return absl::BytesToHexString(api::Sha256(migration.sql));
}

absl::Status SchemaMismatch(std::string_view component, int version, std::string_view what) {
  return Error(
      absl::StatusCode::kFailedPrecondition, "SCHEMA_MISMATCH",
      fmt::format("migration {} of {} {}: this binary does not fit this schema", version, component, what));
}

std::span<const Migration> PlatformMigrations() { return platform::Migrations().subspan(1); }

absl::Status Migrate(Database& database, std::string_view service, std::span<const Migration> migrations,
                     absl::Time deadline) {
  const Deadline until(deadline, database.clock());
  return database.Dedicated(deadline, [&](Connection& connection) -> absl::Status {
    RETURN_IF_ERROR(RunGround(connection));
    MigrationLease lease(database, connection);
    RETURN_IF_ERROR(lease.Take(until));
    absl::Status status = Migrator(connection, lease, "platform", PlatformMigrations()).Run();
    if (status.ok()) status = Migrator(connection, lease, service, migrations).Run();
    if (const absl::Status released = lease.Release(); status.ok()) return released;
    return status;
  });
}

}  // namespace laurel::sql
