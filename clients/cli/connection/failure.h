// Errors as somebody at a terminal reads them: which field, what is wrong, what to do. Pure functions.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "clients/cli/connection/argument_names.h"
#include "common/status/error.h"

namespace laurel::cli {

// Reasons that this command gives itself; those of the services are listed in the API contract.
inline constexpr std::string_view kUsageReason = "USAGE";
inline constexpr std::string_view kPartialReason = "PARTIAL";
inline constexpr std::string_view kUnreachableReason = "UNREACHABLE";
inline constexpr std::string_view kNoAnswerReason = "NO_ANSWER";
inline constexpr std::string_view kNoTokenReason = "NO_TOKEN";
inline constexpr std::string_view kInterruptedReason = "INTERRUPTED";

Error UsageError(std::string_view message);
// Puts what was being read ("--held") before the message of an error of this command; other errors pass
// unchanged.
absl::Status About(std::string_view what, const absl::Status& status);

struct FailureText {
  std::vector<std::string> errors;  // one a violation, or the message
  std::string reason;               // empty for errors of this command
  std::string hint;                 // what to do; may be empty
};

// Days and times that an error tells are those of `zone`; fields are what was typed for them.
FailureText Explain(const absl::Status& status, absl::TimeZone zone = absl::UTCTimeZone(),
                    const CommandLine& typed = {});

}  // namespace laurel::cli
