// The rows of "Who may do what" of the product that are about goals, for anybody of a made-up organisation
// and any of its goals: written from the product, and without services/goals/audience. Pure.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "services/goals/tests/visibility/goals.h"
#include "services/goals/tests/visibility/organization.h"

namespace laurel::goals::testing {

enum class Sight { kNothing, kSummary, kFull };

// A column of the row that a goal is in: what it gives to whoever stands there.
struct Column {
  std::string_view who;
  Sight sight = Sight::kNothing;
};

// "PERSON TEAM".
std::vector<std::string_view> AllRows();
std::string_view RowOf(const MadeGoal& goal);
// Of this row, from left to right; and those of them in which the reader stands.
std::vector<Column> ColumnsOf(std::string_view row);
std::vector<Column> ColumnsFor(const MadeOrganization& organization, int reader, const MadeGoal& goal);
// The most that any of them gives.
Sight SightOf(const MadeOrganization& organization, int reader, const MadeGoal& goal);
// "w": as what the reader changes it, and says what parts of it count; nothing: they may not.
std::optional<std::string_view> WriterAs(const MadeOrganization& organization, int reader,
                                         const MadeGoal& goal);
// Whether it counts in what it is a part of.
bool Counts(const MadeGoal& goal);

}  // namespace laurel::goals::testing
