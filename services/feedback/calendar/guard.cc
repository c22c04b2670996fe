#include "services/feedback/calendar/guard.h"

#include <algorithm>

#include "common/org/access.h"
#include "common/status/error.h"
#include "common/status/macros.h"
#include "common/time/convert.h"
#include "google/protobuf/util/time_util.h"

namespace laurel::feedback::calendar {
namespace {

// Enough of the plans in the way to find one that the caller may be told of.
constexpr int kMostBusy = 64;

bool MayBeTold(const Env& env, const rpc::Call& call, const Busy& busy) {
  if (busy.person == call.caller.id || call.caller.IsHrAdmin()) return true;
  const auto relations = org::RelationsNow(env.organization, call.caller.id, busy.person, call.now);
  return relations.ok() && relations->MayCoach();
}

std::string ToText(absl::Time time) {
  return google::protobuf::util::TimeUtil::ToString(ToTimestamp(time));  // RFC 3339, UTC
}

Error Overlap(std::string_view message) {
  Error error(absl::StatusCode::kFailedPrecondition, "OVERLAP", message);
  error.Precondition("OVERLAP", "calendar", "somebody who is to take part has another plan then");
  return error;
}

std::vector<std::string> Sorted(std::vector<std::string> people) {
  std::ranges::sort(people);
  return people;
}

}  // namespace

absl::Status CheckFree(const Env& env, const rpc::Call& call, sql::Connection& connection,
                       const Wanted& wanted) {
  if (wanted.people.empty()) return absl::OkStatus();
  ASSIGN_OR_RETURN(const std::vector<Busy> busy,
                   FindBusy(connection, Sorted(wanted.people), wanted.intervals, wanted.except, kMostBusy));
  if (busy.empty()) return absl::OkStatus();
  const auto told = std::ranges::find_if(busy, [&](const Busy& one) { return MayBeTold(env, call, one); });
  if (told == busy.end()) {
    return Overlap(
        "somebody who is to take part is busy then: choose another time, or plan it nonetheless with "
        "allow_overlap");
  }
  return Overlap(
             "somebody who is to take part has another plan then: choose a time outside of it, or plan it "
             "nonetheless with allow_overlap")
      .With("person", org::kPersonPattern.Format({told->person}))
      .With("start_time", ToText(told->interval.start))
      .With("end_time", ToText(told->interval.end));
}

absl::Status LockAndCheckFree(const Env& env, const rpc::Call& call, sql::Connection& connection,
                              const Wanted& wanted) {
  if (wanted.people.empty()) return absl::OkStatus();
  RETURN_IF_ERROR(sql::LockGuards(connection, kCalendars, wanted.people));
  return CheckFree(env, call, connection, wanted);
}

absl::StatusOr<v1::CoachingSession> WithCalendars(
    Env& env, const rpc::Call& call, const std::vector<std::string>& people,
    const std::function<absl::StatusOr<v1::CoachingSession>()>& write) {
  return sql::WithGuards<v1::CoachingSession>(env.db, call.deadline, kCalendars, people, write);
}

}  // namespace laurel::feedback::calendar
