// GrantRole, RevokeRole and ListRoleGrants over the wire.
#include <fmt/format.h>
#include <gmock/gmock.h>

#include <thread>

#include "common/status/macros.h"
#include "common/testing/status_matchers.h"
#include "common/time/convert.h"
#include "services/directory/role/last_hr_admin.h"
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

constexpr const char* kAna = "ana@example.com";
constexpr const char* kBen = "ben@example.com";
constexpr auto kPrecondition = absl::StatusCode::kFailedPrecondition;

using Answer = absl::StatusOr<v1::RoleGrant>;

class Roles : public ::testing::Test {
 protected:
  Roles() {
    suite.Given({"employee_number,email,display_name,hire_date,leave_date",
                 "1,ana@example.com,Ana,2020-01-01,", "2,ben@example.com,Ben,2020-01-01,",
                 "3,gone@example.com,Gone,2020-01-01,2025-01-01"});
  }

  Answer GrantTo(const std::string& person, v1::Role role, std::string_view caller = kRoot) {
    v1::GrantRoleRequest request;
    request.mutable_role_grant()->set_person(person);
    request.mutable_role_grant()->set_role(role);
    return suite.As(caller, &Suite::Stub::GrantRole, request);
  }
  Answer Grant(std::string_view email, v1::Role role, std::string_view caller = kRoot) {
    return GrantTo(suite.Name(email), role, caller);
  }

  Answer Revoke(const std::string& name, std::string_view caller = kRoot, const std::string& etag = "",
                const std::string& reason = "") {
    v1::RevokeRoleRequest request;
    request.set_name(name);
    request.set_etag(etag);
    request.set_reason(reason);
    return suite.As(caller, &Suite::Stub::RevokeRole, request);
  }

  absl::StatusOr<v1::ListRoleGrantsResponse> List(std::string_view caller, const std::string& person = "",
                                                  v1::Role role = v1::ROLE_UNSPECIFIED,
                                                  bool show_ended = false) {
    v1::ListRoleGrantsRequest request;
    request.set_person(person);
    request.set_role(role);
    request.set_show_ended(show_ended);
    return suite.As(caller, &Suite::Stub::ListRoleGrants, request);
  }

  static std::vector<std::string> Names(const absl::StatusOr<v1::ListRoleGrantsResponse>& answer) {
    EXPECT_THAT(answer, IsOk());
    std::vector<std::string> names;
    if (!answer.ok()) return names;
    for (const v1::RoleGrant& grant : answer->role_grants()) names.push_back(grant.name());
    return names;
  }

  // As if another replica had just written it: this one's memory does not know it yet.
  void HasLeftUnheard(std::string_view email) {
    suite.database.Execute("UPDATE person_status SET state = ? WHERE person = ?",
                           {static_cast<std::int64_t>(v1::PERSON_STATE_LEFT), suite.Name(email).substr(7)});
  }

  // What the rule says when these people lose the role.
  absl::Status Losing(const std::vector<std::string_view>& emails) {
    std::vector<std::string> losing;
    for (const std::string_view email : emails) losing.push_back(suite.Name(email).substr(7));
    const absl::Time now = suite.clock.Now();
    return suite.db
        ->Read<bool>(absl::InfiniteFuture(),
                     [&](sql::Connection& connection) -> absl::StatusOr<bool> {
                       RETURN_IF_ERROR(role::CheckNotLastHrAdmin(connection, losing, now));
                       return true;
                     })
        .status();
  }

  std::vector<std::string> Told(const std::string& grant) { return testing::ToldOf(suite.database, grant); }

  Suite suite;
};

