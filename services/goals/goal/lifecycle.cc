// What becomes of a goal: accepted or declined, discarded or activated, closed, reopened, archived.
#include "common/api/etag.h"
#include "common/status/macros.h"
#include "services/goals/errors.h"
#include "services/goals/goal/change.h"
#include "services/goals/goal/handlers.h"
#include "services/goals/goal/place.h"
#include "services/goals/goal/rules.h"
#include "services/goals/goal/write.h"

namespace laurel::goals::goal {
namespace {

absl::Status CheckIsOwner(const Readable& found) {
  if (found.reader.owner) return absl::OkStatus();
  return NotAllowed("whose goal it is to be accepts or declines it");
}

absl::Status CheckMayMove(const Readable& found) {
  if (audience::MayWrite(found.reader, found.stored.goal)) return absl::OkStatus();
  return NotAllowed("the owners of a goal move it on; of a team's or the company's HR_ADMIN does, too");
}

// `check`: whether its state allows it, once it is permitted and the etag is that of the goal.
template <typename Request>
absl::StatusOr<v1::Goal> Move(Env& env, const rpc::Call& call, const Request& request, v1::GoalLifecycle to,
                              std::string_view event, absl::Status (*permitted)(const Readable&),
                              const std::function<absl::Status(const v1::Goal&)>& check) {
  return WriteLocked(env, call, request.name(), [&](const Locked& locked) -> absl::StatusOr<v1::Goal> {
    const Stored& before = locked.found.stored;
    RETURN_IF_ERROR(permitted(locked.found));
    RETURN_IF_ERROR(api::CheckEtag(request.etag(), before.version));
    RETURN_IF_ERROR(check(before.goal));
    if (progress::Counts(to) && !progress::Counts(before.goal.lifecycle()))
      RETURN_IF_ERROR(CheckMayCount(locked.connection, before.goal));
    v1::Goal after = Moved(before, to, request.reason(), call.now);
    RETURN_IF_ERROR(SaveMoved(locked.connection, locked.telling, before, after, event));
    return after;
  });
}

// As the states follow each other.
std::function<absl::Status(const v1::Goal&)> Follows(v1::GoalLifecycle to) {
  return [to](const v1::Goal& goal) { return Transitions().Check(goal.name(), goal.lifecycle(), to); };
}

absl::Status CheckOutcome(const v1::CloseGoalRequest& request) {
  if (!IsClosed(request.outcome()))
    return InvalidField("outcome", "a goal ends ACHIEVED, MISSED or CANCELLED");
  if (request.outcome() == v1::GOAL_LIFECYCLE_CANCELLED && request.reason().empty())
    return InvalidField("reason", "is required: say why it is cancelled");
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<v1::Goal> AcceptGoal(Env& env, rpc::Call& call, const v1::AcceptGoalRequest& request) {
  return Move(env, call, request, v1::GOAL_LIFECYCLE_DRAFT, "goal.accepted", CheckIsOwner,
              Follows(v1::GOAL_LIFECYCLE_DRAFT));
}

absl::StatusOr<v1::Goal> DeclineGoal(Env& env, rpc::Call& call, const v1::DeclineGoalRequest& request) {
  return Move(env, call, request, v1::GOAL_LIFECYCLE_DECLINED, "goal.declined", CheckIsOwner,
              Follows(v1::GOAL_LIFECYCLE_DECLINED));
}

absl::StatusOr<v1::Goal> DiscardGoal(Env& env, rpc::Call& call, const v1::DiscardGoalRequest& request) {
  return Move(env, call, request, v1::GOAL_LIFECYCLE_DISCARDED, "goal.discarded", CheckMayMove,
              Follows(v1::GOAL_LIFECYCLE_DISCARDED));
}

absl::StatusOr<v1::Goal> ActivateGoal(Env& env, rpc::Call& call, const v1::ActivateGoalRequest& request) {
  return Move(env, call, request, v1::GOAL_LIFECYCLE_ACTIVE, "goal.activated", CheckMayMove, CheckActivate);
}

absl::StatusOr<v1::Goal> CloseGoal(Env& env, rpc::Call& call, const v1::CloseGoalRequest& request) {
  RETURN_IF_ERROR(CheckOutcome(request));
  return Move(env, call, request, request.outcome(), "goal.closed", CheckMayMove, Follows(request.outcome()));
}

absl::StatusOr<v1::Goal> ReopenGoal(Env& env, rpc::Call& call, const v1::ReopenGoalRequest& request) {
  return Move(env, call, request, v1::GOAL_LIFECYCLE_ACTIVE, "goal.reopened", CheckMayMove,
              [&](const v1::Goal& goal) { return CheckReopen(goal, call.now); });
}

absl::StatusOr<v1::Goal> ArchiveGoal(Env& env, rpc::Call& call, const v1::ArchiveGoalRequest& request) {
  return Move(env, call, request, v1::GOAL_LIFECYCLE_ARCHIVED, "goal.archived", CheckMayMove,
              Follows(v1::GOAL_LIFECYCLE_ARCHIVED));
}

}  // namespace laurel::goals::goal
