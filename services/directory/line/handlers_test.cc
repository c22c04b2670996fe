// SetManager, ListReports and GetReportingChain over the wire.
#include <gmock/gmock.h>

#include <atomic>
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
using ::testing::IsEmpty;
using testing::Suite;

constexpr absl::CivilDay kStart(2026, 1, 1);
constexpr const char* kAna = "ana@example.com";
constexpr const char* kBen = "ben@example.com";
constexpr const char* kCarla = "carla@example.com";
constexpr const char* kTop = "top@example.com";

class Lines : public ::testing::Test {
 protected:
  Lines() {
    suite.Given({"employee_number,email,display_name,manager,hire_date,leave_date",
                 "1,top@example.com,Top,,2020-01-01,", "2,carla@example.com,Carla,1,2020-01-01,",
                 "3,ben@example.com,Ben,1,2020-01-01,", "4,ana@example.com,Ana,2,2020-01-01,",
                 "5,gone@example.com,Gone,1,2020-01-01,2025-01-01"});
  }

  std::vector<std::string> Chain(const char* email, std::optional<absl::CivilDay> day = std::nullopt) {
    v1::GetReportingChainRequest request;
    request.set_person(suite.Name(email));
    if (day.has_value()) *request.mutable_as_of() = ToDate(*day);
    return testing::DisplayNames(suite.As(kAna, &Suite::Stub::GetReportingChain, request));
  }

  std::vector<std::string> Reports(const char* email, bool transitive,
                                   std::optional<absl::CivilDay> day = std::nullopt) {
    v1::ListReportsRequest request;
    request.set_person(suite.Name(email));
    request.set_transitive(transitive);
    if (day.has_value()) *request.mutable_as_of() = ToDate(*day);
    return testing::DisplayNames(suite.As(kAna, &Suite::Stub::ListReports, request));
  }

  Suite suite;
};

TEST_F(Lines, AreThoseOfTheDay) {
  ASSERT_THAT(suite.SetManager(kAna, kBen, kStart), IsOk());
  EXPECT_THAT(Chain(kAna), ElementsAre("Ben", "Top"));
  EXPECT_THAT(Chain(kAna, kStart), ElementsAre("Ben", "Top"));
  EXPECT_THAT(Chain(kAna, kStart - 1), ElementsAre("Carla", "Top"));
  EXPECT_THAT(Chain(kAna, absl::CivilDay(2019, 12, 31)), IsEmpty());
  EXPECT_THAT(Reports(kCarla, false), IsEmpty());
  EXPECT_THAT(Reports(kCarla, false, kStart - 1), ElementsAre("Ana"));
  EXPECT_THAT(Reports(kTop, true), ElementsAre("Ana", "Ben", "Carla", "Gone"));
}

TEST_F(Lines, TheAnswerShowsTheNewManager) {
  const auto answer = suite.SetManager(kAna, kBen, kStart);
  ASSERT_THAT(answer, IsOk());
  EXPECT_EQ(answer->manager(), suite.Name(kBen));
  EXPECT_EQ(answer->etag(), suite.Get(kTop, kAna)->etag());
  const auto later = suite.SetManager(kAna, kCarla, absl::CivilDay(2026, 6, 1));
  ASSERT_THAT(later, IsOk());
  EXPECT_EQ(later->manager(), suite.Name(kBen));
}

TEST_F(Lines, TheSameManagerAgainChangesNothing) {
  const auto first = suite.SetManager(kAna, kBen, kStart);
  const auto again = suite.SetManager(kAna, kBen, absl::CivilDay(2026, 1, 10));
  ASSERT_THAT(again, IsOk());
  EXPECT_EQ(again->etag(), first->etag());
  EXPECT_THAT(Chain(kAna, kStart), ElementsAre("Ben", "Top"));
}

TEST_F(Lines, MayEnd) {
  ASSERT_THAT(suite.SetManager(kAna, "", kStart), IsOk());
  EXPECT_THAT(Chain(kAna), IsEmpty());
}

TEST_F(Lines, RefuseACycle) {
  EXPECT_THAT(suite.SetManager(kTop, kAna, kStart), StatusIs(absl::StatusCode::kFailedPrecondition, "CYCLE"));
  EXPECT_THAT(suite.SetManager(kTop, kTop, kStart), ViolatesField("manager"));
}

