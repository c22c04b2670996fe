// An action item that comes into another state, whoever moves it. Judged before (rules.h).
#pragma once

#include <string_view>

#include "services/feedback/action_item/store.h"
#include "services/feedback/events.h"

namespace laurel::feedback::action_item {

// Writes the item in its next version, the change of state and its event; answers the item.
v1::ActionItem Change(const Telling& telling, const Stored& before, v1::ActionItemState to,
                      std::string_view reason);

}  // namespace laurel::feedback::action_item
