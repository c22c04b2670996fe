// Forward-only, numbered, checksummed migrations under a lease row; resumable half-way. Functions, safe for
// any thread and any number of processes at once: the lease lets one work while the others wait.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "absl/time/time.h"

namespace laurel::sql {

class Database;

struct Migration {
  int version;            // 1, 2, 3, … within its component
  std::string_view name;  // "0001_create_person"
  // Statements that end with ";" at the end of a line. DDL is idempotent: CREATE TABLE IF NOT EXISTS.
  std::string_view sql;
};

// The platform's own tables, which every service's schema has: schema_migration, lease, request_log,
// audit_record.
std::span<const Migration> PlatformMigrations();

// Applies what is missing of the platform, then of `service` (the component in schema_migration). Needs the
// right to run DDL. FAILED_PRECONDITION, SCHEMA_MISMATCH: an applied migration has another text here, or one
// in between is not known here (newer ones are fine: the previous binary works on the next schema).
// FAILED_PRECONDITION, MIGRATION_FAILED: a statement failed; what ran before it stays, and the next migrator
// goes on after it. UNAVAILABLE, MIGRATION_RUNNING: another one still works at `deadline`. ABORTED,
// MIGRATION_TAKEN_OVER: this one was too slow to keep its lease. UNAVAILABLE without a database.
absl::Status Migrate(Database& database, std::string_view service, std::span<const Migration> migrations,
                     absl::Time deadline);

// What schema_migration keeps of a text: SHA-256, in hexadecimal digits.
std::string ChecksumOf(const Migration& migration);
// FAILED_PRECONDITION, SCHEMA_MISMATCH: no migration makes this binary and this schema fit.
absl::Status SchemaMismatch(std::string_view component, int version, std::string_view what);

}  // namespace laurel::sql