TEST_F(Lines, RefuseACycleThatBeginsLater) {
  ASSERT_THAT(suite.SetManager(kBen, kAna, absl::CivilDay(2026, 6, 1)), IsOk());
  EXPECT_THAT(suite.SetManager(kAna, kBen, kStart), StatusIs(absl::StatusCode::kFailedPrecondition, "CYCLE"));
}

TEST_F(Lines, RefuseUnknownPeopleAndLeavers) {
  v1::SetManagerRequest request;
  request.set_person(suite.Name(kAna));
  request.set_manager("people/01arz3ndektsv4rrffq69g5fav");
  EXPECT_THAT(suite.As(testing::kRoot, &Suite::Stub::SetManager, request), ViolatesField("manager"));
  EXPECT_THAT(suite.SetManager(kAna, "gone@example.com", kStart),
              StatusIs(absl::StatusCode::kFailedPrecondition, "PERSON_LEFT"));
  request.set_person("people/01arz3ndektsv4rrffq69g5fav");
  request.set_manager(suite.Name(kBen));
  EXPECT_THAT(suite.As(testing::kRoot, &Suite::Stub::SetManager, request),
              StatusIs(absl::StatusCode::kNotFound));
}

TEST_F(Lines, AreSetByHrAdminsOnly) {
  v1::SetManagerRequest request;
  request.set_person(suite.Name(kAna));
  request.set_manager(suite.Name(kBen));
  EXPECT_THAT(suite.As(kCarla, &Suite::Stub::SetManager, request),
              StatusIs(absl::StatusCode::kPermissionDenied));
}

TEST_F(Lines, RefuseAStaleEtag) {
  v1::SetManagerRequest request;
  request.set_person(suite.Name(kAna));
  request.set_manager(suite.Name(kBen));
  request.set_etag(suite.Get(kAna, kAna)->etag());
  ASSERT_THAT(suite.As(testing::kRoot, &Suite::Stub::SetManager, request), IsOk());
  request.set_manager(suite.Name(kTop));
  EXPECT_THAT(suite.As(testing::kRoot, &Suite::Stub::SetManager, request),
              StatusIs(absl::StatusCode::kAborted, "STALE_ETAG"));
}

TEST_F(Lines, ARepeatedRequestHasOneEffectAndOneAnswer) {
  const std::string id = "6f6d0f0e-8a51-4b6a-9c0e-6a4a3a1f0001";
  const auto first = suite.SetManager(kAna, kBen, kStart, id);
  ASSERT_THAT(first, IsOk());
  ASSERT_THAT(suite.SetManager(kAna, kTop, absl::CivilDay(2026, 1, 5)), IsOk());
  const auto again = suite.SetManager(kAna, kBen, kStart, id);
  ASSERT_THAT(again, IsOk());
  EXPECT_EQ(again->SerializeAsString(), first->SerializeAsString());
  EXPECT_THAT(Chain(kAna), ElementsAre("Top"));
  EXPECT_THAT(suite.SetManager(kAna, kCarla, kStart, id),
              StatusIs(absl::StatusCode::kInvalidArgument, "REQUEST_ID_REUSED"));
}

TEST_F(Lines, OfTwoParallelHalvesOfACycleOneIsRefused) {
  for (int round = 0; round < 10; ++round) {
    ASSERT_THAT(suite.SetManager(kAna, kTop, kStart), IsOk());
    ASSERT_THAT(suite.SetManager(kBen, kTop, kStart), IsOk());
    absl::Status one;
    absl::Status other;
    std::thread thread([&] { one = suite.SetManager(kAna, kBen, kStart).status(); });
    other = suite.SetManager(kBen, kAna, kStart).status();
    thread.join();
    EXPECT_NE(one.ok(), other.ok());
    EXPECT_THAT(one.ok() ? other : one, StatusIs(absl::StatusCode::kFailedPrecondition, "CYCLE"));
  }
}

