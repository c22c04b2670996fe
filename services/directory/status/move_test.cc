#include "services/directory/status/move.h"

#include <gmock/gmock.h>

#include "common/testing/status_matchers.h"

namespace laurel::directory::status {
namespace {

using laurel::testing::IsOkAndHolds;
using laurel::testing::StatusIs;
using laurel::testing::ViolatesField;
using ::testing::ElementsAre;

constexpr int kToday = 100;
constexpr auto kActive = v1::PERSON_STATE_ACTIVE;
constexpr auto kOnLeave = v1::PERSON_STATE_ON_LEAVE;
constexpr auto kLeft = v1::PERSON_STATE_LEFT;

v1::StatusRecord At(int day, v1::PersonState state) {
  v1::StatusRecord record;
  record.set_person("ana");
  record.set_start_day(day);
  record.set_state(state);
  return record;
}

MATCHER_P2(Is, day, state, "") { return arg.start_day() == day && arg.state() == state; }

absl::StatusOr<Statuses> Moved(const Statuses& before, Verb verb, int day = kToday) {
  return Move("people/ana", before, verb, day, kToday);
}

std::string Allowed(const absl::StatusOr<Statuses>& refused) {
  const auto info = ErrorInfoOf(refused.status());
  if (!info.has_value() || info->reason() != "WRONG_STATE") return "no WRONG_STATE";
  return info->metadata().at("state") + " > " + info->metadata().at("allowed");
}

TEST(Move, GoesOnLeaveAndReturns) {
  EXPECT_THAT(Moved({At(40, kActive)}, Verb::kGoOnLeave),
              IsOkAndHolds(ElementsAre(Is(40, kActive), Is(100, kOnLeave))));
  EXPECT_THAT(Moved({At(40, kOnLeave)}, Verb::kReturn, 120),
              IsOkAndHolds(ElementsAre(Is(40, kOnLeave), Is(120, kActive))));
}

TEST(Move, ReturningForgetsTheReturnThatWasPlanned) {
  const auto returned = Moved({At(40, kActive), At(90, kOnLeave), At(103, kActive)}, Verb::kReturn);
  EXPECT_THAT(returned, IsOkAndHolds(ElementsAre(Is(40, kActive), Is(90, kOnLeave), Is(100, kActive))));
  // The next leave is open again.
  EXPECT_THAT(
      Moved(*returned, Verb::kGoOnLeave, 101),
      IsOkAndHolds(ElementsAre(Is(40, kActive), Is(90, kOnLeave), Is(100, kActive), Is(101, kOnLeave))));
}

TEST(Move, ReturningOnTheFirstDayOfALeaveWithdrawsIt) {
  EXPECT_THAT(Moved({At(40, kActive), At(105, kOnLeave)}, Verb::kReturn, 105),
              IsOkAndHolds(ElementsAre(Is(40, kActive))));
}

TEST(Move, KeepsALeavingThatIsToCome) {
  EXPECT_THAT(Moved({At(40, kActive), At(150, kLeft)}, Verb::kGoOnLeave, 110),
              IsOkAndHolds(ElementsAre(Is(40, kActive), Is(110, kOnLeave), Is(150, kLeft))));
}

TEST(Move, LeavesForGoodOnAnyDay) {
  EXPECT_THAT(Moved({At(40, kActive), At(120, kOnLeave)}, Verb::kLeave, 90),
              IsOkAndHolds(ElementsAre(Is(40, kActive), Is(90, kLeft))));
  EXPECT_THAT(Moved({At(40, kOnLeave)}, Verb::kLeave, 130),
              IsOkAndHolds(ElementsAre(Is(40, kOnLeave), Is(130, kLeft))));
}

TEST(Move, MovesALeavingThatIsToCome) {
  const Statuses before{At(40, kActive), At(150, kLeft)};
  EXPECT_THAT(Moved(before, Verb::kLeave, 120), IsOkAndHolds(ElementsAre(Is(40, kActive), Is(120, kLeft))));
  EXPECT_THAT(Moved(before, Verb::kLeave, 170), IsOkAndHolds(ElementsAre(Is(40, kActive), Is(170, kLeft))));
  EXPECT_THAT(Moved(before, Verb::kLeave, 150), IsOkAndHolds(ElementsAre(Is(40, kActive), Is(150, kLeft))));
}

TEST(Move, ReinstatesWhoHasLeft) {
  const Statuses before{At(40, kActive), At(90, kLeft)};
  EXPECT_THAT(Moved(before, Verb::kReinstate),
              IsOkAndHolds(ElementsAre(Is(40, kActive), Is(90, kLeft), Is(100, kActive))));
  EXPECT_THAT(Moved(before, Verb::kReinstate, 90),
              IsOkAndHolds(ElementsAre(Is(40, kActive), Is(90, kActive))));
  EXPECT_THAT(Moved(before, Verb::kReinstate, 89), ViolatesField("start_date"));
}

TEST(Move, WithdrawsALeavingThatIsToCome) {
  EXPECT_THAT(Moved({At(40, kActive), At(80, kOnLeave), At(150, kLeft)}, Verb::kReinstate),
              IsOkAndHolds(ElementsAre(Is(40, kActive), Is(80, kOnLeave))));
}

TEST(Move, ComesBackAfterALeavingThatIsToCome) {
  EXPECT_THAT(Moved({At(40, kActive), At(150, kLeft)}, Verb::kReinstate, 200),
              IsOkAndHolds(ElementsAre(Is(40, kActive), Is(150, kLeft), Is(200, kActive))));
}

TEST(Move, NamesTheAllowedTransitionsOfAWrongState) {
  EXPECT_EQ(Allowed(Moved({At(40, kOnLeave)}, Verb::kGoOnLeave)), "ON_LEAVE > ACTIVE,LEFT");
  EXPECT_EQ(Allowed(Moved({At(40, kActive)}, Verb::kReturn)), "ACTIVE > ON_LEAVE,LEFT");
  EXPECT_EQ(Allowed(Moved({At(40, kActive)}, Verb::kReinstate)), "ACTIVE > ON_LEAVE,LEFT");
  for (const Verb verb : {Verb::kGoOnLeave, Verb::kReturn, Verb::kLeave})
    EXPECT_EQ(Allowed(Moved({At(40, kActive), At(90, kLeft)}, verb)), "LEFT > ACTIVE");
}

TEST(Move, DoesNotSwallowAFormerLeaving) {
  EXPECT_EQ(Allowed(Moved({At(40, kActive), At(60, kLeft), At(80, kActive)}, Verb::kLeave, 70)),
            "LEFT > ACTIVE");
}

TEST(Move, RefusesADayBeforeTheFirst) {
  EXPECT_THAT(Moved({At(40, kActive)}, Verb::kGoOnLeave, 39), ViolatesField("start_date"));
  EXPECT_THAT(Moved({At(40, kOnLeave)}, Verb::kReturn, 39), ViolatesField("start_date"));
  EXPECT_THAT(Moved({At(40, kActive)}, Verb::kLeave, 39), ViolatesField("leave_date"));
  EXPECT_THAT(Moved({At(140, kActive)}, Verb::kGoOnLeave), ViolatesField("start_date"));
}

}  // namespace
}  // namespace laurel::directory::status
