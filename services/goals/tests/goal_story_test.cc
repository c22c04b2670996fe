// What a goal comes to: from a draft or a proposal to its end, and back; and what it shows on its way.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "common/testing/status_matchers.h"
#include "services/goals/testing/suite.h"
#include "services/goals/tests/refusals.h"

namespace laurel::goals::testing {
namespace {

using laurel::testing::IsOk;
using laurel::testing::StatusIs;
using ::testing::ElementsAre;
using Stub = Suite::Stub;

constexpr auto kPrecondition = absl::StatusCode::kFailedPrecondition;

class GoalStory : public ::testing::Test {
 protected:
  std::vector<v1::GoalLifecycle> StatesOf(const std::string& name, const std::string& reader = kAna) {
    const auto changes =
        suite.As(reader, &Stub::ListStatusChanges, About<v1::ListStatusChangesRequest>(name));
    EXPECT_THAT(changes, IsOk());
    std::vector<v1::GoalLifecycle> states;
    if (!changes.ok()) return states;
    for (const auto& change : changes->status_changes()) {
      v1::GoalLifecycle to = v1::GOAL_LIFECYCLE_UNSPECIFIED;
      v1::GoalLifecycle_Parse(change.to_state(), &to);
      states.push_back(to);
    }
    return states;
  }
  template <typename Request>
  absl::StatusOr<v1::Goal> Do(Suite::Method<Request, v1::Goal> method, const std::string& name,
                              const std::string& by = kAna) {
    return suite.As(by, method, Named<Request>(name));
  }

