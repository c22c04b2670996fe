#include "common/api/etag.h"
#include "common/service/write_context.h"
#include "common/status/macros.h"
#include "services/feedback/coaching_session/access.h"
#include "services/feedback/coaching_session/change.h"
#include "services/feedback/coaching_session/handlers.h"
#include "services/feedback/errors.h"
#include "services/feedback/names.h"

namespace laurel::feedback::coaching_session {
namespace {

v1::CoachingSession Acknowledged(const Env& env, const rpc::Call& call, const Stored& before,
                                 std::string_view comment) {
  v1::CoachingSession given = before.session;
  Acknowledge(given, call.caller.name, call.now, comment);
  const auto organization = env.organization.Current();
  const bool all = AllHaveAcknowledged(
      given, [&](std::string_view person) { return organization->HasLeft(IdOf(person), call.now); });
  v1::CoachingSession after =
      NextVersion(before, all ? v1::COACHING_SESSION_STATE_ACKNOWLEDGED : before.session.state(), call.now);
  after.mutable_acknowledgements()->Swap(given.mutable_acknowledgements());
  return after;
}

const v1::Acknowledgement& Own(const v1::CoachingSession& session, std::string_view person) {
  int i = 0;
  while (session.acknowledgements(i).person() != person) ++i;  // it was just added
  return session.acknowledgements(i);
}

}  // namespace

absl::StatusOr<v1::CoachingSession> AcknowledgeCoachingSession(
    Env& env, rpc::Call& call, const v1::AcknowledgeCoachingSessionRequest& request) {
  return env.db.Write<v1::CoachingSession>(
      ToWriteContext(call),
      [&](sql::Connection& connection, sql::Changes& changes) -> absl::StatusOr<v1::CoachingSession> {
        const std::string_view id = IdOf(request.name());
        ASSIGN_OR_RETURN(const Readable found,
                         LoadReadable(env, call, connection, id, sql::Lock::kForUpdate));
        if (found.part != Part::kAttendee) return NotAllowed("each attendee acknowledges for themselves");
        const Stored& before = found.stored;
        RETURN_IF_ERROR(api::CheckEtag(request.etag(), before.version));
        RETURN_IF_ERROR(CheckAcknowledge(before.session, call.caller.name));
        const v1::CoachingSession after = Acknowledged(env, call, before, request.comment());
        WriteAcknowledgement(changes, id, Own(after, call.caller.name));
        const Telling telling = TellingOf(env, call, changes);
        SaveChange(telling, before, after, request.reason());
        if (after.state() == before.session.state()) TellAcknowledged(telling, after);
        changes.OnCommitted([&env, delay = call.now - before.held_change_time] {
          env.metrics.acknowledgement_delay.Observe(absl::ToDoubleSeconds(delay));
        });
        return Shaped(after, found.view);
      },
      [&](sql::Connection&, const v1::CoachingSession& stored) {
        return CheckStillReadable(env, call, stored);
      });
}

}  // namespace laurel::feedback::coaching_session
