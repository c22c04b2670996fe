#include "common/org/testing/site.h"

#include <map>

namespace laurel::org::testing {

const std::string kSite = TestId(60);
const std::string kNorth = TestId(61);
const std::string kSouth = TestId(62);
const std::string kEast = TestId(63);
const std::string kNorthLead = TestId(300);
const std::string kSiteLead = TestId(400);

std::string SiteMember(const std::string& team, int n) {
  return TestId(n + (team == kNorth ? 300 : team == kSouth ? 320 : 340));
}

void AddSite(Records& records, int in_east) {
  records.Team(kSite, directory::v1::TEAM_KIND_SITE).Placement(kSite, "");
  records.Active(kSiteLead, kSiteLead).Lead(kSite, kSiteLead);
  for (const auto& [team, people] : std::map<std::string, int>{{kNorth, 6}, {kSouth, 5}, {kEast, in_east}}) {
    records.Team(team).Placement(team, kSite);
    for (int n = 0; n < people; ++n) {
      const std::string person = SiteMember(team, n);
      records.Active(person, person);
      n == 0 ? records.Lead(team, person) : records.Member(team, person);
    }
  }
}

}  // namespace laurel::org::testing