TEST_F(Roles, AreGrantedAndRevoked) {
  const Answer granted = Grant(kAna, v1::ROLE_AUDITOR);
  ASSERT_THAT(granted, IsOk());
  EXPECT_EQ(granted->creator(), suite.Name(kRoot));
  EXPECT_FALSE(granted->has_end_time());
  EXPECT_EQ(List(kAna, suite.Name(kAna))->role_grants(0).SerializeAsString(), granted->SerializeAsString());
  EXPECT_THAT(suite.organization.Current()->RolesOf(suite.Name(kAna).substr(7)),
              ElementsAre(v1::ROLE_AUDITOR));

  suite.clock.Advance(absl::Minutes(1));
  const Answer revoked = Revoke(granted->name(), kRoot, granted->etag());
  ASSERT_THAT(revoked, IsOk());
  EXPECT_TRUE(revoked->has_end_time());
  EXPECT_THAT(Names(List(kAna)), IsEmpty());
  EXPECT_EQ(List(kAna, "", v1::ROLE_UNSPECIFIED, true)->role_grants(0).SerializeAsString(),
            revoked->SerializeAsString());
  EXPECT_THAT(suite.organization.Current()->RolesOf(suite.Name(kAna).substr(7)), IsEmpty());
  EXPECT_THAT(Told(granted->name()), ElementsAre("role.changed", "role.changed"));
  EXPECT_EQ(suite.database.QueryInt("SELECT COUNT(*) FROM audit_record WHERE resource = ? AND subject = ? AND"
                                    " fields = 'end_time' AND earlier_hash IS NOT NULL",
                                    {granted->name(), suite.Name(kAna)}),
            1);
}

TEST_F(Roles, ANewGrantFollowsOneThatEnded) {
  const Answer first = Grant(kAna, v1::ROLE_AUDITOR);
  ASSERT_THAT(Revoke(first->name()), IsOk());
  const Answer second = Grant(kAna, v1::ROLE_AUDITOR);
  ASSERT_THAT(second, IsOk());
  EXPECT_NE(second->name(), first->name());
}

TEST_F(Roles, AreRefusedWithTheirOwnReasons) {
  EXPECT_THAT(Grant(kRoot, v1::ROLE_AUDITOR), StatusIs(absl::StatusCode::kPermissionDenied, "SELF_GRANT"));
  EXPECT_THAT(GrantTo("people/me", v1::ROLE_AUDITOR),
              StatusIs(absl::StatusCode::kPermissionDenied, "SELF_GRANT"));
  ASSERT_THAT(Grant(kAna, v1::ROLE_AUDITOR), IsOk());
  EXPECT_THAT(Grant(kAna, v1::ROLE_AUDITOR), StatusIs(absl::StatusCode::kAlreadyExists, "ALREADY_HELD"));
  EXPECT_THAT(Grant("gone@example.com", v1::ROLE_AUDITOR), StatusIs(kPrecondition, "PERSON_LEFT"));
  EXPECT_THAT(GrantTo("people/01arz3ndektsv4rrffq69g5fav", v1::ROLE_AUDITOR),
              ViolatesField("role_grant.person"));
  EXPECT_THAT(Grant(kAna, v1::ROLE_UNSPECIFIED), ViolatesField("role_grant.role"));
  EXPECT_THAT(Grant(kBen, v1::ROLE_AUDITOR, kAna), StatusIs(absl::StatusCode::kPermissionDenied));
}

TEST_F(Roles, EndOnce) {
  const Answer granted = Grant(kAna, v1::ROLE_AUDITOR);
  ASSERT_THAT(Revoke(granted->name()), IsOk());
  EXPECT_THAT(Revoke(granted->name()), StatusIs(kPrecondition, "WRONG_STATE"));
  EXPECT_THAT(Revoke(granted->name(), kRoot, granted->etag()),
              StatusIs(absl::StatusCode::kAborted, "STALE_ETAG"));
  EXPECT_THAT(Revoke("roleGrants/01arz3ndektsv4rrffq69g5fav"), StatusIs(absl::StatusCode::kNotFound));
  EXPECT_THAT(Revoke(granted->name(), kBen), StatusIs(absl::StatusCode::kPermissionDenied));
}

