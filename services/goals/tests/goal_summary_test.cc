// Summaries over the wire: what they count, of which window, and who is told them.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>

#include "common/org/testing/site.h"
#include "common/testing/counting.h"
#include "common/testing/status_matchers.h"
#include "common/time/convert.h"
#include "services/goals/names.h"
#include "services/goals/summary/exact_mean.h"
#include "services/goals/tests/summary_answers.h"

namespace laurel::goals::testing {
namespace {

using laurel::testing::IsOk;
using laurel::testing::StatusIs;
using laurel::testing::ViolatesField;
using org::testing::AddSite;
using org::testing::kEast;
using org::testing::kNorth;
using org::testing::kNorthLead;
using org::testing::kSite;
using org::testing::kSiteLead;
using org::testing::kSouth;
using org::testing::Records;
using org::testing::SiteMember;
using org::testing::TestId;
using Stub = Suite::Stub;

void CheckIn(Suite& suite, std::string_view owner, const v1::Goal& goal, v1::GoalHealth health,
             std::string_view value = "") {
  auto request = About<v1::RecordCheckInRequest>(goal.name());
  request.mutable_check_in()->set_health(health);
  if (!value.empty()) {
    request.mutable_check_in()->set_key_result(goal.key_results(0).name());
    request.mutable_check_in()->set_value(std::string(value));
  }
  EXPECT_THAT(suite.As(owner, &Stub::RecordCheckIn, request), IsOk());
}

TEST(GoalSummary, CountsWhatIsOrWasActive) {
  Suite suite;
  CheckIn(suite, kAna, suite.Active(kAna, v1::GOAL_VISIBILITY_PRIVATE), v1::GOAL_HEALTH_ON_TRACK);
  CheckIn(suite, kBen, suite.Measured(kBen, {KeyResultOf("0", "4")}), v1::GOAL_HEALTH_AT_RISK, "1");
  suite.OfTeam();
  suite.Closed(v1::GOAL_VISIBILITY_PUBLIC, v1::GOAL_LIFECYCLE_MISSED);
  suite.OfCompany();
  suite.Drafted(kPeer);
  suite.Proposed(kLead, kPeer);

  const v1::GoalSummary summary = Summary(suite, kHr, MonthOf(""));
  EXPECT_FALSE(summary.suppressed());
  EXPECT_EQ(FromDate(summary.start_date()), kThisMonth);
  EXPECT_EQ(FromDate(summary.end_date()), absl::CivilDay(2026, 2, 1));
  EXPECT_EQ(summary.people(), 12) << "all but who has left";
  EXPECT_EQ(summary.people_with_goals(), 2);
  EXPECT_EQ(summary.coverage(), "0.1667");
  EXPECT_EQ(summary.goals(), 4);
  EXPECT_EQ(summary.fresh(), 2);
  EXPECT_EQ(summary.freshness(), "0.6667") << "of three that are active";
  EXPECT_EQ(summary.mean_progress(), "0.0625");
  EXPECT_EQ(ByLifecycle(summary),
            (std::map<int, std::int64_t>{{v1::GOAL_LIFECYCLE_ACTIVE, 3}, {v1::GOAL_LIFECYCLE_MISSED, 1}}));
  EXPECT_EQ(ByHealth(summary), (std::map<int, std::int64_t>{{v1::GOAL_HEALTH_NOT_UPDATED, 1},
                                                            {v1::GOAL_HEALTH_ON_TRACK, 1},
                                                            {v1::GOAL_HEALTH_AT_RISK, 1}}));
}

TEST(GoalSummary, OfNothingHasNoRatios) {
  Suite suite;
  const v1::GoalSummary summary = Summary(suite, kHr, MonthOf(""));
  EXPECT_EQ(summary.coverage(), "0");
  EXPECT_EQ(summary.freshness() + summary.mean_progress(), "");
  EXPECT_TRUE(summary.by_lifecycle().empty());
}

TEST(GoalSummary, CountsAGoalOfSeveralOnce) {
  Suite suite;
  auto request = TeamRequest(kTeam);
  request.mutable_goal()->add_owners(Person(kPeer));
  suite.Made(kLead, request);
  const v1::GoalSummary summary = Summary(suite, kAuditor, MonthOf(kTeam));
  EXPECT_EQ(summary.people(), 3);
  EXPECT_EQ(summary.people_with_goals(), 2);
  EXPECT_EQ(summary.goals(), 1);
}

TEST(GoalSummary, IsOfGoalsWhosePeriodTouchesTheWindow) {
  Suite suite;
  const auto period = [&](absl::CivilDay start, absl::CivilDay end) {
    auto request = CreateRequest();
    *request.mutable_goal()->mutable_start_date() = ToDate(start);
    *request.mutable_goal()->mutable_end_date() = ToDate(end);
    suite.Made(kAna, request);
  };
  period(kMonday - 30, kMonday - 1);
  period(kMonday + 7, kMonday + 30);
  EXPECT_EQ(Summary(suite, kHr, WeekOf("", kMonday)).goals(), 0);
  period(kMonday - 30, kMonday);
  period(kMonday + 6, kMonday + 30);
  period(kMonday - 30, kMonday + 30);
  period(kMonday + 2, kMonday + 2);
  EXPECT_EQ(Summary(suite, kHr, WeekOf("", kMonday)).goals(), 4);
  EXPECT_EQ(Summary(suite, kHr, MonthOf("")).goals(), 6);
}

TEST(GoalSummary, CountsThePeopleOfTheLastDay) {
  Suite suite;
  suite.Reorganize([](Records& records) {
    records.Status(kStranger, kMonday + 7, directory::v1::PERSON_STATE_ON_LEAVE);
    records.Status(kPeer, kMonday + 6, directory::v1::PERSON_STATE_ON_LEAVE);
  });
  EXPECT_EQ(Summary(suite, kHr, WeekOf("", kMonday)).people(), 11) << "Stranger is away from the next day on";
  EXPECT_EQ(Summary(suite, kHr, WeekOf("", kMonday - 7)).people(), 12);
}

TEST(GoalSummary, IsFreshByCheckInsOfThirtyDaysBeforeItsEnd) {
  Suite suite;
  auto made = CreateRequest();
  *made.mutable_goal()->mutable_start_date() = ToDate(absl::CivilDay(2025, 10, 1));
  const v1::Goal goal = suite.Made(kAna, made);
  const auto fresh = [&](int year, int month) {
    return Summary(suite, kHr, MonthOf("", absl::CivilDay(year, month, 1))).fresh();
  };
  const auto say = [&](absl::CivilDay day, const std::string& supersedes) {
    auto request = About<v1::RecordCheckInRequest>(goal.name());
    request.mutable_check_in()->set_health(v1::GOAL_HEALTH_ON_TRACK);
    *request.mutable_check_in()->mutable_time() = ToTimestamp(absl::FromCivil(day, absl::UTCTimeZone()));
    request.mutable_check_in()->set_supersedes(supersedes);
    const auto said = suite.As(kAna, &Stub::RecordCheckIn, request);
    EXPECT_THAT(said, IsOk());
    return said.value_or(v1::CheckIn()).name();
  };
  EXPECT_EQ(fresh(2025, 11), 0);
  const std::string said = say(absl::CivilDay(2025, 11, 1), "");
  EXPECT_EQ(fresh(2025, 10), 0);
  EXPECT_EQ(fresh(2025, 11), 1) << "thirty days before the first of December";
  EXPECT_EQ(fresh(2025, 12), 0);
  EXPECT_EQ(fresh(2026, 1), 0);
  EXPECT_EQ(ByHealth(Summary(suite, kHr, MonthOf(""))),
            (std::map<int, std::int64_t>{{v1::GOAL_HEALTH_NOT_UPDATED, 1}}));
  say(absl::CivilDay(2025, 12, 16), said);
  EXPECT_EQ(fresh(2025, 11), 0) << "that was wrong";
  EXPECT_EQ(fresh(2025, 12), 1);
  EXPECT_EQ(fresh(2026, 1), 1) << "thirty days before now";
  suite.Pass(absl::Hours(24));
  EXPECT_EQ(fresh(2026, 1), 0);
}

TEST(GoalSummary, OfAnythingButAWholeWindowIsRefused) {
  Suite suite;
  const auto ask = [&suite](const v1::GetGoalSummaryRequest& request) {
    return suite.As(kHr, &Stub::GetGoalSummary, request);
  };
  EXPECT_THAT(ask(WeekOf("", kMonday)), IsOk());
  EXPECT_THAT(ask(WeekOf("", kMonday + 1)), ViolatesField("start_date"));
  EXPECT_THAT(ask(WeekOf("", kMonday + 14)), ViolatesField("start_date")) << "has not begun";
  EXPECT_THAT(ask(MonthOf("", kMonday)), ViolatesField("start_date"));
  auto none = MonthOf("");
  none.clear_window();
  EXPECT_THAT(ask(none), ViolatesField("window"));
  EXPECT_THAT(ask(MonthOf(kNoTeam)), ViolatesField("team"));
}

// 1/3 and 2/3 + 0.000001: their mean is 0.5000005, and their units are one too low.
TEST(GoalSummary, ComputesFromFractionsWhatUnitsDoNotTell) {
  Suite suite;
  const v1::Goal third = suite.Measured(kAna, {KeyResultOf("0", "3")});
  CheckIn(suite, kAna, third, v1::GOAL_HEALTH_ON_TRACK, "1");
  // The other is all in its part, which is the company's.
  const v1::Goal other = suite.Active(kBen, v1::GOAL_VISIBILITY_PUBLIC);
  auto part = CreateRequest(v1::GOAL_LEVEL_COMPANY);
  part.mutable_goal()->set_parent(other.name());
  *part.mutable_goal()->add_key_results() = KeyResultOf("0", "3");
  CheckIn(suite, kHr, suite.Made(kHr, part), v1::GOAL_HEALTH_ON_TRACK, "2.000003");
  EXPECT_EQ(suite.Get(kBen, other.name()).progress(), "0.666668");
  const double before = suite.metrics.exact_progress.Value();
  EXPECT_EQ(Summary(suite, kHr, MonthOf("")).mean_progress(), "0.500001");
  EXPECT_EQ(suite.metrics.exact_progress.Value(), before + 1);
}

// A thousand goals by each; none for a caller who has stopped waiting.
TEST(GoalSummary, ComputesFromFractionsByFewStatementsAndInTime) {
  Suite suite;
  std::vector<std::string> ids;
  for (const char* target : {"3", "7", "11"})
    ids.emplace_back(IdOf(suite.Measured(kAna, {KeyResultOf("0", target)}).name()));
  CheckIn(suite, kAna, suite.Get(kAna, kGoalPattern.Format({ids[0]})), v1::GOAL_HEALTH_ON_TRACK, "1");
  rpc::Call call;
  const auto mean = [&](absl::Time deadline, int statements) {
    call.deadline = deadline;
    return suite.db->Read<progress::Fraction>(
        suite.clock.Now() + absl::Minutes(1), [&](sql::Connection& connection) {
          laurel::testing::Counting counting(connection);
          const auto exact = goals::summary::ExactMean(suite.env(), call, counting, ids);
          EXPECT_EQ(counting.statements(), statements);
          return exact;
        });
  };
  const auto exact = mean(suite.clock.Now() + absl::Seconds(1), 1);
  ASSERT_THAT(exact, IsOk());
  EXPECT_EQ(*exact, progress::Fraction(1, 9));
  EXPECT_THAT(mean(suite.clock.Now(), 0), StatusIs(absl::StatusCode::kDeadlineExceeded, "DEADLINE_EXCEEDED"));
}

TEST(GoalSummary, IsForRolesAndForThoseWhoLeadTheTeamOrOneAbove) {
  Suite suite;
  suite.Reorganize([](Records& records) { AddSite(records, 5); });
  const auto ask = [&suite](const std::string& caller, const std::string& team) {
    return suite.As(caller, &Stub::GetGoalSummary, MonthOf(team));
  };
  const auto refused = StatusIs(absl::StatusCode::kPermissionDenied, "NOT_YOUR_REPORT");
  for (const std::string& caller : {kHr, kAuditor}) {
    EXPECT_THAT(ask(caller, ""), IsOk()) << caller;
    EXPECT_THAT(ask(caller, kNorth), IsOk()) << caller;
  }
  EXPECT_THAT(ask(kNorthLead, kNorth), IsOk());
  EXPECT_THAT(ask(kNorthLead, kSouth), refused);
  EXPECT_THAT(ask(kNorthLead, kSite), refused);
  EXPECT_THAT(ask(kNorthLead, ""), refused);
  EXPECT_THAT(ask(kSiteLead, kSite), IsOk());
  EXPECT_THAT(ask(kSiteLead, kSouth), IsOk());
  EXPECT_THAT(ask(kSiteLead, ""), refused);
  EXPECT_THAT(ask(SiteMember(kNorth, 1), kNorth), refused);
}

// The teams of which anything is told.
std::vector<std::string> Told(const v1::GoalSummary& summary) {
  std::vector<std::string> teams;
  for (const auto& one : summary.by_team()) {
    if (!one.suppressed()) {
      teams.push_back(one.team());
      continue;
    }
    EXPECT_EQ(one.people() + one.goals(), 0);
    EXPECT_EQ(one.mean_progress(), "");
  }
  return teams;
}

TEST(GoalSummary, TellsNothingOfFewPeopleNorOfTheSmallestBesideThem) {
  Suite suite;
  suite.Reorganize([](Records& records) { AddSite(records, 4); });
  suite.Active(SiteMember(kEast, 1));
  const v1::GoalSummary site = Summary(suite, kSiteLead, MonthOf(kSite));
  EXPECT_EQ(site.people(), 15) << "who leads the site is in no team";
  EXPECT_EQ(site.goals(), 1);
  EXPECT_EQ(Told(site), std::vector{Team(kNorth)});
  EXPECT_EQ(Told(Summary(suite, kHr, MonthOf(kSite))), std::vector{Team(kNorth)});
  EXPECT_EQ(Told(Summary(suite, kAuditor, MonthOf(kSite))),
            (std::vector{Team(kNorth), Team(kSouth), Team(kEast)}))
      << "who reads each of these goals";
  for (const std::string& team : {kSouth, kEast}) {
    const v1::GoalSummary summary = Summary(suite, kHr, MonthOf(team));
    EXPECT_TRUE(summary.suppressed()) << "asked for by itself it is told no more than among the others";
    EXPECT_TRUE(summary.has_end_date());
    EXPECT_EQ(summary.people() + summary.goals() + summary.by_team_size(), 0);
    EXPECT_FALSE(Summary(suite, kAuditor, MonthOf(team)).suppressed());
  }
}

// Of those whose goals the caller reads one by one, nothing is hidden: they do not make five.
TEST(GoalSummary, CountsForSuppressionWhoseGoalsTheCallerDoesNotRead) {
  Suite suite;
  suite.Reorganize([](Records& records) { AddSite(records, 5); });
  EXPECT_FALSE(Summary(suite, kNorthLead, MonthOf(kNorth)).suppressed()) << "five beside the lead";
  EXPECT_TRUE(Summary(suite, SiteMember(kSouth, 0), MonthOf(kSouth)).suppressed()) << "four beside the lead";
  suite.Reorganize([](Records& records) {
    for (int n = 1; n < 5; ++n) records.Line(SiteMember(kSouth, n), SiteMember(kSouth, 0));
    records.Line(SiteMember(kNorth, 1), kNorthLead);
  });
  EXPECT_FALSE(Summary(suite, SiteMember(kSouth, 0), MonthOf(kSouth)).suppressed())
      << "all are direct reports";
  EXPECT_TRUE(Summary(suite, kNorthLead, MonthOf(kNorth)).suppressed()) << "four are not";
}

}  // namespace
}  // namespace laurel::goals::testing
