// CreateTeam, GetTeam, UpdateTeam, MoveTeam and CloseTeam over the wire.
#include <gmock/gmock.h>

#include <optional>
#include <thread>

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
using testing::kRoot;
using testing::Suite;

constexpr absl::CivilDay kToday(2026, 1, 14);
constexpr const char* kAna = "ana@example.com";
constexpr const char* kLina = "lina@example.com";
constexpr const char* kUnknown = "teams/01arz3ndektsv4rrffq69g5fav";
constexpr auto kPrecondition = absl::StatusCode::kFailedPrecondition;

using Answer = absl::StatusOr<v1::Team>;

class Teams : public ::testing::Test {
 protected:
  Teams() {
    suite.Given({"employee_number,email,display_name,hire_date,leave_date,team,team_role",
                 "1,ana@example.com,Ana,2020-01-01,,Voice,LEAD",
                 "2,lina@example.com,Lina,2020-01-01,2026-02-01,Chat,",
                 "3,gone@example.com,Gone,2020-01-01,2025-01-01,Fax,"});
  }

  Answer Create(const std::string& display_name, const std::string& parent = "",
                v1::TeamKind kind = v1::TEAM_KIND_TEAM, std::optional<absl::CivilDay> start = std::nullopt) {
    v1::CreateTeamRequest request;
    request.mutable_team()->set_display_name(display_name);
    request.mutable_team()->set_kind(kind);
    request.set_parent(parent);
    if (start.has_value()) *request.mutable_start_date() = ToDate(*start);
    return suite.As(kRoot, &Suite::Stub::CreateTeam, request);
  }

  // The name of a new team.
  std::string Made(const std::string& display_name, const std::string& parent = "") {
    const Answer team = Create(display_name, parent);
    EXPECT_THAT(team, IsOk());
    return team.ok() ? team->name() : "";
  }

  Answer Get(const std::string& name, const char* caller = kAna) {
    v1::GetTeamRequest request;
    request.set_name(name);
    return suite.As(caller, &Suite::Stub::GetTeam, request);
  }

  Answer Move(const std::string& name, const std::string& parent, absl::CivilDay start = kToday,
              const std::string& etag = "") {
    v1::MoveTeamRequest request;
    request.set_name(name);
    request.set_parent(parent);
    request.set_etag(etag);
    *request.mutable_start_date() = ToDate(start);
    return suite.As(kRoot, &Suite::Stub::MoveTeam, request);
  }

  Answer Rename(const std::string& name, const std::string& display_name, const std::string& etag = "") {
    v1::UpdateTeamRequest request;
    request.mutable_team()->set_name(name);
    request.mutable_team()->set_display_name(display_name);
    request.mutable_team()->set_etag(etag);
    request.mutable_update_mask()->add_paths("display_name");
    return suite.As(kRoot, &Suite::Stub::UpdateTeam, request);
  }

  Answer Close(const std::string& name, std::optional<absl::CivilDay> end = std::nullopt) {
    v1::CloseTeamRequest request;
    request.set_name(name);
    if (end.has_value()) *request.mutable_end_date() = ToDate(*end);
    return suite.As(kRoot, &Suite::Stub::CloseTeam, request);
  }

  // The name of an open team.
  std::string Named(const std::string& display_name) {
    const auto teams = suite.As(kAna, &Suite::Stub::ListTeams, v1::ListTeamsRequest());
    EXPECT_THAT(teams, IsOk());
    for (const v1::Team& team : teams->teams()) {
      if (team.display_name() == display_name) return team.name();
    }
    ADD_FAILURE() << "no team " << display_name;
    return "";
  }

  std::vector<std::string> Told(const std::string& team) { return testing::ToldOf(suite.database, team); }

  Suite suite;
};

TEST_F(Teams, AreMadeBelowAParentFromADayOn) {
  const std::string site = Made("North");
  const Answer now = Create("Sales", site);
  ASSERT_THAT(now, IsOk());
  EXPECT_EQ(now->parent(), site);
  EXPECT_EQ(now->creator(), suite.Name(kRoot));
  EXPECT_EQ(Get(now->name())->SerializeAsString(), now->SerializeAsString());
  EXPECT_THAT(Told(now->name()), ElementsAre("team.created"));

  const Answer later = Create("Returns", site, v1::TEAM_KIND_QUEUE, kToday + 1);
  ASSERT_THAT(later, IsOk());
  EXPECT_EQ(later->parent(), "");
  suite.clock.Advance(absl::Hours(24));
  EXPECT_EQ(Get(later->name())->parent(), site);
}

