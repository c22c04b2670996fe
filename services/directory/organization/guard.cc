#include "services/directory/organization/guard.h"

#include "common/status/error.h"
#include "common/status/macros.h"

namespace laurel::directory::organization {

absl::StatusOr<Position> ReadPosition(sql::Connection& connection) {
  ASSIGN_OR_RETURN(const sql::Rows rows,
                   connection.Query("SELECT version, origin FROM organization_guard WHERE id = 1"));
  if (rows.empty()) return InternalError("organization_guard has lost its row");
  return Position{rows[0].Int(0), std::string(rows[0].Text(1))};
}

absl::StatusOr<std::int64_t> LockGuard(sql::Connection& connection) {
  ASSIGN_OR_RETURN(const sql::Rows rows,
                   connection.Query("SELECT version FROM organization_guard WHERE id = 1 FOR UPDATE"));
  if (rows.empty()) return InternalError("organization_guard has lost its row");
  return rows[0].Int(0);
}

std::int64_t RecordChange(std::int64_t locked_version, const v1::OrganizationRecords& records, absl::Time now,
                          sql::Changes& changes) {
  const std::int64_t version = locked_version + 1;
  changes.Insert("organization_change", {"version", "written", "records"},
                 {version, now, records.SerializeAsString()});
  changes.Update("UPDATE organization_guard SET version = ? WHERE id = 1 AND version = ?",
                 {version, locked_version});
  return version;
}

}  // namespace laurel::directory::organization
