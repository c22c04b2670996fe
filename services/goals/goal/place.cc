#include "services/goals/goal/place.h"

#include <optional>
#include <utility>

#include "common/status/macros.h"
#include "fmt/format.h"
#include "services/goals/errors.h"
#include "services/goals/goal/rules.h"
#include "services/goals/names.h"
#include "services/goals/progress/rules.h"
#include "services/goals/tree/rules.h"

namespace laurel::goals::goal {
namespace {

// The goal that it is a part of, when the caller may change that one.
absl::StatusOr<std::optional<Readable>> OwnAbove(const Env& env, const rpc::Call& call,
                                                 sql::Connection& connection, const v1::Goal& part) {
  absl::StatusOr<Readable> above = LoadReadable(env, call, connection, IdOf(part.parent()), sql::Lock::kNone);
  if (absl::IsNotFound(above.status())) return std::nullopt;
  RETURN_IF_ERROR(above.status());
  if (!audience::MayWrite(above->reader, above->stored.goal)) return std::nullopt;
  return *std::move(above);
}

}  // namespace

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
                         const v1::Goal& part) {
  if (part.parent().empty() || progress::FractionOf(part.weight()) <= 1) return absl::OkStatus();
  ASSIGN_OR_RETURN(const std::optional<Readable> above, OwnAbove(env, call, connection, part));
  if (above.has_value()) return absl::OkStatus();
  return InvalidField("goal.weight", fmt::format("is at most 1 here: whoever may change {} lets a part of it "
                                                 "count for more",
                                                 part.parent()));
}

absl::StatusOr<bool> MayWeigh(const Env& env, const rpc::Call& call, sql::Connection& connection,
                              const v1::Goal& part) {
  if (part.parent().empty() || !progress::Counts(part.lifecycle())) return false;
  ASSIGN_OR_RETURN(const std::optional<Readable> above, OwnAbove(env, call, connection, part));
  if (!above.has_value()) return false;
  const v1::Goal& goal = above->stored.goal;
  if (IsOpen(goal.lifecycle())) return true;
  return Transitions().WrongState(goal.name(), goal.lifecycle(), "change what is a part of it");
}

}  // namespace laurel::goals::goal
