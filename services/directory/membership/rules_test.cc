#include "services/directory/membership/rules.h"

#include <gmock/gmock.h>

namespace laurel::directory::membership {
namespace {

using ::testing::IsEmpty;
using ::testing::SizeIs;

v1::MembershipRecord In(const std::string& team, v1::TeamRole role, int start) {
  v1::MembershipRecord record;
  record.set_id("old");
  record.set_person("ana");
  record.set_team(team);
  record.set_role(role);
  record.set_start_day(start);
  return record;
}

std::string NewId() { return "new"; }

TEST(Replace, EndsTheFormerTeamAndBeginsTheNewOne) {
  const std::vector<v1::MembershipRecord> before{In("voice", v1::TEAM_ROLE_MEMBER, 10)};
  const auto edits = Replace(before, "ana", "chat", v1::TEAM_ROLE_MEMBER, 20, NewId);
  ASSERT_THAT(edits, SizeIs(2));
  EXPECT_EQ(edits[0].record.end_day(), 19);
  EXPECT_EQ(edits[1].record.team(), "chat");
}

TEST(Replace, ChangesNothingForTheSameTeamAndRole) {
  const std::vector<v1::MembershipRecord> before{In("voice", v1::TEAM_ROLE_MEMBER, 10)};
  EXPECT_THAT(Replace(before, "ana", "voice", v1::TEAM_ROLE_MEMBER, 20, NewId), IsEmpty());
}

TEST(Replace, BeginsANewMembershipForAnotherRole) {
  const std::vector<v1::MembershipRecord> before{In("voice", v1::TEAM_ROLE_MEMBER, 10)};
  const auto edits = Replace(before, "ana", "voice", v1::TEAM_ROLE_LEAD, 20, NewId);
  ASSERT_THAT(edits, SizeIs(2));
  EXPECT_EQ(edits[1].record.role(), v1::TEAM_ROLE_LEAD);
}

TEST(End, EndsWhatHoldsAndTakesBackWhatWasToBegin) {
  v1::MembershipRecord later = In("voice", v1::TEAM_ROLE_LEAD, 30);
  v1::MembershipRecord now = In("voice", v1::TEAM_ROLE_MEMBER, 10);
  now.set_end_day(29);
  const std::vector<v1::MembershipRecord> before{now, later};
  const auto edits = End(before, 20);
  ASSERT_THAT(edits, SizeIs(2));
  EXPECT_EQ(edits[0].record.end_day(), 20);
  EXPECT_EQ(edits[1].kind, Edit::Kind::kRemove);
}

TEST(End, ChangesNothingOfWhatIsOver) {
  v1::MembershipRecord over = In("voice", v1::TEAM_ROLE_MEMBER, 10);
  over.set_end_day(20);
  EXPECT_THAT(End(std::vector{over}, 20), IsEmpty());
  EXPECT_THAT(End(std::vector{over}, 25), IsEmpty());
}

}  // namespace
}  // namespace laurel::directory::membership
