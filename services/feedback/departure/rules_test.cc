#include "services/feedback/departure/rules.h"

#include <gtest/gtest.h>

#include <set>
#include <string>

namespace laurel::feedback::departure {
namespace {

using Left = std::set<std::string, std::less<>>;

v1::CoachingSession Session(v1::CoachingSessionState state,
                            const std::vector<std::string>& acknowledged = {}) {
  v1::CoachingSession session;
  session.set_state(state);
  session.set_coach("people/c");
  session.add_attendees("people/a");
  session.add_attendees("people/b");
  for (const std::string& person : acknowledged) session.add_acknowledgements()->set_person(person);
  return session;
}

v1::CoachingSessionState After(const v1::CoachingSession& session, const Left& left) {
  return StateAfter(session, [&](std::string_view person) { return left.contains(person); })
      .value_or(session.state());
}

TEST(StateAfter, EndsAPlanWithoutItsCoachOrWithoutAnybodyToCoach) {
  for (const auto state : {v1::COACHING_SESSION_STATE_SCHEDULED, v1::COACHING_SESSION_STATE_IN_PROGRESS}) {
    const auto plan = Session(state);
    EXPECT_EQ(After(plan, {}), state);
    EXPECT_EQ(After(plan, {"people/a"}), state);
    EXPECT_EQ(After(plan, {"people/a", "people/b"}), v1::COACHING_SESSION_STATE_CANCELLED);
    EXPECT_EQ(After(plan, {"people/c"}), v1::COACHING_SESSION_STATE_CANCELLED);
  }
}

TEST(StateAfter, IsAcknowledgedWhenNobodyWhoIsHereIsMissing) {
  const auto held = [](const std::vector<std::string>& acknowledged) {
    return Session(v1::COACHING_SESSION_STATE_HELD, acknowledged);
  };
  EXPECT_EQ(After(held({"people/b"}), {"people/a"}), v1::COACHING_SESSION_STATE_ACKNOWLEDGED);
  EXPECT_EQ(After(held({"people/a"}), {"people/a"}), v1::COACHING_SESSION_STATE_HELD);
  EXPECT_EQ(After(held({}), {"people/a", "people/b"}), v1::COACHING_SESSION_STATE_HELD);
  EXPECT_EQ(After(held({}), {"people/a"}), v1::COACHING_SESSION_STATE_HELD);
  EXPECT_EQ(After(held({"people/b"}), {}), v1::COACHING_SESSION_STATE_HELD);
  EXPECT_EQ(After(held({"people/b"}), {"people/c"}), v1::COACHING_SESSION_STATE_HELD);
}

TEST(StateAfter, LeavesEverythingElseAlone) {
  const auto& states = *v1::CoachingSessionState_descriptor();
  for (int i = 0; i < states.value_count(); ++i) {
    const auto state = static_cast<v1::CoachingSessionState>(states.value(i)->number());
    if (state >= v1::COACHING_SESSION_STATE_SCHEDULED && state <= v1::COACHING_SESSION_STATE_HELD) continue;
    EXPECT_EQ(After(Session(state, {"people/b"}), {"people/a", "people/b", "people/c"}), state);
  }
}

}  // namespace
}  // namespace laurel::feedback::departure
