#include "services/directory/organization/store.h"

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

std::int64_t RecordChange(sql::Changes& changes, std::int64_t locked_version,
                          const v1::OrganizationRecords& records, absl::Time now) {
  const std::int64_t version = locked_version + 1;
  changes.Insert("organization_change", {"version", "written", "records"},
                 {version, now, records.SerializeAsString()});
  changes.Update("UPDATE organization_guard SET version = ? WHERE id = 1 AND version = ?",
                 {version, locked_version});
  return version;
}

absl::StatusOr<std::vector<Change>> ReadChanges(sql::Connection& connection, std::int64_t version) {
  ASSIGN_OR_RETURN(const sql::Rows rows, connection.Query("SELECT version, records FROM organization_change "
                                                          "WHERE version > ? ORDER BY version LIMIT 50",
                                                          {version}));
  std::vector<Change> changes(rows.size());
  for (std::size_t i = 0; i < rows.size(); ++i) {
    changes[i].version = rows[i].Int(0);
    if (!changes[i].records.ParseFromString(std::string(rows[i].Text(1)))) {
      return InternalError("organization_change holds a row that is no OrganizationRecords");
    }
  }
  return changes;
}

absl::StatusOr<std::int64_t> DeleteChanges(sql::Connection& connection, absl::Time until, std::int64_t most) {
  return connection.Execute("DELETE FROM organization_change WHERE written < ? ORDER BY written LIMIT ?",
                            {until, most});
}

}  // namespace laurel::directory::organization
