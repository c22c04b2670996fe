#include "common/org/resolver.h"

#include <gtest/gtest.h>

#include <thread>

#include "common/org/testing/records.h"
#include "common/testing/fake_clock.h"
#include "common/testing/status_matchers.h"

namespace laurel::org {
namespace {

using laurel::testing::IsOk;
using laurel::testing::StatusIs;
using testing::Records;
using testing::TestId;
namespace v1 = directory::v1;

const std::string kAna = TestId(1);

class ResolverTest : public ::testing::Test {
 protected:
  absl::StatusOr<auth::Principal> Resolve(const std::string& person, bool may_wait = false,
                                          const std::string& subject = "x") {
    auth::Identity identity;
    identity.subject = subject;
    identity.person = person;
    return resolver_(identity, may_wait, clock_.Now());  // no time to wait
  }
  void Set(const Records& records) { holder_.Set(records.Build(), clock_.Now()); }

  laurel::testing::FakeClock clock_;  // 2026-01-14
  Holder holder_;
  Resolver resolver_ = MakeResolver(holder_, clock_);
};

TEST_F(ResolverTest, TakesThePersonWithTheAddress) {
  Set(Records().Active(kAna, "ana@example.com").Roles(kAna, {v1::ROLE_AUDITOR}));
  const auto ana = Resolve("ANA@example.com");
  ASSERT_THAT(ana, IsOk());
  EXPECT_EQ(ana->id, kAna);
  EXPECT_EQ(ana->name, "people/" + kAna);
  EXPECT_TRUE(ana->is.Has(common::v1::CALLER_PERSON));
  EXPECT_TRUE(ana->IsAuditor());
  EXPECT_FALSE(ana->IsHrAdmin());
  EXPECT_FALSE(ana->is.Has(common::v1::CALLER_ORG_READER));
}

TEST_F(ResolverTest, GivesEachRoleItsCaller) {
  Set(Records().Active(kAna, "ana@example.com").Roles(kAna, {v1::ROLE_HR_ADMIN, v1::ROLE_RECOGNITION_ADMIN}));
  const auto ana = Resolve("ana@example.com");
  ASSERT_THAT(ana, IsOk());
  EXPECT_TRUE(ana->IsHrAdmin());
  EXPECT_TRUE(ana->is.Has(common::v1::CALLER_RECOGNITION_ADMIN));
  EXPECT_FALSE(ana->IsAuditor());
}

TEST_F(ResolverTest, TakesTheServiceAccountWithTheSubject) {
  Set(Records().ServiceAccount("laurel-feedback").ServiceAccount("laurel-feedback-2"));
  const auto service = Resolve("", false, "laurel-feedback");
  ASSERT_THAT(service, IsOk());
  EXPECT_EQ(service->id, "service:laurel-feedback");
  EXPECT_EQ(service->name, "");
  EXPECT_TRUE(service->is.Has(common::v1::CALLER_ORG_READER));
  EXPECT_FALSE(service->is.Has(common::v1::CALLER_INTEGRATION));
  EXPECT_FALSE(service->is.Has(common::v1::CALLER_PERSON));
}

TEST_F(ResolverTest, LetsNoServiceAccountStandInAPersonsWay) {
  Set(Records()
          .Active(kAna, "ana@example.com")
          .Roles(kAna, {v1::ROLE_HR_ADMIN})
          .ServiceAccount("ana@example.com", v1::SERVICE_ACCOUNT_ROLE_INTEGRATION, /*disabled=*/true));
  const auto ana = Resolve("ana@example.com", false, "ana@example.com");
  ASSERT_THAT(ana, IsOk());
  EXPECT_EQ(ana->id, kAna);
  EXPECT_TRUE(ana->IsHrAdmin());
}

TEST_F(ResolverTest, GivesAnIntegrationNothingElse) {
  Set(Records().ServiceAccount("crm", v1::SERVICE_ACCOUNT_ROLE_INTEGRATION));
  const auto service = Resolve("", false, "crm");
  ASSERT_THAT(service, IsOk());
  EXPECT_EQ(service->id, "service:crm");
  EXPECT_TRUE(service->is.Has(common::v1::CALLER_INTEGRATION));
  EXPECT_FALSE(service->is.Has(common::v1::CALLER_ORG_READER));
  EXPECT_FALSE(service->is.Has(common::v1::CALLER_PERSON));
}

TEST_F(ResolverTest, RefusesADisabledAccountAsABadToken) {
  Set(Records()
          .Active(kAna, "ana@example.com")
          .ServiceAccount("crm", v1::SERVICE_ACCOUNT_ROLE_INTEGRATION,
                          /*disabled=*/true));
  EXPECT_THAT(Resolve("", true, "crm"), StatusIs(absl::StatusCode::kUnauthenticated, "UNAUTHENTICATED"));
}

TEST_F(ResolverTest, KnowsNoServiceBeforeTheFirstSnapshot) {
  EXPECT_THAT(Resolve("", false, "laurel-feedback"),
              StatusIs(absl::StatusCode::kUnavailable, "ORGANIZATION_STALE"));
}

TEST_F(ResolverTest, AsksToTryAgainBeforeTheFirstSnapshot) {
  const auto nobody = Resolve("ana@example.com");
  EXPECT_THAT(nobody, StatusIs(absl::StatusCode::kUnavailable, "ORGANIZATION_STALE"));
  EXPECT_TRUE(RetryDelayOf(nobody.status()).has_value());
}

TEST_F(ResolverTest, LooksTwiceForAPersonItDoesNotKnow) {
  Set(Records().Active(TestId(2), "ben@example.com"));
  EXPECT_THAT(Resolve("ana@example.com", false), StatusIs(absl::StatusCode::kUnavailable, "PERSON_PENDING"));
  EXPECT_THAT(Resolve("ana@example.com", true),
              StatusIs(absl::StatusCode::kPermissionDenied, "PERSON_UNKNOWN"));
}

TEST_F(ResolverTest, WaitsForAPersonWhoIsOnTheWay) {
  Set(Records());
  std::thread feed([this] { Set(Records().Active(kAna, "ana@example.com")); });
  auth::Identity identity;
  identity.person = "ana@example.com";
  EXPECT_THAT(resolver_(identity, true, clock_.Now() + absl::Seconds(10)), IsOk());
  feed.join();
}

TEST_F(ResolverTest, WaitsForAServiceAccountThatIsOnTheWay) {
  Set(Records());
  std::thread feed([this] { Set(Records().ServiceAccount("crm")); });
  auth::Identity identity;
  identity.subject = "crm";
  EXPECT_THAT(resolver_(identity, true, clock_.Now() + absl::Seconds(10)), IsOk());
  feed.join();
}

TEST_F(ResolverTest, RefusesATokenThatNamesNobody) {
  Set(Records().ServiceAccount("laurel-feedback"));
  EXPECT_THAT(Resolve("", true, "laurel-other"),
              StatusIs(absl::StatusCode::kPermissionDenied, "PERSON_UNKNOWN"));
}

TEST_F(ResolverTest, RefusesALeaverAsABadTokenFromTheLeaveDateOn) {
  Set(Records()
          .Active(kAna, "ana@example.com")
          .Status(kAna, absl::CivilDay(2026, 1, 15), v1::PERSON_STATE_LEFT));
  EXPECT_THAT(Resolve("ana@example.com"), IsOk());
  clock_.Advance(absl::Hours(12));
  EXPECT_THAT(Resolve("ana@example.com"), StatusIs(absl::StatusCode::kUnauthenticated, "UNAUTHENTICATED"));
}

TEST_F(ResolverTest, DoesNotKnowAPersonBeforeTheirFirstDay) {
  Set(Records()
          .Person(kAna, "ana@example.com")
          .Status(kAna, absl::CivilDay(2026, 1, 15), v1::PERSON_STATE_ACTIVE));
  EXPECT_THAT(Resolve("ana@example.com"), StatusIs(absl::StatusCode::kPermissionDenied, "PERSON_UNKNOWN"));
  clock_.Advance(absl::Hours(12));
  EXPECT_THAT(Resolve("ana@example.com"), IsOk());
}

TEST_F(ResolverTest, LetsPeopleOnLeaveIn) {
  Set(Records()
          .Active(kAna, "ana@example.com")
          .Status(kAna, absl::CivilDay(2026, 1, 1), v1::PERSON_STATE_ON_LEAVE));
  EXPECT_THAT(Resolve("ana@example.com"), IsOk());
}

}  // namespace
}  // namespace laurel::org
