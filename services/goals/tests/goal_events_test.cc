// Who hears what happens to a goal: those who read it then, and nobody else.
#include <gtest/gtest.h>

#include "common/testing/status_matchers.h"
#include "common/testing/telling.h"
#include "services/goals/testing/suite.h"

namespace laurel::goals::testing {
namespace {

using laurel::testing::AudiencesOf;
using laurel::testing::Hears;
using laurel::testing::IsOk;
using Stub = Suite::Stub;

std::vector<std::string> Everybody() {
  return {kAna, kBen, kCarla, kSkip, kTop, kCoach, kPeer, kLead, kHead, kHr, kAuditor, kStranger};
}

class GoalEvents : public ::testing::Test {
 protected:
  void Forget() { suite.database.Execute("DELETE FROM event_pending"); }
  // Since the last Forget one thing has happened to the goal. Roles are judged by the token, which this has
  // none of: HR and the auditor are looked for by their role.
  void ExpectReadersHear(const std::string& goal) {
    const auto audiences = AudiencesOf(suite, goal);
    ASSERT_EQ(audiences.size(), 1U);
    const std::string& audience = *audiences.begin();
    for (const std::string& reader : Everybody()) {
      const bool reads = suite.As(reader, &Stub::GetGoal, Named<v1::GetGoalRequest>(goal)).ok();
      const bool hears = Hears(suite, reader, audience) ||
                         (reader == kHr && audience.find("role:HR_ADMIN") != std::string::npos) ||
                         (reader == kAuditor && audience.find("role:AUDITOR") != std::string::npos);
      EXPECT_EQ(hears, reads) << reader << " " << audience;
    }
  }

  Suite suite;
};

TEST_F(GoalEvents, AreHeardByWhoReadsTheGoal) {
  for (const auto visibility :
       {v1::GOAL_VISIBILITY_PUBLIC, v1::GOAL_VISIBILITY_TEAM, v1::GOAL_VISIBILITY_PRIVATE}) {
    ExpectReadersHear(suite.Active(kAna, visibility).name());
    ExpectReadersHear(suite.OfTeam(visibility).name());
    ExpectReadersHear(suite.Drafted(kAna, visibility).name());
    ExpectReadersHear(suite.Proposed(kCoach, kAna, visibility).name());
  }
  ExpectReadersHear(suite.OfCompany(v1::GOAL_VISIBILITY_PUBLIC).name());
  ExpectReadersHear(suite.OfCompany(v1::GOAL_VISIBILITY_PRIVATE).name());
}

TEST_F(GoalEvents, FollowWhoReadsItAsItGoesOn) {
  const std::string name = suite.Proposed(kCoach, kAna, v1::GOAL_VISIBILITY_TEAM).name();
  const auto step = [&](auto method, const auto& request) {
    Forget();
    ASSERT_THAT(suite.As(kAna, method, request), IsOk());
    ExpectReadersHear(name);
  };
  step(&Stub::AcceptGoal, Named<v1::AcceptGoalRequest>(name));
  step(&Stub::ActivateGoal, Named<v1::ActivateGoalRequest>(name));
  step(&Stub::UpdateGoal, UpdateRequest(name, {"visibility"}, [](v1::Goal& goal) {
    goal.set_visibility(v1::GOAL_VISIBILITY_PRIVATE);
  }));
  step(&Stub::CloseGoal, CloseRequest(name));
  step(&Stub::ReopenGoal, ReopenRequest(name));
}

TEST_F(GoalEvents, HoldNothingThatPeopleWrote) {
  const std::string name = suite.Active(kAna).name();
  ASSERT_THAT(suite.As(kAna, &Stub::CloseGoal, CloseRequest(name)), IsOk());
  EXPECT_EQ(suite.database.QueryInt("SELECT COUNT(*) FROM event_pending WHERE data LIKE '%Answer within%' OR "
                                    "data LIKE '%quarter is over%'"),
            0);
}

}  // namespace
}  // namespace laurel::goals::testing
