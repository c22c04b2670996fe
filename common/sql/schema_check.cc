#include "common/sql/schema_check.h"

#include <fmt/format.h>

#include <map>
#include <string>

#include "common/sql/database.h"
#include "common/sql/errors.h"
#include "common/status/error.h"
#include "common/status/macros.h"

namespace laurel::sql {
namespace {

constexpr int kNoSuchTable = 1146;

using Checksums = std::map<int, std::string>;  // by version

absl::StatusOr<Checksums> ReadApplied(Connection& connection, std::string_view component) {
  const auto rows = connection.Query(
      "SELECT version, checksum FROM schema_migration WHERE component = ? AND finished IS NOT NULL",
      {std::string(component)});
  if (SqlErrorOf(rows.status()) == kNoSuchTable) return Checksums();  // nobody has ever migrated
  RETURN_IF_ERROR(rows.status());
  Checksums applied;
  for (const Row& row : *rows) applied[static_cast<int>(row.Int(0))] = std::string(row.Text(1));
  return applied;
}

absl::Status CheckComponent(Database& database, std::string_view component,
                            std::span<const Migration> migrations, absl::Time deadline) {
  ASSIGN_OR_RETURN(const Checksums applied, database.Read<Checksums>(deadline, [&](Connection& connection) {
    return ReadApplied(connection, component);
  }));
  for (const Migration& migration : migrations) {
    const auto found = applied.find(migration.version);
    if (found == applied.end()) {
      return Error(absl::StatusCode::kFailedPrecondition, "SCHEMA_BEHIND",
                   fmt::format("migration {} of {} is not applied: run this binary with --migrate first",
                               migration.name, component));
    }
    if (found->second != ChecksumOf(migration)) {
      return SchemaMismatch(component, migration.version, "was applied with another text");
    }
  }
  return absl::OkStatus();
}

}  // namespace

absl::Status CheckSchema(Database& database, std::string_view service, std::span<const Migration> migrations,
                         absl::Time deadline) {
  RETURN_IF_ERROR(CheckComponent(database, "platform", PlatformMigrations(), deadline));
  return CheckComponent(database, service, migrations, deadline);
}

}  // namespace laurel::sql
