// AddTeamMember, RemoveTeamMember and ListTeamMembers over the wire.
#include <fmt/format.h>
#include <gmock/gmock.h>

#include <optional>

#include "common/testing/status_matchers.h"
#include "common/time/convert.h"
#include "services/directory/testing/suite.h"
#include "services/directory/testing/told.h"

namespace laurel::directory {
namespace {

using laurel::testing::IsOk;
using laurel::testing::StatusIs;
using laurel::testing::ViolatesField;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using testing::kRoot;
using testing::Suite;

constexpr absl::CivilDay kToday(2026, 1, 14);
constexpr const char* kAna = "ana@example.com";
constexpr const char* kBen = "ben@example.com";
constexpr const char* kKiri = "kiri@example.com";  // where it is tomorrow already
constexpr const char* kGone = "gone@example.com";
constexpr auto kPrecondition = absl::StatusCode::kFailedPrecondition;

using Day = std::optional<absl::CivilDay>;

class Members : public ::testing::Test {
 protected:
  Members() {
    suite.Given({"employee_number,email,display_name,hire_date,leave_date,team,team_role,time_zone",
                 "1,ana@example.com,Ana,2020-01-01,,Voice,MEMBER,", "2,ben@example.com,Ben,2020-01-01,,,,",
                 "3,kiri@example.com,Kiri,2020-01-01,,,,Pacific/Kiritimati",
                 "4,gone@example.com,Gone,2020-01-01,2025-01-01,Voice,,",
                 "5,zoe@example.com,Zoe,2020-01-01,,Voice,LEAD,"});
    const auto teams = suite.As(kAna, &Suite::Stub::ListTeams, v1::ListTeamsRequest());
    EXPECT_THAT(teams, IsOk());
    voice = teams->teams(0).name();
    chat = Made("Chat");
  }

  std::string Made(const std::string& display_name) {
    v1::CreateTeamRequest request;
    request.mutable_team()->set_display_name(display_name);
    request.mutable_team()->set_kind(v1::TEAM_KIND_TEAM);
    const auto team = suite.As(kRoot, &Suite::Stub::CreateTeam, request);
    EXPECT_THAT(team, IsOk());
    return team.ok() ? team->name() : "";
  }

  absl::StatusOr<v1::TeamMember> Add(const std::string& team, const std::string& person,
                                     v1::TeamRole role = v1::TEAM_ROLE_UNSPECIFIED,
                                     Day start = std::nullopt) {
    v1::AddTeamMemberRequest request;
    request.set_parent(team);
    request.mutable_team_member()->set_person(person);
    request.mutable_team_member()->set_role(role);
    if (start.has_value()) *request.mutable_start_date() = ToDate(*start);
    return suite.As(kRoot, &Suite::Stub::AddTeamMember, request);
  }

  absl::StatusOr<v1::TeamMember> Remove(const std::string& team, const char* email, Day end = std::nullopt) {
    v1::RemoveTeamMemberRequest request;
    request.set_name(fmt::format("{}/members/{}", team, suite.Name(email).substr(7)));
    if (end.has_value()) *request.mutable_end_date() = ToDate(*end);
    return suite.As(kRoot, &Suite::Stub::RemoveTeamMember, request);
  }

  // "Zoe LEAD", in the order of the pages.
  std::vector<std::string> List(const std::string& team, Day as_of = std::nullopt, int page_size = 0) {
    v1::ListTeamMembersRequest request;
    request.set_parent(team);
    request.set_page_size(page_size);
    if (as_of.has_value()) *request.mutable_as_of() = ToDate(*as_of);
    std::vector<std::string> members;
    do {
      const auto answer = suite.As(kBen, &Suite::Stub::ListTeamMembers, request);
      EXPECT_THAT(answer, IsOk());
      if (!answer.ok()) break;
      EXPECT_TRUE(page_size == 0 || answer->team_members_size() <= page_size);
      for (const v1::TeamMember& member : answer->team_members()) {
        v1::GetPersonRequest get;
        get.set_name(member.person());
        const auto person = suite.As(kBen, &Suite::Stub::GetPerson, get);
        members.push_back(person->display_name() +
                          (member.role() == v1::TEAM_ROLE_LEAD ? " LEAD" : " MEMBER"));
      }
      request.set_page_token(answer->next_page_token());
    } while (!request.page_token().empty());
    return members;
  }

