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

// The status in force; nullptr before the first.
const v1::StatusRecord* InForceOn(const Statuses& statuses, int day);
// The first day of the LEFT in which the statuses end.
std::optional<int> LeaveDay(const Statuses& statuses);

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
