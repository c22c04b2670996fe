#include "clients/cli/connection/subject.h"

#include "common/status/error.h"
#include "gtest/gtest.h"
#include "laurel/goals/v1/goal_service.pb.h"

namespace laurel::cli {
namespace {

absl::Status Wrong(const std::string& subject) {
  return Error(absl::StatusCode::kFailedPrecondition, "WRONG_STATE", "wrong")
      .Precondition("STATE", subject, "wrong");
}

goals::v1::UpdateGoalRequest Update() {
  goals::v1::UpdateGoalRequest request;
  request.mutable_goal()->set_name("goals/1");
  request.mutable_goal()->set_parent("goals/2");
  return request;
}

TEST(OtherSubject, IsWhatTheRequestNamesBesideItself) {
  const auto other = OtherSubject(WithSubject(Wrong("goals/2"), Update()));
  ASSERT_TRUE(other.has_value());
  EXPECT_EQ(other->name, "goals/2");
  EXPECT_EQ(other->field, "goal.parent");
}

TEST(OtherSubject, MayBeNowhereInTheRequest) {
  const auto other = OtherSubject(WithSubject(Wrong("goals/3"), Update()));
  ASSERT_TRUE(other.has_value());
  EXPECT_EQ(other->name, "goals/3");
  EXPECT_EQ(other->field, "");
}

TEST(OtherSubject, IsNoneOfWhatTheRequestIsAboutItself) {
  EXPECT_FALSE(OtherSubject(WithSubject(Wrong("goals/1"), Update())).has_value());
  goals::v1::RecordCheckInRequest check_in;
  check_in.set_parent("goals/1");
  EXPECT_FALSE(OtherSubject(WithSubject(Wrong("goals/1"), check_in)).has_value());
  goals::v1::UpdateKeyResultRequest of_goal;
  of_goal.mutable_key_result()->set_name("goals/1/keyResults/2");
  EXPECT_FALSE(OtherSubject(WithSubject(Wrong("goals/1"), of_goal)).has_value());
  EXPECT_FALSE(OtherSubject(Wrong("goals/3")).has_value()) << "whose request is not known";
  EXPECT_FALSE(OtherSubject(WithSubject(absl::InternalError("boom"), Update())).has_value());
}

TEST(WithSubject, LeavesTheErrorAsItWas) {
  const absl::Status marked = WithSubject(Wrong("goals/2"), Update());
  EXPECT_EQ(ReasonOf(marked), "WRONG_STATE");
  EXPECT_EQ(marked.code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_EQ(marked.message(), "wrong");
}

}  // namespace
}  // namespace laurel::cli
