// Summaries of a generated organisation: against a naive computation, that they tell nothing of few people,
// and what they cost.
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <random>
#include <set>

#include "common/api/ulid.h"
#include "common/summary/window.h"
#include "common/testing/rows_read.h"
#include "common/testing/status_matchers.h"
#include "common/time/convert.h"
#include "services/goals/check_in/store.h"
#include "services/goals/goal/rules.h"
#include "services/goals/goal/store.h"
#include "services/goals/names.h"
#include "services/goals/progress/rules.h"
#include "services/goals/summary/store.h"
#include "services/goals/tests/summary_answers.h"

namespace laurel::goals::testing {
namespace {

using laurel::testing::IsOk;
using org::testing::Records;
using org::testing::TestId;

// One goal of the generated organisation.
struct Made {
  std::vector<std::string> owners = {};
  v1::GoalLevel level = v1::GOAL_LEVEL_PERSON;
  v1::GoalLifecycle lifecycle = v1::GOAL_LIFECYCLE_ACTIVE;
  absl::CivilDay start = {}, end = {};
  progress::Fraction progress = 0;
  std::vector<absl::Time> checked_in = {};  // not superseded
};

// Teams in two layers, of many people and of few, of whom some are in two teams or on leave, and what they
// set out to do.
class GeneratedGoals : public ::testing::Test {
 protected:
  static constexpr int kTeams = 40;
  static constexpr int kPeople = 600;  // more than are looked for one by one

  int Below(int n) { return static_cast<int>(random_() % static_cast<unsigned>(n)); }
  static std::string TeamId(int n) { return TestId(500 + n); }
  static std::string PersonId(int n) { return TestId(1000 + n); }

  void MakeOrganization() {
    suite_.Reorganize([this](Records& records) {
      for (int n = 0; n < kTeams; ++n) {
        above_[n] = n == 0 ? -1 : n <= 6 ? 0 : 1 + Below(6);
        records.Team(TeamId(n), n == 3 ? directory::v1::TEAM_KIND_QUEUE : directory::v1::TEAM_KIND_TEAM);
        records.Placement(TeamId(n), above_[n] < 0 ? "" : TeamId(above_[n]));
      }
      for (int n = 0; n < kPeople; ++n) {
        const std::string id = PersonId(n);
        const bool on_leave = Below(20) == 0;
        records.Person(id).Status(
            id, Records::kEarly,
            on_leave ? directory::v1::PERSON_STATE_ON_LEAVE : directory::v1::PERSON_STATE_ACTIVE);
        for (int i = Below(10) == 0 ? 2 : 1; i > 0; --i) {
          const int team = Below(Below(kTeams) + 1);
          records.Member(TeamId(team), id);
          if (!on_leave && team != 3) members_[team].insert(id);
        }
        if (!on_leave) active_.insert(id);
      }
    });
    for (const std::string* id : {&kAna, &kBen, &kCarla, &kSkip, &kTop, &kCoach, &kPeer, &kLead, &kHead, &kHr,
                                  &kAuditor, &kStranger}) {
      active_.insert(*id);
    }
  }

  Made Generate() {
    Made made{.owners = {PersonId(Below(kPeople / 2))},
              .level = static_cast<v1::GoalLevel>(1 + Below(3)),
              .lifecycle = static_cast<v1::GoalLifecycle>(1 + Below(9)),
              .start = first_day_ + Below(150)};
    if (Below(2) == 0) made.lifecycle = v1::GOAL_LIFECYCLE_ACTIVE;
    made.end = made.start + Below(90);
    if (made.level != v1::GOAL_LEVEL_PERSON) {
      const std::string second = PersonId(Below(kPeople));
      if (second != made.owners.front()) made.owners.push_back(second);
    }
    for (int i = Below(3); i > 0; --i)
      made.checked_in.push_back(suite_.clock.Now() - absl::Hours(Below(100 * 24)));
    return made;
  }

