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
constexpr auto kDenied = absl::StatusCode::kPermissionDenied;
constexpr auto kPrecondition = absl::StatusCode::kFailedPrecondition;

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
  absl::StatusOr<v1::GoalNode> Set(std::string_view by, std::string_view parent, std::string_view part,
                                   std::string_view weight) {
    v1::SetGoalPartRequest request;
    request.set_parent(std::string(parent));
    request.set_part(std::string(part));
    request.set_weight(std::string(weight));
    return suite.As(by, &Stub::SetGoalPart, request);
  }
  static v1::SetGoalPartRequest Removal(std::string_view parent, std::string_view part) {
    v1::SetGoalPartRequest request;
    request.set_parent(std::string(parent));
    request.set_part(std::string(part));
    request.set_removed(true);
    return request;
  }
  absl::StatusOr<v1::GoalNode> Remove(std::string_view by, std::string_view parent, std::string_view part) {
    return suite.As(by, &Stub::SetGoalPart, Removal(parent, part));
  }
  std::string DraftBelow(std::string_view owner, std::string_view parent) {
    auto request = CreateRequest(v1::GOAL_LEVEL_PERSON, v1::GOAL_VISIBILITY_PUBLIC);
    request.mutable_goal()->set_parent(std::string(parent));
    request.set_activate(false);
    return suite.Made(owner, request).name();
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
  EXPECT_THAT(Weigh(kHr, part->name(), "3"), StatusIs(kDenied, "PERMISSION_DENIED"));
  const auto weighed = Set(kHr, top, part->name(), "3.0");
  ASSERT_THAT(weighed, IsOk());
  EXPECT_EQ(weighed->weight(), "3");
  EXPECT_EQ(suite.Get(kAna, part->name()).weight(), "3");
  // Who else changes it leaves that as it is.
  const auto retitled =
      suite.As(kAna, &Stub::UpdateGoal, UpdateRequest(part->name(), {"title", "weight"}, [](v1::Goal& goal) {
                 goal.set_title("Else");
                 goal.set_weight("3.0");
               }));
  ASSERT_THAT(retitled, IsOk());
  EXPECT_EQ(retitled->weight(), "3");
  for (const char* weight : {"0.5", "1", "4"})
    EXPECT_THAT(Weigh(kAna, part->name(), weight), ViolatesField("goal.weight")) << weight;
  ASSERT_THAT(Set(kHr, top, part->name(), "0"), IsOk());
  EXPECT_THAT(Weigh(kAna, part->name(), "1"), ViolatesField("goal.weight"));
}

TEST_F(GoalPart, CountsUpToOneAsItsOwnerSaysBeforeItCounts) {
  const std::string draft = DraftBelow(kAna, top);
  EXPECT_THAT(Weigh(kAna, draft, "0.5"), IsOk());
  EXPECT_THAT(Weigh(kAna, draft, "1"), IsOk());
  EXPECT_THAT(Weigh(kAna, draft, "1.5"), ViolatesField("goal.weight"));
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
  const std::string part = suite.Active(kAna, v1::GOAL_VISIBILITY_PUBLIC, top).name();
  EXPECT_THAT(Remove(kStranger, top, part), StatusIs(kDenied, "PERMISSION_DENIED"));
  EXPECT_THAT(Remove(kAna, top, part), StatusIs(kDenied, "PERMISSION_DENIED"));
  const auto out = Remove(kHr, top, part);
  ASSERT_THAT(out, IsOk());
  EXPECT_EQ(out->parent(), "");
  EXPECT_EQ(suite.Get(kAna, part).depth(), 0);
  EXPECT_THAT(Set(kHr, top, part, "0"), ViolatesField("part"));
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
  v1::GoalNode place;
  place.set_name(hidden);
  place.set_parent(top);
  place.set_depth(1);
  place.set_weight("0");
  place.set_progress("1");
  const auto weighed = Set(kHr, top, hidden, "0");
  ASSERT_THAT(weighed, IsOk());
  EXPECT_EQ(weighed->DebugString(), place.DebugString());
  EXPECT_EQ(TreeOf(top).nodes(1).DebugString(), place.DebugString());
  EXPECT_EQ(suite.Get(kHr, top).progress(), "0");
  EXPECT_THAT(suite.As(kHr, &Stub::GetGoal, Named<v1::GetGoalRequest>(hidden)),
              StatusIs(kNotFound, "NOT_FOUND"));

  auto out = Removal(top, hidden);
  out.set_request_id("0f5c8d3e-7c46-4f0e-9d0e-0123456789ab");
  place.clear_parent();
  place.clear_depth();
  // The answer is the same again when it is asked for again.
  for (int i = 0; i < 2; ++i) {
    const auto taken = suite.As(kHr, &Stub::SetGoalPart, out);
    ASSERT_THAT(taken, IsOk());
    EXPECT_EQ(taken->DebugString(), place.DebugString());
  }
  EXPECT_EQ(TreeOf(top).nodes_size(), 1);
  EXPECT_EQ(suite.Get(kAna, hidden).parent(), "");
}