TEST_F(Teams, NeedANameAKindAndAParentThatExists) {
  EXPECT_THAT(Create(""), ViolatesField("team.display_name"));
  EXPECT_THAT(Create("Sales", "", v1::TEAM_KIND_UNSPECIFIED), ViolatesField("team.kind"));
  EXPECT_THAT(Create("Sales", kUnknown), ViolatesField("parent"));
  EXPECT_THAT(Get(kUnknown), StatusIs(absl::StatusCode::kNotFound));
  const std::string site = Made("North");
  ASSERT_THAT(Close(site), IsOk());
  EXPECT_THAT(Create("Sales", site), StatusIs(kPrecondition, "TEAM_CLOSED"));
  v1::CreateTeamRequest request;
  request.mutable_team()->set_display_name("Sales");
  request.mutable_team()->set_kind(v1::TEAM_KIND_TEAM);
  request.mutable_start_date()->set_year(2026);
  EXPECT_THAT(suite.As(kRoot, &Suite::Stub::CreateTeam, request), ViolatesField("start_date"));
}

TEST_F(Teams, ThatAreOpenHaveNamesThatTellThemApart) {
  EXPECT_THAT(Create("vOiCe"), StatusIs(absl::StatusCode::kAlreadyExists, "NAME_TAKEN"));
  EXPECT_THAT(Create("Voice", "", v1::TEAM_KIND_QUEUE), IsOk());
  const std::string sales = Made("Sales");
  EXPECT_THAT(Rename(sales, "VOICE"), StatusIs(absl::StatusCode::kAlreadyExists, "NAME_TAKEN"));
  EXPECT_THAT(Rename(sales, "SALES"), IsOk());
  ASSERT_THAT(Close(sales, kToday), IsOk());
  EXPECT_THAT(Create("Sales"), StatusIs(absl::StatusCode::kAlreadyExists, "NAME_TAKEN"));
  suite.clock.Advance(absl::Hours(24));
  EXPECT_THAT(Create("Sales"), IsOk());
}

TEST_F(Teams, AreOnlyCheckedWhenAskedToValidate) {
  v1::CreateTeamRequest request;
  request.mutable_team()->set_display_name("Sales");
  request.mutable_team()->set_kind(v1::TEAM_KIND_TEAM);
  request.set_validate_only(true);
  const auto answer = suite.As(kRoot, &Suite::Stub::CreateTeam, request);
  ASSERT_THAT(answer, IsOk());
  EXPECT_EQ(answer->name(), "");
  EXPECT_EQ(answer->etag(), "");
  EXPECT_EQ(suite.database.QueryInt("SELECT COUNT(*) FROM team WHERE display_name = 'Sales'"), 0);
  request.mutable_team()->set_display_name("Voice");
  EXPECT_THAT(suite.As(kRoot, &Suite::Stub::CreateTeam, request),
              StatusIs(absl::StatusCode::kAlreadyExists, "NAME_TAKEN"));
}

TEST_F(Teams, AreRenamed) {
  const std::string team = Made("Phone");
  const std::string stale = Get(team)->etag();
  const Answer renamed = Rename(team, "Calls", stale);
  ASSERT_THAT(renamed, IsOk());
  EXPECT_EQ(renamed->display_name(), "Calls");
  EXPECT_EQ(Get(team)->SerializeAsString(), renamed->SerializeAsString());
  EXPECT_THAT(Told(team), ElementsAre("team.created", "team.changed display_name"));
  EXPECT_EQ(suite.database.QueryInt("SELECT COUNT(*) FROM audit_record WHERE resource = ? AND"
                                    " fields = 'display_name' AND earlier_hash IS NOT NULL",
                                    {team}),
            1);
  EXPECT_EQ(Rename(team, "Calls")->etag(), renamed->etag());
  EXPECT_THAT(Told(team), ElementsAre("team.created", "team.changed display_name"));
  EXPECT_THAT(Rename(team, "Mail", stale), StatusIs(absl::StatusCode::kAborted, "STALE_ETAG"));
  EXPECT_THAT(Rename(kUnknown, "Mail"), StatusIs(absl::StatusCode::kNotFound));
  EXPECT_THAT(Rename("", "Mail"), ViolatesField("team.name"));
  v1::UpdateTeamRequest request;
  request.mutable_team()->set_name(team);
  request.mutable_team()->set_kind(v1::TEAM_KIND_SITE);
  request.mutable_update_mask()->add_paths("kind");
  EXPECT_THAT(suite.As(kRoot, &Suite::Stub::UpdateTeam, request), ViolatesField("update_mask"));
}

