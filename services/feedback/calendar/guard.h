// Plans that keep out of each other's way: a write that locks the calendars of everybody concerned before it
// decides. Thread-safe.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/rpc/call.h"
#include "laurel/feedback/v1/coaching_session.pb.h"
#include "services/feedback/calendar/store.h"
#include "services/feedback/env.h"

namespace laurel::feedback::calendar {

// Who is to be free, and when.
struct Wanted {
  std::vector<std::string> people;  // ids
  std::vector<Interval> intervals;
  std::string_view except;  // the session (id) that is moved, or empty
};

// FAILED_PRECONDITION, OVERLAP, when one of them is busy: ErrorInfo tells `person`, `start_time` and
// `end_time` (RFC 3339) of the first plan in the way of which the caller may be told: who may coach that
// person, is that person, or is HR_ADMIN. Anybody else is told that somebody is busy, no more. Locks nothing.
// Nobody is always free.
absl::Status CheckFree(const Env& env, const rpc::Call& call, sql::Connection& connection,
                       const Wanted& wanted);

// Locks the calendars in `connection`'s transaction, then CheckFree. ABORTED, GUARD_MISSING, when one
// of them has none yet: the transaction must end, and WithCalendars makes them.
absl::Status LockAndCheckFree(const Env& env, const rpc::Call& call, sql::Connection& connection,
                              const Wanted& wanted);

// sql::WithGuards of the calendars of `people`: runs `write`, which calls LockAndCheckFree, and again once
// they are there. `write` may say itself whose they are: `people` is looked at after it.
absl::StatusOr<v1::CoachingSession> WithCalendars(
    Env& env, const rpc::Call& call, const std::vector<std::string>& people,
    const std::function<absl::StatusOr<v1::CoachingSession>()>& write);

}  // namespace laurel::feedback::calendar
