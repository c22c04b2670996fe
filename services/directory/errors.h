// The refusals that several resources of this service share, beside common/status/refusals.h. Pure functions;
// thread-safe.
#pragma once

#include <string_view>

#include "common/status/error.h"

namespace laurel::directory {

// A reference inside a request, at `path`, that names nobody.
inline Error NoSuchPerson(std::string_view path) { return InvalidField(path, "there is no such person"); }

inline Error NoSuchTeam(std::string_view path) { return InvalidField(path, "there is no such team"); }

// `team`: its full name. A closed team stays as it is, and nothing new begins in it or below it.
inline Error TeamClosed(std::string_view team) {
  constexpr std::string_view kMessage = "this team is closed: nothing of it changes any more";
  return Error(absl::StatusCode::kFailedPrecondition, "TEAM_CLOSED", kMessage)
      .With("state", "CLOSED")
      .With("allowed", "")
      .Precondition("STATE", team, kMessage);
}

// What was decided on one version of the organisation cannot be written on another. Stays inside the service.
inline constexpr std::string_view kOrganizationMoved = "ORGANIZATION_MOVED";
inline Error OrganizationMoved() {
  return Error(absl::StatusCode::kAborted, kOrganizationMoved,
               "the organisation has changed since it was read");
}

}  // namespace laurel::directory
