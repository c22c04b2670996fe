// Coverage over the wire, against a naive computation on generated data.
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <random>
#include <tuple>

#include "common/testing/status_matchers.h"
#include "common/time/convert.h"
#include "services/feedback/business_metrics.h"
#include "services/feedback/names.h"
#include "services/feedback/testing/suite.h"

namespace laurel::feedback::testing {
namespace {

using laurel::testing::IsOk;
using laurel::testing::StatusIs;
using org::testing::TestId;
using Stub = v1::CoachingService::Stub;

std::vector<std::string> PeopleOf(const v1::GetCoachingCoverageResponse& answer) {
  std::vector<std::string> people;
  for (const auto& one : answer.uncovered()) people.emplace_back(IdOf(one.person()));
  return people;
}

TEST(Coverage, CountsWhatWasHeldByAnyCoachAndNotVoided) {
  Suite suite;
  v1::GetCoachingCoverageRequest request;
  const auto uncovered = [&] { return PeopleOf(*suite.As(kCarla, &Stub::GetCoachingCoverage, request)); };
  EXPECT_EQ(uncovered(), (std::vector{kAna, kBen}));
  suite.Scheduled(kCarla, {kAna});
  suite.Held(kCarla, {kAna}, absl::Hours(24 * 40));
  EXPECT_EQ(uncovered(), (std::vector{kBen, kAna}));
  const std::string held = suite.Held(kCoach, {kAna}).name();
  EXPECT_EQ(uncovered(), std::vector{kBen});
  auto voiding = Named<v1::VoidCoachingSessionRequest>(held);
  voiding.set_reason("logged twice");
  ASSERT_THAT(suite.As(kCoach, &Stub::VoidCoachingSession, voiding), IsOk());
  const auto answer = suite.As(kCarla, &Stub::GetCoachingCoverage, request);
  EXPECT_EQ(PeopleOf(*answer), (std::vector{kBen, kAna}));
  EXPECT_EQ(answer->total(), 2);
  EXPECT_EQ(answer->covered(), 0);
  EXPECT_FALSE(answer->uncovered(0).has_last_held_time());
  EXPECT_EQ(FromTimestamp(answer->uncovered(1).last_held_time()), suite.clock.Now() - absl::Hours(24 * 40));
}

TEST(Coverage, IsOfThePeopleOfThatDay) {
  Suite suite;
  v1::GetCoachingCoverageRequest request;
  request.set_manager(Person(kFormer));
  *request.mutable_as_of() = ToDate(absl::CivilDay(2025, 12, 31));
  EXPECT_EQ(suite.As(kHr, &Stub::GetCoachingCoverage, request)->total(), 1);
  *request.mutable_as_of() = ToDate(absl::CivilDay(2026, 1, 1));
  EXPECT_EQ(suite.As(kHr, &Stub::GetCoachingCoverage, request)->total(), 0);
  request.set_window_days(400);
  EXPECT_THAT(suite.As(kHr, &Stub::GetCoachingCoverage, request),
              StatusIs(absl::StatusCode::kOutOfRange, "OUT_OF_RANGE"));
}

TEST(Coverage, IsOfThoseWhomAPersonCoachesWhenAskedSo) {
  Suite suite;
  v1::GetCoachingCoverageRequest request;
  EXPECT_EQ(suite.As(kCoach, &Stub::GetCoachingCoverage, request)->total(), 0);
  request.set_coachees(true);
  EXPECT_EQ(PeopleOf(*suite.As(kCoach, &Stub::GetCoachingCoverage, request)), std::vector{kAna});
  request.set_transitive(true);
  EXPECT_THAT(suite.As(kCoach, &Stub::GetCoachingCoverage, request),
              StatusIs(absl::StatusCode::kInvalidArgument));
}

// Sixty people somewhere below kTop, whom nobody or somebody has coached, and what coverage should say of
// them.
class GeneratedCoverage : public ::testing::Test {
 protected:
  using Uncovered = std::vector<std::tuple<absl::Time, std::string>>;
  static constexpr int kPeople = 60;
  static constexpr int kWindowDays = 20;

  int Below(int n) { return static_cast<int>(random_() % static_cast<unsigned>(n)); }