TEST_F(Roles, SomebodyStaysHrAdmin) {
  const std::string own = List(kRoot, suite.Name(kRoot))->role_grants(0).name();
  EXPECT_THAT(Revoke(own), StatusIs(kPrecondition, "LAST_HR_ADMIN"));
  ASSERT_THAT(Grant(kAna, v1::ROLE_HR_ADMIN), IsOk());
  EXPECT_THAT(Revoke(own), IsOk());
  EXPECT_THAT(Revoke(own), StatusIs(absl::StatusCode::kPermissionDenied));
}

TEST_F(Roles, WhoHasLeftOrIsToLeaveDoesNotStayHrAdmin) {
  const std::string own = List(kRoot, suite.Name(kRoot))->role_grants(0).name();
  ASSERT_THAT(Grant(kAna, v1::ROLE_HR_ADMIN), IsOk());
  ASSERT_THAT(Grant(kBen, v1::ROLE_HR_ADMIN), IsOk());
  suite.Given({"employee_number,email,leave_date", "1,ana@example.com,2026-03-01"});
  HasLeftUnheard(kBen);
  EXPECT_THAT(Revoke(own), StatusIs(kPrecondition, "LAST_HR_ADMIN"));
  suite.Given({"employee_number,email,leave_date", "1,ana@example.com,-"});
  EXPECT_THAT(Revoke(own), IsOk());
}

TEST_F(Roles, OfThoseWhoLoseItTogetherTheLastOneIsRefused) {
  const auto last = StatusIs(kPrecondition, "LAST_HR_ADMIN");
  EXPECT_THAT(Losing({kRoot}), last);
  EXPECT_THAT(Losing({kBen}), IsOk());
  ASSERT_THAT(Grant(kAna, v1::ROLE_HR_ADMIN), IsOk());
  EXPECT_THAT(Losing({kRoot}), IsOk());
  EXPECT_THAT(Losing({kAna}), IsOk());
  EXPECT_THAT(Losing({kAna, kRoot}), last);
  HasLeftUnheard(kAna);
  EXPECT_THAT(Losing({kAna}), IsOk());
  EXPECT_THAT(Losing({kRoot}), last);
}

TEST_F(Roles, WhoHasJustLeftIsGrantedNothing) {
  HasLeftUnheard(kAna);
  EXPECT_THAT(Grant(kAna, v1::ROLE_AUDITOR), StatusIs(kPrecondition, "PERSON_LEFT"));
}

TEST_F(Roles, ThatEndKeepWhoEndedThemAndWhy) {
  const std::string root = suite.Name(kRoot).substr(7);
  const auto kept = [&](const std::string& grant, const std::string& reason) {
    return suite.database.QueryInt(
        "SELECT COUNT(*) FROM role_grant WHERE id = ? AND revoker = ? AND COALESCE(revoke_reason, '') = ?",
        {grant.substr(11), root, reason});
  };
  const std::string auditor = Grant(kAna, v1::ROLE_AUDITOR)->name();
  ASSERT_THAT(Revoke(auditor, kRoot, "", "no longer audits"), IsOk());
  EXPECT_EQ(kept(auditor, "no longer audits"), 1);
  const std::string by_import = Grant(kBen, v1::ROLE_AUDITOR)->name();
  suite.Given({"employee_number,email,roles", "2,ben@example.com,-"});
  EXPECT_EQ(kept(by_import, ""), 1);
}

TEST_F(Roles, OfTwoWhoRevokeEachOtherOneStays) {
  const std::string of_root = List(kRoot, suite.Name(kRoot))->role_grants(0).name();
  const Answer of_ana = Grant(kAna, v1::ROLE_HR_ADMIN);
  absl::Status one;
  std::thread thread([&] { one = Revoke(of_root, kAna).status(); });
  const absl::Status other = Revoke(of_ana->name(), kRoot).status();
  thread.join();
  EXPECT_NE(one.ok(), other.ok());
  EXPECT_EQ(suite.database.QueryInt("SELECT COUNT(*) FROM role_grant WHERE open_role = 1"), 1);
}

