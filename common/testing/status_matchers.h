// GoogleMock matchers for absl::Status and absl::StatusOr<T>:
//   EXPECT_THAT(result, IsOk());
//   EXPECT_THAT(result, IsOkAndHolds(Eq(3)));
//   EXPECT_THAT(result, StatusIs(absl::StatusCode::kNotFound));
//   EXPECT_THAT(result, StatusIs(absl::StatusCode::kAborted, "STALE_ETAG"));   // code and ErrorInfo.reason
//   EXPECT_THAT(result, ViolatesField("note.text"));                          // INVALID_ARGUMENT naming that
//   field
#pragma once

#include <gmock/gmock.h>

#include <ostream>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/status/error.h"

namespace laurel::testing {

inline const absl::Status& StatusOf(const absl::Status& status) { return status; }
template <typename T>
const absl::Status& StatusOf(const absl::StatusOr<T>& result) {
  return result.status();
}

// gMock prints a StatusOr as bytes; this is what a person wants to read instead.
inline void Explain(const absl::Status& status, ::testing::MatchResultListener* listener) {
  *listener << "which is " << absl::StatusCodeToString(status.code()) << " " << ReasonOf(status) << ": "
            << std::string(status.message().data(), status.message().size());
  if (const auto fields = BadRequestOf(status); fields.has_value())
    *listener << "\n" << fields->DebugString();
}

MATCHER(IsOk, negation ? "is an error" : "is OK") {
  Explain(StatusOf(arg), result_listener);
  return StatusOf(arg).ok();
}

MATCHER_P(IsOkAndHolds, value_matcher,
          negation ? "is an error or holds another value" : "is OK and holds the value") {
  if (!arg.ok()) {
    Explain(arg.status(), result_listener);
    return false;
  }
  return ::testing::ExplainMatchResult(value_matcher, *arg, result_listener);
}

MATCHER_P(StatusIs, code, "has code " + absl::StatusCodeToString(code)) {
  Explain(StatusOf(arg), result_listener);
  return StatusOf(arg).code() == code;
}

MATCHER_P2(StatusIs, code, reason, "has code " + absl::StatusCodeToString(code) + " and reason " + reason) {
  Explain(StatusOf(arg), result_listener);
  return StatusOf(arg).code() == code && ReasonOf(StatusOf(arg)) == reason;
}

MATCHER_P(ViolatesField, path, std::string("is INVALID_ARGUMENT with a violation of ") + path) {
  const absl::Status& status = StatusOf(arg);
  Explain(status, result_listener);
  const auto fields = BadRequestOf(status);
  if (status.code() != absl::StatusCode::kInvalidArgument || !fields.has_value()) return false;
  for (const auto& violation : fields->field_violations()) {
    if (violation.field() == path) return true;
  }
  return false;
}

}  // namespace laurel::testing
