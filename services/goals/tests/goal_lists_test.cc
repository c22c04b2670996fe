// Lists of goals: what they are of, in which order, whole over any pages; and that they show what Get shows.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>

#include "common/status/error.h"
#include "common/testing/status_matchers.h"
#include "common/time/convert.h"
#include "services/goals/goal/handlers.h"
#include "services/goals/names.h"
#include "services/goals/testing/suite.h"

namespace laurel::goals::testing {
namespace {

using laurel::testing::IsOk;
using laurel::testing::StatusIs;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using Stub = Suite::Stub;
using Ask = std::function<void(v1::ListGoalsRequest&)>;
using Names = std::vector<std::string>;

class GoalLists : public ::testing::Test {
 protected:
  std::vector<v1::Goal> List(const std::string& by, const Ask& ask, int page_size = 0) {
    v1::ListGoalsRequest request;
    ask(request);
    request.set_page_size(page_size);
    std::vector<v1::Goal> all;
    do {
      const auto page = suite.As(by, &Stub::ListGoals, request);
      EXPECT_THAT(page, IsOk());
      if (!page.ok()) break;
      EXPECT_LE(page->goals_size(), page_size == 0 ? 50 : page_size);
      all.insert(all.end(), page->goals().begin(), page->goals().end());
      request.set_page_token(page->next_page_token());
    } while (!request.page_token().empty());
    return all;
  }
  Names NamesOf(const std::string& by, const Ask& ask, int page_size = 0) {
    Names names;
    for (const v1::Goal& goal : List(by, ask, page_size)) names.push_back(goal.name());
    return names;
  }
  template <typename... Arguments>
  std::string Next(v1::Goal (Suite::*make)(Arguments...), std::type_identity_t<Arguments>... arguments) {
    suite.Pass(absl::Seconds(1));
    return (suite.*make)(arguments...).name();
  }
  // One of each kind that Ana or her team owns, and what belongs to them.
  void MakeOneOfEach() {
    for (const auto visibility :
         {v1::GOAL_VISIBILITY_PUBLIC, v1::GOAL_VISIBILITY_TEAM, v1::GOAL_VISIBILITY_PRIVATE}) {
      const std::string parent = Next(&Suite::Active, kAna, visibility, "");
      Next(&Suite::Active, kAna, visibility, parent);
      Next(&Suite::Drafted, kAna, visibility);
      Next(&Suite::Proposed, kCoach, kAna, visibility);
      Next(&Suite::Closed, visibility, v1::GOAL_LIFECYCLE_MISSED);
      Next(&Suite::OfTeam, visibility, "");
    }
    Next(&Suite::OfCompany, v1::GOAL_VISIBILITY_PUBLIC);
    Next(&Suite::OfCompany, v1::GOAL_VISIBILITY_PRIVATE);
  }
  Names AllNames() {
    Names names;
    for (const sql::Row& row : suite.database.Query("SELECT id FROM goal ORDER BY create_time DESC, id DESC"))
      names.push_back(kGoalPattern.Format({row.Text(0)}));
    return names;
  }

