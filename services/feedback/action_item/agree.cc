#include "services/feedback/action_item/agree.h"

#include "common/api/etag.h"
#include "common/api/ulid.h"
#include "common/history/status_changes.h"
#include "common/time/convert.h"
#include "services/feedback/action_item/store.h"
#include "services/feedback/events.h"
#include "services/feedback/names.h"

namespace laurel::feedback::action_item {

v1::ActionItem Make(const rpc::Call& call, const v1::ActionItem& wanted) {
  v1::ActionItem item = wanted;
  item.set_name(kActionItemPattern.Format({api::NewUlid(call.now)}));
  item.set_etag(api::EtagOf(1));
  for (auto* time : {item.mutable_create_time(), item.mutable_update_time(), item.mutable_state_time()}) {
    *time = ToTimestamp(call.now);
  }
  item.set_creator(call.caller.name);
  item.set_state(v1::ACTION_ITEM_STATE_OPEN);
  return item;
}

void Save(const Telling& telling, const v1::ActionItem& item, std::string_view session_coach) {
  Insert(telling.changes, item, session_coach);
  history::AddMade(telling, item);
  TellState(telling, item, session_coach, v1::ACTION_ITEM_STATE_UNSPECIFIED);
}

void Agree(const Telling& telling, const rpc::Call& call, const v1::CoachingSession& session,
           const google::protobuf::RepeatedPtrField<v1::ActionItem>& items) {
  for (const v1::ActionItem& wanted : items) {
    v1::ActionItem item = Make(call, wanted);
    item.set_session(session.name());
    Save(telling, item, IdOf(session.coach()));
  }
}

}  // namespace laurel::feedback::action_item