TEST_F(Lines, OfACoachStandBesideThatOfTheManager) {
  v1::SetCoachRequest request;
  request.set_person(suite.Name(kAna));
  request.set_coach(suite.Name(kBen));
  *request.mutable_start_date() = ToDate(kStart);
  const auto first = suite.As(testing::kRoot, &Suite::Stub::SetCoach, request);
  ASSERT_THAT(first, IsOk());
  EXPECT_EQ(first->coach(), suite.Name(kBen));
  EXPECT_EQ(first->manager(), suite.Name(kCarla));
  EXPECT_EQ(first->SerializeAsString(), suite.Get(testing::kRoot, kAna)->SerializeAsString());
  // The coach of one's own manager closes no circle.
  request.set_person(suite.Name(kTop));
  request.set_coach(suite.Name(kAna));
  EXPECT_THAT(suite.As(testing::kRoot, &Suite::Stub::SetCoach, request), IsOk());
}

TEST_F(Lines, OfACoachEndTheDayBeforeTheNext) {
  v1::SetCoachRequest request;
  request.set_person(suite.Name(kAna));
  request.set_coach(suite.Name(kBen));
  *request.mutable_start_date() = ToDate(kStart);
  ASSERT_THAT(suite.As(testing::kRoot, &Suite::Stub::SetCoach, request), IsOk());
  request.clear_start_date();
  request.set_coach(suite.Name(kTop));
  ASSERT_THAT(suite.As(testing::kRoot, &Suite::Stub::SetCoach, request), IsOk());
  EXPECT_EQ(suite.database.QueryInt(
                "SELECT COUNT(*) FROM reporting_line WHERE kind = 2 AND end_date = '2026-01-13'"),
            1);
  request.clear_coach();
  const auto none = suite.As(testing::kRoot, &Suite::Stub::SetCoach, request);
  ASSERT_THAT(none, IsOk());
  EXPECT_EQ(none->coach(), "");
  EXPECT_THAT(
      testing::ToldOf(suite.database, suite.Name(kAna)),
      ElementsAre("person.created", "person.changed coach", "person.changed coach", "person.changed coach"));
}

TEST_F(Lines, OfACoachRefuseWhatThoseOfManagersRefuse) {
  v1::SetCoachRequest request;
  request.set_person(suite.Name(kAna));
  request.set_coach(suite.Name(kAna));
  EXPECT_THAT(suite.As(testing::kRoot, &Suite::Stub::SetCoach, request), ViolatesField("coach"));
  request.set_coach("people/01arz3ndektsv4rrffq69g5fav");
  EXPECT_THAT(suite.As(testing::kRoot, &Suite::Stub::SetCoach, request), ViolatesField("coach"));
  request.set_coach(suite.Name("gone@example.com"));
  EXPECT_THAT(suite.As(testing::kRoot, &Suite::Stub::SetCoach, request),
              StatusIs(absl::StatusCode::kFailedPrecondition, "PERSON_LEFT"));
  request.set_coach(suite.Name(kBen));
  request.mutable_start_date()->set_day(31);
  EXPECT_THAT(suite.As(testing::kRoot, &Suite::Stub::SetCoach, request), ViolatesField("start_date"));
  request.clear_start_date();
  EXPECT_THAT(suite.As(kCarla, &Suite::Stub::SetCoach, request),
              StatusIs(absl::StatusCode::kPermissionDenied));
  request.set_etag("stale");
  EXPECT_THAT(suite.As(testing::kRoot, &Suite::Stub::SetCoach, request),
              StatusIs(absl::StatusCode::kAborted, "STALE_ETAG"));
  request.set_person(suite.Name("gone@example.com"));
  request.clear_etag();
  EXPECT_THAT(suite.As(testing::kRoot, &Suite::Stub::SetCoach, request),
              StatusIs(absl::StatusCode::kFailedPrecondition, "PERSON_LEFT"));
}

TEST_F(Lines, LeaveAnAuditRecordAndTellTheVersion) {
  v1::SetManagerRequest request;
  request.set_person(suite.Name(kAna));
  request.set_manager(suite.Name(kBen));
  const auto context = laurel::testing::CallAs(testing::kRoot);
  v1::Person answer;
  ASSERT_TRUE(suite.stub().SetManager(context.get(), request, &answer).ok());
  EXPECT_EQ(context->GetServerTrailingMetadata().count("laurel-org-version"), 1U);
  EXPECT_GE(
      suite.database.QueryInt("SELECT COUNT(*) FROM audit_record WHERE subject = ?", {suite.Name(kAna)}), 1);
}

}  // namespace
}  // namespace laurel::directory
