// SQL of the import's row in table `lease`: who imports, until when, by the database's clock, which all
// replicas share.
//
// Stateless; a connection is used by one thread at a time. Errors are the database's.
#pragma once

#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/sql/connection.h"

namespace laurel::directory::import {

// Holds for 15 s: how long a killed server keeps others waiting. False: somebody else holds it.
absl::StatusOr<bool> TakeLease(sql::Connection& connection, const std::string& owner);
// For another 15 s; nothing when the owner has lost it.
absl::Status ProlongLease(sql::Connection& connection, const std::string& owner);
absl::Status GiveBackLease(sql::Connection& connection, const std::string& owner);

}  // namespace laurel::directory::import
