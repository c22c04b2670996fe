// CreateGoal, and ProposeGoal, which differs in who may and in where it begins.
#include <algorithm>
#include <string>
#include <utility>

#include "common/api/etag.h"
#include "common/api/ulid.h"
#include "common/service/write_context.h"
#include "common/status/macros.h"
#include "common/time/convert.h"
#include "services/goals/audience/access.h"
#include "services/goals/errors.h"
#include "services/goals/goal/change.h"
#include "services/goals/goal/handlers.h"
#include "services/goals/goal/place.h"
#include "services/goals/goal/references.h"
#include "services/goals/goal/rules.h"
#include "services/goals/goal/shape.h"
#include "services/goals/key_result/rules.h"
#include "services/goals/names.h"
#include "services/goals/tree/rules.h"

namespace laurel::goals::goal {
namespace {

// A goal that somebody wants to make.
struct Wanted {
  v1::Goal goal;
  absl::Status references;  // told in the transaction, because a replay comes first
  absl::Status (*permitted)(const Env&, const rpc::Call&, const v1::Goal&);
};

v1::Goal New(const rpc::Call& call, const v1::Goal& asked, v1::GoalLifecycle lifecycle) {
  v1::Goal goal = asked;
  const std::string id = api::NewUlid(call.now);
  goal.set_name(kGoalPattern.Format({id}));
  goal.set_etag(api::EtagOf(1));
  goal.set_creator(call.caller.name);
  goal.set_lifecycle(lifecycle);
  goal.set_health(v1::GOAL_HEALTH_NOT_UPDATED);
  for (auto* time : {goal.mutable_create_time(), goal.mutable_update_time(), goal.mutable_lifecycle_time()})
    *time = ToTimestamp(call.now);
  for (v1::KeyResult& key_result : *goal.mutable_key_results()) {
    key_result.set_name(kKeyResultPattern.Format({id, api::NewUlid(call.now)}));
    key_result.set_etag(api::EtagOf(1));
  }
  FillDefaults(goal);
  return goal;
}

absl::Status CheckNew(v1::Goal& goal, FieldViolations& violations) {
  CheckFields(goal, violations);
  RETURN_IF_ERROR(violations.ToStatus());
  return key_result::CompleteAll(*goal.mutable_key_results(), "goal.key_results");
}

void CheckProposal(const rpc::Call& call, const v1::Goal& goal, FieldViolations& violations) {
  if (goal.level() != v1::GOAL_LEVEL_PERSON)
    violations.Add("goal.level", "only goals of level PERSON are proposed");
  if (std::ranges::count(goal.owners(), call.caller.name) > 0)
    violations.Add("goal.owners", "nobody proposes a goal to themselves: create it");
}

// Every check but those that need no database; and where it comes to stand. `lock`: kNone for a look at what
// would be.
absl::StatusOr<std::string> Place(const Env& env, const rpc::Call& call, sql::Connection& connection,
                                  const Wanted& wanted, v1::Goal& goal, sql::Lock lock) {
  RETURN_IF_ERROR(wanted.references);
  RETURN_IF_ERROR(wanted.permitted(env, call, goal));
  RETURN_IF_ERROR(SettleTeam(env, call, goal));
  const std::string_view id = IdOf(goal.name());
  if (goal.parent().empty()) return tree::PathBelow("", id);
  ASSIGN_OR_RETURN(
      const Stored parent,
      AsParent(LoadReadable(env, call, connection, IdOf(goal.parent()), lock), "", /*height=*/0));
  RETURN_IF_ERROR(CheckWeight(env, call, connection, nullptr, goal));
  return tree::PathBelow(parent.path, id);
}

v1::Goal Answer(const Env& env, const rpc::Call& call, const v1::Goal& goal) {
  const auto organization = env.organization.Current();
  return ShapedFor(call, audience::Readership(organization.get(), call).Of(goal), goal);
}

absl::StatusOr<v1::Goal> Preview(Env& env, const rpc::Call& call, const Wanted& wanted) {
  return env.db.Read<v1::Goal>(call.deadline, [&](sql::Connection& connection) -> absl::StatusOr<v1::Goal> {
    v1::Goal goal = wanted.goal;
    ASSIGN_OR_RETURN(const std::string path, Place(env, call, connection, wanted, goal, sql::Lock::kNone));
    return Answer(env, call, NewAt(path, std::move(goal)).goal);
  });
}

absl::StatusOr<v1::Goal> Save(Env& env, const rpc::Call& call, const Wanted& wanted) {
  return env.db.Write<v1::Goal>(
      ToWriteContext(call),
      [&](sql::Connection& connection, sql::Changes& changes) -> absl::StatusOr<v1::Goal> {
        v1::Goal goal = wanted.goal;
        ASSIGN_OR_RETURN(const std::string path,
                         Place(env, call, connection, wanted, goal, sql::Lock::kForUpdate));
        RETURN_IF_ERROR(SaveNew(connection, TellingOf(env, call, changes), path, goal));
        return Answer(env, call, goal);
      },
      [&](sql::Connection& connection, const v1::Goal& stored) {
        return CheckStillReadable(env, call, connection, stored);
      });
}

}  // namespace

absl::StatusOr<v1::Goal> CreateGoal(Env& env, rpc::Call& call, const v1::CreateGoalRequest& request) {
  Wanted wanted{.goal = New(call, request.goal(),
                            request.activate() ? v1::GOAL_LIFECYCLE_ACTIVE : v1::GOAL_LIFECYCLE_DRAFT),
                .references = absl::OkStatus(),
                .permitted = CheckMayCreate};
  if (wanted.goal.owners().empty()) wanted.goal.add_owners(call.caller.name);
  FieldViolations violations;
  RETURN_IF_ERROR(CheckNew(wanted.goal, violations));
  wanted.references = CheckReferences(env, call, wanted.goal);
  return request.validate_only() ? Preview(env, call, wanted) : Save(env, call, wanted);
}

absl::StatusOr<v1::Goal> ProposeGoal(Env& env, rpc::Call& call, const v1::ProposeGoalRequest& request) {
  Wanted wanted{.goal = New(call, request.goal(), v1::GOAL_LIFECYCLE_PROPOSED),
                .references = absl::OkStatus(),
                .permitted = CheckMayPropose};
  FieldViolations violations;
  CheckProposal(call, wanted.goal, violations);
  RETURN_IF_ERROR(CheckNew(wanted.goal, violations));
  wanted.references = CheckReferences(env, call, wanted.goal);
  return request.validate_only() ? Preview(env, call, wanted) : Save(env, call, wanted);
}

}  // namespace laurel::goals::goal
