// A request_id has one effect and one answer, whoever asks again, however often, through whichever replica.
#include <gtest/gtest.h>

#include <set>
#include <thread>

#include "common/testing/status_matchers.h"
#include "services/feedback/testing/suite.h"

namespace laurel::feedback::testing {
namespace {

using laurel::testing::IsOk;
using laurel::testing::StatusIs;
using laurel::testing::ViolatesField;
using Stub = v1::CoachingService::Stub;

constexpr char kRequestId[] = "7d3b1a52-6f0e-4c55-9d6b-0d6a2c1f7a10";

class ExactlyOnce : public ::testing::Test {
 protected:
  Suite suite;
};

TEST_F(ExactlyOnce, AHundredParallelDuplicatesLeaveOneRowAndOneAnswer) {
  auto request = LogRequest({kAna}, suite.clock.Now());
  request.set_request_id(kRequestId);
  request.set_shared_note("once");
  std::vector<absl::StatusOr<v1::CoachingSession>> answers(100, absl::UnknownError("not called"));
  {
    std::vector<std::jthread> callers;
    for (int i = 0; i < 100; ++i) {
      callers.emplace_back([&, i] {
        answers[static_cast<std::size_t>(i)] = suite.As(kCarla, &Stub::CreateCoachingSession, request, i % 2);
      });
    }
  }
  std::set<std::string> distinct;
  for (const auto& answer : answers) {
    ASSERT_THAT(answer, IsOk());
    distinct.insert(answer->SerializeAsString());
  }
  EXPECT_EQ(distinct.size(), 1U);
  EXPECT_EQ(suite.database.QueryInt("SELECT COUNT(*) FROM coaching_session"), 1);
  EXPECT_EQ(suite.database.QueryInt("SELECT COUNT(*) FROM note"), 1);
  EXPECT_EQ(suite.database.QueryInt("SELECT COUNT(*) FROM session_participant"), 2);
}

TEST_F(ExactlyOnce, AReplayAnswersThoughTheStateHasMovedOn) {
  auto hold = Named<v1::HoldCoachingSessionRequest>(suite.Scheduled(kCarla, {kAna}).name());
  hold.set_request_id(kRequestId);
  const auto first = suite.As(kCarla, &Stub::HoldCoachingSession, hold);
  ASSERT_THAT(first, IsOk());
  ASSERT_THAT(suite.As(kAna, &Stub::AcknowledgeCoachingSession,
                       Named<v1::AcknowledgeCoachingSessionRequest>(first->name())),
              IsOk());
  const auto again = suite.As(kCarla, &Stub::HoldCoachingSession, hold, 1);
  ASSERT_THAT(again, IsOk());
  EXPECT_EQ(again->SerializeAsString(), first->SerializeAsString());
}

TEST_F(ExactlyOnce, AReplayCountsNothingTwice) {
  auto log = LogRequest({kAna}, suite.clock.Now());
  log.set_request_id(kRequestId);
  for (int replica : {0, 1, 1}) {
    ASSERT_THAT(suite.As(kCarla, &Stub::CreateCoachingSession, log, replica), IsOk());
  }
  EXPECT_EQ(suite.metrics.held.Value(), 1);
  auto hold = Named<v1::HoldCoachingSessionRequest>(suite.Scheduled(kCarla, {kAna}).name());
  hold.set_request_id("7d3b1a52-6f0e-4c55-9d6b-0d6a2c1f7a11");
  for (int replica : {0, 1, 1}) {
    ASSERT_THAT(suite.As(kCarla, &Stub::HoldCoachingSession, hold, replica), IsOk());
  }
  EXPECT_EQ(suite.metrics.held.Value(), 2);
  hold.set_request_id("");
  EXPECT_THAT(suite.As(kCarla, &Stub::HoldCoachingSession, hold),
              StatusIs(absl::StatusCode::kFailedPrecondition, "WRONG_STATE"));
  EXPECT_EQ(suite.metrics.held.Value(), 2);
}

TEST_F(ExactlyOnce, AnotherBodyIsRefusedAndAnotherCallerIsAnotherRequest) {
  auto request = ItemRequest(kAna);
  request.set_request_id(kRequestId);
  ASSERT_THAT(suite.As(kCarla, &Stub::CreateActionItem, request), IsOk());
  EXPECT_THAT(suite.As(kSkip, &Stub::CreateActionItem, request), IsOk());
  request.mutable_action_item()->set_text("Something else");
  const auto other = suite.As(kCarla, &Stub::CreateActionItem, request);
  EXPECT_THAT(other, StatusIs(absl::StatusCode::kInvalidArgument, "REQUEST_ID_REUSED"));
  EXPECT_THAT(other, ViolatesField("request_id"));
  EXPECT_EQ(suite.database.QueryInt("SELECT COUNT(*) FROM action_item"), 2);
}

TEST_F(ExactlyOnce, AReplayIsRefusedToWhoMayNoLongerRead) {
  v1::UpdateActionItemRequest give_away;
  auto session = LogRequest({kAna, kBen}, suite.clock.Now());
  const std::string name = suite.As(kCarla, &Stub::CreateCoachingSession, session)->name();
  give_away.mutable_action_item()->set_name(suite.Item(kCarla, kAna, name).name());
  give_away.mutable_action_item()->set_owner(Person(kBen));
  give_away.set_request_id(kRequestId);
  ASSERT_THAT(suite.As(kAna, &Stub::UpdateActionItem, give_away), IsOk());
  EXPECT_THAT(suite.As(kAna, &Stub::UpdateActionItem, give_away), StatusIs(absl::StatusCode::kNotFound));
}

// Carla, HR once, is the line manager of one whom she planned to be there.
TEST_F(ExactlyOnce, AReplayIsJudgedByTheSessionAsItIsNow) {
  auto as_hr = Organization();
  as_hr.Roles(kCarla, {directory::v1::ROLE_HR_ADMIN});
  suite.organization.Set(as_hr.Build(2), suite.clock.Now());
  auto plan = ScheduleRequest({kAna, kStranger}, suite.clock.Now() + absl::Hours(24));
  plan.mutable_coaching_session()->set_kind(v1::COACHING_SESSION_KIND_ROLE_PLAY);
  plan.mutable_coaching_session()->set_coach(Person(kCoach));
  plan.set_request_id(kRequestId);
  const auto planned = suite.As(kCarla, &Stub::CreateCoachingSession, plan);
  ASSERT_THAT(planned, IsOk());
  suite.organization.Set(Organization().Build(3), suite.clock.Now());
  EXPECT_THAT(suite.As(kCarla, &Stub::CreateCoachingSession, plan, 1), IsOk());
  v1::UpdateCoachingSessionRequest update;
  update.mutable_coaching_session()->set_name(planned->name());
  update.mutable_coaching_session()->add_attendees(Person(kStranger));
  ASSERT_THAT(suite.As(kCoach, &Stub::UpdateCoachingSession, update), IsOk());
  EXPECT_THAT(suite.As(kCarla, &Stub::CreateCoachingSession, plan, 1), StatusIs(absl::StatusCode::kNotFound));
}

TEST_F(ExactlyOnce, AHundredAcknowledgementsCountOnce) {
  const std::string name = suite.Held(kCarla, {kAna}).name();
  std::vector<std::jthread> callers;
  std::atomic<int> accepted = 0;
  for (int i = 0; i < 100; ++i) {
    callers.emplace_back([&, i] {
      const auto answer = suite.As(kAna, &Stub::AcknowledgeCoachingSession,
                                   Named<v1::AcknowledgeCoachingSessionRequest>(name), i % 2);
      if (answer.ok()) ++accepted;
    });
  }
  callers.clear();
  EXPECT_EQ(accepted, 1);
}

}  // namespace
}  // namespace laurel::feedback::testing
