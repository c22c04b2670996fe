#include "services/directory/announcement/rules.h"

#include <gmock/gmock.h>

namespace laurel::directory::announcement {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr int kToday = 100;
constexpr auto kActive = v1::PERSON_STATE_ACTIVE;
constexpr auto kOnLeave = v1::PERSON_STATE_ON_LEAVE;
constexpr auto kLeft = v1::PERSON_STATE_LEFT;

v1::StatusRecord At(int day, v1::PersonState state, bool coachable = false) {
  v1::StatusRecord record;
  record.set_person("ana");
  record.set_start_day(day);
  record.set_state(state);
  record.set_coachable(coachable);
  return record;
}

std::vector<std::string> Types(const Announcement& announcement) {
  std::vector<std::string> types;
  for (const Step& step : announcement.steps) types.emplace_back(step.type);
  return types;
}

// When `day` has come and nothing else has changed.
std::vector<std::string> Due(const status::History& history, int day = kToday) {
  return Types(Announce(history, history.statuses, day));
}

std::vector<std::string> Changed(const status::Statuses& before, const status::Statuses& after) {
  return Types(Announce({before}, after, kToday));
}

TEST(Announce, TellsEachStatusOnItsDay) {
  const status::History history{{At(40, kActive), At(100, kOnLeave), At(110, kActive), At(120, kLeft)},
                                {100, 110, 120}};
  EXPECT_THAT(Due(history, 99), IsEmpty());
  EXPECT_THAT(Due(history), ElementsAre("person.on_leave"));
  EXPECT_THAT(Due(history, 115), ElementsAre("person.on_leave", "person.returned"));
  EXPECT_THAT(Due(history, 120), ElementsAre("person.on_leave", "person.returned", "person.left"));
}

TEST(Announce, TellsOfWhoIsToComeOnTheFirstDay) {
  const status::History history{{At(140, kActive), At(150, kLeft)}, {140, 150}};
  EXPECT_THAT(Due(history), IsEmpty());
  EXPECT_FALSE(Announce(history, history.statuses, kToday).known);
  EXPECT_THAT(Due(history, 140), ElementsAre("person.created"));
  EXPECT_THAT(Due(history, 150), ElementsAre("person.created", "person.left"));
}

TEST(Announce, TellsOfWhoIsNewAndNotActive) {
  EXPECT_THAT(Changed({}, {At(40, kOnLeave)}), ElementsAre("person.created", "person.on_leave"));
}

TEST(Announce, TellsNothingTwice) {
  const status::Statuses statuses{At(40, kActive), At(90, kLeft)};
  EXPECT_THAT(Due({statuses, {}}), IsEmpty());
  EXPECT_THAT(Changed(statuses, statuses), IsEmpty());
  // A correction of the date is no second leaving.
  EXPECT_THAT(Changed(statuses, {At(40, kActive), At(95, kLeft)}), IsEmpty());
  EXPECT_THAT(Changed(statuses, {At(40, kActive), At(80, kLeft)}), IsEmpty());
}

TEST(Announce, NeverTellsALeavingThatWasWithdrawn) {
  const status::History before{{At(40, kActive), At(150, kLeft)}, {150}};
  EXPECT_THAT(Types(Announce(before, {At(40, kActive)}, kToday)), IsEmpty());
}

TEST(Announce, TellsWhoIsBack) {
  const status::Statuses gone{At(40, kActive), At(90, kLeft)};
  EXPECT_THAT(Changed(gone, {At(40, kActive), At(90, kLeft), At(100, kActive)}),
              ElementsAre("person.reinstated"));
  EXPECT_THAT(Changed(gone, {At(40, kActive), At(90, kActive)}), ElementsAre("person.reinstated"));
  // Told too early: the leaving is still to come.
  EXPECT_THAT(Changed(gone, {At(40, kActive), At(120, kLeft)}), ElementsAre("person.reinstated"));
}

TEST(Announce, DoesNotTellWhatLiesBehindWhatWasTold) {
  EXPECT_THAT(Changed({At(40, kActive), At(80, kOnLeave)},
                      {At(40, kActive), At(50, kOnLeave), At(60, kActive), At(80, kOnLeave)}),
              IsEmpty());
}

TEST(Announce, TellsALeavingThatTookThePlaceOfAnotherState) {
  EXPECT_THAT(Changed({At(40, kActive), At(80, kOnLeave)}, {At(40, kActive), At(70, kLeft)}),
              ElementsAre("person.left"));
}

TEST(Announce, SaysThatCoachableIsAnother) {
  EXPECT_TRUE(
      Announce({{At(40, kActive)}}, {At(40, kActive), At(100, kActive, true)}, kToday).coachable_changed);
  EXPECT_FALSE(
      Announce({{At(40, kActive)}}, {At(40, kActive), At(101, kActive, true)}, kToday).coachable_changed);
}

TEST(UpToLeaving, LeavesALeavingAndWhatFollowsToOthers) {
  const status::Statuses after{At(40, kActive), At(90, kLeft)};
  const Announcement announcement = UpToLeaving(Announce({}, after, kToday), after);
  EXPECT_THAT(Types(announcement), ElementsAre("person.created"));
  EXPECT_EQ(announcement.untold_from, 90);
}

TEST(UpToLeaving, LeavesAllOfWhoHasNeverBeenHere) {
  const status::Statuses after{At(90, kLeft)};
  const Announcement announcement = UpToLeaving(Announce({}, after, kToday), after);
  EXPECT_THAT(Types(announcement), IsEmpty());
  EXPECT_FALSE(announcement.known);
  EXPECT_EQ(announcement.untold_from, 90);
}

}  // namespace
}  // namespace laurel::directory::announcement