TEST_F(Teams, AreMovedFromADayOn) {
  const std::string north = Made("North");
  const std::string south = Made("South");
  const std::string sales = Made("Sales", north);
  const Answer later = Move(sales, south, kToday + 1);
  ASSERT_THAT(later, IsOk());
  EXPECT_EQ(later->parent(), north);
  EXPECT_THAT(Told(sales), ElementsAre("team.created", "team.changed parent"));
  suite.clock.Advance(absl::Hours(24));
  EXPECT_EQ(Get(sales)->parent(), south);
  const Answer root = Move(sales, "", kToday + 1);
  ASSERT_THAT(root, IsOk());
  EXPECT_EQ(root->parent(), "");
  EXPECT_EQ(Move(sales, "", kToday + 1)->etag(), root->etag());
}

TEST_F(Teams, KeepWhoMovedAndClosedThemAndWhy) {
  const std::string north = Made("North");
  const std::string sales = Made("Sales");
  v1::MoveTeamRequest move;
  move.set_name(sales);
  move.set_parent(north);
  move.set_reason("they moved house");
  ASSERT_THAT(suite.As(kRoot, &Suite::Stub::MoveTeam, move), IsOk());
  v1::CloseTeamRequest close;
  close.set_name(sales);
  close.set_reason("merged");
  ASSERT_THAT(suite.As(kRoot, &Suite::Stub::CloseTeam, close), IsOk());
  std::vector<std::string> kept;
  for (const sql::Row& row :
       suite.database.Query("SELECT field, reason FROM team_change WHERE team = ? AND actor = ? ORDER BY n",
                            {sales.substr(6), suite.Name(kRoot).substr(7)})) {
    kept.push_back(std::string(row.Text(0)).append(": ").append(row.Text(1)));
  }
  EXPECT_THAT(kept, ElementsAre("parent: they moved house", "end_date: merged"));
}

TEST_F(Teams, RefuseAPlaceThatIsNone) {
  const std::string sales = Made("Sales");
  EXPECT_THAT(Move(sales, sales), ViolatesField("parent"));
  EXPECT_THAT(Move(sales, kUnknown), ViolatesField("parent"));
  EXPECT_THAT(Move(kUnknown, sales), StatusIs(absl::StatusCode::kNotFound));
  const std::string old = Get(sales)->etag();
  const std::string north = Made("North");
  ASSERT_THAT(Move(sales, north), IsOk());
  EXPECT_THAT(Move(sales, "", kToday, old), StatusIs(absl::StatusCode::kAborted, "STALE_ETAG"));
  const std::string shut = Made("Shut");
  ASSERT_THAT(Close(shut), IsOk());
  EXPECT_THAT(Move(sales, shut), StatusIs(kPrecondition, "TEAM_CLOSED"));
  EXPECT_THAT(Move(shut, north), StatusIs(kPrecondition, "TEAM_CLOSED"));
}

TEST_F(Teams, RefuseACycleAtAnyLaterDate) {
  const std::string a = Made("A");
  const std::string b = Made("B", a);
  const std::string c = Made("C", b);
  EXPECT_THAT(Move(a, c), StatusIs(kPrecondition, "CYCLE"));
  ASSERT_THAT(Move(b, "", kToday + 30), IsOk());
  EXPECT_THAT(Move(a, c), StatusIs(kPrecondition, "CYCLE"));
  EXPECT_THAT(Move(a, c, kToday + 30), IsOk());
  EXPECT_THAT(Move(b, a, kToday + 10), StatusIs(kPrecondition, "CYCLE"));
}

TEST_F(Teams, OfTwoParallelHalvesOfACycleOneIsRefused) {
  const std::string a = Made("A");
  const std::string b = Made("B");
  for (int round = 0; round < 10; ++round) {
    ASSERT_THAT(Move(a, ""), IsOk());
    ASSERT_THAT(Move(b, ""), IsOk());
    absl::Status one;
    std::thread thread([&] { one = Move(a, b).status(); });
    const absl::Status other = Move(b, a).status();
    thread.join();
    EXPECT_NE(one.ok(), other.ok());
    EXPECT_THAT(one.ok() ? other : one, StatusIs(kPrecondition, "CYCLE"));
  }
}

TEST_F(Teams, AreClosedWhenNobodyAndNothingIsLeft) {
  const std::string north = Made("North");
  const std::string sales = Made("Sales", north);
  EXPECT_THAT(Close(north), StatusIs(kPrecondition, "TEAM_HAS_TEAMS"));
  ASSERT_THAT(Close(sales, kToday + 5), IsOk());
  EXPECT_THAT(Close(north, kToday + 4), StatusIs(kPrecondition, "TEAM_HAS_TEAMS"));
  const Answer closed = Close(north, kToday + 5);
  ASSERT_THAT(closed, IsOk());
  EXPECT_EQ(FromDate(closed->end_date()), kToday + 5);
  EXPECT_THAT(Told(north), ElementsAre("team.created", "team.closed"));
  EXPECT_THAT(Close(north), StatusIs(kPrecondition, "TEAM_CLOSED"));
  EXPECT_THAT(Rename(north, "South"), StatusIs(kPrecondition, "TEAM_CLOSED"));
  EXPECT_THAT(Close(kUnknown), StatusIs(absl::StatusCode::kNotFound));
  EXPECT_THAT(Close(Made("Sales 2"), kToday - 1), ViolatesField("end_date"));
}

