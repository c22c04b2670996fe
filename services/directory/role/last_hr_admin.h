// That somebody stays HR_ADMIN: the rule of every change that takes the role from somebody, by revoking it,
// by an import, or because its holder leaves. Free functions; they run on workers, many at once, under the
// organisation's guard: of two who revoke each other at once, the second one sees the first. Errors: the
// database's, and those that stand here.
#pragma once

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "common/sql/connection.h"

namespace laurel::directory::role {

// That these people (ids) lose the role, or are to leave on whatever day. FAILED_PRECONDITION, LAST_HR_ADMIN:
// one of them has it now, and nobody else holds it who is here and not known to leave on any day: when a
// leaving comes, nobody is left who could refuse it. What the same change grants does not count: it is not
// written yet.
absl::Status CheckNotLastHrAdmin(sql::Connection& connection, const std::vector<std::string>& losing,
                                 absl::Time now);

}  // namespace laurel::directory::role
