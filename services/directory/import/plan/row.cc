#include "services/directory/import/plan/row.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "absl/strings/str_split.h"
#include "common/api/field_rules.h"
#include "common/api/text.h"
#include "common/status/error.h"
#include "common/time/convert.h"

namespace laurel::directory::import {
namespace {

constexpr std::string_view kClear = "-";

Cell<std::string> TextCell(const std::string& cell) {
  if (cell.empty()) return {};
  if (cell == kClear) return {.given = true, .value = std::nullopt};
  return {.given = true, .value = cell};
}

// The rules of Person's own fields, as the proto declares them. A field that is unchanged or cleared keeps
// them.
void CheckFields(const Row& row, Problems& problems) {
  v1::Person person;
  person.set_employee_number(row.employee_number);
  // Required fields must hold something, also where the cell leaves them as they are.
  person.set_email(row.email.value.value_or("unchanged@example.com"));
  person.set_display_name(row.display_name.value.value_or("unchanged"));
  person.set_title(row.title.value.value_or(""));
  person.set_location(row.location.value.value_or(""));
  person.set_time_zone(row.time_zone.value.value_or(""));
  person.set_locale(row.locale.value.value_or(""));
  const absl::Status status = api::ApplyFieldRules("", person);
  const auto violations = BadRequestOf(status);
  if (!violations.has_value()) return;
  for (const auto& violation : violations->field_violations()) {
    problems.push_back({violation.field(), violation.description()});
  }
}

void CheckKept(const Cell<std::string>& cell, std::string_view column, Problems& problems) {
  if (cell.given && !cell.value.has_value()) problems.push_back({std::string(column), "cannot be cleared"});
}

// What refers to something else has no rules in the proto: the rules of what it refers to hold.
void CheckReference(const Cell<std::string>& cell, std::string_view column, std::size_t longest,
                    Problems& problems) {
  const std::string text = cell.value.value_or("");
  if (api::CodePoints(text) > longest) {
    problems.push_back({std::string(column), "has more than " + std::to_string(longest) + " characters"});
  } else if (api::HasForbiddenControl(text, /*single_line=*/true)) {
    problems.push_back({std::string(column), "has control characters"});
  }
}

Cell<absl::CivilDay> DateCell(const std::string& cell, std::string_view column, Problems& problems) {
  if (cell.empty()) return {};
  if (cell == kClear) return {.given = true, .value = std::nullopt};
  const std::optional<absl::CivilDay> day = ParseIsoDate(cell);
  if (!day.has_value()) problems.push_back({std::string(column), "is not a date: write it as 2026-02-28"});
  return {.given = true, .value = day};
}

// A word of an enum without its prefix, any case; nullopt for an empty cell or, with a problem, for another
// word.
template <typename Enum, std::size_t n>
std::optional<Enum> WordCell(const std::string& cell, std::string_view column,
                             const std::array<std::pair<std::string_view, Enum>, n>& words,
                             std::string_view expected, Problems& problems) {
  if (cell.empty()) return std::nullopt;
  const std::string word = api::LowerAscii(cell);
  for (const auto& [name, value] : words) {
    if (word == name) return value;
  }
  problems.push_back({std::string(column), "must be " + std::string(expected)});
  return std::nullopt;
}

constexpr std::array<std::pair<std::string_view, v1::PersonState>, 3> kStates{
    {{"active", v1::PERSON_STATE_ACTIVE},
     {"on_leave", v1::PERSON_STATE_ON_LEAVE},
     {"left", v1::PERSON_STATE_LEFT}}};
constexpr std::array<std::pair<std::string_view, v1::TeamRole>, 3> kTeamRoles{
    {{"member", v1::TEAM_ROLE_MEMBER}, {"lead", v1::TEAM_ROLE_LEAD}, {kClear, v1::TEAM_ROLE_MEMBER}}};
constexpr std::array<std::pair<std::string_view, bool>, 9> kYesNo{{{"yes", true},
                                                                   {"y", true},
                                                                   {"true", true},
                                                                   {"1", true},
                                                                   {"no", false},
                                                                   {"n", false},
                                                                   {"false", false},
                                                                   {"0", false},
                                                                   {kClear, false}}};
constexpr std::array<std::pair<std::string_view, v1::Role>, 3> kRoles{
    {{"hr_admin", v1::ROLE_HR_ADMIN},
     {"recognition_admin", v1::ROLE_RECOGNITION_ADMIN},
     {"auditor", v1::ROLE_AUDITOR}}};

Cell<std::vector<v1::Role>> RolesCell(const std::string& cell, Problems& problems) {
  if (cell.empty()) return {};
  if (cell == kClear) return {.given = true, .value = std::nullopt};
  std::vector<v1::Role> roles;
  const std::vector<std::string> words = absl::StrSplit(cell, ';');
  for (const std::string& word : words) {
    const std::string name(api::Trim(word));
    const std::size_t before = problems.size();
    const auto role = WordCell(name, "roles", kRoles,
                               "HR_ADMIN, RECOGNITION_ADMIN or AUDITOR, separated by \";\"", problems);
    if (problems.size() > before) break;
    if (role.has_value()) roles.push_back(*role);
  }
  std::sort(roles.begin(), roles.end());
  roles.erase(std::unique(roles.begin(), roles.end()), roles.end());
  return {.given = true, .value = std::move(roles)};
}

}  // namespace

std::variant<Row, Problems> Read(const v1::ImportPeopleRow& cells) {
  Problems problems;
  Row row;
  row.line_number = cells.line_number();
  row.employee_number = cells.employee_number();
  if (row.employee_number.empty() || row.employee_number == kClear) {
    problems.push_back({"employee_number", "is required: it is the key of imports"});
  }
  row.email = TextCell(cells.email());
  row.display_name = TextCell(cells.display_name());
  row.title = TextCell(cells.title());
  row.location = TextCell(cells.location());
  row.time_zone = TextCell(cells.time_zone());
  row.locale = TextCell(cells.locale());
  row.team = TextCell(cells.team());
  row.manager = TextCell(cells.manager());
  row.coach = TextCell(cells.coach());
  CheckKept(row.email, "email", problems);
  CheckKept(row.display_name, "display_name", problems);
  CheckFields(row, problems);
  CheckReference(row.team, "team", 120, problems);
  CheckReference(row.manager, "manager", 254, problems);
  CheckReference(row.coach, "coach", 254, problems);
  row.hire_date = DateCell(cells.hire_date(), "hire_date", problems);
  row.leave_date = DateCell(cells.leave_date(), "leave_date", problems);
  row.state = WordCell(cells.state(), "state", kStates, "ACTIVE, ON_LEAVE or LEFT", problems);
  row.coachable = WordCell(cells.coachable(), "coachable", kYesNo, "yes or no", problems);
  row.team_role = WordCell(cells.team_role(), "team_role", kTeamRoles, "MEMBER or LEAD", problems);
  row.roles = RolesCell(cells.roles(), problems);
  if (!problems.empty()) return problems;
  return row;
}

}  // namespace laurel::directory::import