TEST_F(Roles, OnesOwnAreReadByEveryoneAllByHrAdminAndAuditor) {
  const std::string auditor = Grant(kAna, v1::ROLE_AUDITOR)->name();
  suite.clock.Advance(absl::Seconds(1));
  const std::string recognition = Grant(kBen, v1::ROLE_RECOGNITION_ADMIN)->name();
  EXPECT_THAT(Names(List(kBen)), ElementsAre(recognition));
  EXPECT_THAT(Names(List(kBen, suite.Name(kBen))), ElementsAre(recognition));
  EXPECT_THAT(Names(List(kBen, "people/me")), ElementsAre(recognition));
  EXPECT_THAT(List(kBen, suite.Name(kAna)),
              StatusIs(absl::StatusCode::kPermissionDenied, "PERMISSION_DENIED"));
  EXPECT_THAT(List(kBen, "people/01arz3ndektsv4rrffq69g5fav"),
              StatusIs(absl::StatusCode::kPermissionDenied, "PERMISSION_DENIED"));
  EXPECT_THAT(Names(List(kBen, "", v1::ROLE_AUDITOR)), IsEmpty());
  for (const std::string_view reader : {kRoot, std::string_view(kAna)}) {
    EXPECT_EQ(List(reader)->role_grants_size(), 3);
    EXPECT_EQ(List(reader)->role_grants(0).name(), recognition);
    EXPECT_THAT(Names(List(reader, suite.Name(kAna))), ElementsAre(auditor));
    EXPECT_THAT(Names(List(reader, "", v1::ROLE_RECOGNITION_ADMIN)), ElementsAre(recognition));
  }
  EXPECT_THAT(List(kRoot, "people/01arz3ndektsv4rrffq69g5fav"), ViolatesField("person"));
}

TEST_F(Roles, AreListedInPagesNewestFirst) {
  std::vector<std::string> expected;
  for (int i = 0; i < 5; ++i) {
    suite.clock.Advance(absl::Seconds(i % 2));
    const Answer granted = Grant(kAna, v1::ROLE_AUDITOR);
    ASSERT_THAT(granted, IsOk());
    expected.push_back(granted->name());
    ASSERT_THAT(Revoke(granted->name()), IsOk());
  }
  v1::ListRoleGrantsRequest request;
  request.set_person(suite.Name(kAna));
  request.set_show_ended(true);
  request.set_page_size(2);
  std::vector<std::string> names;
  absl::Time last = absl::InfiniteFuture();
  do {
    const auto page = suite.As(kRoot, &Suite::Stub::ListRoleGrants, request);
    ASSERT_THAT(page, IsOk());
    EXPECT_LE(page->role_grants_size(), 2);
    for (const v1::RoleGrant& grant : page->role_grants()) {
      names.push_back(grant.name());
      EXPECT_LE(FromTimestamp(grant.start_time()), last);
      last = FromTimestamp(grant.start_time());
    }
    request.set_page_token(page->next_page_token());
  } while (!request.page_token().empty());
  EXPECT_THAT(names, ::testing::UnorderedElementsAreArray(expected));
}

TEST_F(Roles, AnImportTellsEachGrantAndItsEnd) {
  suite.Given({"employee_number,email,roles", "1,ana@example.com,AUDITOR"});
  const auto granted = List(kRoot, suite.Name(kAna));
  ASSERT_EQ(granted->role_grants_size(), 1);
  EXPECT_THAT(Told(granted->role_grants(0).name()), ElementsAre("role.changed"));
  suite.Given({"employee_number,email,roles", "1,ana@example.com,-"});
  EXPECT_THAT(Told(granted->role_grants(0).name()), ElementsAre("role.changed", "role.changed"));
  EXPECT_THAT(Names(List(kRoot, suite.Name(kAna))), IsEmpty());
}

}  // namespace
}  // namespace laurel::directory
