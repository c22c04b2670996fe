#include "common/org/resolver.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "absl/time/clock.h"
#include "common/org/access.h"
#include "common/status/error.h"

namespace laurel::org {
namespace {

namespace v1 = directory::v1;

auth::Principal Service(const std::string& subject) {
  auth::Principal principal;
  principal.id = "service:" + subject;
  principal.is.Add(common::v1::CALLER_ORG_READER);
  return principal;
}

absl::StatusOr<auth::Principal> Person(const Organization& organization, const std::string& id,
                                       absl::Time now) {
  switch (organization.StatusOn(id, organization.TodayOf(id, now)).state) {
    case v1::PERSON_STATE_LEFT:
      return Unauthenticated();
    case v1::PERSON_STATE_ACTIVE:
    case v1::PERSON_STATE_ON_LEAVE:
      break;
    default:
      return UnknownPerson();  // before the first day
  }
  auth::Principal principal;
  principal.id = id;
  principal.name = kPersonPattern.Format({id});
  principal.is.Add(common::v1::CALLER_PERSON);
  for (const v1::Role role : organization.RolesOf(id)) {
    if (role == v1::ROLE_HR_ADMIN) principal.is.Add(common::v1::CALLER_HR_ADMIN);
    if (role == v1::ROLE_RECOGNITION_ADMIN) principal.is.Add(common::v1::CALLER_RECOGNITION_ADMIN);
    if (role == v1::ROLE_AUDITOR) principal.is.Add(common::v1::CALLER_AUDITOR);
  }
  return principal;
}

}  // namespace

Resolver MakeResolver(const Holder& holder, const Clock& clock, std::vector<std::string> accepted_services) {
  return [&holder, &clock, accepted = std::move(accepted_services)](
             const auth::Identity& identity, bool may_wait,
             absl::Time deadline) -> absl::StatusOr<auth::Principal> {
    if (std::find(accepted.begin(), accepted.end(), identity.subject) != accepted.end())
      return Service(identity.subject);
    if (holder.FreshAt() == absl::InfinitePast()) {
      return Error(absl::StatusCode::kUnavailable, "ORGANIZATION_STALE",
                   "the organisation has not been loaded yet: try again shortly")
          .RetryAfter(absl::Seconds(1));
    }
    if (identity.person.empty()) return UnknownPerson();
    std::optional<std::string> id;
    const auto finds = [&](const Organization& organization) {
      id = organization.FindByEmail(identity.person);
      return id.has_value();
    };
    const absl::Time now = clock.Now();
    const absl::Duration wait =
        may_wait ? std::min(kUnknownPersonWait, deadline - now) : absl::ZeroDuration();
    const std::shared_ptr<const Organization> organization = holder.WaitUntil(absl::Now() + wait, finds);
    if (id) return Person(*organization, *id, now);
    if (may_wait) return UnknownPerson();
    return Error(absl::StatusCode::kUnavailable, "PERSON_PENDING", "this person is being looked for");
  };
}

}  // namespace laurel::org
