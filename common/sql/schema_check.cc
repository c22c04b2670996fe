#include "common/sql/schema_check.h"

#include <fmt/format.h>

#include <map>
#include <string>

#include "absl/strings/escaping.h"
#include "common/api/digest.h"
#include "common/sql/database.h"
#include "common/sql/errors.h"
#include "common/status/error.h"
#include "common/status/macros.h"

namespace laurel::sql {
namespace {

constexpr int kNoSuchTable = 1146;

Error Behind(std::string_view component, const Migration& migration, std::string_view what) {
  return Error(absl::StatusCode::kFailedPrecondition, "SCHEMA_BEHIND",
               fmt::format("migration {} of {} {}: run this binary with --migrate first", migration.name,
                           component, what));
}

absl::Status CheckComponent(Connection& connection, std::string_view component,
                            std::span<const Migration> migrations) {
  auto rows = connection.Query(
      "SELECT version, checksum FROM schema_migration WHERE component = ? AND finished IS NOT NULL",
      {std::string(component)});
  if (SqlErrorOf(rows.status()) == kNoSuchTable) rows = Rows();  // nobody has ever migrated
  RETURN_IF_ERROR(rows.status());
  std::map<std::int64_t, std::string> applied;
  for (const Row& row : *rows) applied[row.Int(0)] = std::string(row.Text(1));
  for (const Migration& migration : migrations) {
    const auto found = applied.find(migration.version);
    if (found == applied.end()) return Behind(component, migration, "is not applied");
    if (found->second != absl::BytesToHexString(api::Sha256(migration.sql))) {
      return Behind(component, migration, "was applied with another text");
    }
  }
  return absl::OkStatus();
}

}  // namespace

absl::Status CheckSchema(Database& database, std::string_view service, std::span<const Migration> migrations,
                         absl::Time deadline) {
  return database.Transact(deadline, [&](Connection& connection) -> absl::Status {
    RETURN_IF_ERROR(CheckComponent(connection, "platform", PlatformMigrations()));
    return CheckComponent(connection, service, migrations);
  });
}

}  // namespace laurel::sql
