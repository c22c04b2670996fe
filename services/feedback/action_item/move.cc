// The verbs that move an action item from state to state.
#include "common/api/etag.h"
#include "common/service/write_locked.h"
#include "common/status/macros.h"
#include "common/status/refusals.h"
#include "services/feedback/action_item/access.h"
#include "services/feedback/action_item/change.h"
#include "services/feedback/action_item/handlers.h"
#include "services/feedback/names.h"

namespace laurel::feedback::action_item {
namespace {

absl::Status CheckMove(const Env& env, const rpc::Call& call, const Readable& found, std::string_view etag,
                       v1::ActionItemState to) {
  const v1::ActionItem& item = found.stored.item;
  if (!MayWrite(found.reader))
    return NotAllowed("its owner, its creator and the session's coach move an action item");
  if (IsOpen(to) && env.organization.Current()->HasLeft(IdOf(item.owner()), call.now)) {
    return PersonLeft("the owner has left: history stays as it is");
  }
  RETURN_IF_ERROR(api::CheckEtag(etag, found.stored.version));
  return Transitions().Check(item.name(), item.state(), to);
}

v1::ActionItem ShapedFor(const Readable& found, const v1::ActionItem& after) {
  return Shaped(after, found.view);
}

// Every state verb is {name, etag, reason, request_id}.
template <typename Request>
absl::StatusOr<v1::ActionItem> Move(Env& env, rpc::Call& call, const Request& request,
                                    v1::ActionItemState to) {
  return WriteLocked<v1::ActionItem, Readable>(
      env, call, request.name(),
      {.load = LoadReadable, .shaped = ShapedFor, .still_readable = CheckStillReadable},
      [&](const Locked<Readable>& locked) -> absl::StatusOr<v1::ActionItem> {
        RETURN_IF_ERROR(CheckMove(env, call, locked.found, request.etag(), to));
        return Change(locked.telling, locked.found.stored, to, request.reason());
      });
}

}  // namespace

absl::StatusOr<v1::ActionItem> CompleteActionItem(Env& env, rpc::Call& call,
                                                  const v1::CompleteActionItemRequest& request) {
  return Move(env, call, request, v1::ACTION_ITEM_STATE_DONE);
}

absl::StatusOr<v1::ActionItem> DropActionItem(Env& env, rpc::Call& call,
                                              const v1::DropActionItemRequest& request) {
  return Move(env, call, request, v1::ACTION_ITEM_STATE_DROPPED);
}

absl::StatusOr<v1::ActionItem> ReopenActionItem(Env& env, rpc::Call& call,
                                                const v1::ReopenActionItemRequest& request) {
  return Move(env, call, request, v1::ACTION_ITEM_STATE_OPEN);
}

}  // namespace laurel::feedback::action_item
