// What the calls that change a recognition's state have in common. Pure but for Changes, which they fill.
#pragma once

#include <string_view>

#include "common/sql/changes.h"
#include "services/recognition/env.h"
#include "services/recognition/events.h"
#include "services/recognition/recognition/store.h"

namespace laurel::recognition::recognition {

// A recognition that is given: the row with its recipients and teams, the first change of state, its event,
// mentions of everybody in it. Counts it once it is committed.
void SaveNew(const Env& env, const Telling& telling, const v1::Recognition& recognition,
             std::string_view period);
// It came into another state: `after` has state, state_time, state_reason, version and whatever goes with it.
void SaveChange(const Env& env, const Telling& telling, const Stored& before, const v1::Recognition& after);

}  // namespace laurel::recognition::recognition
