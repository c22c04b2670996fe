#include "services/recognition/reaction/handlers.h"

#include <optional>
#include <string>
#include <vector>

#include "common/api/ulid.h"
#include "common/service/write_context.h"
#include "common/status/error.h"
#include "common/status/macros.h"
#include "common/time/convert.h"
#include "services/recognition/events.h"
#include "services/recognition/names.h"
#include "services/recognition/reaction/rules.h"
#include "services/recognition/reaction/store.h"
#include "services/recognition/recognition/respond.h"

namespace laurel::recognition::reaction {
namespace {

using Empty = google::protobuf::Empty;

v1::Reaction Make(const rpc::Call& call, std::string_view recognition, std::string_view emoji) {
  v1::Reaction reaction;
  reaction.set_name(kReactionPattern.Format({recognition, api::NewUlid(call.now)}));
  *reaction.mutable_create_time() = ToTimestamp(call.now);
  reaction.set_creator(call.caller.name);
  reaction.set_emoji(std::string(emoji));
  return reaction;
}

}  // namespace

absl::StatusOr<v1::Reaction> AddReaction(Env& env, rpc::Call& call, const v1::AddReactionRequest& request) {
  const std::string_view id = IdOf(request.parent());
  RETURN_IF_ERROR(CheckEmoji(request.reaction().emoji()));
  const v1::Reaction reaction = Make(call, id, request.reaction().emoji());
  return env.db.Write<v1::Reaction>(
      ToWriteContext(call),
      [&](sql::Connection& connection, sql::Changes& changes) -> absl::StatusOr<v1::Reaction> {
        ASSIGN_OR_RETURN(const recognition::Readable found,
                         recognition::LoadReadable(env, call, connection, id, sql::Lock::kForUpdate));
        RETURN_IF_ERROR(recognition::CheckMayAdd(found, "add a reaction"));
        ASSIGN_OR_RETURN(const std::optional<v1::Reaction> own,
                         FindOwn(connection, id, call.caller.id, reaction.emoji()));
        changes.Mention(reaction.creator());
        if (own.has_value()) return *own;
        Insert(changes, reaction);
        TellReaction(TellingOf(env, call, changes), "reaction.added", found.stored.recognition, reaction);
        return reaction;
      },
      [&](sql::Connection& connection, const v1::Reaction&) {
        return recognition::LoadReadable(env, call, connection, id, sql::Lock::kNone).status();
      });
}

absl::StatusOr<Empty> RemoveReaction(Env& env, rpc::Call& call, const v1::RemoveReactionRequest& request) {
  const std::vector<std::string> ids = kReactionPattern.Match(request.name()).value();
  return env.db.Write<Empty>(
      ToWriteContext(call),
      [&](sql::Connection& connection, sql::Changes& changes) -> absl::StatusOr<Empty> {
        ASSIGN_OR_RETURN(const recognition::Readable found,
                         recognition::LoadReadable(env, call, connection, ids[0], sql::Lock::kForUpdate));
        ASSIGN_OR_RETURN(const std::optional<v1::Reaction> reaction, Find(connection, ids[0], ids[1]));
        if (!reaction.has_value()) return NotFound();
        RETURN_IF_ERROR(recognition::CheckMayRemove(call, reaction->creator()));
        Delete(changes, ids[0], ids[1]);
        recognition::AuditRemoval(call, *reaction, changes);
        TellReaction(TellingOf(env, call, changes), "reaction.removed", found.stored.recognition, *reaction);
        return Empty();
      },
      [&](sql::Connection& connection, const Empty&) {
        return recognition::LoadReadable(env, call, connection, ids[0], sql::Lock::kNone).status();
      });
}

}  // namespace laurel::recognition::reaction
