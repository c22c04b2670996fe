#include "services/directory/person/access.h"

#include "common/org/access.h"
#include "common/status/error.h"
#include "common/status/macros.h"
#include "services/directory/person/rules.h"

namespace laurel::directory::person {

Viewer::Viewer(const Env& env, const rpc::Call& call)
    : call_(call),
      organization_(env.organization.Current()),
      fresh_(org::FreshOrganization(env.organization, call.now).status()) {}

absl::StatusOr<org::Relations> Viewer::RelationsTo(std::string_view person) const {
  org::Relations relations;
  // Services are nobody's relation; those who read everything need none.
  if (call_.caller.name.empty() || call_.caller.IsHrAdmin() || call_.caller.IsAuditor()) return relations;
  if (person == call_.caller.id) {
    relations.Add(org::Relations::kSelf);
    return relations;
  }
  RETURN_IF_ERROR(fresh_);
  return organization_->RelationsOf(call_.caller.id, person, call_.now);
}

absl::Status Viewer::Show(std::vector<v1::Person>& people) const {
  for (v1::Person& person : people) {
    FillFromOrganization(*organization_, call_.now, person);
    ASSIGN_OR_RETURN(const org::Relations relations, RelationsTo(api::IdOf(person.name())));
    if (!SeesDates(call_.caller, relations)) WithholdDates(person);
  }
  return absl::OkStatus();
}

absl::StatusOr<std::string> RequirePerson(const Env& env, const rpc::Call& call, std::string_view name) {
  const std::string_view id = api::IdOf(name);
  if (!org::AwaitPerson(env.organization, id, call.now, call.deadline)) return NotFound();
  return std::string(id);
}

}  // namespace laurel::directory::person
