#include "clients/cli/connection/failure.h"

#include "clients/cli/connection/exit_code.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace laurel::cli {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

absl::Status Failure(absl::StatusCode code, std::string_view reason = "SOMETHING") {
  return Error(code, reason, "it went wrong");
}

TEST(ExitCode, IsTheDocumentedOne) {
  EXPECT_EQ(ExitCodeOf(absl::OkStatus()), ExitCode::kOk);
  EXPECT_EQ(ExitCodeOf(Failure(absl::StatusCode::kInternal)), ExitCode::kOther);
  EXPECT_EQ(ExitCodeOf(Failure(absl::StatusCode::kInvalidArgument)), ExitCode::kUsage);
  EXPECT_EQ(ExitCodeOf(Failure(absl::StatusCode::kOutOfRange)), ExitCode::kUsage);
  EXPECT_EQ(ExitCodeOf(Failure(absl::StatusCode::kNotFound)), ExitCode::kNotFound);
  EXPECT_EQ(ExitCodeOf(Failure(absl::StatusCode::kUnauthenticated)), ExitCode::kPermission);
  EXPECT_EQ(ExitCodeOf(Failure(absl::StatusCode::kPermissionDenied)), ExitCode::kPermission);
  EXPECT_EQ(ExitCodeOf(Failure(absl::StatusCode::kAborted)), ExitCode::kConflict);
  EXPECT_EQ(ExitCodeOf(Failure(absl::StatusCode::kFailedPrecondition)), ExitCode::kConflict);
  EXPECT_EQ(ExitCodeOf(Failure(absl::StatusCode::kUnknown, kPartialReason)), ExitCode::kPartial);
  EXPECT_EQ(ExitCodeOf(Failure(absl::StatusCode::kUnavailable)), ExitCode::kUnavailable);
  EXPECT_EQ(ExitCodeOf(Failure(absl::StatusCode::kDeadlineExceeded)), ExitCode::kUnavailable);
  EXPECT_EQ(ExitCodeOf(Failure(absl::StatusCode::kResourceExhausted)), ExitCode::kUnavailable);
}

TEST(Explain, ShowsEveryFieldAndWhereItStoodOnTheCommandLine) {
  FieldViolations violations;
  violations.Add("coaching_session.attendees[0]", "there is no such person");
  violations.Add("action_items[1].text", "is empty");
  violations.Add("page_size", "is negative");
  const FailureText text = Explain(violations.ToStatus());
  EXPECT_THAT(text.errors, ElementsAre("action_items[1].text (--action): is empty",
                                       "coaching_session.attendees[0] (WHO): there is no such person",
                                       "page_size: is negative"));
  EXPECT_EQ(text.reason, "INVALID_FIELD");
}

TEST(Explain, SaysStatesAndValuesAsPeopleTypeThem) {
  const absl::Status status = Error(absl::StatusCode::kFailedPrecondition, "WRONG_STATE",
                                    "x is HELD: cannot make it HELD. Allowed next: ACKNOWLEDGED,VOIDED")
                                  .With("state", "HELD")
                                  .With("allowed", "ACKNOWLEDGED,VOIDED");
  EXPECT_THAT(Explain(status).errors,
              ElementsAre("it is held: from there it can only be acknowledged or voided"));
  FieldViolations violations;
  violations.Add("feedback.visibility", "choose SUBJECT_AND_MANAGER, PRIVATE or MANAGER_ONLY");
  EXPECT_THAT(Explain(violations.ToStatus()).errors,
              ElementsAre("feedback.visibility (--visibility): choose subject-and-manager, private or "
                          "manager-only"));
  EXPECT_EQ(Explain(status).hint, "");
}

TEST(Explain, TellsWhatToDo) {
  EXPECT_THAT(Explain(Failure(absl::StatusCode::kUnauthenticated, "UNAUTHENTICATED")).hint,
              HasSubstr("LAUREL_TOKEN_FILE"));
  EXPECT_THAT(Explain(Failure(absl::StatusCode::kUnavailable, kUnreachableReason)).hint,
              HasSubstr("./dev up"));
}

TEST(Explain, OffersRelationsOnlyWhereTheyAreAWayOut) {
  const auto refused = [](const char* field) {
    return Explain(Error(absl::StatusCode::kPermissionDenied, "NOT_YOUR_REPORT", "no").With("field", field))
        .hint;
  };
  EXPECT_THAT(refused("coaching_session.attendees"), HasSubstr("report to you"));
  EXPECT_THAT(refused("coaching_session.coach"), HasSubstr("leave --coach out"));
  EXPECT_THAT(refused("manager"), HasSubstr("leave --manager out"));
}

TEST(Explain, ShowsTheReasonOfServicesOnly) {
  EXPECT_EQ(Explain(UsageError("no")).reason, "");
  EXPECT_EQ(Explain(absl::InternalError("boom")).reason, "INTERNAL");
}

TEST(About, NamesTheFlagOfOwnErrorsOnly) {
  EXPECT_EQ(About("--held", UsageError("\"x\" is not a time")).message(), "--held: \"x\" is not a time");
  EXPECT_EQ(About("--held", Failure(absl::StatusCode::kUnavailable)).message(), "it went wrong");
}

}  // namespace
}  // namespace laurel::cli
