#include "common/testing/sample/people_organization.h"

#include <fstream>
#include <map>
#include <sstream>
#include <vector>

#include "common/org/testing/records.h"

namespace laurel::sample {
namespace {

// The columns of the file.
enum Column { kNumber = 0, kEmail = 1, kTeam = 4, kTeamRole = 5, kManager = 6, kCoach = 7, kTimeZone = 9 };
constexpr std::size_t kRoles = 14;
constexpr int kFirstTeam = 5000;

std::string IdOf(const std::string& number) { return org::testing::TestId(std::stoi(number.substr(1))); }

std::vector<directory::v1::Role> RolesOf(const std::string& cell) {
  std::vector<directory::v1::Role> roles;
  std::istringstream names(cell);
  for (std::string name; std::getline(names, name, ';');) {
    directory::v1::Role role = directory::v1::ROLE_UNSPECIFIED;
    if (directory::v1::Role_Parse("ROLE_" + name, &role)) roles.push_back(role);
  }
  return roles;
}

}  // namespace

std::shared_ptr<const org::Organization> OrganizationOf(const std::string& people_csv) {
  org::testing::Records records;
  std::map<std::string, std::string> teams;
  std::ifstream file(people_csv);
  std::string line;
  std::getline(file, line);
  while (std::getline(file, line)) {
    std::vector<std::string> cells;
    std::istringstream row(line);
    for (std::string cell; std::getline(row, cell, ',');) cells.push_back(cell);
    cells.resize(kRoles + 1);
    const std::string person = IdOf(cells[kNumber]);
    records.Active(person, cells[kEmail], cells[kTimeZone]);
    if (!cells[kManager].empty()) records.Line(person, IdOf(cells[kManager]));
    if (!cells[kCoach].empty()) records.Coach(person, IdOf(cells[kCoach]));
    if (const auto roles = RolesOf(cells[kRoles]); !roles.empty()) records.Roles(person, roles);
    if (cells[kTeam].empty()) continue;
    const auto [team, added] =
        teams.try_emplace(cells[kTeam], org::testing::TestId(kFirstTeam + static_cast<int>(teams.size())));
    if (added) records.Team(team->second).Placement(team->second, "");
    if (cells[kTeamRole] == "LEAD") {
      records.Lead(team->second, person);
    } else {
      records.Member(team->second, person);
    }
  }
  return records.Build();
}

}  // namespace laurel::sample
