#include "services/goals/goal/place.h"

#include <optional>
#include <utility>

#include "common/status/macros.h"
#include "services/goals/errors.h"
#include "services/goals/goal/rules.h"
#include "services/goals/names.h"
#include "services/goals/progress/rules.h"
#include "services/goals/tree/rules.h"

namespace laurel::goals::goal {
absl::StatusOr<Stored> AsParent(absl::StatusOr<Readable> found, std::string_view path, int height) {
  if (absl::IsNotFound(found.status())) return NoSuchGoal("goal.parent");
  RETURN_IF_ERROR(found.status());
  if (found->view != common::v1::VIEW_FULL) return NoSuchGoal("goal.parent");
  RETURN_IF_ERROR(tree::CheckFits(path, height, found->stored.path));
  const v1::Goal& parent = found->stored.goal;
  if (IsOpen(parent.lifecycle())) return std::move(found->stored);
  return Transitions().WrongState(parent.name(), parent.lifecycle(), "make a goal a part of it");
}

absl::Status CheckWeight(const Env& env, const rpc::Call& call, sql::Connection& connection,
                         const v1::Goal* before, const v1::Goal& part) {
  if (part.parent().empty()) return absl::OkStatus();
  const bool stays = before != nullptr && before->parent() == part.parent();
  if (stays && before->weight() == part.weight()) return absl::OkStatus();
  const bool counts_there = stays && progress::Counts(before->lifecycle());
  if (!counts_there && progress::FractionOf(part.weight()) <= 1) return absl::OkStatus();
  const absl::StatusOr<Readable> parent =
      LoadReadable(env, call, connection, IdOf(part.parent()), sql::Lock::kNone);
  if (parent.ok() && audience::MayWrite(parent->reader, parent->stored.goal)) return absl::OkStatus();
  if (!parent.ok() && !absl::IsNotFound(parent.status())) return parent.status();
  return InvalidField("goal.weight", counts_there
                                         ? "what it counts here is for whoever may change the goal that it "
                                           "is a part of (SetGoalPart)"
                                         : "is at most 1 here: whoever may change the goal that it is a part "
                                           "of lets it count for more (SetGoalPart)");
}

absl::Status CheckMayCount(sql::Connection& connection, const v1::Goal& part) {
  if (part.parent().empty()) return absl::OkStatus();
  ASSIGN_OR_RETURN(const std::optional<Stored> parent, Find(connection, IdOf(part.parent())));
  if (parent.has_value() && IsOpen(parent->goal.lifecycle())) return absl::OkStatus();
  return Refused(
      "PARENT_CLOSED", part.name(),
      "the goal that it is a part of is over: take it out of that one first (UpdateGoal, parent \"\")");
}

}  // namespace laurel::goals::goal
