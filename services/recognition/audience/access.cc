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

// With every relation this reader would read no more of it.
bool IsSettled(const Reader& reader, const v1::Recognition& recognition) {
  Reader related = reader;
  related.above_recipient = related.team_member = related.approver = true;
  return ViewFor(related, recognition) == ViewFor(reader, recognition);
}

}  // namespace

Readership::Readership(const org::Organization* organization, const rpc::Call& call)
    : organization_(organization), call_(call) {}

bool Readership::IsInOneOfItsTeams(const v1::Recognition& recognition) {
  if (recognition.audience_teams().empty()) return false;
  if (!teams_.has_value()) teams_ = org::AudienceTeamsNow(*organization_, call_.caller.id, call_.now);
  return std::ranges::any_of(recognition.audience_teams(), [this](const std::string& team) {
    return std::ranges::binary_search(*teams_, IdOf(team));
  });
}

Reader Readership::Of(const v1::Recognition& recognition) {
  const std::string& caller = call_.caller.name;
  Reader reader{.sender = recognition.sender() == caller,
                .recipient = std::ranges::count(recognition.recipients(), caller) > 0,
                .decided = recognition.approver() == caller,
                .recognition_admin = call_.caller.IsRecognitionAdmin(),
                .auditor = call_.caller.IsAuditor()};
  if (organization_ == nullptr) return reader;
  reader.approver = ApproverOf(*organization_, recognition, call_.now) == call_.caller.id;
  if (ViewFor(reader, recognition) == common::v1::VIEW_FULL) return reader;
  reader.above_recipient = IsAboveOneOf(*organization_, call_.caller.id, recognition, call_.now);
  reader.team_member = IsInOneOfItsTeams(recognition);
  return reader;
}

Reader ReaderOn(const org::Organization* organization, const rpc::Call& call,
                const v1::Recognition& recognition) {
  return Readership(organization, call).Of(recognition);
}

absl::StatusOr<Reader> ReaderNow(const Env& env, const rpc::Call& call, const v1::Recognition& recognition) {
  ASSIGN_OR_RETURN(const Reader reader, ReaderToShow(env, call, recognition));
  const auto organization = org::FreshOrganization(env.organization, call.now);
  if (!organization.ok() && !IsSettled(reader, recognition)) return organization.status();
  return reader;
}

absl::StatusOr<Reader> ReaderToShow(const Env& env, const rpc::Call& call,
                                    const v1::Recognition& recognition) {
  const auto organization = org::FreshOrganization(env.organization, call.now);
  if (organization.ok()) return ReaderOn(organization->get(), call, recognition);
  const Reader reader = ReaderOn(nullptr, call, recognition);
  // Also where no relation would help: "not found" would tell what is hidden from what some relation reads.
  if (!ViewFor(reader, recognition).has_value()) return organization.status();
  return reader;
}

std::optional<std::string> ApproverOf(const org::Organization& organization,
                                      const v1::Recognition& recognition, absl::Time now) {
  const std::string_view sender = IdOf(recognition.sender());
  std::optional<std::string> manager = organization.ManagerOn(sender, organization.TodayOf(sender, now));
  if (!manager.has_value() || organization.HasLeft(*manager, now)) return std::nullopt;
  const bool receives = std::ranges::any_of(
      recognition.recipients(), [&](const std::string& recipient) { return IdOf(recipient) == *manager; });
  return receives ? std::nullopt : manager;
}

}  // namespace laurel::recognition::audience
