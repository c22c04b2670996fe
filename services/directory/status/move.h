// The ways a person comes from one state into another, each its own call. Pure functions; thread-safe.
#pragma once

#include <string_view>

#include "absl/status/statusor.h"
#include "common/api/transitions.h"
#include "services/directory/status/rules.h"

namespace laurel::directory::status {

// ACTIVE and ON_LEAVE follow each other, LEFT follows both, and ACTIVE follows LEFT.
const api::TransitionTable& Transitions();

enum class Verb { kGoOnLeave, kReturn, kLeave, kReinstate };

// The statuses once `verb` holds from `day` on, which may be past or to come. `person`: the full name, for
// the error. What is planned for later stays planned, unless it only
// repeats what holds by then; but leaving is for good, and moves a leaving that is
// still to come. Reinstating withdraws one that has not come by `day`.
//
// FAILED_PRECONDITION, WRONG_STATE: they have left, or are in another state on that day; INVALID_ARGUMENT on
// `leave_date` (kLeave) or `start_date`: the day is before their first one, or before that of the leaving
// that is undone.
absl::StatusOr<Statuses> Move(std::string_view person, Statuses statuses, Verb verb, int day, int today);

}  // namespace laurel::directory::status
