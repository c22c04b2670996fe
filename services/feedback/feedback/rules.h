// What holds of a piece of feedback whatever the database says: its states, and what its fields say to each
// other. Who reads it stands in audience/rules.h. Pure functions; thread-safe.
#pragma once

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "common/api/transitions.h"
#include "laurel/common/v1/view.pb.h"
#include "laurel/feedback/v1/feedback.pb.h"

namespace laurel::feedback::feedback {

// An author may take back for so long after submitting.
inline constexpr absl::Duration kRetractWindow = absl::Minutes(15);

const api::TransitionTable& Transitions();

// Others than its author may know of it: it has been submitted.
bool IsShown(v1::FeedbackState state);

// Rules between the fields, of a draft too; paths begin with "feedback". INVALID_ARGUMENT: INVALID_FIELD for
// an author who is the subject; VISIBILITY_NOT_ALLOWED for CONSTRUCTIVE that is TEAM or PUBLIC. `visibility`
// is set.
absl::Status CheckFields(const v1::Feedback& feedback);
// It says something. INVALID_ARGUMENT, NOTHING_SAID: no text in strengths, growth_areas and next_step.
absl::Status CheckSaysSomething(const v1::Feedback& feedback);

// FAILED_PRECONDITION: WRONG_STATE unless it is a draft; VISIBILITY_FROZEN when its visibility is what was to
// change.
absl::Status CheckUpdate(const v1::Feedback& before, bool names_visibility);

// FAILED_PRECONDITION: WRONG_STATE, or ALREADY_ACKNOWLEDGED.
absl::Status CheckAcknowledge(const v1::Feedback& feedback);

// Who takes back, and why they may. INVALID_ARGUMENT on `reason` for HR_ADMIN without one;
// FAILED_PRECONDITION: WRONG_STATE; of an author who is not HR_ADMIN also ALREADY_ACKNOWLEDGED and
// RETRACT_WINDOW_CLOSED.
absl::Status CheckRetract(const v1::Feedback& feedback, bool by_author, bool by_hr_admin,
                          std::string_view reason, absl::Time now);

// The piece as this view shows it, `view` set.
v1::Feedback Shaped(const v1::Feedback& feedback, common::v1::View view);

}  // namespace laurel::feedback::feedback
