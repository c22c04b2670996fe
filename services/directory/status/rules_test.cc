#include "services/directory/status/rules.h"

#include <gmock/gmock.h>

namespace laurel::directory::status {
namespace {

using ::testing::ElementsAre;
using ::testing::VariantWith;

constexpr int kToday = 100;

v1::StatusRecord At(int day, v1::PersonState state, bool coachable = false) {
  v1::StatusRecord record;
  record.set_person("ana");
  record.set_start_day(day);
  record.set_state(state);
  record.set_coachable(coachable);
  return record;
}

MATCHER_P2(Is, day, state, "") { return arg.start_day() == day && arg.state() == state; }
constexpr auto kActive = v1::PERSON_STATE_ACTIVE;
constexpr auto kOnLeave = v1::PERSON_STATE_ON_LEAVE;
constexpr auto kLeft = v1::PERSON_STATE_LEFT;

Statuses Applied(const Statuses& before, const Change& change) {
  return std::get<Statuses>(Apply(before, kToday, change));
}
std::string Refused(const Statuses& before, const Change& change) {
  return std::get<Contradiction>(Apply(before, kToday, change)).column;
}

TEST(Begin, IsActiveFromTheFirstDay) {
  EXPECT_THAT(std::get<Statuses>(Begin("ana", 40, kToday, {})), ElementsAre(Is(40, kActive)));
}

TEST(Begin, MakesALeaverActiveUntilTheLeaveDate) {
  EXPECT_THAT(std::get<Statuses>(Begin("ana", 40, kToday, {.leave_day = 90})),
              ElementsAre(Is(40, kActive), Is(90, kLeft)));
}

TEST(Begin, RefusesALeaveDateBeforeTheFirstDay) {
  EXPECT_TRUE(std::holds_alternative<Contradiction>(Begin("ana", 40, kToday, {.leave_day = 39})));
}

TEST(Apply, ChangesTheStateFromTodayOn) {
  EXPECT_THAT(Applied({At(40, kActive)}, {.state = kOnLeave}),
              ElementsAre(Is(40, kActive), Is(100, kOnLeave)));
}

TEST(Apply, ChangesNothingForWhatIsSo) {
  EXPECT_THAT(Applied({At(40, kActive), At(150, kLeft)}, {.state = kActive, .leave_day = 150}),
              ElementsAre(Is(40, kActive), Is(150, kLeft)));
}

TEST(Apply, KeepsALeaveDateThatIsToComeWhenTheStateChanges) {
  EXPECT_THAT(Applied({At(40, kActive), At(150, kLeft)}, {.state = kOnLeave}),
              ElementsAre(Is(40, kActive), Is(100, kOnLeave), Is(150, kLeft)));
}

TEST(Apply, MovesTheLeaveDateBothWays) {
  EXPECT_THAT(Applied({At(40, kActive), At(150, kLeft)}, {.leave_day = 120}),
              ElementsAre(Is(40, kActive), Is(120, kLeft)));
  EXPECT_THAT(Applied({At(40, kActive), At(90, kLeft)}, {.leave_day = 120}),
              ElementsAre(Is(40, kActive), Is(120, kLeft)));
}

TEST(Apply, WithdrawsALeaveDateThatIsToCome) {
  EXPECT_THAT(Applied({At(40, kActive), At(150, kLeft)}, {.no_leave_day = true}),
              ElementsAre(Is(40, kActive)));
}

TEST(Apply, DoesNotBringBackWhoHasLeftByClearingTheDate) {
  EXPECT_EQ(Refused({At(40, kActive), At(90, kLeft)}, {.no_leave_day = true}), "leave_date");
}

TEST(Apply, ReinstatesByState) {
  EXPECT_THAT(Applied({At(40, kActive), At(90, kLeft)}, {.state = kActive}),
              ElementsAre(Is(40, kActive), Is(90, kLeft), Is(100, kActive)));
}

TEST(Apply, RefusesAStateThatContradictsTheLeaveDate) {
  EXPECT_EQ(Refused({At(40, kActive)}, {.state = kActive, .leave_day = 90}), "state");
  EXPECT_EQ(Refused({At(40, kActive)}, {.state = kLeft, .leave_day = 120}), "state");
}

TEST(Apply, TakesLeftWithAPastLeaveDate) {
  EXPECT_THAT(Applied({At(40, kActive)}, {.state = kLeft, .leave_day = 90}),
              ElementsAre(Is(40, kActive), Is(90, kLeft)));
}

TEST(Apply, SetsCoachableFromTodayOnForGood) {
  const Statuses after = Applied({At(40, kActive), At(150, kLeft)}, {.coachable = true});
  EXPECT_THAT(after, ElementsAre(Is(40, kActive), Is(100, kActive), Is(150, kLeft)));
  EXPECT_FALSE(after[0].coachable());
  EXPECT_TRUE(after[1].coachable());
  EXPECT_TRUE(after[2].coachable());
}

TEST(Apply, ChangesSomebodyWhoIsStillToComeFromTheirFirstDay) {
  EXPECT_THAT(Applied({At(140, kActive)}, {.state = kOnLeave}), ElementsAre(Is(140, kOnLeave)));
}

}  // namespace
}  // namespace laurel::directory::status
