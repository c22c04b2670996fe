#include "services/goals/audience/access.h"

#include <algorithm>

#include "common/org/access.h"
#include "common/status/macros.h"
#include "services/goals/names.h"

namespace laurel::goals::audience {

using common::v1::View;
using org::Relations;

Readership::Readership(const org::Organization* organization, const rpc::Call& call)
    : organization_(organization), call_(call) {}

Reader Readership::WithoutRelations(const v1::Goal& goal) const {
  const std::string& caller = call_.caller.name;
  const bool owner = std::ranges::count(goal.owners(), caller) > 0;
  return {.owner = owner,
          .proposer = !owner && goal.creator() == caller,
          .hr_admin = call_.caller.IsHrAdmin(),
          .auditor = call_.caller.IsAuditor()};
}

void Readership::AddRelations(const v1::Goal& goal, Reader& reader) {
  if (organization_ == nullptr) return;
  for (const std::string& owner : goal.owners()) {
    const Relations to = organization_->RelationsOf(call_.caller.id, IdOf(owner), call_.now);
    reader.line_manager |= to.Has(Relations::kLineManager);
    reader.chain_above |= to.Has(Relations::kChainAbove);
    reader.coach |= to.Has(Relations::kCoach);
  }
  if (goal.team().empty()) return;
  if (!teams_.has_value()) teams_ = org::AudienceTeamsNow(*organization_, call_.caller.id, call_.now);
  reader.team_member = std::ranges::binary_search(*teams_, IdOf(goal.team()));
}

Reader Readership::Of(const v1::Goal& goal) {
  Reader reader = WithoutRelations(goal);
  AddRelations(goal, reader);
  return reader;
}

std::optional<View> Readership::ViewOf(const v1::Goal& goal) {
  Reader reader = WithoutRelations(goal);
  if (ViewFor(reader, goal) == common::v1::VIEW_FULL) return common::v1::VIEW_FULL;
  AddRelations(goal, reader);
  return ViewFor(reader, goal);
}

absl::StatusOr<Reader> ReaderNow(const Env& env, const rpc::Call& call, const v1::Goal& goal) {
  const auto organization = org::FreshOrganization(env.organization, call.now);
  if (organization.ok()) return Readership(organization->get(), call).Of(goal);
  const Reader reader = Readership(nullptr, call).Of(goal);
  // Also where no relation would help: "not found" would tell what is hidden from what some relation reads.
  if (!ViewFor(reader, goal).has_value()) return organization.status();
  return reader;
}

}  // namespace laurel::goals::audience
