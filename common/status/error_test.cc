#include "common/status/error.h"

#include <gtest/gtest.h>

#include "common/status/macros.h"
#include "common/testing/status_matchers.h"

namespace laurel {
namespace {

using ::laurel::testing::IsOk;
using ::laurel::testing::StatusIs;

TEST(Error, CarriesReasonDomainAndMetadata) {
  const absl::Status status =
      Error(absl::StatusCode::kAborted, "STALE_ETAG", "read it again").With("current_etag", "7");
  EXPECT_THAT(status, StatusIs(absl::StatusCode::kAborted, "STALE_ETAG"));
  const auto info = ErrorInfoOf(status);
  ASSERT_TRUE(info.has_value());
  EXPECT_EQ(info->domain(), "laurel");
  EXPECT_EQ(info->metadata().at("current_etag"), "7");
  EXPECT_FALSE(BadRequestOf(status).has_value());
  EXPECT_FALSE(RetryDelayOf(status).has_value());
}

TEST(Error, KeepsTheRetryDelayBelowASecond) {
  const absl::Status status =
      Error(absl::StatusCode::kUnavailable, "OVERLOADED", "later").RetryAfter(absl::Milliseconds(1250));
  EXPECT_EQ(RetryDelayOf(status), absl::Milliseconds(1250));
}

TEST(Error, BecomesAStatusOr) {
  const auto fails = []() -> absl::StatusOr<int> { return NotFound(); };
  EXPECT_THAT(fails(), StatusIs(absl::StatusCode::kNotFound, "NOT_FOUND"));
}

TEST(Error, TravelsAsProtoAndBackWhole) {
  const absl::Status status = Error(absl::StatusCode::kFailedPrecondition, "WRONG_STATE", "hold it first")
                                  .Precondition("STATE", "coachingSessions/1", "is SCHEDULED")
                                  .With("allowed", "hold,cancel");
  EXPECT_EQ(FromProto(ToProto(status)), status);
  EXPECT_EQ(ToProto(status).details_size(), 2);
}

TEST(Error, OfAForeignCodeBecomesUnknown) {
  google::rpc::Status proto;
  proto.set_code(4711);
  EXPECT_THAT(FromProto(proto), StatusIs(absl::StatusCode::kUnknown));
  EXPECT_EQ(ReasonOf(FromProto(proto)), "");
}

TEST(Error, WithABrokenDetailHasNoReason) {
  google::rpc::Status proto;
  proto.set_code(3);
  auto* detail = proto.add_details();
  detail->set_type_url("type.googleapis.com/google.rpc.ErrorInfo");
  detail->set_value("\xff\xff\xff");
  EXPECT_EQ(ReasonOf(FromProto(proto)), "");
}

TEST(InvalidField, NamesTheFieldInMessageAndDetail) {
  const absl::Status status = InvalidField("note.text", "must be set");
  EXPECT_EQ(status.message(), "note.text: must be set");
  ASSERT_TRUE(BadRequestOf(status).has_value());
  EXPECT_EQ(BadRequestOf(status)->field_violations(0).field(), "note.text");
}

TEST(FieldViolations, AreOkWhenThereAreNone) { EXPECT_THAT(FieldViolations().ToStatus(), IsOk()); }

TEST(FieldViolations, TellEveryFieldAndTheFirstDescriptionOfEach) {
  FieldViolations violations;
  violations.Add("b", "second");
  violations.Add("a", "first");
  violations.Add("a", "ignored");
  const absl::Status status = violations.ToStatus();
  EXPECT_THAT(status, StatusIs(absl::StatusCode::kInvalidArgument, "INVALID_FIELD"));
  EXPECT_EQ(status.message(), "a: first (and 1 more)");
  ASSERT_EQ(BadRequestOf(status)->field_violations_size(), 2);
  EXPECT_EQ(BadRequestOf(status)->field_violations(0).description(), "first");
}

TEST(FieldViolations, StayBelowTheLimitOfMetadata) {
  FieldViolations violations;
  for (int i = 0; i < 10'000; ++i) violations.Add("names[" + std::to_string(i) + "]", std::string(200, 'x'));
  EXPECT_EQ(BadRequestOf(violations.ToStatus())->field_violations_size(), 20);
  EXPECT_LT(ToProto(violations.ToStatus()).ByteSizeLong(), 6000u);
}

TEST(InternalError, TellsTheCallerAnIncidentAndTheLogTheCause) {
  ::testing::internal::CaptureStderr();
  const absl::Status status = InternalError("table person is gone");
  const std::string line = ::testing::internal::GetCapturedStderr();
  EXPECT_THAT(status, StatusIs(absl::StatusCode::kInternal, "INTERNAL"));
  const std::string incident = ErrorInfoOf(status)->metadata().at("incident");
  EXPECT_EQ(incident.size(), 16u);
  EXPECT_NE(line.find(incident), std::string::npos);
  EXPECT_NE(line.find("table person is gone"), std::string::npos);
  EXPECT_EQ(ToProto(status).SerializeAsString().find("table person"), std::string::npos);
}

absl::StatusOr<int> Half(int number) {
  if (number % 2 != 0) return InvalidField("number", "must be even");
  return number / 2;
}

absl::StatusOr<int> Quarter(int number) {
  ASSIGN_OR_RETURN(const int half, Half(number));
  RETURN_IF_ERROR(Half(half).status());
  return half / 2;
}

TEST(Macros, ReturnTheFirstError) {
  EXPECT_EQ(*Quarter(8), 2);
  EXPECT_THAT(Quarter(6), StatusIs(absl::StatusCode::kInvalidArgument, "INVALID_FIELD"));
  EXPECT_THAT(Quarter(3), StatusIs(absl::StatusCode::kInvalidArgument));
}

}  // namespace
}  // namespace laurel