TEST_F(Teams, AreNotClosedWhileAPlaceBelowThemIsToCome) {
  const std::string north = Made("North");
  const std::string sales = Made("Sales");
  ASSERT_THAT(Move(sales, north, kToday + 30), IsOk());
  EXPECT_THAT(Close(north), StatusIs(kPrecondition, "TEAM_HAS_TEAMS"));
  ASSERT_THAT(Move(sales, "", kToday), IsOk());
  EXPECT_THAT(Close(north), IsOk());
}

TEST_F(Teams, WithMembersAreNotClosed) {
  EXPECT_THAT(Close(Named("Voice")), StatusIs(kPrecondition, "TEAM_HAS_MEMBERS"));
  // Gone left a year ago; Lina leaves on 1 February.
  EXPECT_THAT(Close(Named("Fax")), IsOk());
  EXPECT_THAT(Close(Named("Chat"), absl::CivilDay(2026, 1, 30)), StatusIs(kPrecondition, "TEAM_HAS_MEMBERS"));
  EXPECT_THAT(Close(Named("Chat"), absl::CivilDay(2026, 1, 31)), IsOk());
}

TEST_F(Teams, OfTwoParallelChangesThatExcludeEachOtherOneIsRefused) {
  for (int round = 0; round < 5; ++round) {
    const std::string empty = Made("Empty " + std::to_string(round));
    v1::AddTeamMemberRequest add;
    add.set_parent(empty);
    add.mutable_team_member()->set_person(suite.Name(kAna));
    absl::Status added;
    std::thread thread([&] { added = suite.As(kRoot, &Suite::Stub::AddTeamMember, add).status(); });
    const absl::Status closed = Close(empty).status();
    thread.join();
    EXPECT_NE(added.ok(), closed.ok());
    if (added.ok()) {
      EXPECT_THAT(closed, StatusIs(kPrecondition, "TEAM_HAS_MEMBERS"));
    } else {
      EXPECT_THAT(added, StatusIs(kPrecondition, "TEAM_CLOSED"));
    }
  }
}

TEST_F(Teams, AreWrittenByHrAdminsAndReadByAll) {
  v1::CreateTeamRequest create;
  create.mutable_team()->set_display_name("Sales");
  create.mutable_team()->set_kind(v1::TEAM_KIND_TEAM);
  const auto denied = StatusIs(absl::StatusCode::kPermissionDenied);
  EXPECT_THAT(suite.As(kAna, &Suite::Stub::CreateTeam, create), denied);
  v1::MoveTeamRequest move;
  move.set_name(Named("Voice"));
  EXPECT_THAT(suite.As(kAna, &Suite::Stub::MoveTeam, move), denied);
  v1::CloseTeamRequest close;
  close.set_name(Named("Voice"));
  EXPECT_THAT(suite.As(kAna, &Suite::Stub::CloseTeam, close), denied);
  v1::UpdateTeamRequest update;
  update.mutable_team()->set_name(Named("Voice"));
  update.mutable_team()->set_display_name("Calls");
  EXPECT_THAT(suite.As(kAna, &Suite::Stub::UpdateTeam, update), denied);
  EXPECT_THAT(Get(Named("Voice"), kLina), IsOk());
}

TEST_F(Teams, ARepeatedRequestHasOneEffectAndOneAnswer) {
  v1::CreateTeamRequest request;
  request.mutable_team()->set_display_name("Sales");
  request.mutable_team()->set_kind(v1::TEAM_KIND_TEAM);
  request.set_request_id("6f6d0f0e-8a51-4b6a-9c0e-6a4a3a1f0001");
  const Answer first = suite.As(kRoot, &Suite::Stub::CreateTeam, request);
  ASSERT_THAT(first, IsOk());
  ASSERT_THAT(Rename(first->name(), "Other"), IsOk());
  const auto context = laurel::testing::CallAs(kRoot);
  v1::Team again;
  ASSERT_TRUE(suite.stub().CreateTeam(context.get(), request, &again).ok());
  EXPECT_EQ(again.SerializeAsString(), first->SerializeAsString());
  EXPECT_EQ(context->GetServerTrailingMetadata().count("laurel-org-version"), 1U);
  request.mutable_team()->set_display_name("Third");
  EXPECT_THAT(suite.As(kRoot, &Suite::Stub::CreateTeam, request),
              StatusIs(absl::StatusCode::kInvalidArgument, "REQUEST_ID_REUSED"));
}

}  // namespace
}  // namespace laurel::directory
