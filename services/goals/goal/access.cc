#include "services/goals/goal/access.h"

#include <optional>
#include <utility>

#include "common/status/error.h"
#include "common/status/macros.h"
#include "fmt/format.h"
#include "services/goals/audience/access.h"
#include "services/goals/errors.h"
#include "services/goals/names.h"
#include "services/goals/tree/lock.h"

namespace laurel::goals::goal {

using common::v1::View;

absl::StatusOr<Readable> Judge(const Env& env, const rpc::Call& call, std::optional<Stored> stored) {
  // Also for a row that does not exist: while the organisation is too old, "not found" would tell it from one
  // that does.
  ASSIGN_OR_RETURN(const audience::Reader reader,
                   audience::ReaderNow(env, call, stored.has_value() ? stored->goal : v1::Goal()));
  if (!stored.has_value()) return NotFound();
  const std::optional<View> view = audience::ViewFor(reader, stored->goal);
  if (!view.has_value()) return NotFound();
  return Readable{*std::move(stored), reader, *view};
}

absl::StatusOr<Readable> LoadReadable(const Env& env, const rpc::Call& call, sql::Connection& connection,
                                      std::string_view id, sql::Lock lock) {
  ASSIGN_OR_RETURN(std::optional<Stored> stored,
                   lock == sql::Lock::kNone ? Find(connection, id) : tree::LockGoal(connection, id));
  return Judge(env, call, std::move(stored));
}

absl::StatusOr<Readable> LoadInFull(const Env& env, const rpc::Call& call, sql::Connection& connection,
                                    std::string_view id, sql::Lock lock, std::string_view what) {
  ASSIGN_OR_RETURN(Readable found, LoadReadable(env, call, connection, id, lock));
  if (found.view == common::v1::VIEW_FULL) return found;
  return NotAllowed(fmt::format("only those who read all of a goal read {}", what));
}

absl::Status CheckStillReadable(const Env& env, const rpc::Call& call, sql::Connection& connection,
                                const v1::Goal& answer) {
  ASSIGN_OR_RETURN(const Readable found,
                   LoadReadable(env, call, connection, IdOf(answer.name()), sql::Lock::kNone));
  return found.view < answer.view() ? absl::Status(NotFound()) : absl::OkStatus();
}

}  // namespace laurel::goals::goal