  // Straight into the tables, as handlers write them.
  void Insert(Made& made, sql::Changes& changes) {
    v1::Goal goal = CreateRequest(made.level).goal();
    const std::string id = api::NewUlid(suite_.clock.Now());
    goal.set_name(kGoalPattern.Format({id}));
    goal.set_etag("1");
    for (const std::string& owner : made.owners) goal.add_owners(Person(owner));
    goal.set_creator(goal.owners(0));
    *goal.mutable_start_date() = ToDate(made.start);
    *goal.mutable_end_date() = ToDate(made.end);
    goal.set_weight("1");
    goal.set_visibility(v1::GOAL_VISIBILITY_PRIVATE);
    goal.set_lifecycle(made.lifecycle);
    const auto now = ToTimestamp(suite_.clock.Now());
    *goal.mutable_create_time() = *goal.mutable_update_time() = *goal.mutable_lifecycle_time() = now;
    v1::KeyResult& key_result = *goal.add_key_results();
    const int target = 3 + Below(40);
    key_result = KeyResultOf("0", std::to_string(target), "1");
    key_result.set_name(kKeyResultPattern.Format({id, api::NewUlid(suite_.clock.Now())}));
    key_result.set_etag("1");
    key_result.set_current(std::to_string(Below(target + 1)));
    made.progress = progress::Of(key_result);
    goal.set_health(v1::GOAL_HEALTH_NOT_UPDATED);
    for (const absl::Time time : made.checked_in) {
      v1::CheckIn check_in;
      check_in.set_name(kCheckInPattern.Format({id, api::NewUlid(suite_.clock.Now())}));
      *check_in.mutable_create_time() = now;
      check_in.set_creator(goal.creator());
      check_in.set_health(v1::GOAL_HEALTH_AT_RISK);
      *check_in.mutable_time() = ToTimestamp(time);
      check_in::Insert(changes, check_in);
      goal.set_health(check_in.health());
      if (!goal.has_last_check_in_time() || FromTimestamp(goal.last_check_in_time()) < time)
        *goal.mutable_last_check_in_time() = check_in.time();
    }
    goal::Insert(changes, goal::NewAt(id, goal));
  }

  void MakeGoals(int count) {
    const sql::WriteContext context{
        .now = suite_.clock.Now(),
        .deadline = suite_.clock.Now() + absl::Minutes(1),
        .key = {.principal = kAna, .method = "test", .request_id = "", .body_hash = std::string(32, '0')},
        .actor = Person(kAna)};
    const auto written = suite_.db->Write<v1::Goal>(
        context,
        [&](sql::Connection&, sql::Changes& changes) -> absl::StatusOr<v1::Goal> {
          goals_.clear();
          for (int i = 0; i < count; ++i) Insert(goals_.emplace_back(Generate()), changes);
          return v1::Goal();
        },
        [](sql::Connection&, const v1::Goal&) { return absl::OkStatus(); });
    ASSERT_THAT(written, IsOk());
  }

  std::set<std::string> PeopleUnder(int team) const {
    std::set<std::string> people;
    for (const auto& [of, members] : members_) {
      for (int at = of; at >= 0; at = above_.at(at)) {
        if (at == team) people.insert(members.begin(), members.end());
      }
    }
    return people;
  }

  struct Expected {
    std::int64_t goals = 0, active = 0, fresh = 0;
    std::set<std::string> with_goals;
    std::map<int, std::int64_t> by_lifecycle, by_health;
    progress::Fraction progress = 0;
  };
  Expected Naive(const std::set<std::string>& people, absl::CivilDay start, absl::CivilDay end) const {
    const absl::Time now = suite_.clock.Now();
    const absl::Time until = std::min(now, absl::FromCivil(end, absl::UTCTimeZone()));
    const auto any_since = [](const Made& made, absl::Time from, absl::Time to) {
      return std::ranges::any_of(made.checked_in,
                                 [&](absl::Time time) { return time >= from && time <= to; });
    };
    Expected expected;
    for (const Made& made : goals_) {
      if (made.level == v1::GOAL_LEVEL_COMPANY || made.lifecycle < v1::GOAL_LIFECYCLE_ACTIVE) continue;
      if (made.end < start || made.start >= end) continue;
      bool theirs = false;
      for (const std::string& owner : made.owners) {
        if (!people.contains(owner)) continue;
        expected.with_goals.insert(owner);
        theirs = true;
      }
      if (!theirs) continue;
      ++expected.goals;
      expected.progress += made.progress;
      ++expected.by_lifecycle[made.lifecycle];
      if (made.lifecycle != v1::GOAL_LIFECYCLE_ACTIVE) continue;
      ++expected.active;
      const bool updated = any_since(made, now - goal::kHealthLasts, now);
      ++expected.by_health[updated ? v1::GOAL_HEALTH_AT_RISK : v1::GOAL_HEALTH_NOT_UPDATED];
      expected.fresh += any_since(made, until - goal::kHealthLasts, until) ? 1 : 0;
    }
    if (expected.goals > 0) expected.progress /= static_cast<long>(expected.goals);
    return expected;
  }

