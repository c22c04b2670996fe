#include "services/directory/organization/store.h"

#include <string_view>

#include "common/status/error.h"
#include "common/status/macros.h"

namespace laurel::directory::organization {
namespace {

absl::StatusOr<std::int64_t> VersionBy(sql::Connection& connection, std::string_view query) {
  ASSIGN_OR_RETURN(const sql::Rows rows, connection.Query(query));
  if (rows.empty()) return InternalError("organization_guard has lost its row");
  return rows[0].Int(0);
}

}  // namespace

absl::StatusOr<std::int64_t> ReadVersion(sql::Connection& connection) {
  return VersionBy(connection, "SELECT version FROM organization_guard WHERE id = 1");
}

absl::StatusOr<std::int64_t> LockGuard(sql::Connection& connection) {
  return VersionBy(connection, "SELECT version FROM organization_guard WHERE id = 1 FOR UPDATE");
}

std::int64_t RecordChange(const events::Outbox& outbox, sql::Changes& changes, std::int64_t locked_version,
                          v1::OrganizationRecords records, absl::Time now) {
  const std::int64_t version = locked_version + 1;
  records.set_version(version);
  outbox.Emit(changes,
              {.type = kChanged,
               .subject = "organization",
               .time = now,
               .audience = events::Audience().Role(common::v1::CALLER_ORG_READER)},
              records);
  changes.Update("UPDATE organization_guard SET version = ? WHERE id = 1 AND version = ?",
                 {version, locked_version});
  return version;
}

}  // namespace laurel::directory::organization
