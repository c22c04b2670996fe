// What a goal counts in the one above it, and who says so: whoever may change that one has the last word.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "common/testing/status_matchers.h"
#include "services/goals/names.h"
#include "services/goals/testing/suite.h"
#include "services/goals/tests/refusals.h"

namespace laurel::goals::testing {
namespace {

using laurel::testing::IsOk;
using laurel::testing::StatusIs;
using laurel::testing::ViolatesField;

constexpr auto kNotFound = absl::StatusCode::kNotFound;

class GoalPart : public ::testing::Test {
 protected:
  using Stub = Suite::Stub;

  absl::StatusOr<v1::Goal> Create(std::string_view by, std::string_view parent, std::string_view weight,
                                  v1::GoalVisibility visibility = v1::GOAL_VISIBILITY_PUBLIC) {
    auto request = CreateRequest(v1::GOAL_LEVEL_PERSON, visibility);
    request.mutable_goal()->set_parent(std::string(parent));
    request.mutable_goal()->set_weight(std::string(weight));
    return suite.As(by, &Stub::CreateGoal, request);
  }
  absl::StatusOr<v1::Goal> Weigh(std::string_view by, std::string_view name, std::string_view weight) {
    return suite.As(by, &Stub::UpdateGoal, UpdateRequest(name, {"weight"}, [&](v1::Goal& goal) {
                      goal.set_weight(std::string(weight));
                    }));
  }
  absl::StatusOr<v1::Goal> Put(std::string_view by, std::string_view name, std::string_view parent) {
    return suite.As(by, &Stub::UpdateGoal, UpdateRequest(name, {"parent"}, [&](v1::Goal& goal) {
                      goal.set_parent(std::string(parent));
                    }));
  }
  absl::StatusOr<v1::Goal> Retitle(std::string_view by, std::string_view name) {
    return suite.As(by, &Stub::UpdateGoal, UpdateRequest(name, {"title", "weight"}, [](v1::Goal& goal) {
                      goal.set_title("Else");
                      goal.set_weight("0");
                    }));
  }
  // What HR's goal of the company shows to HR; the first node is that goal itself.
  v1::GetGoalTreeResponse TreeOf(std::string_view name) {
    const auto tree = suite.As(kHr, &Stub::GetGoalTree, Named<v1::GetGoalTreeRequest>(name));
    EXPECT_THAT(tree, IsOk());
    return tree.value_or(v1::GetGoalTreeResponse());
  }

