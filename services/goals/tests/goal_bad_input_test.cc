// What no goal can be, each with its own answer; and what a refused call leaves behind: nothing.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "common/testing/status_matchers.h"
#include "common/time/convert.h"
#include "fmt/format.h"
#include "services/goals/testing/suite.h"
#include "services/goals/tests/refusals.h"

namespace laurel::goals::testing {
namespace {

using laurel::testing::IsOk;
using laurel::testing::StatusIs;
using laurel::testing::ViolatesField;
using Stub = Suite::Stub;

constexpr auto kInvalid = absl::StatusCode::kInvalidArgument;
constexpr auto kPrecondition = absl::StatusCode::kFailedPrecondition;
constexpr auto kDenied = absl::StatusCode::kPermissionDenied;

const std::string kGuess = "goals/" + org::testing::TestId(97);

class BadGoal : public ::testing::Test {
 protected:
  absl::StatusOr<v1::Goal> Create(const v1::CreateGoalRequest& request, const std::string& by = kAna) {
    return suite.As(by, &Stub::CreateGoal, request);
  }
  absl::StatusOr<v1::Goal> Propose(const v1::ProposeGoalRequest& request, const std::string& by = kCarla) {
    return suite.As(by, &Stub::ProposeGoal, request);
  }
  absl::StatusOr<v1::Goal> Update(const std::string& name, const std::vector<std::string>& fields,
                                  const std::function<void(v1::Goal&)>& change,
                                  const std::string& by = kAna) {
    return suite.As(by, &Stub::UpdateGoal, UpdateRequest(name, fields, change));
  }
  // A goal of Ana's that is otherwise good.
  static v1::CreateGoalRequest With(const std::function<void(v1::Goal&)>& change,
                                    v1::GoalLevel level = v1::GOAL_LEVEL_PERSON) {
    auto request = CreateRequest(level);
    change(*request.mutable_goal());
    return request;
  }
  void ExpectNothingLeft() {
    for (const char* table : {"goal", "goal_owner", "key_result", "status_change", "event_pending"})
      EXPECT_EQ(suite.database.QueryInt(fmt::format("SELECT COUNT(*) FROM {}", table)), 0) << table;
  }
  // A goal below a goal below … : so many steps below the first.
  std::vector<std::string> Chain(int steps) {
    std::vector<std::string> names = {suite.Active(kAna).name()};
    for (int i = 0; i < steps; ++i)
      names.push_back(suite.Active(kAna, v1::GOAL_VISIBILITY_UNSPECIFIED, names.back()).name());
    return names;
  }

