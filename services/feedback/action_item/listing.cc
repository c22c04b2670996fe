#include "services/feedback/action_item/listing.h"

#include <map>

#include "common/org/access.h"
#include "common/status/macros.h"
#include "common/status/refusals.h"
#include "services/feedback/action_item/carry.h"
#include "services/feedback/names.h"

namespace laurel::feedback::action_item {
namespace {

using Request = v1::ListActionItemsRequest;

// Whose items the answer can hold: ids.
std::vector<std::string> PossibleOwners(const rpc::Call& call, const Request& request,
                                        const Session& session) {
  if (!request.owner().empty()) return {std::string(IdOf(request.owner()))};
  if (!request.coach().empty())
    return {std::string(IdOf(request.coach())), std::string(IdOf(request.attendee()))};
  if (session.has_value()) return session->owners;
  return {call.caller.id};
}

Listing AskedFor(const rpc::Call& call, const Request& request, const Session& session) {
  Listing listing;
  listing.owner = IdOf(request.owner());
  listing.session = IdOf(request.session());
  if (!request.coach().empty()) {
    listing.pair = {std::string(IdOf(request.coach())), {std::string(IdOf(request.attendee()))}};
  }
  if (session.has_value() && coaching_session::IsOpen(session->found.stored.session.state())) {
    listing.plan = CoachAndAttendees(session->found.stored.session);
  }
  if (listing.owner.empty() && listing.session.empty() && !listing.pair.has_value())
    listing.owner = call.caller.id;
  listing.state = request.state();
  return listing;
}

std::vector<Listing::Due> DuesOf(const org::Organization& organization,
                                 const std::vector<std::string>& owners, absl::Time now) {
  std::map<absl::CivilDay, std::vector<std::string>> by_today;
  for (const std::string& owner : owners) by_today[organization.TodayOf(owner, now)].push_back(owner);
  std::vector<Listing::Due> dues;
  for (auto& [today, people] : by_today) dues.push_back({std::move(people), today});
  return dues;
}

std::set<std::string> ManagedBy(const org::Organization& organization, const rpc::Call& call,
                                const std::vector<std::string>& people) {
  std::set<std::string> managed;
  for (const std::string& person : people) {
    if (organization.RelationsOf(call.caller.id, person, call.now).Has(org::Relations::kLineManager)) {
      managed.insert(person);
    }
  }
  return managed;
}

// The caller's own items, everybody's for an auditor.
bool ReadsAll(const rpc::Call& call, const std::vector<std::string>& owners) {
  return call.caller.IsAuditor() || (owners.size() == 1 && owners.front() == call.caller.id);
}

// What the caller has agreed with others: no relation is asked for.
bool IsOwnList(const rpc::Call& call, const Listing& listing, const Session& session) {
  const bool coached = session.has_value() && session->found.part == coaching_session::Part::kCoach;
  const bool own_pair = listing.pair.has_value() && (listing.pair->coach == call.caller.id ||
                                                     listing.pair->attendees.front() == call.caller.id);
  return coached || own_pair;
}

absl::Status CheckRelation(const org::Organization& organization, const rpc::Call& call,
                           const Request& request, const Session& session,
                           const std::set<std::string>& managed) {
  if (!managed.empty()) return absl::OkStatus();
  if (session.has_value()) {
    if (session->found.part == coaching_session::Part::kAttendee) return absl::OkStatus();
    return NotAllowed(
        "action items are read by their owner, their creator, the coach and the owner's line manager");
  }
  const bool by_owner = !request.owner().empty();
  const std::string_view person = IdOf(by_owner ? request.owner() : request.attendee());
  if (organization.RelationsOf(call.caller.id, person, call.now).MayCoach()) return absl::OkStatus();
  return NotYourReport(by_owner ? "owner" : "attendee",
                       "these are somebody else's action items: leave the filters empty for your own");
}

}  // namespace

absl::StatusOr<Permitted> Permit(const Env& env, const rpc::Call& call, const Request& request,
                                 const Session& session) {
  const std::vector<std::string> owners = PossibleOwners(call, request, session);
  Permitted permitted{AskedFor(call, request, session), {}};
  Listing& listing = permitted.listing;
  if (request.overdue()) listing.overdue = DuesOf(*env.organization.Current(), owners, call.now);

  const auto organization = org::FreshOrganization(env.organization, call.now);
  if (organization.ok()) permitted.managed = ManagedBy(**organization, call, owners);
  if (ReadsAll(call, owners)) return permitted;
  if (!IsOwnList(call, listing, session)) {
    RETURN_IF_ERROR(organization.status());
    RETURN_IF_ERROR(CheckRelation(**organization, call, request, session, permitted.managed));
  }
  if (permitted.managed.size() < owners.size()) {
    listing.readable = {call.caller.id, {permitted.managed.begin(), permitted.managed.end()}};
  }
  return permitted;
}

}  // namespace laurel::feedback::action_item
