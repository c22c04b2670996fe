// What holds of a recognition whatever the database says: its states, and what its fields say to each other.
// Who reads it stands in audience/rules.h. Pure functions; thread-safe.
#pragma once

#include <cstdint>
#include <string_view>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "common/api/transitions.h"
#include "laurel/common/v1/view.pb.h"
#include "laurel/recognition/v1/program.pb.h"
#include "laurel/recognition/v1/recognition.pb.h"
#include "services/recognition/audience/rules.h"

namespace laurel::recognition::recognition {

// What waits for so long is rejected.
inline constexpr absl::Duration kDecideWithin = absl::Hours(14 * 24);
// A team of fewer or more is not thanked as a team.
inline constexpr int kSmallestTeam = 2;
inline constexpr int kLargestTeam = 200;
// Teams times recipients of what teams read: each pair is a row of the one transaction that gives it.
inline constexpr std::int64_t kLargestAudience = 10'000;

const api::TransitionTable& Transitions();

// Rules between the fields of what `sender` (a name) wants to give; paths begin with "recognition".
// INVALID_ARGUMENT: SELF_RECOGNITION, DUPLICATE_RECIPIENT, NO_RECIPIENTS, INVALID_FIELD for recipients and
// team together, or team and parent.
absl::Status CheckFields(const v1::Recognition& recognition, std::string_view sender);

// The programme's limits. INVALID_ARGUMENT: VALUE_REQUIRED; FAILED_PRECONDITION: MAX_EACH_EXCEEDED.
absl::Status CheckProgram(const v1::Recognition& recognition, const v1::Program& program);

// recipients are set. Its points in all are over the threshold.
bool NeedsApproval(const v1::Recognition& recognition, const v1::Program& program);

// FAILED_PRECONDITION: WRONG_STATE, UNDO_WINDOW_CLOSED.
absl::Status CheckRevoke(const v1::Recognition& recognition, const v1::Program& program, absl::Time now);

// The recognition as this reader is shown it, who has this view of it; `view` set.
v1::Recognition Shaped(const v1::Recognition& recognition, const audience::Reader& reader,
                       common::v1::View view);

}  // namespace laurel::recognition::recognition
