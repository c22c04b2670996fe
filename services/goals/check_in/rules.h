// What a check-in may say, and what follows from it. Decimals, times and the range of confidence have passed
// field rules. Pure functions; thread-safe.
#pragma once

#include <optional>
#include <string_view>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "laurel/goals/v1/check_in.pb.h"

namespace laurel::goals::check_in {

inline constexpr std::string_view kNoSuchKeyResult = "there is no such key result of this goal";

// How far ahead of this server's clock that of a client may be.
inline constexpr absl::Duration kSkew = absl::Minutes(1);

// All that is wrong in it by itself, as a check-in of this goal (its name): key_result without value or the
// other way round, either of another goal, no health though it supersedes nothing, a time that is yet to
// come. INVALID_ARGUMENT.
absl::Status CheckFields(const v1::CheckIn& asked, std::string_view goal, absl::Time now);

// `found`: the check-in that it says to supersede; nullopt: there is none of that name. INVALID_ARGUMENT: it
// is about another key result, or superseded already.
absl::Status CheckSupersedes(const v1::CheckIn& asked, const std::optional<v1::CheckIn>& found);

// With what is unset filled in, from the superseded one if there is one; the value canonical.
v1::CheckIn Completed(const v1::CheckIn& asked, const std::optional<v1::CheckIn>& superseded, absl::Time now);

// The one that says how things stand: by time, and where times are equal by id.
const v1::CheckIn& LaterOf(const v1::CheckIn& one, const v1::CheckIn& other);

}  // namespace laurel::goals::check_in
