#include "services/recognition/outcome/expire_pending.h"

#include <optional>
#include <string>
#include <vector>

#include "common/api/next_version.h"
#include "common/sql/always_readable.h"
#include "common/status/macros.h"
#include "common/time/convert.h"
#include "services/recognition/names.h"
#include "services/recognition/payment/payment.h"
#include "services/recognition/program/store.h"
#include "services/recognition/recognition/change.h"
#include "services/recognition/recognition/rules.h"
#include "services/recognition/recognition/store.h"

namespace laurel::recognition::outcome {

using payment::Payment;
using recognition::Stored;

namespace {

constexpr std::size_t kPage = 100;
constexpr absl::Duration kDeadline = absl::Seconds(20);
constexpr std::string_view kMethod = "recognition.expired";  // in the audit
constexpr char kReason[] = "nobody decided about it within 14 days";

bool HasWaitedTooLong(const v1::Recognition& recognition, absl::Time now) {
  return recognition.state() == v1::RECOGNITION_STATE_PENDING_APPROVAL &&
         FromTimestamp(recognition.create_time()) < now - recognition::kDecideWithin;
}

// An empty answer: somebody, or another replica, was faster.
absl::StatusOr<v1::Recognition> RejectOld(const Env& env, sql::Connection& connection, sql::Changes& changes,
                                          const std::string& id, absl::Time now) {
  ASSIGN_OR_RETURN(const std::optional<Stored> before,
                   recognition::Find(connection, id, sql::Lock::kForUpdate));
  if (!before.has_value() || !HasWaitedTooLong(before->recognition, now)) return v1::Recognition();
  ASSIGN_OR_RETURN(const program::Stored stored, program::Find(connection, sql::Lock::kNone));
  ASSIGN_OR_RETURN(const Payment payment,
                   payment::Rejected(env, connection, stored.program, before->recognition, now));
  v1::Recognition after =
      api::NextVersion(before->recognition, before->version, v1::RECOGNITION_STATE_REJECTED, now);
  after.set_state_reason(kReason);
  const Telling telling{.outbox = env.outbox, .changes = changes, .actor = "", .now = now};
  recognition::SaveChange(env, telling, *before, after);
  payment::Post(env, telling, payment);
  return after;
}

// In a transaction of its own: nobody waits for more than one of them.
absl::Status Expire(Env& env, const std::string& id, absl::Time now) {
  sql::WriteContext context;
  context.now = now;
  context.deadline = env.db.clock().Now() + kDeadline;
  context.actor = kOwnActor;
  context.key.method = kMethod;
  context.audited = true;
  return env.db
      .Write<v1::Recognition>(
          context,
          [&](sql::Connection& connection, sql::Changes& changes) {
            return RejectOld(env, connection, changes, id, now);
          },
          sql::kAlwaysReadable)
      .status();
}

}  // namespace

absl::Status ExpirePending(Env& env, absl::Time now, const std::stop_token& stop) {
  using Ids = std::vector<std::string>;
  absl::Status result;
  for (Ids old(kPage); old.size() == kPage && result.ok();) {
    ASSIGN_OR_RETURN(
        old, env.db.Read<Ids>(env.db.clock().Now() + kDeadline, [&](sql::Connection& connection) {
          return recognition::FindPendingSince(connection, now - recognition::kDecideWithin, kPage);
        }));
    for (const std::string& id : old) {
      if (stop.stop_requested()) return result;
      result.Update(Expire(env, id, now));
    }
  }
  return result;
}

}  // namespace laurel::recognition::outcome
