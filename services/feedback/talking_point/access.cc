#include "services/feedback/talking_point/access.h"

#include "common/status/macros.h"
#include "common/status/refusals.h"
#include "services/feedback/names.h"

namespace laurel::feedback::talking_point {

using coaching_session::Readable;

absl::StatusOr<Readable> LoadSession(const Env& env, const rpc::Call& call, sql::Connection& connection,
                                     std::string_view id, sql::Lock lock) {
  ASSIGN_OR_RETURN(Readable found, coaching_session::LoadReadable(env, call, connection, id, lock));
  if (found.part == coaching_session::Part::kNone)
    return NotAllowed("talking points are for those who take part in a session");
  return found;
}

absl::StatusOr<Found> LoadPoint(const Env& env, const rpc::Call& call, sql::Connection& connection,
                                std::string_view name) {
  const std::vector<std::string> ids = kTalkingPointPattern.Match(name).value();
  ASSIGN_OR_RETURN(Readable session, LoadSession(env, call, connection, ids[0], sql::Lock::kForUpdate));
  ASSIGN_OR_RETURN(std::optional<Stored> stored, Find(connection, ids[0], ids[1]));
  if (!stored.has_value()) return NotFound();
  return Found{std::move(session), *std::move(stored)};
}

}  // namespace laurel::feedback::talking_point
