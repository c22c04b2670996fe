#include "services/feedback/audience/access.h"

#include <algorithm>

#include "common/org/access.h"
#include "common/status/macros.h"
#include "services/feedback/names.h"

namespace laurel::feedback::audience {
namespace {

// What the organisation says beside roles; these stand in `reader`.
void AddRelations(const org::Organization& organization, std::string_view person,
                  const v1::Feedback& feedback, absl::Time now, Reader& reader) {
  const org::Relations relations = organization.RelationsOf(person, IdOf(feedback.subject()), now);
  reader.line_manager = relations.Has(org::Relations::kLineManager);
  reader.chain_above = relations.Has(org::Relations::kChainAbove) && !reader.line_manager;
  reader.coach = relations.Has(org::Relations::kCoach);
  if (feedback.audience_teams().empty()) return;
  const std::vector<std::string> teams = org::AudienceTeamsNow(organization, person, now);
  reader.team_member = std::ranges::any_of(feedback.audience_teams(), [&](const std::string& team) {
    return std::ranges::binary_search(teams, IdOf(team));
  });
}

}  // namespace

Reader ReaderOf(const org::Organization& organization, std::string_view person, const v1::Feedback& feedback,
                absl::Time now) {
  Reader reader{.author = IdOf(feedback.author()) == person, .subject = IdOf(feedback.subject()) == person};
  for (const directory::v1::Role role : organization.RolesOf(person)) {
    reader.hr_admin = reader.hr_admin || role == directory::v1::ROLE_HR_ADMIN;
    reader.auditor = reader.auditor || role == directory::v1::ROLE_AUDITOR;
  }
  AddRelations(organization, person, feedback, now, reader);
  return reader;
}

Reader ReaderOn(const org::Organization* organization, const rpc::Call& call, const v1::Feedback& feedback) {
  Reader reader{.author = feedback.author() == call.caller.name,
                .subject = feedback.subject() == call.caller.name,
                .hr_admin = call.caller.IsHrAdmin(),
                .auditor = call.caller.IsAuditor()};
  if (organization != nullptr) AddRelations(*organization, call.caller.id, feedback, call.now, reader);
  return reader;
}

absl::StatusOr<Reader> ReaderNow(const Env& env, const rpc::Call& call, const v1::Feedback& feedback) {
  const auto organization = org::FreshOrganization(env.organization, call.now);
  if (organization.ok()) return ReaderOn(organization->get(), call, feedback);
  const Reader reader = ReaderOn(nullptr, call, feedback);
  // Also where no relation would help: "not found" would tell a draft from a piece that some relation reads.
  if (!ViewFor(reader, feedback).has_value()) return organization.status();
  return reader;
}

}  // namespace laurel::feedback::audience
