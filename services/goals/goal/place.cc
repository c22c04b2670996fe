#include "services/goals/goal/place.h"

#include <utility>

#include "common/status/macros.h"
#include "services/goals/errors.h"
#include "services/goals/goal/rules.h"
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

}  // namespace laurel::goals::goal
