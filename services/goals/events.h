// What goals tell, and who hears it: those who read what it is about. Each adds one event to what a
// transaction writes. Thread-safe; a Changes is used by one thread at a time.
#pragma once

#include <string_view>
#include <vector>

#include "common/events/telling.h"
#include "laurel/goals/v1/check_in.pb.h"
#include "laurel/goals/v1/events.pb.h"
#include "laurel/goals/v1/goal.pb.h"

namespace laurel::goals {

using events::Telling;

// The data of all events of this service.
std::vector<const google::protobuf::Descriptor*> EventData();

// "goal.activated", …: to all who read the goal as it is then.
void TellGoal(const Telling& telling, std::string_view type, const v1::Goal& goal);
// "goal.checked_in"
void TellCheckIn(const Telling& telling, const v1::Goal& goal, const v1::CheckIn& check_in);
// "goal.commented"
void TellComment(const Telling& telling, const v1::Goal& goal, const v1::GoalComment& comment);

}  // namespace laurel::goals
