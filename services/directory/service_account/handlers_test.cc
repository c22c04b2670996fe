// CreateServiceAccount, DisableServiceAccount and ListServiceAccounts over the wire, and what they mean for
// who signs in.
#include <gmock/gmock.h>

#include <atomic>
#include <string>
#include <thread>
#include <vector>

#include "common/api/page.h"
#include "common/testing/status_matchers.h"
#include "common/time/convert.h"
#include "services/directory/testing/suite.h"

namespace laurel::directory {
namespace {

using laurel::testing::IsOk;
using laurel::testing::StatusIs;
using laurel::testing::ViolatesField;
using ::testing::ElementsAre;
using testing::Suite;

constexpr std::string_view kRequestId = "123e4567-e89b-12d3-a456-426614174000";

class ServiceAccounts : public ::testing::Test {
 protected:
  using Answer = absl::StatusOr<v1::ServiceAccount>;

  static v1::CreateServiceAccountRequest Creating(
      std::string_view subject, v1::ServiceAccountRole role = v1::SERVICE_ACCOUNT_ROLE_INTEGRATION) {
    v1::CreateServiceAccountRequest request;
    request.mutable_service_account()->set_subject(std::string(subject));
    request.mutable_service_account()->set_display_name("The CRM");
    request.mutable_service_account()->set_role(role);
    return request;
  }
  Answer Create(const v1::CreateServiceAccountRequest& request, std::string_view caller = testing::kRoot) {
    return suite.As(caller, &Suite::Stub::CreateServiceAccount, request);
  }
  Answer Disable(std::string_view name, std::string_view caller = testing::kRoot,
                 std::string_view etag = "") {
    v1::DisableServiceAccountRequest request;
    request.set_name(std::string(name));
    request.set_etag(std::string(etag));
    request.set_reason("The contract has ended.");
    return suite.As(caller, &Suite::Stub::DisableServiceAccount, request);
  }
  std::vector<std::string> Subjects(v1::ListServiceAccountsRequest request) {
    std::vector<std::string> subjects;
    do {
      const auto page = suite.As(testing::kRoot, &Suite::Stub::ListServiceAccounts, request);
      EXPECT_THAT(page, IsOk());
      if (!page.ok()) return subjects;
      for (const v1::ServiceAccount& account : page->service_accounts()) {
        subjects.push_back(account.subject());
      }
      request.set_page_token(page->next_page_token());
    } while (!request.page_token().empty());
    return subjects;
  }
  // A call that both kinds of account may make.
  absl::Status SignIn(std::string_view subject) {
    v1::BatchGetPeopleRequest request;
    request.add_names(suite.Name(testing::kRoot));
    return suite.As(subject, &Suite::Stub::BatchGetPeople, request).status();
  }
  std::int64_t Told(std::string_view type) {
    return suite.database.QueryInt(
        "SELECT (SELECT COUNT(*) FROM event WHERE type = ?) + "
        "(SELECT COUNT(*) FROM event_pending WHERE type = ?)",
        {std::string(type), std::string(type)});
  }

