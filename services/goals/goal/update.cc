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
#include "services/goals/tree/roll_up.h"

namespace laurel::goals::goal {
namespace {

// What an update writes, and what its references came to before the transaction.
struct Wanted {
  const v1::Goal& goal;
  google::protobuf::FieldMask mask;
  std::vector<std::string> fields;
  absl::Status references;

  bool Names(std::string_view field) const { return std::ranges::count(fields, field) > 0; }
  // What it counts where it stands, and that it is a part no longer: for whoever may change the goal above.
  bool IsToWeigh() const {
    return !fields.empty() && std::ranges::all_of(fields, [&](const std::string& field) {
      return field == "weight" || (field == "parent" && goal.parent().empty());
    });
  }
};

// The goal, and the one that it is to become a part of, if any: both trees are held.
struct Held {
  Readable goal;
  std::optional<absl::StatusOr<Readable>> parent;
};

// With a view when the caller reads it.
absl::StatusOr<Readable> ToChange(const Env& env, const rpc::Call& call, sql::Connection& connection,
                                  const Wanted& wanted, const std::optional<Stored>& stored) {
  absl::StatusOr<Readable> found = Judge(env, call, stored);
  const bool own = found.ok() && audience::MayWrite(found->reader, found->stored.goal);
  if (!own && stored.has_value() && wanted.IsToWeigh()) {
    ASSIGN_OR_RETURN(const bool weighs, MayWeigh(env, call, connection, stored->goal));
    if (weighs) {
      RETURN_IF_ERROR(api::CheckEtag(wanted.goal.etag(), stored->version));
      return found.ok() ? *std::move(found) : Readable{.stored = *stored, .reader = {}};
    }
  }
  RETURN_IF_ERROR(found.status());
  RETURN_IF_ERROR(CheckMayChange(*found, wanted.goal.etag(), "change it"));
  return *std::move(found);
}

absl::StatusOr<Held> Hold(const Env& env, const rpc::Call& call, sql::Connection& connection,
                          const Wanted& wanted) {
  const std::string_view id = IdOf(wanted.goal.name());
  if (!wanted.Names("parent") || wanted.goal.parent().empty()) {
    ASSIGN_OR_RETURN(const std::optional<Stored> stored, tree::LockGoal(connection, id));
    ASSIGN_OR_RETURN(Readable goal, ToChange(env, call, connection, wanted, stored));
    return Held{std::move(goal), std::nullopt};
  }
  ASSIGN_OR_RETURN(tree::Two two, tree::LockGoals(connection, id, IdOf(wanted.goal.parent())));
  ASSIGN_OR_RETURN(Readable goal, ToChange(env, call, connection, wanted, two.first));
  return Held{std::move(goal), Judge(env, call, std::move(two.second))};
}

// What it names anew exists; by the same rules as when it was made.
absl::Status CheckNamed(const Env& env, const rpc::Call& call, const Wanted& wanted, const v1::Goal& before,
                        v1::Goal& after) {
  if (wanted.Names("owners") || wanted.Names("team")) RETURN_IF_ERROR(wanted.references);
  if (after.team() != before.team() && after.level() == v1::GOAL_LEVEL_TEAM)
    RETURN_IF_ERROR(CheckMayCreate(env, call, after));
  const bool opened =
      after.visibility() == v1::GOAL_VISIBILITY_TEAM && before.visibility() != v1::GOAL_VISIBILITY_TEAM;
  if (after.team() == before.team() && !opened) return absl::OkStatus();
  return SettleTeam(env, call, after);
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

absl::StatusOr<v1::Goal> Apply(const Env& env, const rpc::Call& call, sql::Connection& connection,
                               sql::Changes& changes, const Wanted& wanted) {
  ASSIGN_OR_RETURN(Held held, Hold(env, call, connection, wanted));
  const Stored before = held.goal.stored;
  ASSIGN_OR_RETURN(v1::Goal after, Updated(wanted, before, call.now));
  RETURN_IF_ERROR(CheckNamed(env, call, wanted, before.goal, after));
  RETURN_IF_ERROR(SavePlace(connection, changes, held, after));
  const bool weighed = after.weight() != before.goal.weight() || after.parent() != before.goal.parent();
  if (weighed) RETURN_IF_ERROR(CheckWeight(env, call, connection, after));
  std::vector<std::string> fields = wanted.fields;
  // A team may have been filled in.
  if (after.team() != before.goal.team() && !wanted.Names("team")) fields.emplace_back("team");
  Update(changes, before, after, fields);
  std::set<std::string> concerned(before.goal.owners().begin(), before.goal.owners().end());
  concerned.insert(after.owners().begin(), after.owners().end());
  AuditUpdate(call, after.name(), before.goal, fields, std::move(concerned), changes);
  TellGoal(TellingOf(env, call, changes), "goal.updated", after);
  MentionAll(after, changes);
  if (held.goal.view == common::v1::VIEW_UNSPECIFIED) return PlaceOf(after);
  return ShapedFor(env, call, held.goal.reader, after);
}

}  // namespace

absl::StatusOr<v1::Goal> UpdateGoal(Env& env, rpc::Call& call, const v1::UpdateGoalRequest& request) {
  const v1::Goal& goal = request.goal();
  if (goal.name().empty()) return InvalidField("goal.name", "is required");
  Wanted wanted{.goal = goal, .mask = {}, .fields = {}, .references = absl::OkStatus()};
  ASSIGN_OR_RETURN(wanted.mask, api::ResolveMask(request.update_mask(), goal));
  wanted.fields.assign(wanted.mask.paths().begin(), wanted.mask.paths().end());
  v1::Goal named;
  if (wanted.Names("owners")) *named.mutable_owners() = goal.owners();
  if (wanted.Names("team")) named.set_team(goal.team());
  // Somebody unknown in memory may be waited for, so not inside the transaction.
  wanted.references = CheckReferences(env, call, named);
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
