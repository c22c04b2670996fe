#include "clients/cli/connection/failure.h"

#include "clients/cli/connection/exit_code.h"
#include "clients/cli/connection/subject.h"
#include "fmt/format.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "laurel/goals/v1/goal_service.pb.h"

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

TEST(Explain, NamesWhatWasTypedForEveryField) {
  FieldViolations violations;
  violations.Add("coaching_session.attendees[0]", "there is no such person");
  violations.Add("action_items[1].text", "is empty");
  violations.Add("person.display_name", "is too long");
  CommandLine typed;
  typed.arguments = {{"WHO", {"ana"}}, {"--action", {"ana: call back", "me: "}}, {"--note", {}}};
  const FailureText text = Explain(violations.ToStatus(), absl::UTCTimeZone(), typed);
  EXPECT_THAT(text.errors, ElementsAre("--action \"me: \": is empty", "WHO: there is no such person",
                                       "display name: is too long"));
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
              ElementsAre("--visibility: choose subject-and-manager, private or manager-only"));
  EXPECT_EQ(Explain(status).hint, "");
}

TEST(Explain, SaysWhichOneIsInTheWrongState) {
  const absl::Status closed =
      Error(absl::StatusCode::kFailedPrecondition, "WRONG_STATE",
            "goals/2 is ACHIEVED: cannot make a goal a part of it. Allowed next: ACTIVE,ARCHIVED")
          .With("state", "ACHIEVED")
          .With("allowed", "ACTIVE,ARCHIVED")
          .Precondition("STATE", "goals/2", "goals/2 is ACHIEVED");
  goals::v1::UpdateGoalRequest request;
  request.mutable_goal()->set_name("goals/1");
  EXPECT_THAT(Explain(WithSubject(closed, request)).errors,
              ElementsAre("goals/2: it is achieved, so you cannot make a goal a part of it"));
  request.mutable_goal()->set_parent("goals/2");
  CommandLine typed;
  typed.arguments = {{"GOAL", {"k3x9qz"}}, {"--parent", {"happier"}}};
  EXPECT_THAT(Explain(WithSubject(closed, request), absl::UTCTimeZone(), typed).errors,
              ElementsAre("--parent \"happier\": it is achieved, so you cannot make a goal a part of it"));
  request.mutable_goal()->set_name("goals/2");
  EXPECT_THAT(Explain(WithSubject(closed, request)).errors,
              ElementsAre("it is achieved: from there it can only be active or archived"));
}

TEST(Explain, LeavesCallsAndFieldsToWhoeverTypesThem) {
  FieldViolations violations;
  violations.Add("goal.weight", "is at most 1 here (SetGoalPart)");
  CommandLine typed;
  typed.arguments = {{"GOAL", {"k3x9qz"}}, {"--weight", {"5"}}};
  EXPECT_THAT(Explain(violations.ToStatus(), absl::UTCTimeZone(), typed).errors,
              ElementsAre("--weight: is at most 1 here (laurel goal part)"));
  typed.takes_fields = true;
  EXPECT_THAT(Explain(violations.ToStatus(), absl::UTCTimeZone(), typed).errors,
              ElementsAre("goal.weight: is at most 1 here (SetGoalPart)"));
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
  EXPECT_THAT(refused("goal.owners[0]"), HasSubstr("laurel goal propose WHO"));
  for (const char* field : {"goal.level", "goal.team", "team"}) EXPECT_EQ(refused(field), "") << field;
  CommandLine propose;
  propose.arguments = {{"WHO", {"ana"}}};
  EXPECT_THAT(
      Explain(
          Error(absl::StatusCode::kPermissionDenied, "NOT_YOUR_REPORT", "no").With("field", "goal.owners[0]"),
          absl::UTCTimeZone(), propose)
          .hint,
      HasSubstr("report to you"));
}

TEST(Explain, NamesTheCommandThatLeadsOutOfAGoalsState) {
  CommandLine typed;
  const auto hint = [&](const char* state, const char* call, const char* allowed,
                        const std::string& name = "goals/01jd8z3v5n7q2w4e6r8taaaaa1") {
    const std::string said = fmt::format("{} is {}: cannot {}. Allowed next: {}", name, state, call, allowed);
    return Explain(Error(absl::StatusCode::kFailedPrecondition, "WRONG_STATE", said)
                       .With("state", state)
                       .With("allowed", allowed),
                   absl::UTCTimeZone(), typed)
        .hint;
  };
  EXPECT_EQ(hint("DRAFT", "check in", "ACTIVE,DISCARDED"), "let it count first: laurel goal activate aaaaa1");
  EXPECT_EQ(hint("PROPOSED", "activate it", "DRAFT,DECLINED"),
            "whoever it is proposed to takes it: laurel goal accept aaaaa1");
  EXPECT_EQ(hint("ACHIEVED", "check in", "ACTIVE,ARCHIVED"),
            "go on with it: laurel goal reopen aaaaa1 --reason \"…\"");
  EXPECT_EQ(hint("ACTIVE", "make it ARCHIVED", "ACHIEVED,MISSED,CANCELLED"),
            "close it first: laurel goal close aaaaa1 achieved");
  EXPECT_EQ(hint("ACTIVE", "activate it", "ACHIEVED,MISSED,CANCELLED"), "");
  EXPECT_EQ(hint("ACTIVE", "make it DRAFT", "ACHIEVED,MISSED,CANCELLED"), "");
  EXPECT_EQ(hint("ACHIEVED", "make it DRAFT", "ACTIVE,ARCHIVED"), "");
  EXPECT_EQ(hint("ARCHIVED", "check in", ""), "");
  EXPECT_EQ(hint("DRAFT", "give it", "SUBMITTED,DISCARDED", "feedback/1"), "");
  typed.arguments = {{"GOAL", {"happier callers"}}};
  EXPECT_EQ(hint("DRAFT", "check in", "ACTIVE,DISCARDED"),
            "let it count first: laurel goal activate \"happier callers\"");
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
