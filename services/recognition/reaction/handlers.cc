#include "services/recognition/reaction/handlers.h"

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "absl/random/random.h"
#include "common/api/text.h"
#include "common/api/ulid.h"
#include "common/service/write_context.h"
#include "common/status/error.h"
#include "common/status/macros.h"
#include "common/time/convert.h"
#include "services/recognition/errors.h"
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

const v1::Reaction* FindSame(const std::vector<Placed>& own, const v1::Reaction& reaction) {
  const std::string key = api::EmojiKey(reaction.emoji());
  const auto same = std::ranges::find_if(
      own, [&](const Placed& one) { return api::EmojiKey(one.reaction.emoji()) == key; });
  return same == own.end() ? nullptr : &same->reaction;
}

absl::StatusOr<int> PlaceBeside(const std::vector<Placed>& own, std::string_view recognition) {
  std::vector<int> taken;
  for (const Placed& one : own) taken.push_back(one.place);
  const std::vector<int> free = FreePlaces(taken);
  if (free.empty()) return TooManyReactions(recognition, kMostReactions);
  // Any of them: those that one person adds at once seldom meet on one place and are decided again.
  absl::BitGen random;
  return free[absl::Uniform<std::size_t>(random, 0, free.size())];
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
                         recognition::LoadReadable(env, call, connection, id, recognition::kLockToRespond));
        RETURN_IF_ERROR(recognition::CheckMayAdd(found, "add a reaction"));
        ASSIGN_OR_RETURN(const std::vector<Placed> own, FindOwn(connection, id, call.caller.id));
        changes.Mention(reaction.creator());
        if (const v1::Reaction* stands = FindSame(own, reaction); stands != nullptr) return *stands;
        ASSIGN_OR_RETURN(const int place, PlaceBeside(own, request.parent()));
        Insert(changes, {reaction, place});
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
        ASSIGN_OR_RETURN(
            const recognition::Readable found,
            recognition::LoadReadable(env, call, connection, ids[0], recognition::kLockToRespond));
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
