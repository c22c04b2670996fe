#include "services/directory/status/move.h"

#include <utility>

#include "common/status/error.h"
#include "common/status/macros.h"

namespace laurel::directory::status {
namespace {

absl::Status CheckNotGone(std::string_view person, const Statuses& statuses, std::string_view call,
                          int today) {
  if (StateOn(statuses, today) != v1::PERSON_STATE_LEFT) return absl::OkStatus();
  return Transitions().WrongState(person, v1::PERSON_STATE_LEFT, call);
}

absl::Status CheckFirstDay(const Statuses& statuses, std::string_view field, int day) {
  if (day >= statuses.front().start_day()) return absl::OkStatus();
  return InvalidField(field, "is before the person's first day");
}

// What was planned from `day` on and now only says what is so already: the end of a leave that has ended, the
// beginning of one that was withdrawn. Left there, it would undo the next order.
void DropRepeated(int day, Statuses& statuses) {
  const auto repeats = [](const v1::StatusRecord& a, const v1::StatusRecord& b) {
    return a.state() == b.state() && a.coachable() == b.coachable();
  };
  for (std::size_t i = 1; i < statuses.size();) {
    const bool repeated = statuses[i].start_day() >= day && repeats(statuses[i - 1], statuses[i]);
    if (repeated) {
      statuses.erase(statuses.begin() + static_cast<std::ptrdiff_t>(i));
    } else {
      ++i;
    }
  }
}

absl::StatusOr<Statuses> Alternate(std::string_view person, Statuses statuses, v1::PersonState from,
                                   v1::PersonState to, int day, int today) {
  const std::string_view call = to == v1::PERSON_STATE_ON_LEAVE ? "go on leave" : "return from leave";
  RETURN_IF_ERROR(CheckNotGone(person, statuses, call, today));
  RETURN_IF_ERROR(CheckFirstDay(statuses, "start_date", day));
  const v1::PersonState state = StateOn(statuses, day);
  if (state != from) return Transitions().WrongState(person, state, call);
  SetState(to, day, statuses);
  DropRepeated(day, statuses);
  return statuses;
}

absl::StatusOr<Statuses> Leave(std::string_view person, Statuses statuses, int day, int today) {
  RETURN_IF_ERROR(CheckNotGone(person, statuses, "leave", today));
  RETURN_IF_ERROR(CheckFirstDay(statuses, "leave_date", day));
  const std::optional<int> known = LeaveDay(statuses);
  if (known == day) return statuses;
  if (known.has_value()) Withdraw(*known, statuses);
  // Somebody who had left in the past and came back: the one leaving does not swallow the other.
  if (StateOn(statuses, day) == v1::PERSON_STATE_LEFT) {
    return Transitions().WrongState(person, v1::PERSON_STATE_LEFT, "leave");
  }
  LeaveOn(day, statuses);
  return statuses;
}

absl::StatusOr<Statuses> Reinstate(std::string_view person, Statuses statuses, int day, int today) {
  RETURN_IF_ERROR(CheckFirstDay(statuses, "start_date", day));
  const bool gone = StateOn(statuses, today) == v1::PERSON_STATE_LEFT;
  if (StateOn(statuses, day) == v1::PERSON_STATE_LEFT) {
    SetState(v1::PERSON_STATE_ACTIVE, day, statuses);
    return statuses;
  }
  if (gone) return InvalidField("start_date", "is not in the time for which they have left");
  if (const std::optional<int> known = LeaveDay(statuses); known.has_value()) {
    Withdraw(*known, statuses);
    return statuses;
  }
  return Transitions().WrongState(person, StateOn(statuses, day), "be reinstated");
}

}  // namespace

const api::TransitionTable& Transitions() {
  static const api::TransitionTable* const table =
      new api::TransitionTable(v1::PersonState_descriptor(), "PERSON_STATE_",
                               {{v1::PERSON_STATE_ACTIVE, v1::PERSON_STATE_ON_LEAVE},
                                {v1::PERSON_STATE_ACTIVE, v1::PERSON_STATE_LEFT},
                                {v1::PERSON_STATE_ON_LEAVE, v1::PERSON_STATE_ACTIVE},
                                {v1::PERSON_STATE_ON_LEAVE, v1::PERSON_STATE_LEFT},
                                {v1::PERSON_STATE_LEFT, v1::PERSON_STATE_ACTIVE}});
  return *table;
}

absl::StatusOr<Statuses> Move(std::string_view person, Statuses statuses, Verb verb, int day, int today) {
  switch (verb) {
    case Verb::kGoOnLeave:
      return Alternate(person, std::move(statuses), v1::PERSON_STATE_ACTIVE, v1::PERSON_STATE_ON_LEAVE, day,
                       today);
    case Verb::kReturn:
      return Alternate(person, std::move(statuses), v1::PERSON_STATE_ON_LEAVE, v1::PERSON_STATE_ACTIVE, day,
                       today);
    case Verb::kLeave:
      return Leave(person, std::move(statuses), day, today);
    case Verb::kReinstate:
      return Reinstate(person, std::move(statuses), day, today);
  }
  return InternalError("a verb of a person's state that is none");
}

}  // namespace laurel::directory::status
