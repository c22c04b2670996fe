#include "services/goals/tests/permission_table/table.h"

#include "services/goals/testing/suite.h"

namespace laurel::goals::testing {
namespace {

using laurel::testing::PermissionRow;
using laurel::testing::PermissionRows;
using laurel::testing::PermissionTable;
using laurel::testing::Relation;
using Cells = std::map<std::string, std::string>;

std::vector<Relation> Relations() {
  return {{"owner", kAna},     {"line manager", kCarla}, {"chain above", kSkip}, {"chain above", kTop},
          {"coach", kCoach},   {"team mate", kPeer},     {"team lead", kLead},   {"above the lead", kHead},
          {"colleague", kBen}, {"HR_ADMIN", kHr},        {"AUDITOR", kAuditor},  {"stranger", kStranger}};
}

// Deny by default: who is not named reads nothing.
PermissionRows Goals() {
  const Cells of_private = {{"owner", "r w comment"}, {"line manager", "r comment"}, {"AUDITOR", "s"}};
  Cells of_team = of_private;
  of_team["coach"] = "r comment";
  for (const char* relation : {"chain above", "team mate", "team lead", "HR_ADMIN"}) of_team[relation] = "r";
  Cells of_all = {{"owner", "r w comment"}, {"line manager", "r comment"}, {"coach", "r comment"}};

  const Cells teams_private = {{"owner", "r w comment"},
                               {"line manager", "r comment"},
                               {"chain above", "r comment"},
                               {"HR_ADMIN", "r w comment"},
                               {"AUDITOR", "r comment"}};
  Cells teams = teams_private;
  for (const char* relation : {"team mate", "team lead"}) teams[relation] = "r comment";
  return {
      {"Goal PERSON PUBLIC", {"r", of_all}},
      {"Goal PERSON TEAM", {"-", of_team}},
      {"Goal PERSON PRIVATE", {"-", of_private}},
      {"Goal PERSON, draft", {"-", {{"owner", "r w"}}}},
      {"Goal PERSON, proposed",
       {"-",
        {{"owner", "r decide comment"}, {"line manager", "r comment"}},
        "",
        {{"decide", "Goal PERSON, draft"}}}},
      {"Goal TEAM PUBLIC", {"r comment", {{"owner", "r w comment"}, {"HR_ADMIN", "r w comment"}}}},
      {"Goal TEAM TEAM", {"-", teams}},
      {"Goal TEAM PRIVATE", {"-", teams_private}},
      {"Goal TEAM, draft", {"-", {{"owner", "r w"}, {"team lead", "r w"}}}},
      {"Goal COMPANY PUBLIC", {"r comment", {{"HR_ADMIN", "r w comment"}}}},
  };
}

// What belongs to one: read by who reads all of that.
PermissionRow PartOf(const PermissionRows& goals, const std::string& parent) {
  const PermissionRow& of = goals.at(parent);
  PermissionRow row{of.everybody == "-" ? "-" : "r", {}, parent, {}};
  for (const auto& [relation, cell] : of.cells) {
    const bool writes = cell.find(" w") != std::string::npos;
    row.cells[relation] = cell.front() != 'r' ? "-" : writes ? "r w" : "r";
  }
  return row;
}

PermissionRows Lists() {
  const auto read_by = [](const char* unless, const Cells& who) {
    Cells cells = who;
    for (auto& [relation, cell] : cells) cell = cell.front() == 'r' ? "+" : "D";
    return PermissionRow{unless, cells};
  };
  const PermissionRows goals = Goals();
  return {
      {"everything", {"+"}},
      {"one's own", {"0", {{"owner", "+"}}}},
      {"of HR_ADMIN", {"0", {{"HR_ADMIN", "+"}}}},
      {"of the parts of PERSON PUBLIC", {"+"}},
      {"of the parts of PERSON TEAM", read_by("N", goals.at("Goal PERSON TEAM").cells)},
      {"of the parts of PERSON PRIVATE", read_by("N", goals.at("Goal PERSON PRIVATE").cells)},
  };
}

PermissionRows Starts() {
  return {
      {"to make a goal of one's own", {"F"}},
      {"to make a goal of Ana's", {"R", {{"owner", "F"}}}},
      {"to make a goal of Ana's team",
       {"R", {{"team lead", "F"}, {"above the lead", "F"}, {"HR_ADMIN", "F"}}}},
      {"to make a goal of the company", {"R", {{"HR_ADMIN", "F"}}}},
      {"to propose a goal to Ana",
       {"R",
        {{"owner", "I"}, {"line manager", "F"}, {"chain above", "F"}, {"coach", "F"}, {"team lead", "F"}}}},
      {"to list the metrics", {"O"}},
      {"to count the goals of all", {"R", {{"HR_ADMIN", "O"}, {"AUDITOR", "O"}}}},
      {"to count the goals of Ana's team", {"R", {{"team lead", "O"}, {"HR_ADMIN", "O"}, {"AUDITOR", "O"}}}},
  };
}

PermissionTable Make() {
  PermissionTable table{Relations(), Goals(), Lists(), Starts()};
  for (const char* what : {"PERSON PUBLIC", "PERSON TEAM", "PERSON PRIVATE", "TEAM TEAM"}) {
    const std::string parent = fmt::format("Goal {}", what);
    table.objects.emplace(fmt::format("Part of {}", what), PartOf(table.objects, parent));
  }
  return table;
}

}  // namespace

const PermissionTable& Table() {
  static const auto& table = *new PermissionTable(Make());
  return table;
}

}  // namespace laurel::goals::testing
