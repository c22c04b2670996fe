// The whole organisation as of one version. Stateless; a connection is used by one thread at a time.
#pragma once

#include <cstdint>
#include <functional>

#include "absl/status/statusor.h"
#include "common/sql/connection.h"
#include "laurel/directory/v1/organization.pb.h"

namespace laurel::directory::organization {

struct Snapshot {
  v1::OrganizationRecords records;
  std::int64_t version = 0;
};

// One version: when a change was committed between its statements, it reads again. `also` reads what must be
// of the same version. ABORTED when the organisation does not hold still for several attempts.
absl::StatusOr<Snapshot> LoadSnapshot(sql::Connection& connection,
                                      const std::function<absl::Status(sql::Connection&)>& also = nullptr);

}  // namespace laurel::directory::organization
