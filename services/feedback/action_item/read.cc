#include <set>

#include "common/api/fill_page.h"
#include "common/api/time_position.h"
#include "common/org/access.h"
#include "common/status/macros.h"
#include "common/time/convert.h"
#include "services/feedback/action_item/access.h"
#include "services/feedback/action_item/carry.h"
#include "services/feedback/action_item/handlers.h"
#include "services/feedback/action_item/listing.h"
#include "services/feedback/errors.h"
#include "services/feedback/names.h"

namespace laurel::feedback::action_item {
namespace {

using Request = v1::ListActionItemsRequest;

// Whoever takes part may own what is carried into it, and an item keeps its owner when attendees change.
absl::StatusOr<std::vector<std::string>> PossibleOwners(sql::Connection& connection,
                                                        const v1::CoachingSession& session) {
  ASSIGN_OR_RETURN(const std::vector<std::string> owners, OwnersIn(connection, IdOf(session.name())));
  const auto& [coach, attendees] = CoachAndAttendees(session);
  std::set<std::string> all(owners.begin(), owners.end());
  all.insert(coach);
  all.insert(attendees.begin(), attendees.end());
  return std::vector<std::string>(all.begin(), all.end());
}

absl::StatusOr<Session> SessionOf(const Env& env, const rpc::Call& call, sql::Connection& connection,
                                  const Request& request) {
  if (request.session().empty()) return Session();
  ASSIGN_OR_RETURN(auto found, coaching_session::FindReadable(env, call, connection, IdOf(request.session()),
                                                              sql::Lock::kNone));
  if (!found.has_value()) return NoSuchSession("session");
  ASSIGN_OR_RETURN(std::vector<std::string> owners, PossibleOwners(connection, found->stored.session));
  return Session(AskedSession{*std::move(found), std::move(owners)});
}

// As GetActionItem would show it. A list that holds what Get would not show is a mistake of ours: nothing of
// it goes out.
absl::StatusOr<v1::ActionItem> ShapedFor(const rpc::Call& call, const Permitted& permitted,
                                         const Stored& stored) {
  const Reader reader{.owner = stored.item.owner() == call.caller.name,
                      .creator = stored.item.creator() == call.caller.name,
                      .session_coach = stored.session_coach == call.caller.id,
                      .line_manager = permitted.managed.contains(std::string(IdOf(stored.item.owner()))),
                      .auditor = call.caller.IsAuditor()};
  const auto view = ViewFor(reader);
  if (!view.has_value()) return InternalError("a list of action items holds what its reader may not read");
  return Shaped(stored.item, *view);
}

v1::ListActionItemsResponse Page(const rpc::Call& call, const Request& request, int size,
                                 std::vector<v1::ActionItem> items) {
  v1::ListActionItemsResponse page;
  const auto cursor_of = [](const v1::ActionItem& item) {
    return api::ToCursor({FromTimestamp(item.create_time()), std::string(IdOf(item.name()))});
  };
  api::FillPage(call.caller.id, request, std::move(items), size, cursor_of, page.mutable_action_items(),
                page.mutable_next_page_token());
  return page;
}

}  // namespace

absl::StatusOr<v1::ActionItem> GetActionItem(Env& env, rpc::Call& call,
                                             const v1::GetActionItemRequest& request) {
  return env.db.Read<v1::ActionItem>(
      call.deadline, [&](sql::Connection& connection) -> absl::StatusOr<v1::ActionItem> {
        ASSIGN_OR_RETURN(const Readable found,
                         LoadReadable(env, call, connection, IdOf(request.name()), sql::Lock::kNone));
        return Shaped(found.stored.item, found.view);
      });
}

absl::StatusOr<v1::ListActionItemsResponse> ListActionItems(Env& env, rpc::Call& call,
                                                            const Request& request) {
  ASSIGN_OR_RETURN(const api::PageRequest page, api::ReadPageRequest(call.caller.id, request));
  ASSIGN_OR_RETURN(const std::optional<api::TimePosition> after, api::FromCursor(page.after));
  if (request.coach().empty() != request.attendee().empty()) {
    return InvalidField(request.coach().empty() ? "coach" : "attendee",
                        "a pair is a coach and an attendee: set both");
  }
  RETURN_IF_ERROR(org::CheckPeople(
      env.organization,
      {{"owner", request.owner()}, {"coach", request.coach()}, {"attendee", request.attendee()}}, call.now,
      call.deadline, /*refuse_leavers=*/false));
  using Items = std::vector<v1::ActionItem>;
  ASSIGN_OR_RETURN(
      Items items,
      env.db.Read<Items>(call.deadline, [&](sql::Connection& connection) -> absl::StatusOr<Items> {
        ASSIGN_OR_RETURN(const Session session, SessionOf(env, call, connection, request));
        ASSIGN_OR_RETURN(Permitted permitted, Permit(env, call, request, session));
        permitted.listing.after = after;
        permitted.listing.limit = page.size + 1;
        ASSIGN_OR_RETURN(const std::vector<Stored> stored, List(connection, permitted.listing));
        Items shaped;
        for (const Stored& one : stored) {
          ASSIGN_OR_RETURN(v1::ActionItem item, ShapedFor(call, permitted, one));
          shaped.push_back(std::move(item));
        }
        return shaped;
      }));
  return Page(call, request, page.size, std::move(items));
}

}  // namespace laurel::feedback::action_item
