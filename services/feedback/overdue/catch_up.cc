#include "services/feedback/overdue/catch_up.h"

#include <cstdint>
#include <optional>
#include <vector>

#include "common/log/log.h"
#include "common/status/macros.h"
#include "services/feedback/coaching_session/rules.h"
#include "services/feedback/overdue/store.h"

namespace laurel::feedback::overdue {
namespace {

constexpr int kPage = 500;
constexpr absl::Duration kDeadline = absl::Seconds(20);
// Another replica, whose clock is ahead of ours by less than this, may have told it already.
constexpr absl::Duration kClocksDiffer = absl::Minutes(1);

bool IsMissing(const Unmarked& plan, absl::Time now) {
  return plan.overdue_time > now + kClocksDiffer && plan.scheduled_time < coaching_session::kLatestPlan;
}

}  // namespace

absl::Status CatchUp(const Env& env, absl::Time now, const std::stop_token& stop) {
  std::int64_t marked = 0;
  Page page;
  do {
    if (stop.stop_requested()) return absl::OkStatus();
    ASSIGN_OR_RETURN(page, env.db.Read<Page>(env.db.clock().Now() + kDeadline,
                                             [&](sql::Connection& connection) -> absl::StatusOr<Page> {
                                               return FindUnmarked(connection, page.next, kPage);
                                             }));
    std::erase_if(page.unmarked, [now](const Unmarked& plan) { return !IsMissing(plan, now); });
    for (const Unmarked& plan : page.unmarked) {
      RETURN_IF_ERROR(
          env.db.Transact(env.db.clock().Now() + kDeadline, [&](sql::Connection& connection) -> absl::Status {
            ASSIGN_OR_RETURN(const bool done, Mark(connection, plan));
            marked += done ? 1 : 0;
            return absl::OkStatus();
          }));
    }
  } while (page.next.has_value());
  if (marked > 0) log::Info("plans of another version become overdue too", {{"plans", marked}});
  return absl::OkStatus();
}

}  // namespace laurel::feedback::overdue