  Suite suite;
};

TEST_F(GoalStory, BeginsAsADraftOfOnesOwn) {
  const v1::Goal draft = suite.Drafted(kAna);
  EXPECT_EQ(draft.lifecycle(), v1::GOAL_LIFECYCLE_DRAFT);
  EXPECT_THAT(draft.owners(), ElementsAre(Person(kAna)));
  EXPECT_EQ(draft.creator(), Person(kAna));
  EXPECT_EQ(draft.visibility(), v1::GOAL_VISIBILITY_PRIVATE);
  EXPECT_EQ(draft.weight(), "1");
  EXPECT_EQ(draft.health(), v1::GOAL_HEALTH_NOT_UPDATED);
  EXPECT_EQ(draft.progress(), "0");
  EXPECT_EQ(draft.own_progress(), "0");
  EXPECT_EQ(draft.depth(), 0);
  EXPECT_EQ(draft.view(), common::v1::VIEW_FULL);
  EXPECT_EQ(suite.Get(kAna, draft.name()).SerializeAsString(), draft.SerializeAsString());
  EXPECT_THAT(suite.Told(), ElementsAre("goal.drafted"));
}

TEST_F(GoalStory, GoesFromDraftToArchive) {
  const std::string name = suite.Drafted(kAna).name();
  const auto active = Do(&Stub::ActivateGoal, name);
  ASSERT_THAT(active, IsOk());
  EXPECT_EQ(active->lifecycle(), v1::GOAL_LIFECYCLE_ACTIVE);
  suite.Pass(absl::Hours(1));
  const auto closed = suite.As(kAna, &Stub::CloseGoal, CloseRequest(name));
  ASSERT_THAT(closed, IsOk());
  EXPECT_EQ(closed->lifecycle(), v1::GOAL_LIFECYCLE_ACHIEVED);
  EXPECT_EQ(closed->lifecycle_reason(), "The quarter is over");
  EXPECT_GT(closed->lifecycle_time().seconds(), active->lifecycle_time().seconds());
  const auto archived = Do(&Stub::ArchiveGoal, name);
  ASSERT_THAT(archived, IsOk());
  EXPECT_EQ(archived->lifecycle(), v1::GOAL_LIFECYCLE_ARCHIVED);
  EXPECT_EQ(archived->SerializeAsString(), suite.Get(kAna, name).SerializeAsString());
  EXPECT_THAT(StatesOf(name), ElementsAre(v1::GOAL_LIFECYCLE_DRAFT, v1::GOAL_LIFECYCLE_ACTIVE,
                                          v1::GOAL_LIFECYCLE_ACHIEVED, v1::GOAL_LIFECYCLE_ARCHIVED));
  EXPECT_THAT(suite.Told(), ElementsAre("goal.drafted", "goal.activated", "goal.closed", "goal.archived"));
}

TEST_F(GoalStory, IsMadeActiveInOneStep) {
  const v1::Goal goal = suite.Active(kAna);
  EXPECT_EQ(goal.lifecycle(), v1::GOAL_LIFECYCLE_ACTIVE);
  EXPECT_THAT(StatesOf(goal.name()), ElementsAre(v1::GOAL_LIFECYCLE_ACTIVE));
  EXPECT_THAT(suite.Told(), ElementsAre("goal.activated"));
}

TEST_F(GoalStory, IsReopenedWithinThirtyDaysWithAReason) {
  const std::string name = suite.Closed().name();
  suite.Pass(absl::Hours(30 * 24));
  const auto reopened = suite.As(kAna, &Stub::ReopenGoal, ReopenRequest(name));
  ASSERT_THAT(reopened, IsOk());
  EXPECT_EQ(reopened->lifecycle(), v1::GOAL_LIFECYCLE_ACTIVE);
  ASSERT_THAT(suite.As(kAna, &Stub::CloseGoal, CloseRequest(name, v1::GOAL_LIFECYCLE_MISSED)), IsOk());
  suite.Pass(absl::Hours(30 * 24) + absl::Microseconds(1));
  const auto late = suite.As(kAna, &Stub::ReopenGoal, ReopenRequest(name));
  EXPECT_THAT(late, StatusIs(kPrecondition, "REOPEN_WINDOW_OVER"));
  EXPECT_EQ(MetadataOf(late, "reopen_end_time"), "2026-03-15T12:00:00Z");
}

TEST_F(GoalStory, IsDiscardedAsADraft) {
  const std::string name = suite.Drafted(kAna).name();
  const auto discarded = Do(&Stub::DiscardGoal, name);
  ASSERT_THAT(discarded, IsOk());
  EXPECT_EQ(discarded->lifecycle(), v1::GOAL_LIFECYCLE_DISCARDED);
  EXPECT_THAT(Do(&Stub::ActivateGoal, name), StatusIs(kPrecondition, "WRONG_STATE"));
}

TEST_F(GoalStory, OfAProposalIsTheOwnersToAccept) {
  const v1::Goal proposed = suite.Proposed(kCarla, kAna);
  EXPECT_EQ(proposed.lifecycle(), v1::GOAL_LIFECYCLE_PROPOSED);
  EXPECT_EQ(proposed.creator(), Person(kCarla));
  EXPECT_EQ(suite.Get(kCarla, proposed.name()).view(), common::v1::VIEW_FULL);
  const auto accepted = Do(&Stub::AcceptGoal, proposed.name());
  ASSERT_THAT(accepted, IsOk());
  EXPECT_EQ(accepted->lifecycle(), v1::GOAL_LIFECYCLE_DRAFT);
  EXPECT_THAT(suite.As(kCarla, &Stub::GetGoal, Named<v1::GetGoalRequest>(proposed.name())),
              StatusIs(absl::StatusCode::kNotFound));
  EXPECT_THAT(suite.Told(), ElementsAre("goal.proposed", "goal.accepted"));
}

TEST_F(GoalStory, OfAProposalEndsWhenItIsDeclined) {
  const std::string name = suite.Proposed(kCoach, kAna).name();
  auto request = Named<v1::DeclineGoalRequest>(name);
  request.set_reason("Not this quarter");
  ASSERT_THAT(suite.As(kAna, &Stub::DeclineGoal, request), IsOk());
  EXPECT_EQ(suite.Get(kCoach, name).lifecycle_reason(), "Not this quarter");
  EXPECT_THAT(Do(&Stub::AcceptGoal, name), StatusIs(kPrecondition, "WRONG_STATE"));
}

TEST_F(GoalStory, OfATeamIsMadeByItsLeadForOthers) {
  const v1::Goal goal = suite.OfTeam();
  EXPECT_EQ(goal.visibility(), v1::GOAL_VISIBILITY_TEAM);
  EXPECT_EQ(goal.team(), Team(kTeam));
  EXPECT_THAT(goal.owners(), ElementsAre(Person(kAna)));
  EXPECT_THAT(suite.As(kAna, &Stub::CloseGoal, CloseRequest(goal.name())), IsOk());
}

TEST_F(GoalStory, OfTheCompanyIsForEverybodyUnlessItSaysOtherwise) {
  const auto goal = suite.OfCompany(v1::GOAL_VISIBILITY_UNSPECIFIED);
  EXPECT_EQ(goal.visibility(), v1::GOAL_VISIBILITY_PUBLIC);
  EXPECT_EQ(suite.Get(kStranger, goal.name()).view(), common::v1::VIEW_FULL);
}

TEST_F(GoalStory, ForOnesTeamNamesTheOneThatItsOwnerIsIn) {
  EXPECT_EQ(suite.Active(kAna, v1::GOAL_VISIBILITY_TEAM).team(), Team(kTeam));
}

TEST_F(GoalStory, WithWeightOneNeedsNoKeyResult) {
  auto request = CreateRequest();
  request.mutable_goal()->set_weight("02.50");
  EXPECT_EQ(suite.Made(kAna, request).weight(), "2.5");
}

TEST_F(GoalStory, KeepsItsKeyResultsWithNamesAndNumbersInOneForm) {
  const v1::Goal goal = suite.Measured(kAna, {KeyResultOf("010", "20.0"), KeyResultOf("5", "1", "3")});
  ASSERT_EQ(goal.key_results_size(), 2);
  EXPECT_EQ(goal.key_results(0).baseline(), "10");
  EXPECT_EQ(goal.key_results(0).target(), "20");
  EXPECT_EQ(goal.key_results(0).current(), "10");
  EXPECT_EQ(goal.key_results(0).direction(), v1::DIRECTION_INCREASE);
  EXPECT_EQ(goal.key_results(1).direction(), v1::DIRECTION_DECREASE);
  EXPECT_EQ(goal.key_results(1).name().rfind(goal.name() + "/keyResults/", 0), 0U);
  EXPECT_EQ(goal.SerializeAsString(), suite.Get(kAna, goal.name()).SerializeAsString());
}

TEST_F(GoalStory, IsOnlyTriedWithoutAnyEffect) {
  auto request = CreateRequest();
  request.set_validate_only(true);
  *request.mutable_goal()->add_key_results() = KeyResultOf("1", "2");
  const auto tried = suite.As(kAna, &Stub::CreateGoal, request);
  ASSERT_THAT(tried, IsOk());
  EXPECT_EQ(tried->name(), "");
  EXPECT_EQ(tried->key_results(0).name(), "");
  EXPECT_EQ(tried->lifecycle(), v1::GOAL_LIFECYCLE_ACTIVE);
  EXPECT_EQ(tried->progress(), "0");
  EXPECT_EQ(suite.database.QueryInt("SELECT COUNT(*) FROM goal"), 0);
  EXPECT_TRUE(suite.Told().empty());
}

TEST_F(GoalStory, IsMadeOnceHoweverOftenItIsSent) {
  auto request = CreateRequest();
  request.set_request_id("0b0b7b1e-6d1f-4d1c-8a5e-3c6f5c1c9d11");
  const v1::Goal first = suite.Made(kAna, request);
  suite.Pass(absl::Hours(1));
  EXPECT_EQ(suite.Made(kAna, request).SerializeAsString(), first.SerializeAsString());
  EXPECT_EQ(suite.database.QueryInt("SELECT COUNT(*) FROM goal"), 1);
  request.mutable_goal()->set_title("Another one");
  EXPECT_THAT(suite.As(kAna, &Stub::CreateGoal, request),
              StatusIs(absl::StatusCode::kInvalidArgument, "REQUEST_ID_REUSED"));
}

TEST_F(GoalStory, StandsInTheGoalThatItIsAPartOf) {
  const v1::Goal company = suite.OfCompany();
  const v1::Goal team = suite.OfTeam(v1::GOAL_VISIBILITY_PUBLIC, company.name());
  const v1::Goal own = suite.Active(kAna, v1::GOAL_VISIBILITY_UNSPECIFIED, team.name());
  EXPECT_EQ(team.depth(), 1);
  EXPECT_EQ(own.depth(), 2);
  EXPECT_EQ(own.parent(), team.name());
  EXPECT_EQ(suite.Get(kAna, own.name()).depth(), 2);
}

class GoalUpdate : public GoalStory {
 protected:
  absl::StatusOr<v1::Goal> Update(const std::string& name, const std::vector<std::string>& fields,
                                  const std::function<void(v1::Goal&)>& change,
                                  const std::string& by = kAna) {
    return suite.As(by, &Stub::UpdateGoal, UpdateRequest(name, fields, change));
  }
};

TEST_F(GoalUpdate, ChangesWhatItsMaskNames) {
  const v1::Goal before = suite.Active(kAna);
  suite.Pass(absl::Hours(1));
  const auto after = Update(before.name(), {"title", "weight"}, [](v1::Goal& goal) {
    goal.set_title("Answer within an hour");
    goal.set_weight("3");
    goal.set_description("not named");
  });
  ASSERT_THAT(after, IsOk());
  EXPECT_EQ(after->title(), "Answer within an hour");
  EXPECT_EQ(after->weight(), "3");
  EXPECT_EQ(after->description(), "");
  EXPECT_NE(after->etag(), before.etag());
  EXPECT_EQ(after->SerializeAsString(), suite.Get(kAna, before.name()).SerializeAsString());
  EXPECT_THAT(suite.Told(), ElementsAre("goal.activated", "goal.updated"));
  EXPECT_THAT(StatesOf(before.name()), ElementsAre(v1::GOAL_LIFECYCLE_ACTIVE));
}

TEST_F(GoalUpdate, LosesNothingToAnotherWhoWasFaster) {
  const v1::Goal before = suite.Active(kAna);
  ASSERT_THAT(Update(before.name(), {"title"}, [](v1::Goal& goal) { goal.set_title("First"); }), IsOk());
  const auto second = Update(before.name(), {"title"}, [&](v1::Goal& goal) {
    goal.set_title("Second");
    goal.set_etag(before.etag());
  });
  EXPECT_THAT(second, StatusIs(absl::StatusCode::kAborted, "STALE_ETAG"));
  EXPECT_EQ(suite.Get(kAna, before.name()).title(), "First");
}

TEST_F(GoalUpdate, MovesItWithAllItsPartsAndBackToTheRoot) {
  const std::string company = suite.OfCompany().name();
  const v1::Goal own = suite.Active(kAna, v1::GOAL_VISIBILITY_PUBLIC);
  const v1::Goal part = suite.Active(kBen, v1::GOAL_VISIBILITY_PUBLIC, own.name());
  const auto moved = Update(own.name(), {"parent"}, [&](v1::Goal& goal) { goal.set_parent(company); });
  ASSERT_THAT(moved, IsOk());
  EXPECT_EQ(moved->depth(), 1);
  EXPECT_EQ(suite.Get(kBen, part.name()).depth(), 2);
  EXPECT_EQ(moved->SerializeAsString(), suite.Get(kAna, own.name()).SerializeAsString());
  const auto back = Update(own.name(), {"parent"}, [](v1::Goal&) {});
  ASSERT_THAT(back, IsOk());
  EXPECT_EQ(back->depth(), 0);
  EXPECT_EQ(back->parent(), "");
  EXPECT_EQ(suite.Get(kBen, part.name()).depth(), 1);
}

TEST_F(GoalUpdate, GivesATeamsGoalToOthers) {
  const std::string name = suite.OfTeam().name();
  const auto given = Update(
      name, {"owners"}, [](v1::Goal& goal) { goal.add_owners(Person(kPeer)); }, kHr);
  ASSERT_THAT(given, IsOk());
  EXPECT_THAT(given->owners(), ElementsAre(Person(kPeer)));
  EXPECT_THAT(suite.As(kAna, &Stub::CloseGoal, CloseRequest(name)),
              StatusIs(absl::StatusCode::kPermissionDenied, "PERMISSION_DENIED"));
  EXPECT_THAT(suite.As(kPeer, &Stub::CloseGoal, CloseRequest(name)), IsOk());
  EXPECT_EQ(suite.database.QueryInt("SELECT COUNT(*) FROM goal_owner"), 1);
}

TEST_F(GoalUpdate, OpensItToTheTeamOfItsOwner) {
  const std::string name = suite.Active(kAna).name();
  const auto opened =
      Update(name, {"visibility"}, [](v1::Goal& goal) { goal.set_visibility(v1::GOAL_VISIBILITY_TEAM); });
  ASSERT_THAT(opened, IsOk());
  EXPECT_EQ(opened->team(), Team(kTeam));
  EXPECT_EQ(suite.Get(kPeer, name).team(), Team(kTeam));
}

TEST_F(GoalUpdate, ThatChangesNothingMakesNoNewVersion) {
  const v1::Goal before = suite.Active(kAna);
  const auto same = Update(before.name(), {"title", "weight"}, [&](v1::Goal& goal) {
    goal.set_title(before.title());
    goal.set_weight("1.0");
  });
  ASSERT_THAT(same, IsOk());
  EXPECT_EQ(same->SerializeAsString(), before.SerializeAsString());
}

TEST_F(GoalUpdate, KeepsAnOwnerWhoHasLeftAndTakesInNoOther) {
  const std::string name = suite.OfTeam().name();
  const auto owned_by = [&](const std::vector<std::string>& owners) {
    return Update(
        name, {"owners"},
        [&](v1::Goal& goal) {
          for (const std::string& owner : owners) goal.add_owners(Person(owner));
        },
        kHr);
  };
  ASSERT_THAT(owned_by({kAna, kPeer}), IsOk());
  suite.Leave(kPeer);
  EXPECT_THAT(owned_by({kAna, kPeer, kBen}), IsOk());
  EXPECT_THAT(owned_by({kAna, kPeer, kGone}), StatusIs(absl::StatusCode::kFailedPrecondition, "PERSON_LEFT"));
}

TEST_F(GoalUpdate, LeavesAHashOfWhatStoodThereInTheAudit) {
  const std::string name = suite.OfTeam().name();
  ASSERT_THAT(Update(
                  name, {"title"}, [](v1::Goal& goal) { goal.set_title("Else"); }, kHr),
              IsOk());
  const sql::Rows rows = suite.database.Query(
      "SELECT fields, LENGTH(earlier_hash), subject FROM audit_record WHERE method LIKE '%/UpdateGoal'");
  ASSERT_EQ(rows.size(), 1U);
  EXPECT_EQ(rows[0].Text(0), "title");
  EXPECT_EQ(rows[0].Int(1), 32);
  EXPECT_EQ(rows[0].Text(2), Person(kAna));
}

}  // namespace
}  // namespace laurel::goals::testing