  void MakePeople() {
    auto records = Organization();
    for (int i = 0; i < kPeople; ++i) {
      const std::string id = TestId(1000 + i);
      const bool on_leave = Below(10) == 0;
      const bool coachable = Below(10) != 0;
      records.Person(id);
      records.Status(id, org::testing::Records::kEarly,
                     on_leave ? directory::v1::PERSON_STATE_ON_LEAVE : directory::v1::PERSON_STATE_ACTIVE,
                     coachable);
      records.Line(id, i % 3 == 0 ? kTop : kSkip);
      if (!on_leave && coachable) population_.push_back(id);
    }
    population_.insert(population_.end(), {kAna, kBen, kCarla, kSkip});
    suite_.organization.Set(records.Build(2), suite_.clock.Now());
  }

  void HoldSessions() {
    for (int i = 0; i < 150; ++i) {
      const std::string id = TestId(1000 + Below(kPeople));
      const absl::Duration ago = absl::Minutes(Below(60 * 24 * 60));
      suite_.Held(kTop, {id}, ago);
      const absl::Time held = suite_.clock.Now() - ago;
      if (held < end_) last_[id] = std::max(LastOf(id), held);
    }
  }

  absl::Time LastOf(const std::string& id) const {
    const auto found = last_.find(id);
    return found == last_.end() ? absl::InfinitePast() : found->second;
  }

  Uncovered Expected() const {
    Uncovered expected;
    for (const std::string& id : population_) {
      if (LastOf(id) < end_ - absl::Hours(24 * kWindowDays)) expected.emplace_back(LastOf(id), id);
    }
    std::sort(expected.begin(), expected.end());
    return expected;
  }

  // Page by page, small ones. Of every page the counts are those of the whole.
  Uncovered Asked(std::int64_t covered) {
    v1::GetCoachingCoverageRequest request;
    request.set_transitive(true);
    request.set_window_days(kWindowDays);
    *request.mutable_as_of() = ToDate(as_of_);
    request.set_page_size(7);
    Uncovered seen;
    do {
      const auto page = suite_.As(kTop, &Stub::GetCoachingCoverage, request);
      EXPECT_THAT(page, IsOk());
      if (!page.ok()) break;
      EXPECT_EQ(page->total(), static_cast<std::int64_t>(population_.size()));
      EXPECT_EQ(page->covered(), covered);
      for (const auto& one : page->uncovered()) {
        seen.emplace_back(
            one.has_last_held_time() ? FromTimestamp(one.last_held_time()) : absl::InfinitePast(),
            IdOf(one.person()));
      }
      request.set_page_token(page->next_page_token());
    } while (!request.page_token().empty());
    return seen;
  }

  Suite suite_;
  std::mt19937 random_{7};
  const absl::CivilDay as_of_{2026, 1, 10};
  const absl::Time end_ = absl::FromCivil(as_of_ + 1, absl::UTCTimeZone());
  std::vector<std::string> population_;
  std::map<std::string, absl::Time> last_;
};

TEST_F(GeneratedCoverage, AgreesWithANaiveComputation) {
  MakePeople();
  HoldSessions();
  const Uncovered expected = Expected();
  EXPECT_FALSE(expected.empty());
  EXPECT_EQ(Asked(static_cast<std::int64_t>(population_.size() - expected.size())), expected);
}

TEST(BusinessMetrics, TellStatesAndCoverageOfTheWholeOrganisation) {
  Suite suite;
  suite.Held(kCarla, {kAna});
  suite.Scheduled(kCarla, {kBen});
  suite.Item(kCarla, kAna);
  BusinessMetricsReader reader(suite.metrics, *suite.db, suite.organization);
  ASSERT_THAT(reader.Read(suite.clock.Now(), suite.clock.Now() + absl::Seconds(10)), IsOk());
  EXPECT_EQ(suite.metrics.held.Value(), 1);
  EXPECT_EQ(suite.metrics.sessions.With({"held"}).Value(), 1);
  EXPECT_EQ(suite.metrics.sessions.With({"scheduled"}).Value(), 1);
  EXPECT_EQ(suite.metrics.sessions.With({"voided"}).Value(), 0);
  EXPECT_EQ(suite.metrics.action_items.With({"open"}).Value(), 1);
  EXPECT_EQ(suite.metrics.coachable_people.Value(), 12);  // all but the one who left
  EXPECT_DOUBLE_EQ(suite.metrics.coverage_ratio.Value(), 1.0 / 12);
  suite.Pass(absl::Hours(24 * 31));  // what is closed becomes history, what is open stays
  ASSERT_THAT(reader.Read(suite.clock.Now(), suite.clock.Now() + absl::Seconds(10)), IsOk());
  EXPECT_EQ(suite.metrics.sessions.With({"held"}).Value(), 0);
  EXPECT_EQ(suite.metrics.sessions.With({"scheduled"}).Value(), 1);
}

}  // namespace
}  // namespace laurel::feedback::testing
