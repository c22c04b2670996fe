#include "services/feedback/action_item/change.h"

#include "common/api/next_version.h"
#include "common/history/status_changes.h"
#include "services/feedback/events.h"
#include "services/feedback/names.h"

namespace laurel::feedback::action_item {

v1::ActionItem Change(const Telling& telling, const Stored& before, v1::ActionItemState to,
                      std::string_view reason) {
  const v1::ActionItem after = api::NextVersion(before.item, before.version, to, telling.now);
  Update(telling.changes, before, after, {"state", "state_time"});
  history::AddMoved(telling, before.item, before.version, after, reason);
  TellState(telling, after, before.session_coach, before.item.state());
  telling.changes.Mention(after.creator());
  telling.changes.Mention(after.owner());
  return after;
}

}  // namespace laurel::feedback::action_item
