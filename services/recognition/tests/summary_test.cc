// Summaries over the wire, against a naive computation on generated data; who is told them; what they cost.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <random>
#include <set>

#include "common/org/testing/site.h"
#include "common/status/macros.h"
#include "common/testing/explaining.h"
#include "common/testing/status_matchers.h"
#include "common/time/convert.h"
#include "services/recognition/names.h"
#include "services/recognition/summary/rules.h"
#include "services/recognition/summary/store.h"
#include "services/recognition/testing/recognition_rows.h"
#include "services/recognition/testing/suite.h"

namespace laurel::recognition::testing {
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
using Stub = v1::RecognitionService::Stub;

const absl::CivilDay kMonday(2026, 1, 5);
const absl::CivilDay kThisMonday(2026, 1, 12);  // it is Wednesday

v1::GetRecognitionSummaryRequest WeekOf(const std::string& team, absl::CivilDay start = kThisMonday) {
  v1::GetRecognitionSummaryRequest request;
  if (!team.empty()) request.set_team(Team(team));
  *request.mutable_start_date() = ToDate(start);
  request.set_window(v1::SUMMARY_WINDOW_WEEK);
  return request;
}

v1::RecognitionSummary Summary(Suite& suite, std::string_view caller,
                               const v1::GetRecognitionSummaryRequest& request) {
  const auto summary = suite.As(caller, &Stub::GetRecognitionSummary, request);
  EXPECT_THAT(summary, IsOk());
  return summary.value_or(v1::RecognitionSummary());
}

// What is needed of one recognition; ids.
struct Gift {
  absl::Time time;
  std::string sender;
  std::vector<std::string> recipients;
  std::string value = {};
  std::int64_t points = 0;
  v1::RecognitionVisibility visibility = v1::RECOGNITION_VISIBILITY_PUBLIC;
  v1::RecognitionState state = v1::RECOGNITION_STATE_PUBLISHED;
};

// Straight into the tables, thousands at a time.
class Gifts {
 public:
  explicit Gifts(Suite& suite) : suite_(suite) {}

  void Insert(const std::vector<Gift>& gifts) {
    std::vector<v1::Recognition> rows;
    for (const Gift& gift : gifts) {
      v1::Recognition row = Row(made_++, {.sender = gift.sender,
                                          .recipients = gift.recipients,
                                          .visibility = gift.visibility,
                                          .state = gift.state,
                                          .time = gift.time});
      if (!gift.value.empty()) row.set_value(kValuePattern.Format({gift.value}));
      row.set_points_each(gift.points);
      rows.push_back(std::move(row));
    }
    InsertRows(*suite_.db, rows);
  }