  template <typename Numbers>
  void ExpectNumbers(const Numbers& numbers, const std::set<std::string>& people, const Expected& expected) {
    EXPECT_EQ(numbers.people(), std::ssize(people));
    EXPECT_EQ(numbers.people_with_goals(), std::ssize(expected.with_goals));
    EXPECT_EQ(numbers.goals(), expected.goals);
    EXPECT_EQ(numbers.fresh(), expected.fresh);
    EXPECT_EQ(numbers.mean_progress(), expected.goals == 0 ? "" : progress::Rounded(expected.progress));
  }

  void ExpectSummary(int team, const std::set<std::string>& people, absl::CivilDay start) {
    const absl::CivilDay end(absl::CivilMonth(start) + 1);
    const v1::GoalSummary summary = Summary(suite_, kAuditor, MonthOf(team < 0 ? "" : TeamId(team), start));
    const Expected expected = Naive(people, start, end);
    ExpectNumbers(summary, people, expected);
    EXPECT_EQ(ByLifecycle(summary), expected.by_lifecycle);
    EXPECT_EQ(ByHealth(summary), expected.by_health);
    std::set<std::string> found;
    for (const auto& part : summary.by_team()) found.insert(part.team());
    for (int below = 0; below < kTeams; ++below) {
      const std::set<std::string> theirs = PeopleUnder(below);
      if (above_.at(below) != team || theirs.empty()) continue;
      ASSERT_EQ(found.erase(Team(TeamId(below))), 1U) << below;
      const auto part =
          std::ranges::find(summary.by_team(), Team(TeamId(below)), &v1::GoalSummary::TeamCount::team);
      ExpectNumbers(*part, theirs, Naive(theirs, start, end));
    }
    EXPECT_TRUE(team < 0 || found.empty());
  }

  Suite suite_;
  std::mt19937 random_{11};
  absl::CivilDay first_day_{2025, 10, 1};
  std::map<int, int> above_;
  std::map<int, std::set<std::string>> members_;
  std::set<std::string> active_;
  std::vector<Made> goals_;
};

TEST_F(GeneratedGoals, AreWhatCountingByHandFinds) {
  MakeOrganization();
  MakeGoals(1500);
  for (const absl::CivilDay start : {absl::CivilDay(2025, 11, 1), absl::CivilDay(2025, 12, 1), kThisMonth}) {
    std::set<std::string> all = active_;
    if (start < kThisMonth) all.insert(kGone);
    ExpectSummary(-1, all, start);
    for (int team = 0; team < kTeams; ++team) {
      SCOPED_TRACE(team);
      ExpectSummary(team, PeopleUnder(team), start);
    }
  }
}

// Whatever is told HR is about five people or more, and so is what is left of the sum.
TEST_F(GeneratedGoals, AreNotToldOfFew) {
  MakeOrganization();
  int suppressed = 0;
  for (int team = 0; team < kTeams; ++team) {
    const v1::GoalSummary summary = Summary(suite_, kHr, MonthOf(TeamId(team)));
    suppressed += summary.suppressed() ? 1 : 0;
    if (summary.suppressed()) continue;
    std::set<std::string> rest = PeopleUnder(team);
    EXPECT_TRUE(rest.empty() || rest.size() >= 5) << team;
    for (int below = 0; below < kTeams; ++below) {
      const auto part =
          std::ranges::find(summary.by_team(), Team(TeamId(below)), &v1::GoalSummary::TeamCount::team);
      if (part == summary.by_team().end() || part->suppressed()) continue;
      const std::set<std::string> theirs = PeopleUnder(below);
      EXPECT_GE(theirs.size(), 5U);
      for (const std::string& person : theirs) rest.erase(person);
    }
    EXPECT_TRUE(rest.empty() || rest.size() >= 5) << team;
  }
  EXPECT_GT(suppressed, 0);
}

TEST_F(GeneratedGoals, CostWhatEndsInTheWindowOrLater) {
  goals::summary::People many;
  for (int n = 0; n < static_cast<int>(goals::summary::kFewPeople) + 1; ++n) many.insert(PersonId(n));
  const absl::Time now = suite_.clock.Now();
  const auto window = laurel::summary::WindowOf(ToDate(kThisMonth), laurel::summary::Length::kMonth, now);
  ASSERT_THAT(window, IsOk());
  const auto reads = [&] {
    suite_.database.Query("ANALYZE TABLE goal, goal_owner, check_in");
    return laurel::testing::RowsRead(*suite_.db, [&](sql::Connection& connection) {
      return goals::summary::ReadCounted(connection, {many, *window, now}).status();
    });
  };
  MakeGoals(300);
  const std::int64_t before = reads();
  first_day_ = absl::CivilDay(2019, 1, 1);
  MakeGoals(3000);
  EXPECT_LE(reads(), before + 100);
}

}  // namespace
}  // namespace laurel::goals::testing