  Suite suite;
};

TEST_F(BadGoal, EndsBeforeItBegins) {
  const auto request =
      With([](v1::Goal& goal) { *goal.mutable_end_date() = ToDate(absl::CivilDay(2025, 12, 31)); });
  EXPECT_THAT(Create(request), ViolatesField("goal.end_date"));
  ExpectNothingLeft();
  const std::string name = suite.Active(kAna).name();
  EXPECT_THAT(Update(name, {"start_date"},
                     [](v1::Goal& goal) { *goal.mutable_start_date() = ToDate(absl::CivilDay(2026, 4, 1)); }),
              ViolatesField("goal.end_date"));
}

TEST_F(BadGoal, HasNoPeriodOrTitleOrLevel) {
  EXPECT_THAT(Create(With([](v1::Goal& goal) { goal.clear_title(); })), ViolatesField("goal.title"));
  EXPECT_THAT(Create(With([](v1::Goal& goal) { goal.clear_start_date(); })),
              ViolatesField("goal.start_date"));
  EXPECT_THAT(Create(With([](v1::Goal& goal) { goal.clear_end_date(); })), ViolatesField("goal.end_date"));
  EXPECT_THAT(Create(With([](v1::Goal& goal) { goal.clear_level(); })), ViolatesField("goal.level"));
  EXPECT_THAT(Create(With([](v1::Goal& goal) { goal.mutable_end_date()->set_day(32); })),
              ViolatesField("goal.end_date"));
  EXPECT_THAT(Create(With([](v1::Goal& goal) { goal.set_title(std::string(121, 'a')); })),
              ViolatesField("goal.title"));
  ExpectNothingLeft();
}

TEST_F(BadGoal, HasAWeightThatIsNoDecimalOrNegativeOrTooExact) {
  for (const char* weight : {"-1", "one", "1.", "1e3", "0.0000001", "1234567890123456", "٣"}) {
    EXPECT_THAT(Create(With([&](v1::Goal& goal) { goal.set_weight(weight); })), ViolatesField("goal.weight"))
        << weight;
  }
  ExpectNothingLeft();
}

TEST_F(BadGoal, HasKeyResultsThatMeasureNothing) {
  const auto measured = [](const std::vector<v1::KeyResult>& all) {
    return With([&](v1::Goal& goal) {
      for (const v1::KeyResult& one : all) *goal.add_key_results() = one;
    });
  };
  EXPECT_THAT(Create(measured({KeyResultOf("1", "2"), KeyResultOf("10", "10.0")})),
              ViolatesField("goal.key_results[1].target"));
  EXPECT_THAT(Create(measured({KeyResultOf("1", "2.0000001")})), ViolatesField("goal.key_results[0].target"));
  EXPECT_THAT(Create(measured({KeyResultOf("ten", "2")})), ViolatesField("goal.key_results[0].baseline"));
  EXPECT_THAT(Create(measured({KeyResultOf("1", "2", "0"), KeyResultOf("1", "3", "0.0")})),
              ViolatesField("goal.key_results[0].weight"));
  EXPECT_THAT(Create(measured({KeyResultOf("1", "2", "-1")})), ViolatesField("goal.key_results[0].weight"));
  EXPECT_THAT(Create(measured(std::vector<v1::KeyResult>(11, KeyResultOf("1", "2")))),
              ViolatesField("goal.key_results"));
  ExpectNothingLeft();
}

TEST_F(BadGoal, IsOwnedByNobodyWhoIsHere) {
  const auto owned_by = [](const std::string& id) {
    auto request = TeamRequest(kTeam);
    request.mutable_goal()->add_owners(Person(id));
    return request;
  };
  const auto gone = Create(owned_by(kGone), kLead);
  EXPECT_THAT(gone, StatusIs(kPrecondition, "PERSON_LEFT"));
  EXPECT_THAT(Create(owned_by(kNobody), kLead), ViolatesField("goal.owners[1]"));
  EXPECT_THAT(Create(owned_by(kAna), kLead), ViolatesField("goal.owners[1]"));  // twice
  EXPECT_THAT(Propose(ProposeRequest(kGone)), StatusIs(kPrecondition, "PERSON_LEFT"));
  ExpectNothingLeft();
  const std::string name = suite.OfTeam().name();
  EXPECT_THAT(Update(name, {"owners"}, [](v1::Goal& goal) { goal.add_owners(Person(kGone)); }),
              StatusIs(kPrecondition, "PERSON_LEFT"));
  EXPECT_THAT(Update(name, {"owners"}, [](v1::Goal&) {}), ViolatesField("goal.owners"));
}

TEST_F(BadGoal, OfAPersonHasOneOwnerForGood) {
  EXPECT_THAT(Create(With([](v1::Goal& goal) {
                goal.add_owners(Person(kAna));
                goal.add_owners(Person(kBen));
              })),
              ViolatesField("goal.owners"));
  const std::string name = suite.Active(kAna).name();
  EXPECT_THAT(Update(name, {"owners"}, [](v1::Goal& goal) { goal.add_owners(Person(kBen)); }),
              ViolatesField("goal.owners"));
}

TEST_F(BadGoal, IsMadeForSomebodyElse) {
  for (const std::string& by : {kCarla, kHr, kStranger}) {
    EXPECT_THAT(Create(With([](v1::Goal& goal) { goal.add_owners(Person(kAna)); }), by),
                StatusIs(kDenied, "NOT_YOUR_REPORT"))
        << by;
  }
  ExpectNothingLeft();
}

TEST_F(BadGoal, IsProposedByWhoMayNotCoach) {
  for (const std::string& by : {kBen, kPeer, kStranger, kHr, kHead})
    EXPECT_THAT(Propose(ProposeRequest(kAna), by), StatusIs(kDenied, "NOT_YOUR_REPORT")) << by;
  for (const std::string& by : {kCarla, kSkip, kTop, kCoach, kLead})
    EXPECT_THAT(Propose(ProposeRequest(kAna), by), IsOk()) << by;
}

TEST_F(BadGoal, IsProposedToOneselfOrToNobodyOrForATeam) {
  EXPECT_THAT(Propose(ProposeRequest(kCarla)), ViolatesField("goal.owners"));
  auto request = ProposeRequest(kAna);
  request.mutable_goal()->clear_owners();
  EXPECT_THAT(Propose(request), ViolatesField("goal.owners"));
  request = ProposeRequest(kAna);
  request.mutable_goal()->set_level(v1::GOAL_LEVEL_TEAM);
  request.mutable_goal()->set_team(Team(kTeam));
  EXPECT_THAT(Propose(request), ViolatesField("goal.level"));
  ExpectNothingLeft();
}

TEST_F(BadGoal, OfATeamIsMadeByNobodyWhoLeadsIt) {
  for (const std::string& by : {kAna, kPeer, kCarla, kStranger, kAuditor})
    EXPECT_THAT(Create(TeamRequest(kTeam), by), StatusIs(kDenied, "NOT_YOUR_REPORT")) << by;
  ExpectNothingLeft();
  for (const std::string& by : {kLead, kHead, kHr}) EXPECT_THAT(Create(TeamRequest(kTeam), by), IsOk()) << by;
}

TEST_F(BadGoal, OfATeamNamesNoneOrOneThatIsClosedOrUnknownOrCannotReadIt) {
  auto request = TeamRequest(kTeam);
  request.mutable_goal()->clear_team();
  EXPECT_THAT(Create(request, kLead), ViolatesField("goal.team"));
  EXPECT_THAT(Create(TeamRequest(kNoTeam), kHr), ViolatesField("goal.team"));
  EXPECT_THAT(Create(TeamRequest(kClosed), kHr), StatusIs(kPrecondition, "TEAM_CLOSED"));
  EXPECT_THAT(Create(TeamRequest(kQueue), kLead), StatusIs(kPrecondition, "NO_TEAM"));
  ExpectNothingLeft();
  EXPECT_THAT(Create(TeamRequest(kQueue, v1::GOAL_VISIBILITY_PUBLIC), kLead), IsOk());
}

TEST_F(BadGoal, OfATeamIsTakenToOneThatTheCallerDoesNotLead) {
  const std::string name = suite.OfTeam().name();
  EXPECT_THAT(Update(name, {"team"}, [](v1::Goal& goal) { goal.set_team(Team(kOther)); }),
              StatusIs(kDenied, "NOT_YOUR_REPORT"));
  EXPECT_THAT(Update(
                  name, {"team"}, [](v1::Goal& goal) { goal.set_team(Team(kOther)); }, kHr),
              IsOk());
}

TEST_F(BadGoal, OfTheCompanyBelongsToHrAndToNoTeam) {
  EXPECT_THAT(Create(CreateRequest(v1::GOAL_LEVEL_COMPANY), kTop), StatusIs(kDenied, "NOT_YOUR_REPORT"));
  EXPECT_THAT(Create(With([](v1::Goal& goal) { goal.set_team(Team(kTeam)); }, v1::GOAL_LEVEL_COMPANY), kHr),
              ViolatesField("goal.team"));
  EXPECT_THAT(Create(CreateRequest(v1::GOAL_LEVEL_COMPANY, v1::GOAL_VISIBILITY_TEAM), kHr),
              ViolatesField("goal.visibility"));
  ExpectNothingLeft();
}

TEST_F(BadGoal, IsForATeamThatItsOwnerIsNotIn) {
  EXPECT_THAT(Create(CreateRequest(v1::GOAL_LEVEL_PERSON, v1::GOAL_VISIBILITY_TEAM), kCarla),
              StatusIs(kPrecondition, "NO_TEAM"));
  const auto for_team = [](const std::string& team) {
    return With([&](v1::Goal& goal) {
      goal.set_visibility(v1::GOAL_VISIBILITY_TEAM);
      goal.set_team(Team(team));
    });
  };
  for (const std::string& team : {kOther, kQueue, kClosed, kNoTeam})
    EXPECT_THAT(Create(for_team(team)), ViolatesField("goal.team")) << team;
  EXPECT_THAT(Create(for_team(kTeam)), IsOk());
  suite.Reorganize([](org::testing::Records& records) { records.Member(kOther, kAna); });
  const auto which = Create(CreateRequest(v1::GOAL_LEVEL_PERSON, v1::GOAL_VISIBILITY_TEAM));
  EXPECT_THAT(which, ViolatesField("goal.team"));
  EXPECT_THAT(Create(for_team(kOther)), IsOk());
}

TEST_F(BadGoal, IsBelowItself) {
  const auto chain = Chain(3);
  for (const std::string& below : chain) {
    const auto moved = Update(chain.front(), {"parent"}, [&](v1::Goal& goal) { goal.set_parent(below); });
    EXPECT_THAT(moved, StatusIs(kInvalid, "GOAL_CYCLE")) << below;
    EXPECT_THAT(moved, ViolatesField("goal.parent")) << below;
  }
  EXPECT_EQ(suite.Get(kAna, chain.back()).depth(), 3);
}

TEST_F(BadGoal, StandsTooDeep) {
  const auto chain = Chain(8);
  const auto made = Create(With([&](v1::Goal& goal) { goal.set_parent(chain.back()); }));
  EXPECT_THAT(made, StatusIs(kInvalid, "GOAL_TOO_DEEP"));
  EXPECT_THAT(made, ViolatesField("goal.parent"));
  const auto other = Chain(1);  // itself and one below it
  EXPECT_THAT(Update(other.front(), {"parent"}, [&](v1::Goal& goal) { goal.set_parent(chain[7]); }),
              StatusIs(kInvalid, "GOAL_TOO_DEEP"));
  EXPECT_THAT(Update(other.front(), {"parent"}, [&](v1::Goal& goal) { goal.set_parent(chain[6]); }), IsOk());
  EXPECT_EQ(suite.Get(kAna, other.back()).depth(), 8);
}

TEST_F(BadGoal, IsAPartOfWhatTheCallerCannotRead) {
  const std::string hidden = suite.Active(kStranger).name();
  const std::string own = suite.Active(kAna).name();
  const auto below = [&](const std::string& parent) {
    return Create(With([&](v1::Goal& goal) { goal.set_parent(parent); }));
  };
  EXPECT_THAT(below(hidden), ViolatesField("goal.parent"));
  EXPECT_EQ(below(hidden).status(), below(kGuess).status());
  const auto moved = [&](const std::string& parent) {
    return Update(own, {"parent"}, [&](v1::Goal& goal) { goal.set_parent(parent); });
  };
  EXPECT_THAT(moved(hidden), ViolatesField("goal.parent"));
  EXPECT_EQ(moved(hidden).status(), moved(kGuess).status());
  // Whoever reads only its summary makes nothing a part of it.
  EXPECT_THAT(Create(With([&](v1::Goal& goal) { goal.set_parent(hidden); }), kAuditor),
              ViolatesField("goal.parent"));
}

TEST_F(BadGoal, IsAPartOfWhatIsOver) {
  const std::string closed = suite.Closed().name();
  const auto below = Create(With([&](v1::Goal& goal) { goal.set_parent(closed); }));
  EXPECT_THAT(below, StatusIs(kPrecondition, "WRONG_STATE"));
  EXPECT_EQ(MetadataOf(below, "state"), "ACHIEVED");
}

TEST_F(BadGoal, IsChangedWhenItIsOver) {
  const std::string name = suite.Closed().name();
  const auto changed = Update(name, {"title"}, [](v1::Goal& goal) { goal.set_title("Else"); });
  EXPECT_THAT(changed, StatusIs(kPrecondition, "WRONG_STATE"));
  EXPECT_EQ(MetadataOf(changed, "state"), "ACHIEVED");
  EXPECT_EQ(MetadataOf(changed, "allowed"), "ACTIVE,ARCHIVED");
}

TEST_F(BadGoal, IsChangedWhereItCannotBe) {
  const std::string name = suite.Active(kAna).name();
  for (const char* field : {"level", "key_results", "lifecycle", "progress", "name", "health", "nothing"}) {
    const auto change = [](v1::Goal& goal) { goal.set_level(v1::GOAL_LEVEL_TEAM); };
    EXPECT_THAT(Update(name, {field}, change), ViolatesField("update_mask")) << field;
  }
}

TEST_F(BadGoal, IsClosedWithoutAnOutcomeOrAReason) {
  const std::string name = suite.Active(kAna).name();
  const auto close = [&](v1::GoalLifecycle outcome, const char* reason) {
    auto request = CloseRequest(name, outcome);
    request.set_reason(reason);
    return suite.As(kAna, &Stub::CloseGoal, request);
  };
  EXPECT_THAT(close(v1::GOAL_LIFECYCLE_UNSPECIFIED, ""), ViolatesField("outcome"));
  for (const auto outcome : {v1::GOAL_LIFECYCLE_DRAFT, v1::GOAL_LIFECYCLE_ACTIVE, v1::GOAL_LIFECYCLE_ARCHIVED,
                             v1::GOAL_LIFECYCLE_DISCARDED})
    EXPECT_THAT(close(outcome, "r"), ViolatesField("outcome"));
  EXPECT_THAT(close(v1::GOAL_LIFECYCLE_CANCELLED, " "), ViolatesField("reason"));
  EXPECT_THAT(close(v1::GOAL_LIFECYCLE_CANCELLED, "No longer needed"), IsOk());
  EXPECT_THAT(suite.As(kAna, &Stub::ReopenGoal, Named<v1::ReopenGoalRequest>(name)), ViolatesField("reason"));
}

TEST_F(BadGoal, IsListedByTwoThingsOrBySomethingThatIsNot) {
  const auto list = [&](const std::function<void(v1::ListGoalsRequest&)>& ask) {
    v1::ListGoalsRequest request;
    ask(request);
    return suite.As(kAna, &Stub::ListGoals, request);
  };
  EXPECT_THAT(list([](auto& request) {
                request.set_owner(Person(kAna));
                request.set_team(Team(kTeam));
              }),
              ViolatesField("team"));
  EXPECT_THAT(list([](auto& request) { request.set_owner(Person(kNobody)); }), ViolatesField("owner"));
  EXPECT_THAT(list([](auto& request) { request.set_team(Team(kNoTeam)); }), ViolatesField("team"));
  EXPECT_THAT(list([](auto& request) { request.set_parent(kGuess); }), ViolatesField("parent"));
  EXPECT_THAT(list([](auto& request) { request.set_page_size(-1); }), ViolatesField("page_size"));
  EXPECT_THAT(list([](auto& request) { request.set_page_token("x"); }), ViolatesField("page_token"));
  EXPECT_THAT(list([](auto& request) { request.mutable_active_on()->set_year(2026); }),
              ViolatesField("active_on"));
}

}  // namespace
}  // namespace laurel::goals::testing
