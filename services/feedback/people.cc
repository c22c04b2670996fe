#include "services/feedback/people.h"

#include <algorithm>

#include "common/status/refusals.h"
#include "services/feedback/names.h"

namespace laurel::feedback {

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
