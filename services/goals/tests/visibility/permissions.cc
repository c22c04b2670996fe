#include "services/goals/tests/visibility/permissions.h"

#include <algorithm>
#include <array>
#include <utility>

namespace laurel::goals::testing {
namespace {

constexpr std::size_t kColumns = 11;
constexpr std::array<std::string_view, kColumns> kWho = {
    "owner",           "maker",   "line manager", "above that",        "coach",  "its team",
    "LEAD of another", "anybody", "HR_ADMIN",     "RECOGNITION_ADMIN", "AUDITOR"};

// r: reads it; s: its summary. In the order of kWho.
constexpr std::array<std::pair<std::string_view, std::string_view>, 9> kRows = {{
    {"PERSON PUBLIC", "r - r r r r - r r - s"},
    {"PERSON TEAM", "r - r r r r - - r - s"},
    {"PERSON PRIVATE", "r - r - - - - - - - s"},
    {"TEAM, COMPANY PUBLIC", "r - r r - r - r r - r"},
    {"TEAM, COMPANY TEAM", "r - r r - r - - r - r"},
    {"TEAM, COMPANY PRIVATE", "r - r r - - - - r - r"},
    {"PERSON, draft", "r - - - - - - - - - -"},
    {"TEAM, COMPANY, draft", "r r - - - - - - - - -"},
    {"PERSON, proposal", "r r - - - - - - - - -"},
}};

Sight SightBy(char cell) {
  return cell == 'r' ? Sight::kFull : cell == 's' ? Sight::kSummary : Sight::kNothing;
}

bool IsOfPerson(const MadeGoal& goal) { return goal.level == v1::GOAL_LEVEL_PERSON; }

// Where the reader stands, in the order of kWho.
std::array<bool, kColumns> PlacesOf(const MadeOrganization& organization, int reader, const MadeGoal& goal) {
  const auto of_any_owner = [&](auto relation) { return std::ranges::any_of(goal.owners, relation); };
  const auto is_manager = [&](int owner) { return organization.IsLineManager(reader, owner); };
  return {of_any_owner([&](int owner) { return owner == reader; }),
          goal.maker == reader,
          of_any_owner(is_manager),
          of_any_owner([&](int owner) { return organization.IsAbove(reader, owner) && !is_manager(owner); }),
          of_any_owner([&](int owner) { return organization.IsCoach(reader, owner); }),
          organization.IsIn(goal.team, reader),
          !organization.IsIn(goal.team, reader) &&
              of_any_owner([&](int owner) { return organization.LeadsTeamOf(reader, owner); }),
          true,
          organization.Has(reader, directory::v1::ROLE_HR_ADMIN),
          organization.Has(reader, directory::v1::ROLE_RECOGNITION_ADMIN),
          organization.Has(reader, directory::v1::ROLE_AUDITOR)};
}

}  // namespace

std::vector<std::string_view> AllRows() {
  std::vector<std::string_view> rows;
  for (const auto& [row, cells] : kRows) rows.push_back(row);
  return rows;
}

std::string_view RowOf(const MadeGoal& goal) {
  switch (goal.lifecycle) {
    case v1::GOAL_LIFECYCLE_PROPOSED:
    case v1::GOAL_LIFECYCLE_DECLINED:
      return "PERSON, proposal";
    case v1::GOAL_LIFECYCLE_DRAFT:
    case v1::GOAL_LIFECYCLE_DISCARDED:
      return IsOfPerson(goal) ? "PERSON, draft" : "TEAM, COMPANY, draft";
    default:
      break;
  }
  switch (goal.visibility) {
    case v1::GOAL_VISIBILITY_PUBLIC:
      return IsOfPerson(goal) ? "PERSON PUBLIC" : "TEAM, COMPANY PUBLIC";
    case v1::GOAL_VISIBILITY_TEAM:
      return IsOfPerson(goal) ? "PERSON TEAM" : "TEAM, COMPANY TEAM";
    default:
      return IsOfPerson(goal) ? "PERSON PRIVATE" : "TEAM, COMPANY PRIVATE";
  }
}

std::vector<Column> ColumnsOf(std::string_view row) {
  const auto* const found = std::ranges::find(kRows, row, [](const auto& one) { return one.first; });
  std::vector<Column> columns;
  for (std::size_t i = 0; i < kColumns; ++i) columns.push_back({kWho[i], SightBy(found->second[2 * i])});
  return columns;
}

std::vector<Column> ColumnsFor(const MadeOrganization& organization, int reader, const MadeGoal& goal) {
  const std::array<bool, kColumns> places = PlacesOf(organization, reader, goal);
  std::vector<Column> columns = ColumnsOf(RowOf(goal)), stands_in;
  for (std::size_t i = 0; i < kColumns; ++i) {
    if (places[i]) stands_in.push_back(columns[i]);
  }
  return stands_in;
}

Sight SightOf(const MadeOrganization& organization, int reader, const MadeGoal& goal) {
  Sight most = Sight::kNothing;
  for (const Column& column : ColumnsFor(organization, reader, goal)) most = std::max(most, column.sight);
  return most;
}

std::optional<std::string_view> WriterAs(const MadeOrganization& organization, int reader,
                                         const MadeGoal& goal) {
  if (SightOf(organization, reader, goal) != Sight::kFull) return std::nullopt;
  if (std::ranges::count(goal.owners, reader) > 0) return "owner";
  if (IsOfPerson(goal)) return std::nullopt;
  if (organization.Has(reader, directory::v1::ROLE_HR_ADMIN)) return "HR_ADMIN";
  if (goal.maker == reader && goal.lifecycle == v1::GOAL_LIFECYCLE_DRAFT) return "maker";
  return std::nullopt;
}

bool Counts(const MadeGoal& goal) {
  return goal.lifecycle == v1::GOAL_LIFECYCLE_ACTIVE || goal.lifecycle == v1::GOAL_LIFECYCLE_ACHIEVED ||
         goal.lifecycle == v1::GOAL_LIFECYCLE_MISSED;
}

}  // namespace laurel::goals::testing
