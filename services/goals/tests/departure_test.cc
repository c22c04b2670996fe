// Somebody leaves: what that ends of their goals, once, however often it is heard.
#include "services/goals/departure/departure.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "common/testing/status_matchers.h"
#include "common/time/convert.h"
#include "laurel/directory/v1/events.pb.h"
#include "services/goals/departure/store.h"
#include "services/goals/names.h"
#include "services/goals/testing/suite.h"

namespace laurel::goals::testing {
namespace {

using departure::Departures;
using laurel::testing::IsOk;
using laurel::testing::StatusIs;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAre;
using Stub = Suite::Stub;

class Departure : public ::testing::Test {
 protected:
  // What directory tells of it, as of the newest version.
  events::v1::Event Left(const std::string& person) const {
    directory::v1::PersonEvent data;
    data.set_person(Person(person));
    data.set_state(directory::v1::PERSON_STATE_LEFT);
    data.set_organization_version(suite.organization_version());
    events::v1::Event event;
    event.set_id(person);
    event.set_type("person.left");
    *event.mutable_time() = ToTimestamp(suite.clock.Now());
    event.mutable_data()->PackFrom(data);
    return event;
  }
  // As a consumer does it: what is prepared, then a transaction.
  absl::Status Handle(const events::v1::Event& event) {
    if (absl::Status prepared = departures.Prepare(event); !prepared.ok()) return prepared;
    sql::WriteContext context;
    context.now = suite.clock.Now();
    context.deadline = context.now + absl::Minutes(1);
    context.actor = kOwnActor;
    context.key.method = event.type();
    context.audited = true;
    using Nothing = events::v1::Bookmark;
    return suite.db
        ->Write<Nothing>(
            context,
            [&](sql::Connection& connection, sql::Changes& changes) -> absl::StatusOr<Nothing> {
              if (absl::Status handled = departures.Handle(event, connection, changes); !handled.ok())
                return handled;
              return Nothing();
            },
            [](sql::Connection&, const Nothing&) { return absl::OkStatus(); })
        .status();
  }
  v1::GoalLifecycle StateOf(const std::string& name) {
    return static_cast<v1::GoalLifecycle>(
        suite.database.QueryInt("SELECT lifecycle FROM goal WHERE id = ?", {std::string(IdOf(name))}));
  }
  void ForgetWhatWasTold() { suite.database.Execute("DELETE FROM event_pending"); }
  // The organisation has spoken since.
  absl::Status CatchUp() {
    suite.organization.Touch(suite.clock.Now() + kMirrorLag);
    return departures.CatchUp();
  }

