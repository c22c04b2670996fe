#include "services/feedback/note/access.h"

#include "common/status/macros.h"
#include "common/status/refusals.h"
#include "services/feedback/names.h"
#include "services/feedback/note/rules.h"

namespace laurel::feedback::note {

absl::StatusOr<Readable> LoadReadable(const Env& env, const rpc::Call& call, sql::Connection& connection,
                                      std::string_view name, sql::Lock lock) {
  const std::vector<std::string> ids = kNotePattern.Match(name).value();
  ASSIGN_OR_RETURN(coaching_session::Readable session,
                   coaching_session::LoadReadable(env, call, connection, ids[0], lock));
  if (session.part == coaching_session::Part::kNone)
    return NotAllowed("only those who take part in a session read its notes");
  ASSIGN_OR_RETURN(std::optional<Stored> stored, Find(connection, ids[0], ids[1]));
  if (!stored.has_value() || !MayRead(session.part, stored->note, call.caller.name)) return NotFound();
  return Readable{std::move(session), *std::move(stored)};
}

absl::Status CheckStillReadable(const Env& env, const rpc::Call& call, sql::Connection& connection,
                                const v1::Note& answer) {
  const std::vector<std::string> ids = kNotePattern.Match(answer.name()).value();
  ASSIGN_OR_RETURN(const coaching_session::Readable session,
                   coaching_session::LoadReadable(env, call, connection, ids[0], sql::Lock::kNone));
  return MayRead(session.part, answer, call.caller.name) ? absl::OkStatus() : absl::Status(NotFound());
}

}  // namespace laurel::feedback::note
