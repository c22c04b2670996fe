// What this service asks the organisation, over what common/org answers. Thread-safe.
#pragma once

#include <string>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "common/org/organization.h"
#include "google/protobuf/repeated_ptr_field.h"

namespace laurel::feedback {

// FAILED_PRECONDITION, PERSON_LEFT, when all of these people (names) have left: nothing new is written about
// leavers.
absl::Status CheckSomebodyIsHere(const org::Organization& organization,
                                 const google::protobuf::RepeatedPtrField<std::string>& people,
                                 absl::Time now);

}  // namespace laurel::feedback
