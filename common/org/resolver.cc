#include "common/org/resolver.h"

#include <algorithm>
#include <optional>

#include "absl/time/clock.h"
#include "common/org/access.h"
#include "common/status/error.h"

namespace laurel::org {
namespace {

namespace v1 = directory::v1;

absl::StatusOr<auth::Principal> Service(const std::string& subject, const ServiceAccount& account) {
  if (account.disabled) return Unauthenticated();
  auth::Principal principal;
  principal.id.append(auth::kServicePrefix).append(subject);
  if (account.role == v1::SERVICE_ACCOUNT_ROLE_ORG_READER) principal.is.Add(common::v1::CALLER_ORG_READER);
  if (account.role == v1::SERVICE_ACCOUNT_ROLE_INTEGRATION) principal.is.Add(common::v1::CALLER_INTEGRATION);
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

Resolver MakeResolver(const Holder& holder, const Clock& clock) {
  return [&holder, &clock](const auth::Identity& identity, bool may_wait,
                           absl::Time deadline) -> absl::StatusOr<auth::Principal> {
    if (holder.FreshAt() == absl::InfinitePast()) {
      return Error(absl::StatusCode::kUnavailable, "ORGANIZATION_STALE",
                   "the organisation has not been loaded yet: try again shortly")
          .RetryAfter(absl::Seconds(1));
    }
    std::optional<ServiceAccount> account;
    std::optional<std::string> person;
    const auto finds = [&](const Organization& organization) {
      account = organization.FindServiceAccount(identity.subject);
      if (!identity.person.empty()) person = organization.FindByEmail(identity.person);
      return account.has_value() || person.has_value();
    };
    const absl::Time now = clock.Now();
    const absl::Duration wait =
        may_wait ? std::min(kUnknownPersonWait, deadline - now) : absl::ZeroDuration();
    const std::shared_ptr<const Organization> organization = holder.WaitUntil(absl::Now() + wait, finds);
    // A person first: no account can stand in the way of somebody whom the token names.
    if (person) return Person(*organization, *person, now);
    if (account) return Service(identity.subject, *account);
    if (may_wait) return UnknownPerson();
    return Error(absl::StatusCode::kUnavailable, "PERSON_PENDING", "this caller is being looked for");
  };
}

}  // namespace laurel::org
