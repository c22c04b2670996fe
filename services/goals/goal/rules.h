// What holds of a goal whatever the database says: its states, and what its fields say to each other. Who
// reads it stands in audience/rules.h. Pure functions; thread-safe.
#pragma once

#include <string_view>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "common/api/transitions.h"
#include "common/status/error.h"
#include "laurel/common/v1/view.pb.h"
#include "laurel/goals/v1/goal.pb.h"

namespace laurel::goals::goal {

// A closed goal can be reopened for so long.
inline constexpr absl::Duration kReopenWithin = absl::Hours(30 * 24);

// Of a goal without a check-in for longer nobody knows how it stands.
inline constexpr absl::Duration kHealthLasts = absl::Hours(30 * 24);

const api::TransitionTable& Transitions();

// ACHIEVED, MISSED, CANCELLED.
bool IsClosed(v1::GoalLifecycle lifecycle);
// DRAFT and ACTIVE: it, its key results, and what is a part of it may change.
bool IsOpen(v1::GoalLifecycle lifecycle);

// What is left out: visibility, weight; the latter in its canonical form.
void FillDefaults(v1::Goal& goal);
// Rules between the fields of a goal whose defaults are filled; paths begin with "goal". Not of its key
// results.
void CheckFields(const v1::Goal& goal, FieldViolations& violations);

// DRAFT to ACTIVE alone; from closed to ACTIVE alone. FAILED_PRECONDITION: WRONG_STATE, REOPEN_WINDOW_OVER.
absl::Status CheckActivate(const v1::Goal& goal);
absl::Status CheckReopen(const v1::Goal& goal, absl::Time now);

// Of its last check-in; NOT_UPDATED when that is older than kHealthLasts.
v1::GoalHealth HealthAt(const v1::Goal& goal, absl::Time now);

// The goal, whose progress is filled in, as this view shows it now, `view` set.
v1::Goal Shaped(const v1::Goal& goal, common::v1::View view, absl::Time now);

}  // namespace laurel::goals::goal