  // Goals of Ana's that are as the one with this id.
  void Copy(std::string_view id, int copies) {
    const sql::Rows columns = suite.database.Query(
        "SELECT GROUP_CONCAT(column_name) FROM information_schema.columns WHERE table_schema = DATABASE() "
        "AND table_name = 'goal' AND column_name NOT IN ('id', 'path')");
    const std::string others(columns.front().Text(0));
    for (int i = 0; i < copies; ++i) {
      const std::string copy = org::testing::TestId(10'000 + i);
      suite.database.Execute(
          fmt::format("INSERT INTO goal (id, path, {0}) SELECT ?, ?, {0} FROM goal WHERE id = ?", others),
          {copy, copy, std::string(id)});
      suite.database.Execute(
          "INSERT INTO goal_owner SELECT ?, owner, create_time FROM goal_owner WHERE goal = ?",
          {copy, std::string(id)});
    }
  }
  // For one page of this list, of one goal at most.
  int StatementsFor(const std::string& by, const Ask& ask) {
    const auto db = suite.database.Open(suite.clock, statements);
    EXPECT_THAT(db->Ping(suite.clock.Now() + absl::Minutes(1)), IsOk());
    Env env{*db, suite.organization, suite.env().outbox, suite.metrics};
    rpc::Call call;
    call.caller.id = by;
    call.caller.name = Person(by);
    call.now = suite.clock.Now();
    call.deadline = call.now + absl::Minutes(1);
    v1::ListGoalsRequest request;
    ask(request);
    request.set_page_size(1);
    const int before = statements.count;
    EXPECT_THAT(goal::ListGoals(env, call, request), IsOk());
    return statements.count - before;
  }

  struct Statements final : sql::Observer {
    void Queried(absl::Duration) override { ++count; }
    std::atomic<int> count = 0;
  } statements;
  Suite suite;
};

TEST_F(GoalLists, AreOnesOwnNewestFirst) {
  const std::string first = Next(&Suite::Drafted, kAna, v1::GOAL_VISIBILITY_PRIVATE);
  Next(&Suite::Drafted, kBen, v1::GOAL_VISIBILITY_PRIVATE);
  const std::string second = Next(&Suite::OfTeam, v1::GOAL_VISIBILITY_TEAM, "");
  EXPECT_THAT(NamesOf(kAna, [](auto&) {}), ElementsAre(second, first));
  EXPECT_THAT(NamesOf(kAna, [](auto& request) { request.set_owner("people/me"); }),
              ElementsAre(second, first));
}

TEST_F(GoalLists, AreOfATeamAParentOrTheCompany) {
  const std::string company = Next(&Suite::OfCompany, v1::GOAL_VISIBILITY_PUBLIC);
  const std::string team = Next(&Suite::OfTeam, v1::GOAL_VISIBILITY_TEAM, company);
  const std::string own = Next(&Suite::Active, kAna, v1::GOAL_VISIBILITY_TEAM, company);
  EXPECT_THAT(NamesOf(kPeer, [](auto& request) { request.set_team(Team(kTeam)); }), ElementsAre(own, team));
  EXPECT_THAT(NamesOf(kPeer, [&](auto& request) { request.set_parent(company); }), ElementsAre(own, team));
  EXPECT_THAT(NamesOf(kPeer, [](auto& request) { request.set_level(v1::GOAL_LEVEL_COMPANY); }),
              ElementsAre(company));
  EXPECT_THAT(NamesOf(kStranger, [&](auto& request) { request.set_parent(company); }), IsEmpty());
}

TEST_F(GoalLists, ChooseByLevelLifecycleAndDay) {
  const std::string team = Next(&Suite::OfTeam, v1::GOAL_VISIBILITY_TEAM, "");
  const std::string own = Next(&Suite::Active, kAna, v1::GOAL_VISIBILITY_TEAM, "");
  const std::string closed = Next(&Suite::Closed, v1::GOAL_VISIBILITY_TEAM, v1::GOAL_LIFECYCLE_MISSED);
  EXPECT_THAT(NamesOf(kAna, [](auto& request) { request.set_level(v1::GOAL_LEVEL_TEAM); }),
              ElementsAre(team));
  EXPECT_THAT(NamesOf(kAna, [](auto& request) { request.set_lifecycle(v1::GOAL_LIFECYCLE_MISSED); }),
              ElementsAre(closed));
  const auto on = [&](absl::CivilDay day) {
    return NamesOf(kAna, [&](auto& request) { *request.mutable_active_on() = ToDate(day); });
  };
  EXPECT_THAT(on(absl::CivilDay(2025, 12, 31)), IsEmpty());
  EXPECT_THAT(on(absl::CivilDay(2026, 1, 1)), ElementsAre(closed, own, team));
  EXPECT_THAT(on(absl::CivilDay(2026, 3, 31)), ElementsAre(closed, own, team));
  EXPECT_THAT(on(absl::CivilDay(2026, 4, 1)), IsEmpty());
}

TEST_F(GoalLists, ChooseByHealthAsItIsNow) {
  const std::string silent = Next(&Suite::Active, kAna, v1::GOAL_VISIBILITY_PRIVATE, "");
  const std::string risky = Next(&Suite::Active, kAna, v1::GOAL_VISIBILITY_PRIVATE, "");
  suite.database.Execute(
      "UPDATE goal SET health = ?, last_check_in_time = ? WHERE id = ?",
      {std::int64_t{v1::GOAL_HEALTH_AT_RISK}, suite.clock.Now(), std::string(IdOf(risky))});
  const auto with = [&](v1::GoalHealth health) {
    return NamesOf(kAna, [&](auto& request) { request.set_health(health); });
  };
  EXPECT_THAT(with(v1::GOAL_HEALTH_AT_RISK), ElementsAre(risky));
  EXPECT_THAT(with(v1::GOAL_HEALTH_NOT_UPDATED), ElementsAre(silent));
  suite.Pass(absl::Hours(30 * 24) + absl::Seconds(1));
  EXPECT_THAT(with(v1::GOAL_HEALTH_AT_RISK), IsEmpty());
  EXPECT_THAT(with(v1::GOAL_HEALTH_NOT_UPDATED), ElementsAre(risky, silent));
  EXPECT_EQ(suite.Get(kAna, risky).health(), v1::GOAL_HEALTH_NOT_UPDATED);
}

TEST_F(GoalLists, ShowEverybodyWhatGetShowsThem) {
  MakeOneOfEach();
  const Names all = AllNames();
  for (const std::string& reader :
       {kAna, kBen, kCarla, kSkip, kTop, kCoach, kPeer, kLead, kHead, kHr, kAuditor, kStranger}) {
    std::map<std::string, std::string> shown;
    for (const Ask& ask : {Ask([](auto& request) { request.set_owner(Person(kAna)); }),
                           Ask([](auto& request) { request.set_owner(Person(kHr)); }),
                           Ask([](auto& request) { request.set_team(Team(kTeam)); }),
                           Ask([](auto& request) { request.set_level(v1::GOAL_LEVEL_COMPANY); })}) {
      for (const v1::Goal& goal : List(reader, ask)) shown[goal.name()] = goal.SerializeAsString();
    }
    v1::BatchGetGoalsRequest batch;
    batch.mutable_names()->Assign(all.begin(), all.end());
    const auto got = suite.As(reader, &Stub::BatchGetGoals, batch);
    ASSERT_THAT(got, IsOk());
    std::map<std::string, std::string> batched;
    for (const v1::Goal& goal : got->goals()) batched[goal.name()] = goal.SerializeAsString();
    std::map<std::string, std::string> single;
    for (const std::string& name : all) {
      const auto goal = suite.As(reader, &Stub::GetGoal, Named<v1::GetGoalRequest>(name));
      if (goal.ok()) single[name] = goal->SerializeAsString();
    }
    EXPECT_EQ(shown, single) << reader;
    EXPECT_EQ(batched, single) << reader;
    EXPECT_EQ(static_cast<std::size_t>(got->missing_size()), all.size() - single.size());
  }
}

TEST_F(GoalLists, AreWholeOverPagesOfAnySize) {
  MakeOneOfEach();
  for (const std::string& reader : {kAna, kPeer, kStranger, kAuditor}) {
    const Ask of_ana = [](auto& request) { request.set_owner(Person(kAna)); };
    const Names whole = NamesOf(reader, of_ana);
    for (const int size : {1, 2, 3, 7}) EXPECT_EQ(NamesOf(reader, of_ana, size), whole) << reader << size;
  }
}

TEST_F(GoalLists, EndAPageWhenTooMuchCannotBeRead) {
  const std::string oldest = Next(&Suite::Active, kAna, v1::GOAL_VISIBILITY_PUBLIC, "");
  const std::string hidden(IdOf(Next(&Suite::Active, kAna, v1::GOAL_VISIBILITY_PRIVATE, "")));
  Copy(hidden, 1200);
  const Ask of_ana = [](auto& request) { request.set_owner(Person(kAna)); };
  v1::ListGoalsRequest request;
  of_ana(request);
  const auto first = suite.As(kStranger, &Stub::ListGoals, request);
  ASSERT_THAT(first, IsOk());
  EXPECT_THAT(first->goals(), IsEmpty());
  ASSERT_FALSE(first->next_page_token().empty());
  EXPECT_THAT(NamesOf(kStranger, of_ana), ElementsAre(oldest));
  EXPECT_LE(StatementsFor(kStranger, of_ana), 4) << "of a page that ends for what cannot be read";
  const Ask of_none = [](auto& asked) { asked.set_lifecycle(v1::GOAL_LIFECYCLE_MISSED); };
  EXPECT_LE(StatementsFor(kAna, of_none), 4) << "of a page that ends for what nobody asked for";
  EXPECT_THAT(NamesOf(kAna, of_none), IsEmpty());
  EXPECT_LE(StatementsFor(kAna, [](auto&) {}), 3) << "of one that is full at once";
}

TEST_F(GoalLists, AreOnesOwnHoweverOldTheOrganisationIs) {
  const std::string own = Next(&Suite::Active, kAna, v1::GOAL_VISIBILITY_PRIVATE, "");
  const std::string open = Next(&Suite::Active, kBen, v1::GOAL_VISIBILITY_PUBLIC, "");
  suite.clock.Advance(absl::Minutes(16));  // nothing was heard meanwhile
  const auto stale = StatusIs(absl::StatusCode::kUnavailable, "ORGANIZATION_STALE");
  EXPECT_THAT(NamesOf(kAna, [](auto&) {}), ElementsAre(own));
  EXPECT_THAT(NamesOf(kAna, [](auto& request) { request.set_owner(Person(kBen)); }), ElementsAre(open));
  v1::ListGoalsRequest of_ana;
  of_ana.set_owner(Person(kAna));
  EXPECT_THAT(suite.As(kCarla, &Stub::ListGoals, of_ana), stale);
  EXPECT_THAT(suite.As(kCarla, &Stub::GetGoal, Named<v1::GetGoalRequest>(own)), stale);
  EXPECT_EQ(suite.Get(kStranger, open).name(), open);
}

TEST_F(GoalLists, OfStatusChangesKeepTheReasonFromWhoReadsASummary) {
  const std::string name = suite.Closed().name();
  const auto reason_for = [&](const std::string& reader) {
    const auto changes =
        suite.As(reader, &Stub::ListStatusChanges, About<v1::ListStatusChangesRequest>(name));
    EXPECT_THAT(changes, IsOk());
    return changes.value_or(v1::ListStatusChangesResponse()).status_changes(1).reason();
  };
  EXPECT_EQ(reason_for(kCarla), "The quarter is over");
  EXPECT_EQ(reason_for(kAuditor), "");
}

}  // namespace
}  // namespace laurel::goals::testing
