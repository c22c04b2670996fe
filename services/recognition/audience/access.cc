#include "services/recognition/audience/access.h"

#include <algorithm>

#include "common/org/access.h"
#include "common/status/macros.h"
#include "services/recognition/names.h"

namespace laurel::recognition::audience {
namespace {

bool IsAboveOneOf(const org::Organization& organization, std::string_view person,
                  const v1::Recognition& recognition, absl::Time now) {
  return std::ranges::any_of(recognition.recipients(), [&](const std::string& recipient) {
    return organization.RelationsOf(person, IdOf(recipient), now).Has(org::Relations::kChainAbove);
  });
}

bool IsInOneOfItsTeams(const org::Organization& organization, std::string_view person,
                       const v1::Recognition& recognition, absl::Time now) {
  if (recognition.audience_teams().empty()) return false;
  const std::vector<std::string> teams = org::AudienceTeamsNow(organization, person, now);
  return std::ranges::any_of(recognition.audience_teams(), [&](const std::string& team) {
    return std::ranges::binary_search(teams, IdOf(team));
  });
}

std::vector<std::string> RecipientIds(const v1::Recognition& recognition) {
  std::vector<std::string> ids;
  for (const std::string& recipient : recognition.recipients()) ids.emplace_back(IdOf(recipient));
  return ids;
}

void AddRelations(const org::Organization& organization, std::string_view person,
                  const v1::Recognition& recognition, absl::Time now, Reader& reader) {
  reader.approver =
      ApproverOf(organization, IdOf(recognition.sender()), RecipientIds(recognition), now) == person;
  // A page of the public feed may name thousands of recipients, whose chains nothing depends on.
  if (IsForEverybody(recognition)) return;
  reader.above_recipient = IsAboveOneOf(organization, person, recognition, now);
  reader.team_member = IsInOneOfItsTeams(organization, person, recognition, now);
}

}  // namespace

Reader ReaderOn(const org::Organization* organization, const rpc::Call& call,
                const v1::Recognition& recognition) {
  const std::string& caller = call.caller.name;
  Reader reader{.sender = recognition.sender() == caller,
                .recipient = std::ranges::count(recognition.recipients(), caller) > 0,
                .decided = recognition.approver() == caller,
                .recognition_admin = call.caller.IsRecognitionAdmin(),
                .auditor = call.caller.IsAuditor()};
  if (organization != nullptr) AddRelations(*organization, call.caller.id, recognition, call.now, reader);
  return reader;
}

absl::StatusOr<Reader> ReaderNow(const Env& env, const rpc::Call& call, const v1::Recognition& recognition) {
  const auto organization = org::FreshOrganization(env.organization, call.now);
  if (organization.ok()) return ReaderOn(organization->get(), call, recognition);
  const Reader reader = ReaderOn(nullptr, call, recognition);
  // Also where no relation would help: "not found" would tell what is hidden from what some relation reads.
  if (!ViewFor(reader, recognition).has_value()) return organization.status();
  return reader;
}

std::optional<std::string> ApproverOf(const org::Organization& organization, std::string_view sender,
                                      const std::vector<std::string>& recipients, absl::Time now) {
  std::optional<std::string> manager = organization.ManagerOn(sender, organization.TodayOf(sender, now));
  if (!manager.has_value() || organization.HasLeft(*manager, now)) return std::nullopt;
  if (std::ranges::count(recipients, *manager) > 0) return std::nullopt;
  return manager;
}

}  // namespace laurel::recognition::audience
