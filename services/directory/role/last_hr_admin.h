// That somebody stays HR_ADMIN: the rule of every change that takes the role from somebody, by revoking it,
// by an import, or because its holder leaves. Free functions; they run on workers, many at once, under the
// organisation's guard: of two who revoke each other at once, the second one sees the first. Errors: the
// database's, and those that stand here.
#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "common/sql/connection.h"
#include "common/status/error.h"

namespace laurel::directory::role {

// Ids of those who hold HR_ADMIN, are here, and are not known to leave on any day: when a leaving comes,
// nobody is left who could refuse it. Sorted.
absl::StatusOr<std::vector<std::string>> LastingHrAdmins(sql::Connection& connection, absl::Time now);

// That these people (ids) lose the role, or are to leave on whatever day. FAILED_PRECONDITION, LAST_HR_ADMIN:
// one of them has it now, and none of the lasting ones is somebody else. What the same change grants does not
// count: it is not written yet.
absl::Status CheckNotLastHrAdmin(sql::Connection& connection, const std::vector<std::string>& losing,
                                 absl::Time now);

// FAILED_PRECONDITION, LAST_HR_ADMIN.
Error LastHrAdmin();

}  // namespace laurel::directory::role
