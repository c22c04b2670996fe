// Forward-only, numbered, checksummed migrations under a lease row; resumable half-way.
#pragma once

#include <span>
#include <string_view>

#include "absl/status/status.h"
#include "absl/time/time.h"

namespace laurel::sql {

class Database;

struct Migration {
  int version;            // 1, 2, 3, … within its component
  std::string_view name;  // "0001_create_person"
  std::string_view sql;   // statements separated by ";" at the end of a line; DDL is idempotent (CREATE TABLE
                          // IF NOT EXISTS)
};

// The platform's own tables, which every service's schema has: schema_migration, lease, request_log,
// audit_record.
std::span<const Migration> PlatformMigrations();

// Needs the right to run DDL. Applies what is missing of the platform, then of `service`. Two at once: one
// works, the other waits for it. FAILED_PRECONDITION when an applied migration has another checksum, or when
// the schema knows a version that this binary does not (a newer one is fine), or when a statement fails
// (MIGRATION_FAILED): what ran before it stays, and the next migrator goes on after it.
absl::Status Migrate(Database& database, std::string_view service, std::span<const Migration> migrations,
                     absl::Time deadline);

}  // namespace laurel::sql
