// A person's state and coachable over time. Pure functions over a person's StatusRecords, sorted by
// start_day: each holds until the next one begins.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "laurel/directory/v1/organization.pb.h"

namespace laurel::directory::status {

using Statuses = std::vector<v1::StatusRecord>;

// What is asked for; what is absent stays as it is.
struct Change {
  std::optional<v1::PersonState> state = std::nullopt;
  std::optional<bool> coachable = std::nullopt;
  std::optional<int> leave_day = std::nullopt;  // the first day as LEFT
  bool no_leave_day = false;                    // a leave day that is still to come is withdrawn
};

// What is kept of a person. A status is told (services/directory/events.h) once it has begun.
struct History {
  Statuses statuses;
  std::vector<int> untold = {};  // first days of those that nobody has been told of, sorted

  bool IsUntold(int start_day) const;
};

// The status in force; nullptr before the first.
const v1::StatusRecord* InForceOn(const Statuses& statuses, int day);
// UNSPECIFIED before the first.
v1::PersonState StateOn(const Statuses& statuses, int day);
// The first day of the LEFT in which the statuses end.
std::optional<int> LeaveDay(const Statuses& statuses);
bool Same(const Statuses& a, const Statuses& b);

// Where two histories of one person part: the first day on which their states are not the same.
struct Difference {
  int day;
  v1::PersonState from;  // UNSPECIFIED: not here yet
  v1::PersonState to;
};
std::optional<Difference> FirstDifference(const Statuses& before, const Statuses& after);

// From `day` on, until the next status begins; for LEFT, for good. A status is in force on `day`.
void SetState(v1::PersonState state, int day, Statuses& statuses);
// LEFT from `day` on and never sooner or later: a leaving that was known is moved. A status is in force on
// `day`.
void LeaveOn(int day, Statuses& statuses);
// As if they were not to leave on `leave_day`, which LeaveDay has named.
void Withdraw(int leave_day, Statuses& statuses);

// Why it cannot be, as a row of an import says it.
struct Contradiction {
  std::string column;
  std::string reason;
};

// A person who begins on `first_day`: ACTIVE and not coachable unless said otherwise.
std::variant<Statuses, Contradiction> Begin(std::string_view person, int first_day, int today,
                                            const Change& change);
// Changes hold from today on, or from the first day of somebody who is still to come.
std::variant<Statuses, Contradiction> Apply(const Statuses& before, int today, const Change& change);

}  // namespace laurel::directory::status
