// How a draft becomes what others read. Thread-safe; a Changes is used by one thread at a time.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "common/sql/changes.h"
#include "laurel/feedback/v1/feedback.pb.h"
#include "services/feedback/env.h"

namespace laurel::feedback::feedback {

// Names of the teams to which a TEAM piece about this subject (a name) is shown when it is submitted now.
// FAILED_PRECONDITION, NO_TEAM; UNAVAILABLE, ORGANIZATION_STALE.
absl::StatusOr<std::vector<std::string>> AudienceTeams(const Env& env, std::string_view subject,
                                                       absl::Time now);

// The draft as it is once submitted: SUBMITTED, its audience frozen. INVALID_ARGUMENT, NOTHING_SAID;
// FAILED_PRECONDITION, PERSON_LEFT, and whatever AudienceTeams refuses.
absl::StatusOr<v1::Feedback> Submitted(const Env& env, v1::Feedback draft, absl::Time now);

// Saves what the submission brings beside the piece itself, and counts it once it is committed.
void SaveSubmitted(const Env& env, const v1::Feedback& submitted, sql::Changes& changes);

}  // namespace laurel::feedback::feedback
