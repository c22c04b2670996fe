#include "common/events/audience.h"

#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>

#include "common/api/resource_pattern.h"
#include "common/api/ulid.h"
#include "common/auth/claims.h"

namespace laurel::events {
namespace {

using common::v1::Caller;
using org::Relations;

constexpr std::string_view kEveryone = "everyone";
constexpr std::string_view kPerson = "person";
constexpr std::string_view kManagerOf = "manager_of";
constexpr std::string_view kChainOf = "chain_of";
constexpr std::string_view kCoachOf = "coach_of";
constexpr std::string_view kTeam = "team";
constexpr std::string_view kRole = "role";
constexpr std::string_view kNot = "not";  // always before the others

constexpr std::string_view kCallerPrefix = "CALLER_";
constexpr std::string_view kRolePrefix = "ROLE_";

std::string WithoutPrefix(const std::string& name, std::string_view prefix) {
  return name.starts_with(prefix) ? name.substr(prefix.size()) : name;
}

// One listener, asked about the relations of one event, one after the other.
class Listener {
 public:
  Listener(const auth::Principal& caller, const org::Organization& organization, bool fresh, absl::Time now)
      : caller_(caller), organization_(organization), fresh_(fresh), now_(now) {}

  Hears Hear(std::string_view relation, std::string_view of) {
    if (relation == kEveryone) return Answer(IsPerson() || caller_.is.Has(common::v1::CALLER_ORG_READER));
    if (relation == kRole) return Answer(HasRole(of));
    if (!IsPerson()) return Hears::kNo;
    if (relation == kPerson) return Answer(of == caller_.id);
    if (relation == kTeam) return fresh_ ? Answer(IsMember(of)) : Hears::kUnknown;
    if (const unsigned needed = NeededFor(relation); needed != 0)
      return fresh_ ? Answer(RelationsTo(of).HasAny(needed)) : Hears::kUnknown;
    return Hears::kNo;  // a word of a later version
  }

 private:
  static Hears Answer(bool hears) { return hears ? Hears::kYes : Hears::kNo; }

  static unsigned NeededFor(std::string_view relation) {
    if (relation == kManagerOf) return Relations::kLineManager;
    if (relation == kChainOf) return Relations::kChainAbove;
    if (relation == kCoachOf) return Relations::kCoach;
    return 0;
  }

  bool IsPerson() const { return caller_.is.Has(common::v1::CALLER_PERSON); }

  // A stream lives longer than a role: a person's roles are those of the organisation, not those of its
  // beginning.
  bool HasRole(std::string_view role) const {
    if (!IsPerson()) return role == "ORG_READER" && caller_.is.Has(common::v1::CALLER_ORG_READER);
    return std::ranges::any_of(organization_.RolesOf(caller_.id), [role](directory::v1::Role held) {
      return WithoutPrefix(directory::v1::Role_Name(held), kRolePrefix) == role;
    });
  }

  bool IsMember(std::string_view team) const {
    return std::ranges::any_of(
        organization_.TeamsOn(caller_.id, organization_.TodayOf(caller_.id, now_)),
        [team](const org::Organization::TeamMembership& membership) { return membership.team == team; });
  }

  // Relations to one subject mostly stand side by side.
  const Relations& RelationsTo(std::string_view subject) {
    if (subject != subject_) {
      subject_ = subject;
      relations_ = organization_.RelationsOf(caller_.id, subject, now_);
    }
    return relations_;
  }

  const auth::Principal& caller_;
  const org::Organization& organization_;
  const bool fresh_;
  const absl::Time now_;
  std::string_view subject_;
  Relations relations_;  // none to nobody
};

// Has left, or is a service account that was disabled, since the caller signed in.
bool IsGone(const auth::Principal& caller, const org::Organization& organization, absl::Time now) {
  const std::string_view subject = caller.ServiceSubject();
  if (subject.empty()) return organization.HasLeft(caller.id, now);
  const auto account = organization.FindServiceAccount(subject);
  return account.has_value() && account->disabled;
}

}  // namespace

Audience Audience::Everyone() {
  Audience audience;
  audience.relations_.emplace_back(kEveryone);
  return audience;
}

Audience& Audience::Person(std::string_view person) { return AddId(kPerson, person); }
Audience& Audience::ManagerOf(std::string_view person) { return AddId(kManagerOf, person); }
Audience& Audience::ChainOf(std::string_view person) { return AddId(kChainOf, person); }
Audience& Audience::CoachOf(std::string_view person) { return AddId(kCoachOf, person); }
Audience& Audience::Team(std::string_view team) { return AddId(kTeam, team); }

Audience& Audience::Not(std::string_view person) {
  AddId(kNot, person);
  std::ranges::stable_partition(relations_, [](const std::string& one) { return one.starts_with(kNot); });
  return *this;
}

Audience& Audience::Role(Caller role) {
  switch (role) {
    case common::v1::CALLER_HR_ADMIN:
    case common::v1::CALLER_RECOGNITION_ADMIN:
    case common::v1::CALLER_AUDITOR:
    case common::v1::CALLER_ORG_READER:
      return Add(kRole, WithoutPrefix(common::v1::Caller_Name(role), kCallerPrefix));
    default:
      throw std::logic_error(fmt::format("no role that hears events: {}", common::v1::Caller_Name(role)));
  }
}

Audience& Audience::AddId(std::string_view relation, std::string_view name) {
  if (name.empty()) return *this;
  const std::string_view id = api::IdOf(name);
  // Anything else might read as another relation when it is delivered.
  if (!api::IsUlid(id)) throw std::logic_error(fmt::format("{} of what is no id", relation));
  return Add(relation, id);
}

Audience& Audience::Add(std::string_view relation, std::string_view of) {
  std::string text = fmt::format("{}:{}", relation, of);
  if (std::ranges::find(relations_, text) == relations_.end()) relations_.push_back(std::move(text));
  return *this;
}

std::string Audience::ToText() const { return fmt::format("{}", fmt::join(relations_, " ")); }

Hears MayHear(std::string_view audience, const auth::Principal& caller, const org::Organization& organization,
              bool fresh, absl::Time now) {
  if (IsGone(caller, organization, now)) return Hears::kNo;
  if (caller.is.Has(common::v1::CALLER_INTEGRATION)) return Hears::kYes;
  Listener listener(caller, organization, fresh, now);
  Hears result = Hears::kNo;
  while (!audience.empty()) {
    const std::string_view word = audience.substr(0, audience.find(' '));
    audience.remove_prefix(std::min(audience.size(), word.size() + 1));
    const std::size_t colon = std::min(word.find(':'), word.size());
    const std::string_view of = word.substr(std::min(colon + 1, word.size()));
    if (word.substr(0, colon) == kNot) {
      if (of == caller.id) return Hears::kNo;
      continue;
    }
    const Hears hears = listener.Hear(word.substr(0, colon), of);
    if (hears == Hears::kYes) return hears;
    if (hears == Hears::kUnknown) result = hears;
  }
  return result;
}

bool MayStay(const auth::Principal& caller, absl::Time token_expires, const org::Organization& organization,
             absl::Time now) {
  return now < token_expires + auth::kClockLeeway && !IsGone(caller, organization, now);
}

}  // namespace laurel::events
