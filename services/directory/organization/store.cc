#include "services/directory/organization/store.h"

#include "common/status/error.h"
#include "common/status/macros.h"

namespace laurel::directory::organization {

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

absl::Status PurgeChanges(sql::Connection& connection, absl::Time until) {
  return connection
      .Execute("DELETE FROM organization_change WHERE written < ? ORDER BY written LIMIT 1000", {until})
      .status();
}

}  // namespace laurel::directory::organization
