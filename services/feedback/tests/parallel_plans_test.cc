// Plans that are made at the same moment, through two replicas: nobody is ever planned with twice at one
// time.
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <thread>

#include "common/testing/status_matchers.h"
#include "common/time/convert.h"
#include "services/feedback/testing/suite.h"

namespace laurel::feedback::testing {
namespace {

using laurel::testing::IsOk;
using Stub = v1::CoachingService::Stub;
using Outcomes = std::map<std::string, int>;  // "OK" or the reason: how often

class ParallelPlans : public ::testing::Test {
 protected:
  // Each by a thread of its own, through both replicas in turn.
  template <typename Call>
  static Outcomes Together(int calls, const Call& call) {
    std::vector<std::string> outcomes(static_cast<std::size_t>(calls));
    {
      std::vector<std::jthread> callers;
      for (int i = 0; i < calls; ++i) {
        callers.emplace_back([&outcomes, &call, i] {
          const absl::Status status = call(i, i % 2);
          outcomes[static_cast<std::size_t>(i)] = status.ok() ? "OK" : ReasonOf(status);
        });
      }
    }
    Outcomes counted;
    for (const std::string& outcome : outcomes) ++counted[outcome];
    return counted;
  }

  absl::Status Plan(const std::string& coach, const std::vector<std::string>& attendees, absl::Duration ahead,
                    int replica) {
    auto request = ScheduleRequest(attendees, suite.clock.Now() + ahead);
    request.mutable_coaching_session()->set_kind(v1::COACHING_SESSION_KIND_ROLE_PLAY);
    return suite.As(coach, &Stub::CreateCoachingSession, request, replica).status();
  }

  // Pairs of plans that share a person and a time.
  std::int64_t Collisions() {
    return suite.database.QueryInt(
        "SELECT COUNT(*) FROM session_participant a JOIN coaching_session s ON s.id = a.session "
        "JOIN session_participant b ON b.person = a.person AND b.session > a.session "
        "JOIN coaching_session t ON t.id = b.session WHERE a.state = 1 AND b.state = 1 "
        "AND s.scheduled_time < TIMESTAMPADD(MICROSECOND, t.duration, t.scheduled_time) "
        "AND t.scheduled_time < TIMESTAMPADD(MICROSECOND, s.duration, s.scheduled_time)");
  }

  Suite suite;
  const std::vector<std::string> coaches = {kCarla, kSkip,   kTop, kCoach,   kLead,    kBen,
                                            kPeer,  kFormer, kHr,  kAuditor, kStranger};
};

TEST_F(ParallelPlans, OfOneHourSucceedOnceWhoeverCoaches) {
  constexpr int kCalls = 50;
  // At first nobody has a calendar.
  for (int hour = 1; hour <= 3; ++hour) {
    const Outcomes outcomes = Together(kCalls, [&](int i, int replica) {
      return Plan(coaches[static_cast<std::size_t>(i) % coaches.size()], {kAna}, absl::Hours(hour), replica);
    });
    EXPECT_EQ(outcomes, (Outcomes{{"OK", 1}, {"OVERLAP", kCalls - 1}}));
  }
  EXPECT_EQ(Collisions(), 0);
}

TEST_F(ParallelPlans, OfGroupsSucceedInWhateverOrderTheirPeopleAreNamed) {
  constexpr int kCalls = 40;
  constexpr int kHours = 4;
  const Outcomes outcomes = Together(kCalls, [&](int i, int replica) {
    std::vector<std::string> group = {kAna, kBen, kPeer, kFormer, kStranger, kLead, kCoach};
    std::ranges::rotate(group, group.begin() + i % 7);
    if (i % 3 == 0) std::ranges::reverse(group);
    return Plan(i % 5 == 0 ? kCarla : kTop, group, absl::Hours(1 + i % kHours), replica);
  });
  EXPECT_EQ(outcomes, (Outcomes{{"OK", kHours}, {"OVERLAP", kCalls - kHours}}));
  EXPECT_EQ(Collisions(), 0);
}

TEST_F(ParallelPlans, MovesAndNewAttendeesLeaveNobodyBusyTwice) {
  std::vector<std::string> sessions;
  for (int i = 0; i < 6; ++i) {
    auto request = ScheduleRequest({i % 2 == 0 ? kAna : kBen}, suite.clock.Now() + absl::Hours(10 + i));
    const auto planned = suite.As(kCarla, &Stub::CreateCoachingSession, request);
    ASSERT_THAT(planned, IsOk());
    sessions.push_back(planned->name());
  }
  const Outcomes outcomes = Together(60, [&](int i, int replica) {
    const std::string& name = sessions[static_cast<std::size_t>(i) % sessions.size()];
    const absl::Duration slot = absl::Hours(20 + i % 4);
    if (i % 3 == 0) return Plan(kStranger, {kBen, kAna}, slot, replica);
    if (i % 3 == 1) {
      auto move = Named<v1::RescheduleCoachingSessionRequest>(name);
      *move.mutable_scheduled_time() = ToTimestamp(suite.clock.Now() + slot + absl::Minutes(i));
      return suite.As(kCarla, &Stub::RescheduleCoachingSession, move, replica).status();
    }
    v1::UpdateCoachingSessionRequest update;
    update.mutable_coaching_session()->set_name(name);
    for (const std::string& id : {kAna, kBen}) update.mutable_coaching_session()->add_attendees(Person(id));
    return suite.As(kCarla, &Stub::UpdateCoachingSession, update, replica).status();
  });
  for (const auto& [outcome, times] : outcomes)
    EXPECT_TRUE(outcome == "OK" || outcome == "OVERLAP") << outcome << " " << times;
  EXPECT_EQ(Collisions(), 0);
}

TEST_F(ParallelPlans, SentTwiceUnderOneIdAreOne) {
  auto request = ScheduleRequest({kAna}, suite.clock.Now() + absl::Hours(1));
  request.set_request_id("7d3b1a52-6f0e-4c55-9d6b-0d6a2c1f7a10");
  const Outcomes outcomes = Together(20, [&](int, int replica) {
    return suite.As(kCarla, &Stub::CreateCoachingSession, request, replica).status();
  });
  EXPECT_EQ(outcomes, (Outcomes{{"OK", 20}}));
  EXPECT_EQ(suite.database.QueryInt("SELECT COUNT(*) FROM coaching_session"), 1);
}

}  // namespace
}  // namespace laurel::feedback::testing
