#include "services/directory/role/last_hr_admin.h"

#include <algorithm>

#include "common/status/error.h"
#include "common/status/macros.h"
#include "services/directory/role/store.h"
#include "services/directory/status/store.h"

namespace laurel::directory::role {
namespace {

// Who may sign in as HR_ADMIN now, and of those who is not known to leave.
struct HrAdmins {
  std::vector<std::string> now;
  std::vector<std::string> lasting;
};

absl::StatusOr<HrAdmins> Read(sql::Connection& connection, absl::Time now) {
  ASSIGN_OR_RETURN(const std::vector<std::string> holders, HoldersOf(connection, v1::ROLE_HR_ADMIN));
  ASSIGN_OR_RETURN(const status::KeptByPerson people, status::FindAll(connection, holders));
  HrAdmins admins;
  for (const auto& [person, kept] : people) {
    const v1::PersonState state = kept.StateNow(now);
    if (state == v1::PERSON_STATE_UNSPECIFIED || state == v1::PERSON_STATE_LEFT) continue;
    admins.now.push_back(person);
    if (!status::LeaveDay(kept.history.statuses).has_value()) admins.lasting.push_back(person);
  }
  return admins;
}

}  // namespace

absl::Status CheckNotLastHrAdmin(sql::Connection& connection, const std::vector<std::string>& losing,
                                 absl::Time now) {
  ASSIGN_OR_RETURN(const HrAdmins admins, Read(connection, now));
  const auto loses = [&losing](const std::string& person) {
    return std::find(losing.begin(), losing.end(), person) != losing.end();
  };
  if (std::none_of(admins.now.begin(), admins.now.end(), loses)) return absl::OkStatus();
  if (!std::all_of(admins.lasting.begin(), admins.lasting.end(), loses)) return absl::OkStatus();
  return Error(absl::StatusCode::kFailedPrecondition, "LAST_HR_ADMIN",
               "nobody else would stay HR_ADMIN: grant the role to somebody first");
}

}  // namespace laurel::directory::role
