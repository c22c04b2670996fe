#include "services/feedback/overdue/sweep.h"

#include "common/status/macros.h"
#include "laurel/feedback/v1/coaching_session.pb.h"
#include "services/feedback/coaching_session/store.h"
#include "services/feedback/events.h"
#include "services/feedback/names.h"
#include "services/feedback/overdue/store.h"

namespace laurel::feedback::overdue {
namespace {

constexpr std::size_t kPage = 100;
constexpr absl::Duration kDeadline = absl::Seconds(20);

// In a transaction of its own: no one else waits for more than one event. A session that is no plan any more
// had its time set by a version of this service that knew of no such time: nothing is told of it.
absl::Status Tell(const Env& env, const std::string& session, absl::Time now) {
  sql::WriteContext context;
  context.now = now;
  context.deadline = env.db.clock().Now() + kDeadline;
  context.actor = kOwnActor;
  const auto decide = [&](sql::Connection& connection,
                          sql::Changes& changes) -> absl::StatusOr<v1::CoachingSession> {
    ASSIGN_OR_RETURN(const bool due, LockDue(connection, session, now));
    if (!due) return v1::CoachingSession();  // another replica was faster, or the plan has moved
    Settle(changes, session);
    ASSIGN_OR_RETURN(const auto stored, coaching_session::Find(connection, session, sql::Lock::kForUpdate));
    if (!stored.has_value() || stored->session.state() != v1::COACHING_SESSION_STATE_SCHEDULED)
      return v1::CoachingSession();
    const Telling telling{.outbox = env.outbox, .changes = changes, .actor = "", .now = now};
    TellSession(telling, "coaching.overdue", stored->session);
    return stored->session;
  };
  return env.db
      .Write<v1::CoachingSession>(context, decide,
                                  [](sql::Connection&, const auto&) { return absl::OkStatus(); })
      .status();
}

}  // namespace

absl::Status Sweep(const Env& env, absl::Time now, const std::stop_token& stop) {
  using Ids = std::vector<std::string>;
  absl::Status result;
  for (Ids due(kPage); due.size() == kPage && result.ok();) {
    ASSIGN_OR_RETURN(
        due, env.db.Read<Ids>(env.db.clock().Now() + kDeadline,
                              [&](sql::Connection& connection) { return FindDue(connection, now, kPage); }));
    for (const std::string& session : due) {
      if (stop.stop_requested()) return result;
      result.Update(Tell(env, session, now));
    }
  }
  return result;
}

}  // namespace laurel::feedback::overdue