  Suite suite;
  const std::string top = suite.OfCompany().name();
};

TEST_F(GoalPart, CountsForMoreThanOneWhenWhoeverHasTheGoalAboveSaysSo) {
  EXPECT_THAT(Create(kAna, top, "1.000001"), ViolatesField("goal.weight"));
  const auto part = Create(kAna, top, "1");
  ASSERT_THAT(part, IsOk());
  EXPECT_THAT(Weigh(kAna, part->name(), "3"), ViolatesField("goal.weight"));
  const auto weighed = Weigh(kHr, part->name(), "3");
  ASSERT_THAT(weighed, IsOk());
  EXPECT_EQ(weighed->weight(), "3");
  EXPECT_EQ(weighed->SerializeAsString(), suite.Get(kHr, part->name()).SerializeAsString());
  // Who else changes it leaves that as it is, or takes less.
  const auto retitled =
      suite.As(kAna, &Stub::UpdateGoal, UpdateRequest(part->name(), {"title", "weight"}, [](v1::Goal& goal) {
                 goal.set_title("Else");
                 goal.set_weight("3.0");
               }));
  ASSERT_THAT(retitled, IsOk());
  EXPECT_EQ(retitled->weight(), "3");
  EXPECT_THAT(Weigh(kAna, part->name(), "0.5"), IsOk());
  EXPECT_THAT(Weigh(kAna, part->name(), "3"), ViolatesField("goal.weight"));
}

TEST_F(GoalPart, CountsWhatItsOwnerSaysInAGoalOfTheirOwn) {
  const std::string own = suite.Active(kAna).name();
  EXPECT_THAT(Create(kAna, own, "7"), IsOk());
  // A root counts nowhere, until it is moved to where others decide.
  const auto root = Create(kAna, "", "7");
  ASSERT_THAT(root, IsOk());
  EXPECT_THAT(Put(kAna, root->name(), own), IsOk());
  EXPECT_THAT(Put(kAna, root->name(), top), ViolatesField("goal.weight"));
  EXPECT_THAT(Weigh(kAna, root->name(), "1"), IsOk());
  EXPECT_THAT(Put(kAna, root->name(), top), IsOk());
}

TEST_F(GoalPart, OfAProposalCountsWhatItsProposerMaySay) {
  auto request = ProposeRequest(kAna);
  request.mutable_goal()->set_weight("3");
  request.mutable_goal()->set_parent(top);
  EXPECT_THAT(suite.As(kCarla, &Stub::ProposeGoal, request), ViolatesField("goal.weight"));
  request.mutable_goal()->set_parent(suite.Active(kCarla, v1::GOAL_VISIBILITY_PUBLIC).name());
  const auto proposed = suite.As(kCarla, &Stub::ProposeGoal, request);
  ASSERT_THAT(proposed, IsOk());
  const auto accepted = suite.As(kAna, &Stub::AcceptGoal, Named<v1::AcceptGoalRequest>(proposed->name()));
  ASSERT_THAT(accepted, IsOk());
  EXPECT_EQ(accepted->weight(), "3");
}

TEST_F(GoalPart, IsTakenOutByWhoeverHasTheGoalAboveAndThenIsTheirsNoMore) {
  const std::string part =
      suite.Measured(kAna, {KeyResultOf("0", "1")}, v1::GOAL_VISIBILITY_PUBLIC, top).name();
  EXPECT_THAT(Put(kStranger, part, ""), StatusIs(absl::StatusCode::kPermissionDenied, "PERMISSION_DENIED"));
  EXPECT_THAT(Retitle(kHr, part), StatusIs(absl::StatusCode::kPermissionDenied, "PERMISSION_DENIED"));
  EXPECT_THAT(Put(kHr, part, suite.OfCompany().name()),
              StatusIs(absl::StatusCode::kPermissionDenied, "PERMISSION_DENIED"));
  const auto out = Put(kHr, part, "");
  ASSERT_THAT(out, IsOk());
  EXPECT_EQ(out->SerializeAsString(), suite.Get(kAna, part).SerializeAsString()) << out->DebugString();
  EXPECT_EQ(out->depth(), 0);
  EXPECT_THAT(Weigh(kHr, part, "0"), StatusIs(absl::StatusCode::kPermissionDenied, "PERMISSION_DENIED"));
  EXPECT_EQ(TreeOf(top).nodes_size(), 1);
}

TEST_F(GoalPart, ThatIsNotReadIsWeighedAndTakenOutUnread) {
  const std::string hidden =
      suite.Measured(kAna, {KeyResultOf("0", "1")}, v1::GOAL_VISIBILITY_PRIVATE, top).name();
  v1::CheckIn check_in;
  check_in.set_key_result(suite.Get(kAna, hidden).key_results(0).name());
  check_in.set_value("1");
  check_in.set_health(v1::GOAL_HEALTH_ON_TRACK);
  auto record = About<v1::RecordCheckInRequest>(hidden);
  *record.mutable_check_in() = check_in;
  ASSERT_THAT(suite.As(kAna, &Stub::RecordCheckIn, record), IsOk());
  ASSERT_EQ(suite.Get(kHr, top).progress(), "1");

  const auto tree = TreeOf(top);
  ASSERT_EQ(tree.nodes_size(), 2);
  EXPECT_EQ(tree.nodes(1).name(), hidden);
  EXPECT_EQ(tree.nodes(1).title(), "");
  EXPECT_EQ(tree.nodes(1).owners_size(), 0);
  v1::Goal place;
  place.set_name(hidden);
  place.set_parent(top);
  place.set_depth(1);
  place.set_weight("0");
  place.set_progress("1");
  const auto weighed = Weigh(kHr, hidden, "0");
  ASSERT_THAT(weighed, IsOk());
  EXPECT_EQ(weighed->DebugString(), place.DebugString());
  EXPECT_EQ(suite.Get(kHr, top).progress(), "0");

  auto out = UpdateRequest(hidden, {"parent"}, [](v1::Goal&) {});
  out.set_request_id("0f5c8d3e-7c46-4f0e-9d0e-0123456789ab");
  place.clear_parent();
  place.clear_depth();
  // The answer is the same again when it is asked for again.
  for (int i = 0; i < 2; ++i) {
    const auto taken = suite.As(kHr, &Stub::UpdateGoal, out);
    ASSERT_THAT(taken, IsOk());
    EXPECT_EQ(taken->DebugString(), place.DebugString());
  }
  EXPECT_EQ(TreeOf(top).nodes_size(), 1);
  EXPECT_EQ(suite.Get(kAna, hidden).parent(), "");
  EXPECT_THAT(Weigh(kHr, hidden, "1"), StatusIs(kNotFound, "NOT_FOUND"));
}

TEST_F(GoalPart, ThatIsNotReadStaysUnknownToEverybodyElseAndForEverythingElse) {
  const std::string hidden = suite.Active(kAna, v1::GOAL_VISIBILITY_PRIVATE, top).name();
  EXPECT_THAT(Put(kStranger, hidden, ""), StatusIs(kNotFound, "NOT_FOUND"));
  EXPECT_THAT(Weigh(kBen, hidden, "0"), StatusIs(kNotFound, "NOT_FOUND"));
  EXPECT_THAT(Retitle(kHr, hidden), StatusIs(kNotFound, "NOT_FOUND"));
  EXPECT_THAT(Put(kHr, hidden, suite.OfCompany().name()), StatusIs(kNotFound, "NOT_FOUND"));
  EXPECT_THAT(suite.As(kHr, &Stub::CloseGoal, CloseRequest(hidden)), StatusIs(kNotFound, "NOT_FOUND"));
  // A draft counts nowhere, and nobody else learns of it.
  auto draft = CreateRequest(v1::GOAL_LEVEL_PERSON, v1::GOAL_VISIBILITY_PUBLIC);
  draft.mutable_goal()->set_parent(top);
  draft.set_activate(false);
  EXPECT_THAT(Put(kHr, suite.Made(kAna, draft).name(), ""), StatusIs(kNotFound, "NOT_FOUND"));
}

TEST_F(GoalPart, ThatIsOverIsTakenOutOfAGoalThatIsNot) {
  const std::string part = suite.Active(kAna, v1::GOAL_VISIBILITY_PUBLIC, top).name();
  ASSERT_THAT(suite.As(kAna, &Stub::CloseGoal, CloseRequest(part)), IsOk());
  EXPECT_THAT(Put(kAna, part, ""), StatusIs(absl::StatusCode::kFailedPrecondition, "WRONG_STATE"));
  EXPECT_THAT(Put(kHr, part, ""), IsOk());
  const std::string other = suite.Active(kAna, v1::GOAL_VISIBILITY_PUBLIC, top).name();
  ASSERT_THAT(suite.As(kHr, &Stub::CloseGoal, CloseRequest(top)), IsOk());
  const auto late = Put(kHr, other, "");
  EXPECT_THAT(late, StatusIs(absl::StatusCode::kFailedPrecondition, "WRONG_STATE"));
  EXPECT_EQ(MetadataOf(late.status(), "state"), "ACHIEVED");
}

}  // namespace
}  // namespace laurel::goals::testing
