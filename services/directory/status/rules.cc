#include "services/directory/status/rules.h"

#include <algorithm>
#include <set>
#include <utility>

namespace laurel::directory::status {
namespace {

v1::StatusRecord Record(std::string_view person, int day, v1::PersonState state, bool coachable) {
  v1::StatusRecord record;
  record.set_person(std::string(person));
  record.set_start_day(day);
  record.set_state(state);
  record.set_coachable(coachable);
  return record;
}

void RemoveFrom(int day, Statuses& statuses) {
  std::erase_if(statuses, [day](const v1::StatusRecord& status) { return status.start_day() >= day; });
}

// The record that begins on `day`, made from the one in force when there is none. `statuses` hold something
// on that day.
v1::StatusRecord& BeginningOn(int day, Statuses& statuses) {
  const auto next = std::find_if(statuses.begin(), statuses.end(),
                                 [day](const v1::StatusRecord& status) { return status.start_day() >= day; });
  if (next != statuses.end() && next->start_day() == day) return *next;
  v1::StatusRecord copy = *std::prev(next);
  copy.set_start_day(day);
  return *statuses.insert(next, std::move(copy));
}

void SetCoachable(bool coachable, int day, Statuses& statuses) {
  if (InForceOn(statuses, day)->coachable() != coachable) BeginningOn(day, statuses).set_coachable(coachable);
  for (v1::StatusRecord& status : statuses) {
    if (status.start_day() >= day) status.set_coachable(coachable);
  }
}

// `day`: when changes of state begin.
std::optional<Contradiction> Check(const Statuses& before, int day, const Change& change) {
  const bool leaves = change.state == v1::PERSON_STATE_LEFT;
  if (change.leave_day.has_value()) {
    if (*change.leave_day < before.front().start_day()) {
      return Contradiction{"leave_date", "is before the person's first day"};
    }
    if (change.state.has_value() && leaves != (*change.leave_day <= day)) {
      return Contradiction{"state", leaves ? "LEFT contradicts a leave_date that is still to come"
                                           : "contradicts a leave_date that has come: it must be LEFT"};
    }
  }
  const std::optional<int> known = LeaveDay(before);
  if (change.no_leave_day && !change.state.has_value() && known.has_value() && *known <= day) {
    return Contradiction{"leave_date",
                         "cannot be cleared, the person has left: state ACTIVE brings them back"};
  }
  return std::nullopt;
}

Statuses Changed(Statuses statuses, int day, const Change& change) {
  const bool dated = change.leave_day.has_value() && change.state == v1::PERSON_STATE_LEFT;
  if (change.state.has_value() && !dated) SetState(*change.state, day, statuses);
  if (change.coachable.has_value()) SetCoachable(*change.coachable, day, statuses);
  if (change.leave_day.has_value()) LeaveOn(*change.leave_day, statuses);
  if (const auto known = LeaveDay(statuses); change.no_leave_day && known.has_value() && *known > day) {
    Withdraw(*known, statuses);
  }
  return statuses;
}

}  // namespace

bool History::IsUntold(int start_day) const { return std::ranges::binary_search(untold, start_day); }

const v1::StatusRecord* InForceOn(const Statuses& statuses, int day) {
  const auto next = std::find_if(statuses.begin(), statuses.end(),
                                 [day](const v1::StatusRecord& status) { return status.start_day() > day; });
  return next == statuses.begin() ? nullptr : &*std::prev(next);
}

v1::PersonState StateOn(const Statuses& statuses, int day) {
  const v1::StatusRecord* status = InForceOn(statuses, day);
  return status == nullptr ? v1::PERSON_STATE_UNSPECIFIED : status->state();
}

std::optional<int> LeaveDay(const Statuses& statuses) {
  std::optional<int> day;
  for (auto it = statuses.rbegin(); it != statuses.rend() && it->state() == v1::PERSON_STATE_LEFT; ++it) {
    day = it->start_day();
  }
  return day;
}

bool Same(const Statuses& a, const Statuses& b) {
  return std::equal(
      a.begin(), a.end(), b.begin(), b.end(), [](const v1::StatusRecord& x, const v1::StatusRecord& y) {
        return x.start_day() == y.start_day() && x.state() == y.state() && x.coachable() == y.coachable();
      });
}

std::optional<Difference> FirstDifference(const Statuses& before, const Statuses& after) {
  std::set<int> days;
  for (const Statuses* statuses : {&before, &after}) {
    for (const v1::StatusRecord& status : *statuses) days.insert(status.start_day());
  }
  for (const int day : days) {
    const v1::PersonState from = StateOn(before, day);
    const v1::PersonState to = StateOn(after, day);
    if (from != to) return Difference{day, from, to};
  }
  return std::nullopt;
}

void SetState(v1::PersonState state, int day, Statuses& statuses) {
  if (InForceOn(statuses, day)->state() == state) return;
  v1::StatusRecord changed = BeginningOn(day, statuses);
  changed.set_state(state);
  if (state == v1::PERSON_STATE_LEFT) {
    RemoveFrom(day, statuses);
    statuses.push_back(std::move(changed));
  } else {
    BeginningOn(day, statuses) = std::move(changed);
  }
}

void Withdraw(int leave_day, Statuses& statuses) {
  const v1::StatusRecord left = *InForceOn(statuses, leave_day);
  RemoveFrom(leave_day, statuses);
  if (statuses.empty()) {
    statuses.push_back(Record(left.person(), leave_day, v1::PERSON_STATE_ACTIVE, left.coachable()));
  }
}

void LeaveOn(int day, Statuses& statuses) {
  const std::optional<int> known = LeaveDay(statuses);
  if (known == day) return;
  if (known.has_value()) Withdraw(*known, statuses);
  const v1::StatusRecord before = *InForceOn(statuses, day);
  RemoveFrom(day, statuses);
  statuses.push_back(Record(before.person(), day, v1::PERSON_STATE_LEFT, before.coachable()));
}

std::variant<Statuses, Contradiction> Begin(std::string_view person, int first_day, int today,
                                            const Change& change) {
  const Statuses before{Record(person, first_day, v1::PERSON_STATE_ACTIVE, change.coachable.value_or(false))};
  const int day = std::max(today, first_day);
  if (auto contradiction = Check(before, day, change)) return *std::move(contradiction);
  // Who is on leave when first heard of has been so from the start; who has left did so today.
  return Changed(before, change.state == v1::PERSON_STATE_LEFT ? day : first_day, change);
}

std::variant<Statuses, Contradiction> Apply(const Statuses& before, int today, const Change& change) {
  const int day = std::max(today, before.front().start_day());
  if (auto contradiction = Check(before, day, change)) return *std::move(contradiction);
  return Changed(before, day, change);
}

}  // namespace laurel::directory::status
