// SQL that reads the organisation whole: the tables of all rooms, as the records that services keep in
// memory. What single rows need stands in each room's own store. Stateless; a connection is used by one
// thread at a time.
#pragma once

#include "absl/status/statusor.h"
#include "common/sql/connection.h"
#include "laurel/directory/v1/organization.pb.h"

namespace laurel::directory::organization {

// In parts, each a statement: of one version only when none was committed meanwhile (loader.h). The
// database's errors as they are.
absl::StatusOr<v1::OrganizationRecords> ReadRecords(sql::Connection& connection);

}  // namespace laurel::directory::organization
