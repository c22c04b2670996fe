// What this service asks the organisation, over what common/org answers. Thread-safe.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "common/org/organization.h"
#include "google/protobuf/repeated_ptr_field.h"

namespace laurel::feedback {

// Ids of those whose line manager this person is now: today's date differs between their time zones.
std::vector<std::string> DirectReportsNow(const org::Organization& organization, std::string_view manager,
                                          absl::Time now);

// FAILED_PRECONDITION, PERSON_LEFT, when all of these people (names) have left: nothing new is written about
// leavers.
absl::Status CheckSomebodyIsHere(const org::Organization& organization,
                                 const google::protobuf::RepeatedPtrField<std::string>& people,
                                 absl::Time now);

}  // namespace laurel::feedback
