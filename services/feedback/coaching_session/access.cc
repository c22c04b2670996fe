#include "services/feedback/coaching_session/access.h"

#include <algorithm>

#include "common/org/access.h"
#include "common/status/macros.h"
#include "services/feedback/names.h"

namespace laurel::feedback::coaching_session {

using common::v1::View;

absl::StatusOr<std::optional<View>> ViewOn(
    const absl::StatusOr<std::shared_ptr<const org::Organization>>& organization, const rpc::Call& call,
    const v1::CoachingSession& session) {
  Reader reader{.part = PartOf(session, call.caller.name),
                .hr_admin = call.caller.IsHrAdmin(),
                .auditor = call.caller.IsAuditor()};
  if (const std::optional<View> view = ViewFor(reader); view.has_value()) return view;
  RETURN_IF_ERROR(organization.status());
  reader.line_manager =
      std::any_of(session.attendees().begin(), session.attendees().end(), [&](const std::string& attendee) {
        return (*organization)
            ->RelationsOf(call.caller.id, IdOf(attendee), call.now)
            .Has(org::Relations::kLineManager);
      });
  return ViewFor(reader);
}

absl::StatusOr<std::optional<Readable>> FindReadable(const Env& env, const rpc::Call& call,
                                                     sql::Connection& connection, std::string_view id,
                                                     sql::Lock lock) {
  ASSIGN_OR_RETURN(std::optional<Stored> stored, Find(connection, id, lock));
  // Also for a row that does not exist: while the organisation is too old, "not found" would tell it from one
  // that does.
  ASSIGN_OR_RETURN(const std::optional<View> view,
                   ViewOn(org::FreshOrganization(env.organization, call.now), call,
                          stored.has_value() ? stored->session : v1::CoachingSession()));
  if (!stored.has_value() || !view.has_value()) return std::optional<Readable>();
  const Part part = PartOf(stored->session, call.caller.name);
  return std::optional<Readable>(Readable{*std::move(stored), part, *view});
}

absl::StatusOr<Readable> LoadReadable(const Env& env, const rpc::Call& call, sql::Connection& connection,
                                      std::string_view id, sql::Lock lock) {
  ASSIGN_OR_RETURN(std::optional<Readable> found, FindReadable(env, call, connection, id, lock));
  if (!found.has_value()) return NotFound();
  return *std::move(found);
}

absl::Status CheckStillReadable(const Env& env, const rpc::Call& call, sql::Connection& connection,
                                const v1::CoachingSession& answer) {
  ASSIGN_OR_RETURN(const Readable found,
                   LoadReadable(env, call, connection, IdOf(answer.name()), sql::Lock::kNone));
  return found.view < answer.view() ? absl::Status(NotFound()) : absl::OkStatus();
}

}  // namespace laurel::feedback::coaching_session