  Suite suite;
  std::string voice;
  std::string chat;
};

TEST_F(Members, AreAddedToATeamBesideOthers) {
  const auto added = Add(chat, suite.Name(kAna));
  ASSERT_THAT(added, IsOk());
  EXPECT_EQ(added->name(), fmt::format("{}/members/{}", chat, suite.Name(kAna).substr(7)));
  EXPECT_EQ(added->role(), v1::TEAM_ROLE_MEMBER);
  EXPECT_EQ(FromDate(added->start_date()), kToday);
  EXPECT_FALSE(added->has_end_date());
  EXPECT_THAT(List(chat), ElementsAre("Ana MEMBER"));
  EXPECT_THAT(List(voice), ElementsAre("Zoe LEAD", "Ana MEMBER"));
}

TEST_F(Members, TakeAnotherRoleFromADayOn) {
  ASSERT_THAT(Add(voice, suite.Name(kAna), v1::TEAM_ROLE_LEAD, kToday - 10), IsOk());
  EXPECT_THAT(List(voice), ElementsAre("Ana LEAD", "Zoe LEAD"));
  EXPECT_THAT(List(voice, kToday - 11), ElementsAre("Zoe LEAD", "Ana MEMBER"));
  EXPECT_THAT(List(voice, absl::CivilDay(2019, 1, 1)), IsEmpty());
  EXPECT_EQ(suite.database.QueryInt("SELECT COUNT(*) FROM audit_record WHERE subject = ? AND"
                                    " fields = 'role' AND earlier_hash IS NOT NULL",
                                    {suite.Name(kAna)}),
            1);
  EXPECT_THAT(Add(voice, suite.Name(kAna), v1::TEAM_ROLE_LEAD),
              StatusIs(absl::StatusCode::kAlreadyExists, "ALREADY_MEMBER"));
  // Once more a member on the same day: the lead never was.
  ASSERT_THAT(Add(voice, suite.Name(kAna), v1::TEAM_ROLE_MEMBER, kToday - 10), IsOk());
  EXPECT_THAT(List(voice), ElementsAre("Zoe LEAD", "Ana MEMBER"));
}

TEST_F(Members, AreRefusedWithTheirOwnReasons) {
  EXPECT_THAT(Add(chat, "people/01arz3ndektsv4rrffq69g5fav"), ViolatesField("team_member.person"));
  EXPECT_THAT(Add(chat, ""), ViolatesField("team_member.person"));
  EXPECT_THAT(Add(chat, suite.Name(kGone)), StatusIs(kPrecondition, "PERSON_LEFT"));
  EXPECT_THAT(Add("teams/01arz3ndektsv4rrffq69g5fav", suite.Name(kAna)),
              StatusIs(absl::StatusCode::kNotFound));
  v1::CloseTeamRequest close;
  close.set_name(chat);
  ASSERT_THAT(suite.As(kRoot, &Suite::Stub::CloseTeam, close), IsOk());
  EXPECT_THAT(Add(chat, suite.Name(kAna)), StatusIs(kPrecondition, "TEAM_CLOSED"));
  v1::AddTeamMemberRequest request;
  request.set_parent(voice);
  request.mutable_team_member()->set_person(suite.Name(kBen));
  request.mutable_start_date()->set_day(31);
  EXPECT_THAT(suite.As(kRoot, &Suite::Stub::AddTeamMember, request), ViolatesField("start_date"));
}

TEST_F(Members, AreOutAtOnceUnlessADayIsSaid) {
  const auto removed = Remove(voice, kAna);
  ASSERT_THAT(removed, IsOk());
  EXPECT_EQ(FromDate(removed->end_date()), kToday - 1);
  EXPECT_THAT(List(voice), ElementsAre("Zoe LEAD"));
  EXPECT_THAT(List(voice, kToday - 1), ElementsAre("Zoe LEAD", "Ana MEMBER"));
  EXPECT_THAT(Remove(voice, kAna), StatusIs(absl::StatusCode::kNotFound));
  EXPECT_THAT(Remove(voice, kBen), StatusIs(absl::StatusCode::kNotFound));
  EXPECT_THAT(Remove(voice, kGone), StatusIs(kPrecondition, "PERSON_LEFT"));
  ASSERT_THAT(Remove(voice, "zoe@example.com", kToday), IsOk());
  EXPECT_THAT(List(voice), ElementsAre("Zoe LEAD"));
  EXPECT_THAT(List(voice, kToday + 1), IsEmpty());
}

TEST_F(Members, WhoWereToJoinNeverDid) {
  ASSERT_THAT(Add(chat, suite.Name(kBen), v1::TEAM_ROLE_MEMBER, kToday + 10), IsOk());
  EXPECT_THAT(List(chat), IsEmpty());
  EXPECT_THAT(List(chat, kToday + 10), ElementsAre("Ben MEMBER"));
  ASSERT_THAT(Remove(chat, kBen), IsOk());
  EXPECT_THAT(List(chat, kToday + 10), IsEmpty());
}

TEST_F(Members, CountByTodayInTheirOwnTimeZone) {
  // 12:00 UTC is 02:00 of the next day there.
  const auto added = Add(chat, suite.Name(kKiri));
  ASSERT_THAT(added, IsOk());
  EXPECT_EQ(FromDate(added->start_date()), kToday + 1);
  EXPECT_THAT(List(chat), ElementsAre("Kiri MEMBER"));
  EXPECT_THAT(List(chat, kToday), IsEmpty());
}

TEST_F(Members, WhoHaveLeftAreLeftOut) {
  EXPECT_THAT(List(voice), ElementsAre("Zoe LEAD", "Ana MEMBER"));
  EXPECT_THAT(List(voice, absl::CivilDay(2024, 12, 31)),
              ElementsAre("Zoe LEAD", "Ana MEMBER", "Gone MEMBER"));
}

TEST_F(Members, AreListedInPages) {
  std::vector<std::string> lines{"employee_number,email,display_name,hire_date,team,team_role"};
  std::vector<std::string> expected;
  for (const char* role : {"LEAD", "MEMBER"}) {
    for (int i = 0; i < 5; ++i) {
      lines.push_back(fmt::format("{0}{1},p{0}{1}@example.com,P{1},2020-01-01,Chat,{0}", role, i));
      expected.push_back(fmt::format("P{} {}", i, role));
    }
  }
  suite.Given(lines);
  EXPECT_EQ(List(chat, std::nullopt, 3), expected);
  EXPECT_EQ(List(chat, std::nullopt, 1), expected);
  v1::ListTeamMembersRequest request;
  request.set_parent(chat);
  request.set_page_size(3);
  const auto page = suite.As(kBen, &Suite::Stub::ListTeamMembers, request);
  request.set_page_token(page->next_page_token());
  EXPECT_THAT(suite.As(kAna, &Suite::Stub::ListTeamMembers, request), ViolatesField("page_token"));
  request.clear_page_token();
  request.set_parent("teams/01arz3ndektsv4rrffq69g5fav");
  EXPECT_THAT(suite.As(kBen, &Suite::Stub::ListTeamMembers, request), StatusIs(absl::StatusCode::kNotFound));
  request.mutable_as_of()->set_month(13);
  EXPECT_THAT(suite.As(kBen, &Suite::Stub::ListTeamMembers, request), ViolatesField("as_of"));
}

TEST_F(Members, AreToldOfAsAFieldOfThePersonToo) {
  const std::string ben = suite.Name(kBen);
  const std::string before = suite.Get(kBen, kBen)->etag();
  ASSERT_THAT(Add(chat, ben), IsOk());
  EXPECT_THAT(testing::ToldOf(suite.database, ben), ElementsAre("person.created", "person.changed team"));
  const std::string added = suite.Get(kBen, kBen)->etag();
  EXPECT_NE(added, before);
  ASSERT_THAT(Remove(chat, kBen), IsOk());
  EXPECT_THAT(testing::ToldOf(suite.database, ben),
              ElementsAre("person.created", "person.changed team", "person.changed team"));
  EXPECT_NE(suite.Get(kBen, kBen)->etag(), added);
}

TEST_F(Members, WhoAreStillToComeAreNotToldOf) {
  suite.Given({"employee_number,email,display_name,hire_date", "6,new@example.com,New,2026-02-01"});
  ASSERT_THAT(Add(chat, suite.Name("new@example.com")), IsOk());
  EXPECT_THAT(testing::ToldOf(suite.database, suite.Name("new@example.com")), IsEmpty());
}

TEST_F(Members, WhoHaveJustLeftStayWhatTheyAre) {
  // As if another replica had just written it: this one's memory does not know it yet.
  suite.database.Execute("UPDATE person_status SET state = ? WHERE person = ?",
                         {static_cast<std::int64_t>(v1::PERSON_STATE_LEFT), suite.Name(kAna).substr(7)});
  EXPECT_THAT(Add(chat, suite.Name(kAna)), StatusIs(kPrecondition, "PERSON_LEFT"));
  EXPECT_THAT(Remove(voice, kAna), StatusIs(kPrecondition, "PERSON_LEFT"));
}

TEST_F(Members, AreChangedByHrAdminsAndToldToAll) {
  v1::AddTeamMemberRequest request;
  request.set_parent(chat);
  request.mutable_team_member()->set_person(suite.Name(kBen));
  EXPECT_THAT(suite.As(kBen, &Suite::Stub::AddTeamMember, request),
              StatusIs(absl::StatusCode::kPermissionDenied));
  const auto context = laurel::testing::CallAs(kRoot);
  v1::TeamMember answer;
  ASSERT_TRUE(suite.stub().AddTeamMember(context.get(), request, &answer).ok());
  EXPECT_EQ(context->GetServerTrailingMetadata().count("laurel-org-version"), 1U);
  EXPECT_THAT(testing::ToldOf(suite.database, chat), ElementsAre("team.created", "team.changed members"));
}

}  // namespace
}  // namespace laurel::directory