TEST_F(GoalPart, IsNotAnsweredAgainToWhoeverHasTheGoalAboveNoMore) {
  const std::string above = suite.OfTeam().name();  // Ana owns it
  const std::string part = suite.Active(kAna, v1::GOAL_VISIBILITY_PRIVATE, above).name();
  auto out = Removal(above, part);
  out.set_request_id("0f5c8d3e-7c46-4f0e-9d0e-0123456789ac");
  ASSERT_THAT(suite.As(kAna, &Stub::SetGoalPart, out), IsOk());
  ASSERT_THAT(
      suite.As(kHr, &Stub::UpdateGoal,
               UpdateRequest(above, {"owners"}, [](v1::Goal& goal) { goal.add_owners(Person(kPeer)); })),
      IsOk());
  EXPECT_THAT(suite.As(kAna, &Stub::SetGoalPart, out), StatusIs(kDenied, "PERMISSION_DENIED"));
}

TEST_F(GoalPart, ThatDoesNotCountThereStaysUnknown) {
  const std::string other = suite.OfCompany().name();
  const std::string hidden = suite.Active(kAna, v1::GOAL_VISIBILITY_PRIVATE, top).name();
  // A draft counts nowhere, and nobody else learns of it; nor of one that is elsewhere, or that there is not.
  const std::string draft = DraftBelow(kAna, top);
  const auto unknown = Set(kHr, top, kGoalPattern.Format({kNobody}), "0");
  EXPECT_THAT(unknown, ViolatesField("part"));
  EXPECT_EQ(Set(kHr, top, draft, "0").status(), unknown.status());
  EXPECT_EQ(Set(kHr, other, hidden, "0").status(), unknown.status());
  EXPECT_EQ(Set(kHr, hidden, hidden, "0").status().code(), kNotFound);
  EXPECT_THAT(suite.As(kHr, &Stub::CloseGoal, CloseRequest(hidden)), StatusIs(kNotFound, "NOT_FOUND"));
}

TEST_F(GoalPart, IsEitherWeighedOrTakenOut) {
  const std::string part = suite.Active(kAna, v1::GOAL_VISIBILITY_PUBLIC, top).name();
  EXPECT_THAT(Set(kHr, top, part, ""), ViolatesField("weight"));
  EXPECT_THAT(Set(kHr, top, part, "-1"), ViolatesField("weight"));
  EXPECT_THAT(Set(kHr, top, part, "much"), ViolatesField("weight"));
  auto both = Removal(top, part);
  both.set_weight("1");
  EXPECT_THAT(suite.As(kHr, &Stub::SetGoalPart, both), ViolatesField("weight"));
}

TEST_F(GoalPart, ThatIsOverIsTakenOutOfAGoalThatIsNot) {
  const std::string part = suite.Active(kAna, v1::GOAL_VISIBILITY_PUBLIC, top).name();
  ASSERT_THAT(suite.As(kAna, &Stub::CloseGoal, CloseRequest(part)), IsOk());
  EXPECT_THAT(Put(kAna, part, ""), StatusIs(kPrecondition, "WRONG_STATE"));
  EXPECT_THAT(Remove(kHr, top, part), IsOk());
  const std::string other = suite.Active(kAna, v1::GOAL_VISIBILITY_PUBLIC, top).name();
  ASSERT_THAT(suite.As(kHr, &Stub::CloseGoal, CloseRequest(top)), IsOk());
  const auto late = Remove(kHr, top, other);
  EXPECT_THAT(late, StatusIs(kPrecondition, "WRONG_STATE"));
  EXPECT_EQ(MetadataOf(late.status(), "state"), "ACHIEVED");
}

TEST_F(GoalPart, BeginsToCountOnlyInAGoalThatIsNotOver) {
  const std::string draft = DraftBelow(kAna, top);
  const std::string cancelled = suite.Active(kAna, v1::GOAL_VISIBILITY_PUBLIC, top).name();
  auto cancel = CloseRequest(cancelled, v1::GOAL_LIFECYCLE_CANCELLED);
  cancel.set_reason("Not now");
  ASSERT_THAT(suite.As(kAna, &Stub::CloseGoal, cancel), IsOk());
  ASSERT_THAT(suite.As(kHr, &Stub::CloseGoal, CloseRequest(top)), IsOk());
  const auto activate = Named<v1::ActivateGoalRequest>(draft);
  EXPECT_THAT(suite.As(kAna, &Stub::ActivateGoal, activate), StatusIs(kPrecondition, "PARENT_CLOSED"));
  EXPECT_THAT(suite.As(kAna, &Stub::ReopenGoal, ReopenRequest(cancelled)),
              StatusIs(kPrecondition, "PARENT_CLOSED"));
  ASSERT_THAT(Put(kAna, draft, ""), IsOk());
  EXPECT_THAT(suite.As(kAna, &Stub::ActivateGoal, activate), IsOk());
  // What is cancelled counts nowhere, and is taken out as it is.
  EXPECT_THAT(Weigh(kAna, cancelled, "0"), StatusIs(kPrecondition, "WRONG_STATE"));
  ASSERT_THAT(Put(kAna, cancelled, ""), IsOk());
  EXPECT_THAT(suite.As(kAna, &Stub::ReopenGoal, ReopenRequest(cancelled)), IsOk());
}

}  // namespace
}  // namespace laurel::goals::testing