  Suite suite;
};

TEST_F(ServiceAccounts, AreMadeByHrAndSignInFromThenOn) {
  EXPECT_THAT(SignIn("crm"), StatusIs(absl::StatusCode::kPermissionDenied, "PERSON_UNKNOWN"));
  const Answer account = Create(Creating("crm"));
  ASSERT_THAT(account, IsOk());
  EXPECT_TRUE(account->name().starts_with("serviceAccounts/"));
  EXPECT_EQ(account->subject(), "crm");
  EXPECT_EQ(account->display_name(), "The CRM");
  EXPECT_EQ(account->role(), v1::SERVICE_ACCOUNT_ROLE_INTEGRATION);
  EXPECT_EQ(account->creator(), suite.Name(testing::kRoot));
  EXPECT_EQ(FromTimestamp(account->create_time()), suite.clock.Now());
  EXPECT_FALSE(account->disabled());
  EXPECT_NE(account->etag(), "");
  EXPECT_THAT(SignIn("crm"), IsOk());
  EXPECT_EQ(Told("service_account.created"), 2);  // and the suite's own
}

TEST_F(ServiceAccounts, MayDoWhatTheirRoleAllowsAndNothingElse) {
  ASSERT_THAT(Create(Creating("crm")), IsOk());
  for (const std::string_view subject : {std::string_view("crm"), testing::kService}) {
    EXPECT_THAT(SignIn(subject), IsOk());
    EXPECT_THAT(suite.As(subject, &Suite::Stub::GetMe, v1::GetMeRequest()),
                StatusIs(absl::StatusCode::kPermissionDenied, "PERMISSION_DENIED"));
    EXPECT_THAT(Create(Creating("other"), subject),
                StatusIs(absl::StatusCode::kPermissionDenied, "PERMISSION_DENIED"));
  }
  const auto context = laurel::testing::CallAs("crm");
  const auto stream = suite.stub().WatchOrganization(context.get(), {});
  v1::WatchOrganizationResponse message;
  EXPECT_FALSE(stream->Read(&message));
  EXPECT_THAT(rpc::FromWire(stream->Finish()),
              StatusIs(absl::StatusCode::kPermissionDenied, "PERMISSION_DENIED"));
}

TEST_F(ServiceAccounts, OnceDisabledAreRefusedAsABadToken) {
  const Answer account = Create(Creating("crm"));
  ASSERT_THAT(account, IsOk());
  suite.clock.Advance(absl::Minutes(1));
  const Answer disabled = Disable(account->name());
  ASSERT_THAT(disabled, IsOk());
  EXPECT_TRUE(disabled->disabled());
  EXPECT_NE(disabled->etag(), account->etag());
  EXPECT_EQ(FromTimestamp(disabled->update_time()), suite.clock.Now());
  EXPECT_THAT(SignIn("crm"), StatusIs(absl::StatusCode::kUnauthenticated, "UNAUTHENTICATED"));
  EXPECT_THAT(SignIn(testing::kService), IsOk());
  EXPECT_EQ(Told("service_account.disabled"), 1);
  EXPECT_EQ(suite.database.QueryInt("SELECT COUNT(*) FROM service_account WHERE disabler IS NOT NULL AND "
                                    "disable_reason = 'The contract has ended.'"),
            1);
}

TEST_F(ServiceAccounts, StayAsTheyAreOnANewReplica) {
  const Answer account = Create(Creating("crm"));
  ASSERT_THAT(account, IsOk());
  ASSERT_THAT(Create(Creating("payroll")), IsOk());
  ASSERT_THAT(Disable(account->name()), IsOk());
  const std::unique_ptr<Suite> replica = suite.Replica();
  const auto organization = replica->organization.Current();
  ASSERT_TRUE(organization->FindServiceAccount("payroll").has_value());
  EXPECT_EQ(organization->FindServiceAccount("payroll")->role, v1::SERVICE_ACCOUNT_ROLE_INTEGRATION);
  EXPECT_FALSE(organization->FindServiceAccount("payroll")->disabled);
  ASSERT_TRUE(organization->FindServiceAccount("crm").has_value());
  EXPECT_TRUE(organization->FindServiceAccount("crm")->disabled);
}

TEST_F(ServiceAccounts, AreDisabledOnce) {
  const Answer account = Create(Creating("crm"));
  ASSERT_THAT(account, IsOk());
  EXPECT_THAT(Disable(account->name(), testing::kRoot, "x"),
              StatusIs(absl::StatusCode::kAborted, "STALE_ETAG"));
  ASSERT_THAT(Disable(account->name(), testing::kRoot, account->etag()), IsOk());
  EXPECT_THAT(Disable(account->name()), StatusIs(absl::StatusCode::kFailedPrecondition, "ALREADY_DISABLED"));
  EXPECT_THAT(Disable("serviceAccounts/01arz3ndektsv4rrffq69g5fav"),
              StatusIs(absl::StatusCode::kNotFound, "NOT_FOUND"));
  EXPECT_THAT(Disable("people/01arz3ndektsv4rrffq69g5fav"), ViolatesField("name"));
}

TEST_F(ServiceAccounts, KeepTheirSubjectForEver) {
  const Answer account = Create(Creating("crm"));
  ASSERT_THAT(account, IsOk());
  EXPECT_THAT(Create(Creating("crm")), StatusIs(absl::StatusCode::kAlreadyExists, "SUBJECT_TAKEN"));
  EXPECT_THAT(Create(Creating(testing::kService)),
              StatusIs(absl::StatusCode::kAlreadyExists, "SUBJECT_TAKEN"));
  ASSERT_THAT(Disable(account->name()), IsOk());
  EXPECT_THAT(Create(Creating("crm")), StatusIs(absl::StatusCode::kAlreadyExists, "SUBJECT_TAKEN"));
  EXPECT_THAT(Create(Creating("CRM")), IsOk());
}

TEST_F(ServiceAccounts, OfOneSubjectAreMadeOnceByParallelCalls) {
  std::atomic<int> made = 0;
  std::atomic<int> taken = 0;
  std::vector<std::thread> callers;
  for (int i = 0; i < 4; ++i) {
    callers.emplace_back([&] {
      const Answer answer = Create(Creating("crm"));
      if (answer.ok()) ++made;
      if (ReasonOf(answer.status()) == "SUBJECT_TAKEN") ++taken;
    });
  }
  for (std::thread& caller : callers) caller.join();
  EXPECT_EQ(made, 1);
  EXPECT_EQ(taken, 3);
}

TEST_F(ServiceAccounts, AreMadeOnceByARepeatedRequest) {
  v1::CreateServiceAccountRequest request = Creating("crm");
  request.set_request_id(std::string(kRequestId));
  const Answer first = Create(request);
  const Answer again = Create(request);
  ASSERT_THAT(first, IsOk());
  ASSERT_THAT(again, IsOk());
  EXPECT_EQ(again->SerializeAsString(), first->SerializeAsString());
  request.mutable_service_account()->set_subject("other");
  EXPECT_THAT(Create(request), StatusIs(absl::StatusCode::kInvalidArgument, "REQUEST_ID_REUSED"));
}

TEST_F(ServiceAccounts, RefuseWhatIsNoSubjectAndNoRole) {
  for (const char* subject : {"", "two words", "caf\u00e9", "a\u00a0b"}) {
    EXPECT_THAT(Create(Creating(subject)), ViolatesField("service_account.subject")) << subject;
  }
  EXPECT_THAT(Create(Creating(std::string(121, 'a'))), ViolatesField("service_account.subject"));
  EXPECT_THAT(Create(Creating("crm", v1::SERVICE_ACCOUNT_ROLE_UNSPECIFIED)),
              ViolatesField("service_account.role"));
}

TEST_F(ServiceAccounts, AreListedBySubjectAndDisabledOnesOnDemand) {
  for (const char* subject : {"delta", "alpha", "bravo"}) ASSERT_THAT(Create(Creating(subject)), IsOk());
  ASSERT_THAT(Disable(Create(Creating("charlie"))->name()), IsOk());
  v1::ListServiceAccountsRequest request;
  request.set_page_size(2);
  EXPECT_THAT(Subjects(request), ElementsAre("alpha", "bravo", "delta", "laurel-feedback"));
  request.set_show_disabled(true);
  EXPECT_THAT(Subjects(request), ElementsAre("alpha", "bravo", "charlie", "delta", "laurel-feedback"));
  request.set_page_token(api::MakePageToken(suite.Name(testing::kRoot).substr(7), request, {"caf\u00e9"}));
  EXPECT_THAT(suite.As(testing::kRoot, &Suite::Stub::ListServiceAccounts, request),
              ViolatesField("page_token"));
}

TEST_F(ServiceAccounts, AreForHrToWriteAndForAuditorsToReadAsWell) {
  suite.Given({"employee_number,email,display_name,manager,roles", "1,ana@example.com,Ana,2,",
               "2,carla@example.com,Carla,,", "3,rec@example.com,Rita,,RECOGNITION_ADMIN",
               "4,auditor@example.com,Aude,,AUDITOR", "5,hr@example.com,Hana,,HR_ADMIN"});
  const Answer account = Create(Creating("crm"), "hr@example.com");
  ASSERT_THAT(account, IsOk());
  const auto denied = StatusIs(absl::StatusCode::kPermissionDenied, "PERMISSION_DENIED");
  for (const std::string_view name : {"ana", "carla", "rec", "auditor", "hr"}) {
    const std::string caller = std::string(name).append("@example.com");
    const auto list = suite.As(caller, &Suite::Stub::ListServiceAccounts, v1::ListServiceAccountsRequest());
    if (name == "auditor" || name == "hr") {
      EXPECT_THAT(list, IsOk()) << name;
    } else {
      EXPECT_THAT(list, denied) << name;
    }
    if (name == "hr") continue;
    EXPECT_THAT(Create(Creating("other"), caller), denied) << name;
    EXPECT_THAT(Disable(account->name(), caller), denied) << name;
    EXPECT_THAT(Disable("serviceAccounts/01arz3ndektsv4rrffq69g5fav", caller), denied) << name;
  }
  EXPECT_THAT(Disable(account->name(), "hr@example.com"), IsOk());
}

TEST_F(ServiceAccounts, LeaveWhoMadeAndWhoDisabledThemInTheAudit) {
  suite.Given({"employee_number,email,display_name,roles", "5,hr@example.com,Hana,HR_ADMIN"});
  const Answer account = Create(Creating("crm"));
  ASSERT_THAT(account, IsOk());
  ASSERT_THAT(Disable(account->name(), "hr@example.com"), IsOk());
  const sql::Rows rows = suite.database.Query(
      "SELECT actor, method, subject FROM audit_record WHERE resource = ? ORDER BY method",
      {account->name()});
  ASSERT_EQ(rows.size(), 2U);
  EXPECT_EQ(rows[0].Text(0), suite.Name(testing::kRoot));
  EXPECT_EQ(rows[0].Text(1), "laurel.directory.v1.DirectoryService/CreateServiceAccount");
  EXPECT_EQ(rows[0].Text(2), "");
  EXPECT_EQ(rows[1].Text(0), suite.Name("hr@example.com"));
  EXPECT_EQ(rows[1].Text(2), "");
}

}  // namespace
}  // namespace laurel::directory
