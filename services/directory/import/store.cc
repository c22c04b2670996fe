#include "services/directory/import/store.h"

#include <cstdint>

#include "common/status/macros.h"

namespace laurel::directory::import {

absl::StatusOr<bool> TakeLease(sql::Connection& connection, const std::string& owner) {
  RETURN_IF_ERROR(
      connection
          .Execute("INSERT IGNORE INTO lease (name, owner, epoch, conn_id, expires, next_position) "
                   "VALUES ('import', '', 0, 0, '2000-01-01', 0)")
          .status());
  ASSIGN_OR_RETURN(const std::int64_t changed,
                   connection.Execute("UPDATE lease SET owner = ?, epoch = epoch + 1, "
                                      "expires = UTC_TIMESTAMP(6) + INTERVAL 15 SECOND "
                                      "WHERE name = 'import' AND expires < UTC_TIMESTAMP(6)",
                                      {owner}));
  return changed > 0;
}

absl::Status ProlongLease(sql::Connection& connection, const std::string& owner) {
  return connection
      .Execute(
          "UPDATE lease SET expires = UTC_TIMESTAMP(6) + INTERVAL 15 SECOND "
          "WHERE name = 'import' AND owner = ?",
          {owner})
      .status();
}

absl::Status GiveBackLease(sql::Connection& connection, const std::string& owner) {
  return connection
      .Execute("UPDATE lease SET owner = '', expires = '2000-01-01' WHERE name = 'import' AND owner = ?",
               {owner})
      .status();
}

}  // namespace laurel::directory::import
