// How a service account comes into being: by a call, or by the service's configuration. Thread-safe; a
// connection and its changes are used by one thread at a time.
#pragma once

#include "absl/status/statusor.h"
#include "common/sql/connection.h"
#include "laurel/directory/v1/organization.pb.h"
#include "laurel/directory/v1/service_account.pb.h"
#include "services/directory/events.h"

namespace laurel::directory::service_account {

// What the organisation keeps of an account.
v1::ServiceAccountRecord RecordOf(const v1::ServiceAccount& account);

// Under the organisation's guard: adds the account of `asked` (its creator, subject, display_name and role)
// to what the transaction writes and tells, and to `records`. ALREADY_EXISTS, SUBJECT_TAKEN; the database's
// errors.
absl::StatusOr<v1::ServiceAccount> Create(sql::Connection& connection, const v1::ServiceAccount& asked,
                                          const Telling& telling, v1::OrganizationRecords& records);

}  // namespace laurel::directory::service_account
