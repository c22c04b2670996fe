#include "services/feedback/people.h"

#include <algorithm>
#include <set>

#include "services/feedback/errors.h"
#include "services/feedback/names.h"

namespace laurel::feedback {

std::vector<std::string> DirectReportsNow(const org::Organization& organization, std::string_view manager,
                                          absl::Time now) {
  const absl::CivilDay today = absl::ToCivilDay(now, absl::UTCTimeZone());
  std::set<std::string> candidates;
  for (const absl::CivilDay day : {today - 1, today, today + 1}) {
    for (std::string& person : organization.ReportsOn(manager, day, false))
      candidates.insert(std::move(person));
  }
  std::vector<std::string> reports;
  for (const std::string& person : candidates) {
    if (organization.RelationsOf(manager, person, now).Has(org::Relations::kLineManager))
      reports.push_back(person);
  }
  return reports;
}

absl::Status CheckSomebodyIsHere(const org::Organization& organization,
                                 const google::protobuf::RepeatedPtrField<std::string>& people,
                                 absl::Time now) {
  const bool all_left = std::all_of(people.begin(), people.end(), [&](const std::string& name) {
    return organization.HasLeft(IdOf(name), now);
  });
  if (all_left) return PersonLeft("everybody who was coached here has left: history stays as it is");
  return absl::OkStatus();
}

}  // namespace laurel::feedback