  Suite suite;
  Departures departures{suite.env(), suite.clock};
};

TEST_F(Departure, DiscardsDraftsAndDeclinesProposalsOnce) {
  const std::string draft = suite.Drafted(kAna).name();
  const std::string proposal = suite.Proposed(kCarla, kAna).name();
  const std::string active = suite.Active(kAna).name();
  const std::string others = suite.Drafted(kBen).name();
  suite.Leave(kAna);
  ForgetWhatWasTold();
  ASSERT_THAT(Handle(Left(kAna)), IsOk());
  EXPECT_EQ(StateOf(draft), v1::GOAL_LIFECYCLE_DISCARDED);
  EXPECT_EQ(StateOf(proposal), v1::GOAL_LIFECYCLE_DECLINED);
  EXPECT_EQ(StateOf(active), v1::GOAL_LIFECYCLE_ACTIVE);
  EXPECT_EQ(StateOf(others), v1::GOAL_LIFECYCLE_DRAFT);
  EXPECT_THAT(suite.Told(), UnorderedElementsAre("goal.discarded", "goal.declined"));
  EXPECT_EQ(suite.Get(kCarla, proposal).lifecycle_reason(), "PERSON_LEFT");
  ForgetWhatWasTold();
  ASSERT_THAT(Handle(Left(kAna)), IsOk());
  EXPECT_THAT(suite.Told(), IsEmpty());
}

TEST_F(Departure, LeavesItsAuditAndItsHistory) {
  const std::string proposal = suite.Proposed(kCarla, kAna).name();
  suite.Leave(kAna);
  ASSERT_THAT(Handle(Left(kAna)), IsOk());
  const sql::Rows rows = suite.database.Query(
      "SELECT subject, method FROM audit_record WHERE actor = ? AND resource = ? ORDER BY subject",
      {std::string(kOwnActor), proposal});
  ASSERT_EQ(rows.size(), 2U);
  EXPECT_EQ(rows[0].Text(0), Person(kAna));
  EXPECT_EQ(rows[1].Text(0), Person(kCarla));
  EXPECT_EQ(rows[1].Text(1), "person.left");
  const auto history =
      suite.As(kCarla, &Stub::ListStatusChanges, About<v1::ListStatusChangesRequest>(proposal));
  ASSERT_THAT(history, IsOk());
  ASSERT_EQ(history->status_changes_size(), 2);
  EXPECT_EQ(history->status_changes(1).actor(), "");
  EXPECT_EQ(history->status_changes(1).reason(), "PERSON_LEFT");
}

TEST_F(Departure, OfWhoProposedItLeavesAProposalAsItIs) {
  const std::string proposal = suite.Proposed(kCoach, kAna).name();
  suite.Leave(kCoach);
  ASSERT_THAT(Handle(Left(kCoach)), IsOk());
  EXPECT_EQ(StateOf(proposal), v1::GOAL_LIFECYCLE_PROPOSED);
}

TEST_F(Departure, LeavesTheGoalsOfTeamsAsTheyAre) {
  auto request = TeamRequest(kTeam);
  request.set_activate(false);
  const std::string draft = suite.Made(kLead, request).name();
  suite.Leave(kAna);
  ASSERT_THAT(Handle(Left(kAna)), IsOk());
  EXPECT_EQ(StateOf(draft), v1::GOAL_LIFECYCLE_DRAFT);
}

TEST_F(Departure, FindsWhatItClosesAloneTreeByTree) {
  auto request = TeamRequest(kTeam);
  request.set_activate(false);
  suite.Made(kLead, request);
  suite.Active(kAna);
  const std::string top = suite.Drafted(kAna).name();
  const std::string other = suite.Drafted(kAna).name();
  const std::string proposed = suite.Proposed(kCarla, kAna).name();
  const auto move = UpdateRequest(proposed, {"parent"}, [&](v1::Goal& goal) { goal.set_parent(top); });
  ASSERT_THAT(suite.As(kAna, &Stub::AcceptGoal, Named<v1::AcceptGoalRequest>(proposed)), IsOk());
  ASSERT_THAT(suite.As(kAna, &Stub::UpdateGoal, move), IsOk());
  const auto found = suite.db->Read<std::vector<std::string>>(
      suite.clock.Now() + absl::Minutes(1),
      [](sql::Connection& connection) { return departure::FindOpenGoals(connection, kAna); });
  ASSERT_THAT(found, IsOk());
  std::vector<std::string> trees = {top, other};
  std::ranges::sort(trees);
  std::vector<std::string> expected;
  for (const std::string& tree : trees) {
    expected.emplace_back(IdOf(tree));
    if (tree == top) expected.emplace_back(IdOf(proposed));
  }
  EXPECT_EQ(*found, expected);
  const auto owners = suite.db->Read<departure::Owners>(
      suite.clock.Now() + absl::Minutes(1), [](sql::Connection& connection) {
        return departure::OwnersOfOpenGoals(connection, v1::GOAL_LIFECYCLE_DRAFT, "");
      });
  ASSERT_THAT(owners, IsOk());
  EXPECT_THAT(owners->ids, UnorderedElementsAre(kAna, kAna, kAna));
}

TEST_F(Departure, OfWhoIsBackChangesNothing) {
  const std::string draft = suite.Drafted(kAna).name();
  ASSERT_THAT(Handle(Left(kAna)), IsOk());
  EXPECT_EQ(StateOf(draft), v1::GOAL_LIFECYCLE_DRAFT);
}

TEST_F(Departure, WaitsForTheOrganisation) {
  events::v1::Event event = Left(kAna);
  directory::v1::PersonEvent data;
  ASSERT_TRUE(event.data().UnpackTo(&data));
  data.set_organization_version(suite.organization_version() + 1);
  event.mutable_data()->PackFrom(data);
  EXPECT_THAT(Handle(event), StatusIs(absl::StatusCode::kUnavailable, "ORGANIZATION_STALE"));
}

TEST_F(Departure, IsCaughtUpWith) {
  const std::string draft = suite.Drafted(kAna).name();
  const std::string proposal = suite.Proposed(kCarla, kBen).name();
  const std::string others = suite.Drafted(kPeer).name();
  suite.Leave(kAna);
  suite.Leave(kBen);
  ASSERT_THAT(CatchUp(), IsOk());
  EXPECT_EQ(StateOf(draft), v1::GOAL_LIFECYCLE_DISCARDED);
  EXPECT_EQ(StateOf(proposal), v1::GOAL_LIFECYCLE_DECLINED);
  EXPECT_EQ(StateOf(others), v1::GOAL_LIFECYCLE_DRAFT);
}

TEST_F(Departure, IsCaughtUpWithUntilItIsStopped) {
  departures.Stop();
  EXPECT_THAT(CatchUp(), StatusIs(absl::StatusCode::kCancelled));
}

}  // namespace
}  // namespace laurel::goals::testing
