#include "common/api/fill_page.h"
#include "common/api/time_position.h"
#include "common/org/access.h"
#include "common/status/macros.h"
#include "common/status/refusals.h"
#include "common/time/convert.h"
#include "services/feedback/coaching_session/access.h"
#include "services/feedback/coaching_session/handlers.h"
#include "services/feedback/names.h"

namespace laurel::feedback::coaching_session {
namespace {

using Request = v1::ListCoachingSessionsRequest;

// A filter on somebody else is permitted by relation, once. Whoever may read only some of that person's
// sessions gets the condition that says which: those in which they or a direct report of theirs take part.
absl::Status Permit(const Env& env, const rpc::Call& call, const Request& request, Listing& listing) {
  const auth::Principal& caller = call.caller;
  const bool own = listing.person == caller.id || listing.coach == caller.id;
  if (own || caller.IsHrAdmin() || caller.IsAuditor()) return absl::OkStatus();
  ASSIGN_OR_RETURN(const auto organization, org::FreshOrganization(env.organization, call.now));
  const org::Relations relations = organization->RelationsOf(caller.id, listing.person, call.now);
  const bool coached_by_them = organization->RelationsOf(listing.person, caller.id, call.now).MayCoach();
  const bool about_attendee = !request.attendee().empty();
  if (about_attendee && relations.Has(org::Relations::kLineManager)) return absl::OkStatus();
  if (!relations.MayCoach() && !(coached_by_them && !about_attendee)) {
    return NotYourReport(about_attendee ? "attendee" : "coach",
                         "these are somebody else's sessions: leave coach and attendee empty for your own");
  }
  listing.readable = {caller.id, organization->ReportsNow(caller.id, call.now)};
  return absl::OkStatus();
}

absl::StatusOr<Listing> ListingOf(const rpc::Call& call, const Request& request) {
  Listing listing;
  if (!request.attendee().empty()) {
    listing.person = IdOf(request.attendee());
    listing.role = kAttendeeRole;
    listing.coach = IdOf(request.coach());
  } else if (!request.coach().empty()) {
    listing.person = IdOf(request.coach());
    listing.role = kCoachRole;
  } else {
    listing.person = call.caller.id;
  }
  listing.series = IdOf(request.series());
  listing.state = request.state();
  if (request.overdue()) listing.overdue_at = call.now;
  ASSIGN_OR_RETURN(listing.within, api::ReadTimeRange(request));
  return listing;
}

v1::ListCoachingSessionsResponse Page(const rpc::Call& call, const Request& request, int size,
                                      std::vector<v1::CoachingSession> sessions) {
  for (v1::CoachingSession& session : sessions) {
    const bool takes_part = PartOf(session, call.caller.name) != Part::kNone;
    session = Shaped(session, takes_part ? common::v1::VIEW_FULL : common::v1::VIEW_SUMMARY);
  }
  v1::ListCoachingSessionsResponse page;
  const auto cursor_of = [](const v1::CoachingSession& session) {
    return api::ToCursor({OrderTimeOf(session), std::string(IdOf(session.name()))});
  };
  api::FillPage(call.caller.id, request, std::move(sessions), size, cursor_of,
                page.mutable_coaching_sessions(), page.mutable_next_page_token());
  return page;
}

}  // namespace

absl::StatusOr<v1::CoachingSession> GetCoachingSession(Env& env, rpc::Call& call,
                                                       const v1::GetCoachingSessionRequest& request) {
  return env.db.Read<v1::CoachingSession>(
      call.deadline, [&](sql::Connection& connection) -> absl::StatusOr<v1::CoachingSession> {
        ASSIGN_OR_RETURN(const Readable found,
                         LoadReadable(env, call, connection, IdOf(request.name()), sql::Lock::kNone));
        return Shaped(found.stored.session, found.view);
      });
}

absl::StatusOr<v1::ListCoachingSessionsResponse> ListCoachingSessions(Env& env, rpc::Call& call,
                                                                      const Request& request) {
  ASSIGN_OR_RETURN(const api::PageRequest page, api::ReadPageRequest(call.caller.id, request));
  ASSIGN_OR_RETURN(Listing listing, ListingOf(call, request));
  ASSIGN_OR_RETURN(listing.within.after, api::FromCursor(page.after));
  listing.limit = page.size + 1;
  RETURN_IF_ERROR(org::CheckPeople(env.organization,
                                   {{"coach", request.coach()}, {"attendee", request.attendee()}}, call.now,
                                   call.deadline, /*refuse_leavers=*/false));
  RETURN_IF_ERROR(Permit(env, call, request, listing));
  using Sessions = std::vector<v1::CoachingSession>;
  ASSIGN_OR_RETURN(Sessions sessions, env.db.Read<Sessions>(call.deadline, [&](sql::Connection& connection) {
    return List(connection, listing);
  }));
  return Page(call, request, page.size, std::move(sessions));
}

}  // namespace laurel::feedback::coaching_session