 private:
  Suite& suite_;
  int made_ = 0;
};

TEST(RecognitionSummary, CountsWhatIsPublished) {
  Suite suite;
  const std::string value = suite.Value("teamwork").name();
  suite.Given(kSam, {kAna, kBen}, 10);
  suite.Given(kSam, {kAna}, 5, v1::RECOGNITION_VISIBILITY_PRIVATE);
  auto with_value = GiveRequest({kPeer});
  with_value.mutable_recognition()->set_value(value);
  ASSERT_THAT(suite.As(kCarla, &Stub::GiveRecognition, with_value), IsOk());
  suite.Pending(kSam, {kTop});
  const std::string hidden = suite.Given(kMona, {kTop}).name();
  ASSERT_THAT(suite.As(kRewarder, &Stub::HideRecognition, HideRequest(hidden)), IsOk());
  const std::string revoked = suite.Given(kMona, {kTop}).name();
  ASSERT_THAT(suite.As(kMona, &Stub::RevokeRecognition, Named<v1::RevokeRecognitionRequest>(revoked)),
              IsOk());

  const v1::RecognitionSummary summary = Summary(suite, kHr, WeekOf(""));
  EXPECT_FALSE(summary.suppressed());
  EXPECT_EQ(FromDate(summary.start_date()), kThisMonday);
  EXPECT_EQ(FromDate(summary.end_date()), kThisMonday + 7);
  EXPECT_EQ(summary.people(), 13) << "all but who has left";
  EXPECT_EQ(summary.recognitions(), 3);
  EXPECT_EQ(summary.points(), 25);
  EXPECT_EQ(summary.recipients(), 3);
  EXPECT_EQ(summary.givers(), 2);
  EXPECT_EQ(summary.reach(), "0.2308");
  EXPECT_EQ(summary.giver_participation(), "0.1538");
  EXPECT_EQ(summary.concentration(), "0.75") << "three of four, to two of thirteen";
  ASSERT_EQ(summary.by_value_size(), 2);
  EXPECT_EQ(summary.by_value(0).value(), value);
  EXPECT_EQ(summary.by_value(0).recognitions(), 1);
  EXPECT_EQ(summary.by_value(1).value(), "") << "the more frequent, and last nevertheless";
  EXPECT_EQ(summary.by_value(1).points(), 25);
}

TEST(RecognitionSummary, IsOfWholeDaysAndOfThePeopleOfTheLastOne) {
  Suite suite;
  const absl::Time start = absl::FromCivil(kMonday, absl::UTCTimeZone());
  const absl::Time end = start + absl::Hours(7 * 24);
  Gifts(suite).Insert({{start - absl::Microseconds(1), kSam, {kAna}},
                       {start, kSam, {kAna}},
                       {end - absl::Microseconds(1), kSam, {kStranger}},
                       {end, kSam, {kAna}}});
  suite.Reorganize([](Records& records) {
    records.Status(kStranger, kMonday + 7, directory::v1::PERSON_STATE_ON_LEAVE);
    records.Status(kPeer, kMonday + 6, directory::v1::PERSON_STATE_ON_LEAVE);
  });
  const v1::RecognitionSummary summary = Summary(suite, kAuditor, WeekOf("", kMonday));
  EXPECT_EQ(summary.people(), 12) << "Stranger's leave begins after it, Peer's on its last day";
  EXPECT_EQ(summary.recognitions(), 2);
  EXPECT_EQ(Summary(suite, kAuditor, WeekOf("", kMonday - 7)).people(), 13);
}

TEST(RecognitionSummary, OfAnythingButAWholeWindowIsRefused) {
  Suite suite;
  const auto ask = [&suite](const v1::GetRecognitionSummaryRequest& request) {
    return suite.As(kHr, &Stub::GetRecognitionSummary, request);
  };
  EXPECT_THAT(ask(WeekOf("", kMonday + 1)), ViolatesField("start_date"));
  EXPECT_THAT(ask(WeekOf("", kThisMonday + 7)), ViolatesField("start_date"));
  auto month = WeekOf("", absl::CivilDay(2026, 1, 1));
  EXPECT_THAT(ask(month), ViolatesField("start_date")) << "a Thursday";
  month.set_window(v1::SUMMARY_WINDOW_MONTH);
  EXPECT_THAT(ask(month), IsOk());
  month.clear_window();
  EXPECT_THAT(ask(month), ViolatesField("window"));
  EXPECT_THAT(ask(WeekOf(kNobody)), ViolatesField("team"));
}

TEST(RecognitionSummary, IsForRolesAndForThoseWhoLeadTheTeamOrOneAbove) {
  Suite suite;
  suite.Reorganize([](Records& records) { AddSite(records, 5); });
  const auto ask = [&suite](const std::string& caller, const std::string& team) {
    return suite.As(caller, &Stub::GetRecognitionSummary, WeekOf(team));
  };
  const auto refused = StatusIs(absl::StatusCode::kPermissionDenied, "NOT_YOUR_REPORT");
  for (const std::string& caller : {kHr, kRewarder, kAuditor}) {
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

TEST(RecognitionSummary, TellsNothingOfFewPeopleNorOfTheSmallestBesideThem) {
  Suite suite;
  suite.Reorganize([](Records& records) { AddSite(records, 4); });
  Gifts(suite).Insert({{suite.clock.Now(), kSam, {SiteMember(kEast, 1)}, "", 7}});
  const auto told = [](const v1::RecognitionSummary& summary) {
    std::vector<std::string> teams;
    for (const auto& one : summary.by_team()) {
      if (!one.suppressed()) {
        teams.push_back(one.team());
        continue;
      }
      EXPECT_EQ(one.people(), 0);
      EXPECT_EQ(one.points(), 0);
      EXPECT_EQ(one.reach(), "");
    }
    EXPECT_EQ(summary.by_team_size(), 3);
    return teams;
  };
  const v1::RecognitionSummary site = Summary(suite, kSiteLead, WeekOf(kSite));
  EXPECT_EQ(site.people(), 15) << "who leads the site is in no team";
  EXPECT_EQ(site.points(), 7);
  EXPECT_EQ(told(site), std::vector{Team(kNorth)});
  EXPECT_EQ(told(Summary(suite, kHr, WeekOf(kSite))), std::vector{Team(kNorth)});
  EXPECT_EQ(told(Summary(suite, kRewarder, WeekOf(kSite))),
            (std::vector{Team(kNorth), Team(kSouth), Team(kEast)}));

  for (const std::string& team : {kSouth, kEast}) {
    const v1::RecognitionSummary summary = Summary(suite, kHr, WeekOf(team));
    EXPECT_TRUE(summary.suppressed()) << "asked for by itself it is told no more than among the others";
    EXPECT_EQ(summary.people(), 0);
    EXPECT_EQ(summary.reach(), "");
    EXPECT_FALSE(Summary(suite, kRewarder, WeekOf(team)).suppressed());
  }
  EXPECT_FALSE(Summary(suite, SiteMember(kSouth, 0), WeekOf(kSouth)).suppressed())
      << "its lead is not told what the others add up to";
  EXPECT_TRUE(Summary(suite, SiteMember(kEast, 0), WeekOf(kEast)).suppressed());
}

// North has a team of five below it and two of its own: these two would be what is left of the sum.
TEST(RecognitionSummary, TellsNothingThatLeavesTooFewOfTheSum) {
  Suite suite;
  const std::string crew = TestId(64);
  suite.Reorganize([&crew](Records& records) {
    AddSite(records, 5);
    records.Team(crew).Placement(crew, kNorth);
    for (int n = 0; n < 5; ++n)
      records.Active(TestId(360 + n), TestId(360 + n)).Member(crew, TestId(360 + n));
  });
  const v1::RecognitionSummary six_of_its_own = Summary(suite, kHr, WeekOf(kNorth));
  ASSERT_EQ(six_of_its_own.by_team_size(), 1);
  EXPECT_FALSE(six_of_its_own.by_team(0).suppressed());
  suite.Reorganize([](Records& records) {
    for (int n = 2; n < 6; ++n)
      records.Status(SiteMember(kNorth, n), kMonday - 100, directory::v1::PERSON_STATE_LEFT);
  });
  const v1::RecognitionSummary north = Summary(suite, kHr, WeekOf(kNorth));
  EXPECT_EQ(north.people(), 7);
  ASSERT_EQ(north.by_team_size(), 1);
  EXPECT_TRUE(north.by_team(0).suppressed());
  EXPECT_TRUE(Summary(suite, kHr, WeekOf(crew)).suppressed());
}

// Of the parts of a site, as HR is told them.
std::vector<std::string> ToldOfSite(Suite& suite) {
  std::vector<std::string> teams;
  const v1::RecognitionSummary site = Summary(suite, kHr, WeekOf(kSite));
  EXPECT_EQ(site.by_team_size(), 3);
  for (const auto& one : site.by_team()) {
    if (!one.suppressed()) teams.push_back(one.team());
    // Asked for by itself it is told as little.
    const v1::RecognitionSummary alone = Summary(suite, kHr, WeekOf(std::string(IdOf(one.team()))));
    EXPECT_EQ(alone.suppressed(), one.suppressed()) << one.team();
  }
  return teams;
}

// East holds all of South, and two others.
TEST(RecognitionSummary, TellsNothingThatTakenFromAnotherTeamLeavesTooFew) {
  Suite suite;
  suite.Reorganize([](Records& records) {
    AddSite(records, 2);
    for (int n = 0; n < 5; ++n) records.Member(kEast, SiteMember(kSouth, n));
  });
  EXPECT_EQ(ToldOfSite(suite), (std::vector{Team(kNorth), Team(kEast)}));
}

// All three without the whole site would be who is in two of them.
TEST(RecognitionSummary, TellsNothingThatLeavesWhoIsInTwoTeams) {
  Suite suite;
  suite.Reorganize([](Records& records) {
    AddSite(records, 6);
    records.Member(kEast, SiteMember(kNorth, 1));
  });
  EXPECT_EQ(ToldOfSite(suite), (std::vector{Team(kNorth), Team(kEast)}));
}

TEST(RecognitionSummary, EndsAlsoWhereTeamsAreBelowThemselves) {
  Suite suite;
  suite.Reorganize([](Records& records) {
    records.Team(kNorth).Placement(kNorth, kSouth).Team(kSouth).Placement(kSouth, kNorth);
    for (int n = 0; n < 6; ++n)
      records.Active(SiteMember(kNorth, n), SiteMember(kNorth, n)).Member(kNorth, SiteMember(kNorth, n));
  });
  EXPECT_EQ(Summary(suite, kHr, WeekOf(kNorth)).people(), 6);
}

// What is kept back of a team is not added up from the teams below it.
TEST(RecognitionSummary, TellsNothingOfTeamsBelowOneThatIsKeptBack) {
  Suite suite;
  const std::string crew = TestId(64);
  suite.Reorganize([&crew](Records& records) {
    AddSite(records, 4);  // East, and so South beside it
    records.Team(crew).Placement(crew, kSouth);
    for (int n = 0; n < 5; ++n) records.Member(crew, SiteMember(kSouth, n));
  });
  EXPECT_TRUE(Summary(suite, kHr, WeekOf(kSouth)).suppressed());
  EXPECT_TRUE(Summary(suite, kHr, WeekOf(crew)).suppressed());
  EXPECT_FALSE(Summary(suite, kRewarder, WeekOf(crew)).suppressed());
}

// Fifty teams in two layers under a site, hundreds of people, some of them in two teams or on leave, and a
// month of what they gave each other.
class GeneratedSummary : public ::testing::Test {
 protected:
  static constexpr int kTeams = 50;
  static constexpr int kPeople = 700;  // more than are looked for one by one

  int Below(int n) { return static_cast<int>(random_() % static_cast<unsigned>(n)); }
  static std::string TeamId(int n) { return TestId(500 + n); }
  static std::string PersonId(int n) { return TestId(1000 + n); }

  void MakeOrganization() {
    suite_.Reorganize([this](Records& records) {
      for (int n = 0; n < kTeams; ++n) {
        const int above = n == 0 ? -1 : n <= 7 ? 0 : 1 + Below(7);
        above_[n] = above;
        records.Team(TeamId(n), n == 3 ? directory::v1::TEAM_KIND_QUEUE : directory::v1::TEAM_KIND_TEAM);
        records.Placement(TeamId(n), above < 0 ? "" : TeamId(above));
      }
      for (int n = 0; n < kPeople; ++n) {
        const std::string id = PersonId(n);
        const bool on_leave = Below(20) == 0;
        records.Person(id).Status(
            id, Records::kEarly,
            on_leave ? directory::v1::PERSON_STATE_ON_LEAVE : directory::v1::PERSON_STATE_ACTIVE);
        for (int i = Below(10) == 0 ? 2 : 1; i > 0; --i) {
          const int team = Below(kTeams);
          records.Member(TeamId(team), id);
          if (!on_leave && team != 3) members_[team].insert(id);
        }
        if (!on_leave) active_.insert(id);
      }
    });
    for (const std::string* id : {&kSam, &kMona, &kAna, &kBen, &kCarla, &kSkip, &kTop, &kPeer, &kLead,
                                  &kRewarder, &kHr, &kAuditor, &kStranger}) {
      active_.insert(*id);
    }
  }

  void Give() {
    const absl::Time from = absl::FromCivil(absl::CivilDay(2025, 12, 20), absl::UTCTimeZone());
    for (int i = 0; i < 3000; ++i) {
      Gift row{from + absl::Minutes(Below(35 * 24 * 60)), PersonId(Below(kPeople / 2)), {}};
      std::set<std::string> recipients;
      const int count = Below(4) == 0 ? 2 + Below(12) : 1;
      while (static_cast<int>(recipients.size()) < count)
        recipients.insert(PersonId(Below(Below(kPeople) + 1)));
      recipients.erase(row.sender);
      row.recipients.assign(recipients.begin(), recipients.end());
      if (row.recipients.empty()) continue;
      if (Below(3) != 0) row.value = TestId(80 + Below(4));
      row.points = Below(3) * 5;
      row.visibility = static_cast<v1::RecognitionVisibility>(1 + Below(3));
      if (Below(5) == 0) row.state = static_cast<v1::RecognitionState>(1 + Below(5));
      gifts_.push_back(row);
    }
    Gifts(suite_).Insert(gifts_);
  }

  bool IsBelow(int team, int above) const {
    for (; team >= 0; team = above_.at(team)) {
      if (team == above) return true;
    }
    return false;
  }
  std::set<std::string> PeopleUnder(int team) const {
    std::set<std::string> people;
    for (const auto& [of, members] : members_) {
      if (IsBelow(of, team)) people.insert(members.begin(), members.end());
    }
    return people;
  }

  struct Expected {
    std::int64_t recognitions = 0, points = 0;
    std::map<std::string, std::int64_t> received;
    std::set<std::string> givers;
    std::map<std::string, std::pair<std::int64_t, std::int64_t>> by_value;
  };
  Expected Naive(const std::set<std::string>& people) const {
    const absl::Time start = absl::FromCivil(absl::CivilDay(2026, 1, 1), absl::UTCTimeZone());
    const absl::Time end = absl::FromCivil(absl::CivilDay(2026, 2, 1), absl::UTCTimeZone());
    Expected expected;
    for (const Gift& row : gifts_) {
      if (row.state != v1::RECOGNITION_STATE_PUBLISHED || row.time < start || row.time >= end) continue;
      if (people.contains(row.sender)) expected.givers.insert(row.sender);
      std::int64_t of_them = 0;
      for (const std::string& person : row.recipients) {
        if (!people.contains(person)) continue;
        ++of_them;
        ++expected.received[person];
      }
      if (of_them == 0) continue;
      auto& [recognitions, points] = expected.by_value[row.value];
      ++expected.recognitions, ++recognitions;
      expected.points += of_them * row.points, points += of_them * row.points;
    }
    return expected;
  }

  // Within what is rounded away.
  static void ExpectRatio(const std::string& ratio, std::int64_t part, std::size_t whole) {
    ASSERT_FALSE(ratio.empty());
    EXPECT_NEAR(std::stod(ratio), static_cast<double>(part) / static_cast<double>(whole), 0.0000500001);
  }

  void ExpectSummary(int team, const std::set<std::string>& people) {
    v1::GetRecognitionSummaryRequest request =
        WeekOf(team < 0 ? "" : TeamId(team), absl::CivilDay(2026, 1, 1));
    request.set_window(v1::SUMMARY_WINDOW_MONTH);
    const v1::RecognitionSummary summary = Summary(suite_, kRewarder, request);
    const Expected expected = Naive(people);
    EXPECT_EQ(summary.people(), std::ssize(people));
    EXPECT_EQ(summary.recognitions(), expected.recognitions);
    EXPECT_EQ(summary.points(), expected.points);
    EXPECT_EQ(summary.recipients(), std::ssize(expected.received));
    EXPECT_EQ(summary.givers(), std::ssize(expected.givers));
    std::map<std::string, std::pair<std::int64_t, std::int64_t>> by_value;
    for (const auto& one : summary.by_value())
      by_value[std::string(IdOf(one.value()))] = {one.recognitions(), one.points()};
    EXPECT_EQ(by_value, expected.by_value);
    if (!people.empty()) ExpectRatio(summary.reach(), std::ssize(expected.received), people.size());
    ExpectTeams(team, summary);
  }

  void ExpectTeams(int above, const v1::RecognitionSummary& summary) const {
    int found = 0;
    for (int team = 0; team < kTeams; ++team) {
      const std::set<std::string> people = PeopleUnder(team);
      if (above_.at(team) != above || people.empty()) continue;
      const auto one =
          std::ranges::find(summary.by_team(), Team(TeamId(team)), &v1::RecognitionSummary::TeamCount::team);
      ASSERT_NE(one, summary.by_team().end()) << team;
      ++found;
      const Expected expected = Naive(people);
      EXPECT_EQ(one->people(), std::ssize(people));
      EXPECT_EQ(one->recognitions(), expected.recognitions);
      EXPECT_EQ(one->points(), expected.points);
      ExpectRatio(one->reach(), std::ssize(expected.received), people.size());
      ExpectRatio(one->giver_participation(), std::ssize(expected.givers), people.size());
    }
    EXPECT_EQ(summary.by_team_size(), found);
  }

  Suite suite_;
  std::mt19937 random_{7};
  std::map<int, int> above_;
  std::map<int, std::set<std::string>> members_;
  std::set<std::string> active_;
  std::vector<Gift> gifts_;
};

TEST_F(GeneratedSummary, IsWhatCountingByHandFinds) {
  MakeOrganization();
  Give();
  ExpectSummary(-1, active_);
  for (int team = 0; team < kTeams; ++team) {
    SCOPED_TRACE(team);
    ExpectSummary(team, PeopleUnder(team));
  }
}

// How many rows of tables, keys and of what it kept in between the server read.
std::int64_t ReadsOf(Suite& suite, const summary::People& people) {
  const auto so_far = [](sql::Connection& connection) {
    std::int64_t sum = 0;
    const auto rows = connection.Query("SHOW SESSION STATUS LIKE 'Handler_read%'");
    EXPECT_TRUE(rows.ok()) << rows.status();
    for (const sql::Row& row : *rows) sum += std::stoll(std::string(row.Text(1)));
    return sum;
  };
  const absl::Time start = absl::FromCivil(kMonday, absl::UTCTimeZone());
  const auto reads = suite.db->Read<std::int64_t>(
      suite.clock.Now() + absl::Minutes(1), [&](sql::Connection& connection) -> absl::StatusOr<std::int64_t> {
        const std::int64_t before = so_far(connection);
        RETURN_IF_ERROR(
            summary::ReadActivity(connection, people, start, start + absl::Hours(7 * 24)).status());
        return so_far(connection) - before;
      });
  EXPECT_TRUE(reads.ok()) << reads.status();
  return reads.value_or(0);
}

TEST(RecognitionSummary, CostsWhatItsWindowHoldsHoweverMuchThereIs) {
  Suite suite;
  Gifts gifts(suite);
  const absl::Time monday = absl::FromCivil(kMonday, absl::UTCTimeZone());
  const auto give = [&gifts](int count, absl::Time from) {
    std::vector<Gift> rows;
    for (int i = 0; i < count; ++i) {
      rows.push_back({from + absl::Seconds(i), TestId(1000 + i % 30), {TestId(1000 + (i + 1) % 30)}});
    }
    gifts.Insert(rows);
  };
  summary::People few, many;
  for (int i = 0; i < 10; ++i) few.insert(TestId(1000 + i));
  for (int i = 0; i < static_cast<int>(summary::kFewPeople) + 1; ++i) many.insert(TestId(1000 + i));
  constexpr int kInWindow = 300;
  give(kInWindow, monday + absl::Hours(24));
  const std::int64_t of_few = ReadsOf(suite, few);
  const std::int64_t of_many = ReadsOf(suite, many);
  give(5000, monday - absl::Hours(24));
  give(5000, monday + absl::Hours(10 * 24));
  suite.database.Query("ANALYZE TABLE recognition, recognition_recipient");
  // Both ends of each range may cost a step more.
  EXPECT_LE(ReadsOf(suite, few), of_few + 100);
  EXPECT_LE(ReadsOf(suite, many), of_many + 100);
  EXPECT_LE(of_many, 8 * kInWindow);
  EXPECT_LT(of_few, of_many);
}

// Of everybody it is added up from the index, without the rows and their messages.
TEST(RecognitionSummary, ReadsNoRowOfARecognition) {
  Suite suite;
  Gifts gifts(suite);
  const absl::Time monday = absl::FromCivil(kMonday, absl::UTCTimeZone());
  std::vector<Gift> rows;
  for (int i = 0; i < 300; ++i) {
    rows.push_back({monday + absl::Hours(8 * i), TestId(1000 + i % 30), {TestId(1000 + (i + 1) % 30)}});
  }
  gifts.Insert(rows);
  suite.database.Query("ANALYZE TABLE recognition, recognition_recipient");
  summary::People many;
  for (int i = 0; i < static_cast<int>(summary::kFewPeople) + 1; ++i) many.insert(TestId(1000 + i));
  const auto read = [&](sql::Connection& plain) -> absl::StatusOr<int> {
    laurel::testing::Explaining connection(suite.database, plain);
    EXPECT_THAT(summary::ReadActivity(connection, many, monday, monday + absl::Hours(24)), IsOk());
    int of_recognitions = 0;
    for (std::size_t i = 0; i < connection.indexes().size(); ++i) {
      if (connection.indexes()[i] != "by_shown") continue;
      ++of_recognitions;
      EXPECT_NE(connection.extras()[i].find("Using index"), std::string::npos) << connection.extras()[i];
      EXPECT_EQ(connection.extras()[i].find("Using index condition"), std::string::npos);
    }
    EXPECT_EQ(of_recognitions, 2);
    return 0;
  };
  EXPECT_THAT(suite.db->Read<int>(suite.clock.Now() + absl::Minutes(1), read), IsOk());
}

}  // namespace
}  // namespace laurel::recognition::testing
