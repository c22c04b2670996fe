// UpdateGoal.
#include <algorithm>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "common/api/etag.h"
#include "common/api/field_mask.h"
#include "common/service/audit_update.h"
#include "common/service/write_context.h"
#include "common/status/macros.h"
#include "google/protobuf/util/message_differencer.h"
#include "services/goals/errors.h"
#include "services/goals/goal/change.h"
#include "services/goals/goal/handlers.h"
#include "services/goals/goal/place.h"
#include "services/goals/goal/references.h"
#include "services/goals/goal/rules.h"
#include "services/goals/goal/shape.h"
#include "services/goals/goal/write.h"
#include "services/goals/names.h"
#include "services/goals/tree/lock.h"
#include "services/goals/tree/progress_of.h"
#include "services/goals/tree/roll_up.h"

namespace laurel::goals::goal {
namespace {

// What an update writes, and what the organisation said before the transaction of whom and what it names.
struct Wanted {
  const v1::Goal& goal;
  google::protobuf::FieldMask mask;
  std::vector<std::string> fields;
  absl::Status owners, team;

  bool Names(std::string_view field) const { return std::ranges::count(fields, field) > 0; }
  bool TakesItOut() const { return fields.size() == 1 && Names("parent") && goal.parent().empty(); }
};

// The goal, and the one that it is to become a part of, if any: both trees are held.
struct Held {
  Readable goal;
  std::optional<absl::StatusOr<Readable>> parent;
};

absl::StatusOr<Held> Hold(const Env& env, const rpc::Call& call, sql::Connection& connection,
                          const Wanted& wanted) {
  const std::string_view id = IdOf(wanted.goal.name());
  if (!wanted.Names("parent") || wanted.goal.parent().empty()) {
    ASSIGN_OR_RETURN(Readable goal, LoadReadable(env, call, connection, id, sql::Lock::kForUpdate));
    return Held{std::move(goal), std::nullopt};
  }
  ASSIGN_OR_RETURN(tree::Two two, tree::LockGoals(connection, id, IdOf(wanted.goal.parent())));
  ASSIGN_OR_RETURN(Readable goal, Judge(env, call, std::move(two.first)));
  return Held{std::move(goal), Judge(env, call, std::move(two.second))};
}

// Who has left stays among its owners; nobody who has left comes to them.
bool TakesInALeaver(const Env& env, const rpc::Call& call, const v1::Goal& before, const v1::Goal& after) {
  return std::ranges::any_of(after.owners(), [&](const std::string& owner) {
    return std::ranges::count(before.owners(), owner) == 0 &&
           env.organization.Current()->HasLeft(IdOf(owner), call.now);
  });
}

// What it names anew exists; by the same rules as when it was made.
absl::Status CheckNamed(const Env& env, const rpc::Call& call, const Wanted& wanted, const v1::Goal& before,
                        v1::Goal& after) {
  const bool has_left = absl::IsFailedPrecondition(wanted.owners);
  if (!has_left || TakesInALeaver(env, call, before, after)) RETURN_IF_ERROR(wanted.owners);
  RETURN_IF_ERROR(wanted.team);
  if (after.team() != before.team() && after.level() == v1::GOAL_LEVEL_TEAM)
    RETURN_IF_ERROR(CheckMayCreate(env, call, after));
  const bool opened =
      after.visibility() == v1::GOAL_VISIBILITY_TEAM && before.visibility() != v1::GOAL_VISIBILITY_TEAM;
  if (after.team() == before.team() && !opened) return absl::OkStatus();
  return SettleTeam(env, call, after);
}

// A cancelled goal counts nowhere: it is taken out of what is over before it is reopened (CheckMayCount).
absl::Status CheckState(const Wanted& wanted, const Readable& found) {
  const bool cancelled = found.stored.goal.lifecycle() == v1::GOAL_LIFECYCLE_CANCELLED;
  if (cancelled && wanted.TakesItOut()) return api::CheckEtag(wanted.goal.etag(), found.stored.version);
  return CheckMayChange(found, wanted.goal.etag(), "change it");
}

absl::StatusOr<v1::Goal> Updated(const Wanted& wanted, const Stored& before, absl::Time now) {
  v1::Goal after = NextVersion(before, now);
  api::CopyMasked(wanted.mask, wanted.goal, after);
  FillDefaults(after);
  FieldViolations violations;
  CheckFields(after, violations);
  const bool other_owner = !std::ranges::is_permutation(after.owners(), before.goal.owners());
  if (after.level() == v1::GOAL_LEVEL_PERSON && other_owner)
    violations.Add("goal.owners", "a goal of level PERSON stays with its owner");
  RETURN_IF_ERROR(violations.ToStatus());
  return after;
}

// With the progress of all above it.
absl::Status SavePlace(sql::Connection& connection, sql::Changes& changes, Held& held, v1::Goal& after) {
  const Stored& before = held.goal.stored;
  if (after.parent() == before.goal.parent()) return tree::RollUp(connection, changes, before, after);
  if (!held.parent.has_value()) return tree::Reparent(connection, changes, before, after, nullptr);
  ASSIGN_OR_RETURN(const int height, tree::HeightBelow(connection, before.path));
  ASSIGN_OR_RETURN(const Stored parent, AsParent(*std::move(held.parent), before.path, height));
  return tree::Reparent(connection, changes, before, after, &parent);
}

bool IsTheSame(const v1::Goal& before, v1::Goal after) {
  after.set_etag(before.etag());
  *after.mutable_update_time() = before.update_time();
  return google::protobuf::util::MessageDifferencer::Equals(before, after);
}

// The answer to an update that changes nothing: nobody hears of it.
absl::StatusOr<v1::Goal> Unchanged(const Env& env, const rpc::Call& call, sql::Connection& connection,
                                   Readable& found) {
  RETURN_IF_ERROR(FillProgress(env, connection, found.stored));
  return ShapedFor(call, found.reader, found.stored.goal);
}

absl::StatusOr<v1::Goal> Apply(const Env& env, const rpc::Call& call, sql::Connection& connection,
                               sql::Changes& changes, const Wanted& wanted) {
  ASSIGN_OR_RETURN(Held held, Hold(env, call, connection, wanted));
  const Stored before = held.goal.stored;
  RETURN_IF_ERROR(CheckMayWrite(held.goal));
  ASSIGN_OR_RETURN(v1::Goal after, Updated(wanted, before, call.now));
  RETURN_IF_ERROR(CheckNamed(env, call, wanted, before.goal, after));
  RETURN_IF_ERROR(CheckState(wanted, held.goal));
  if (IsTheSame(before.goal, after)) return Unchanged(env, call, connection, held.goal);
  RETURN_IF_ERROR(SavePlace(connection, changes, held, after));
  RETURN_IF_ERROR(CheckWeight(env, call, connection, &before.goal, after));
  std::vector<std::string> fields = wanted.fields;
  // A team may have been filled in.
  if (after.team() != before.goal.team() && !wanted.Names("team")) fields.emplace_back("team");
  Update(changes, before, after, fields);
  std::set<std::string> concerned(before.goal.owners().begin(), before.goal.owners().end());
  concerned.insert(after.owners().begin(), after.owners().end());
  AuditUpdate(call, after.name(), before.goal, fields, std::move(concerned), changes);
  TellGoal(TellingOf(env, call, changes), "goal.updated", after);
  MentionAll(after, changes);
  RETURN_IF_ERROR(tree::FillProgress(env, connection, before, after));
  return ShapedFor(call, held.goal.reader, after);
}

}  // namespace

absl::StatusOr<v1::Goal> UpdateGoal(Env& env, rpc::Call& call, const v1::UpdateGoalRequest& request) {
  const v1::Goal& goal = request.goal();
  if (goal.name().empty()) return InvalidField("goal.name", "is required");
  Wanted wanted{.goal = goal, .mask = {}, .fields = {}, .owners = absl::OkStatus(), .team = absl::OkStatus()};
  ASSIGN_OR_RETURN(wanted.mask, api::ResolveMask(request.update_mask(), goal));
  wanted.fields.assign(wanted.mask.paths().begin(), wanted.mask.paths().end());
  // Somebody unknown in memory may be waited for, so not inside the transaction.
  v1::Goal named;
  if (wanted.Names("owners")) *named.mutable_owners() = goal.owners();
  wanted.owners = CheckReferences(env, call, named);
  named.clear_owners();
  if (wanted.Names("team")) named.set_team(goal.team());
  wanted.team = CheckReferences(env, call, named);
  return env.db.Write<v1::Goal>(
      ToWriteContext(call),
      [&](sql::Connection& connection, sql::Changes& changes) {
        return Apply(env, call, connection, changes, wanted);
      },
      [&](sql::Connection& connection, const v1::Goal& stored) {
        return CheckStillReadable(env, call, connection, stored);
      });
}

}  // namespace laurel::goals::goal
