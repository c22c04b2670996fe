// What becomes of a plan: started, cancelled, or that nobody came.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "common/testing/status_matchers.h"
#include "services/feedback/tests/permissions.h"

namespace laurel::feedback::testing {
namespace {

using laurel::testing::IsOk;
using laurel::testing::StatusIs;
using ::testing::ElementsAre;
using Stub = v1::CoachingService::Stub;

// The three verbs alike: what is tried, and the state that it leads to.
template <typename Request>
struct Verb {
  Suite::Method<Request, v1::CoachingSession> method;
  v1::CoachingSessionState to;
};
const Verb<v1::StartCoachingSessionRequest> kStart{&Stub::StartCoachingSession,
                                                   v1::COACHING_SESSION_STATE_IN_PROGRESS};
const Verb<v1::CancelCoachingSessionRequest> kCancel{&Stub::CancelCoachingSession,
                                                     v1::COACHING_SESSION_STATE_CANCELLED};
const Verb<v1::MarkCoachingSessionNoShowRequest> kNoShow{&Stub::MarkCoachingSessionNoShow,
                                                         v1::COACHING_SESSION_STATE_NO_SHOW};

class SessionOutcome : public Permissions {
 protected:
  template <typename Request>
  absl::StatusOr<v1::CoachingSession> Try(const std::string& person, const Verb<Request>& verb,
                                          const std::string& session, const std::string& etag = "") {
    auto request = Named<Request>(session);
    request.set_etag(etag);
    request.set_reason("so it is");
    return suite.As(person, verb.method, request);
  }
  template <typename Request>
  void ExpectTable(const Verb<Request>& verb) {
    const v1::CoachingSession plan = suite.Scheduled(kCoach, {kAna});
    const std::vector<Row> table = {
        {"attendee", kAna, "D"},      {"line manager", kCarla, "D"}, {"chain above", kSkip, "N"},
        {"peer", kPeer, "N"},         {"HR_ADMIN", kHr, "D"},        {"AUDITOR", kAuditor, "D"},
        {"stranger", kStranger, "N"}, {"nobody", kNobody, "D"},
    };
    for (const Row& row : table) {
      EXPECT_EQ(Outcome(Try(row.person, verb, plan.name())), row.expected[0]) << row.relation;
    }
    EXPECT_THAT(Try(kCoach, verb, plan.name(), "\"stale\""),
                StatusIs(absl::StatusCode::kAborted, "STALE_ETAG"));
    const auto after = Try(kCoach, verb, plan.name(), plan.etag());
    ASSERT_THAT(after, IsOk());
    EXPECT_EQ(after->state(), verb.to);
    EXPECT_NE(after->etag(), plan.etag());
    const auto read =
        suite.As(kCoach, &Stub::GetCoachingSession, Named<v1::GetCoachingSessionRequest>(plan.name()));
    EXPECT_EQ(read->SerializeAsString(), after->SerializeAsString());
    EXPECT_THAT(Try(kCoach, verb, plan.name()),
                StatusIs(absl::StatusCode::kFailedPrecondition, "WRONG_STATE"));
  }
};

TEST_F(SessionOutcome, IsSaidByTheCoachAlone) {
  ExpectTable(kStart);
  ExpectTable(kCancel);
  ExpectTable(kNoShow);
}

TEST_F(SessionOutcome, OfAStartedSessionIsAnyOfThree) {
  const auto started = [&] {
    const std::string session = suite.Scheduled(kCarla, {kAna}).name();
    EXPECT_THAT(Try(kCarla, kStart, session), IsOk());
    return session;
  };
  EXPECT_THAT(Try(kCarla, kCancel, started()), IsOk());
  EXPECT_THAT(Try(kCarla, kNoShow, started()), IsOk());
  EXPECT_THAT(suite.As(kCarla, &Stub::HoldCoachingSession, Named<v1::HoldCoachingSessionRequest>(started())),
              IsOk());
}

TEST_F(SessionOutcome, OfALeaverIsThatItWasCancelled) {
  const std::string session = suite.Scheduled(kCarla, {kAna}).name();
  auto records = Organization();
  records.Status(kAna, absl::CivilDay(2026, 1, 14), directory::v1::PERSON_STATE_LEFT);
  suite.organization.Set(records.Build(2), suite.clock.Now());
  EXPECT_THAT(Try(kCarla, kStart, session), StatusIs(absl::StatusCode::kFailedPrecondition, "PERSON_LEFT"));
  EXPECT_THAT(Try(kCarla, kNoShow, session), StatusIs(absl::StatusCode::kFailedPrecondition, "PERSON_LEFT"));
  EXPECT_THAT(Try(kCarla, kCancel, session), IsOk());
}

class SessionBatch : public Permissions {
 protected:
  absl::StatusOr<v1::BatchGetCoachingSessionsResponse> Batch(const std::string& person,
                                                             const std::vector<std::string>& names) {
    v1::BatchGetCoachingSessionsRequest request;
    for (const std::string& name : names) request.add_names(name);
    return suite.As(person, &Stub::BatchGetCoachingSessions, request);
  }
};

TEST_F(SessionBatch, AnswersInTheOrderOfTheRequestWhatGetShows) {
  const std::vector<std::string> sessions = {suite.Held(kCoach, {kAna}).name(),
                                             suite.Held(kCarla, {kBen}).name(),
                                             suite.Held(kCarla, {kAna, kBen}).name()};
  const std::vector<std::string> names = {sessions[2], "coachingSessions/" + kNobody, sessions[0],
                                          sessions[1], sessions[2]};
  for (const std::string* person :
       {&kAna, &kBen, &kCarla, &kSkip, &kCoach, &kPeer, &kHr, &kAuditor, &kStranger}) {
    v1::BatchGetCoachingSessionsResponse expected;
    for (const std::string& name : names) {
      const auto one =
          suite.As(*person, &Stub::GetCoachingSession, Named<v1::GetCoachingSessionRequest>(name));
      if (one.ok()) {
        *expected.add_coaching_sessions() = *one;
      } else {
        expected.add_missing(name);
      }
    }
    const auto batch = Batch(*person, names);
    ASSERT_THAT(batch, IsOk());
    EXPECT_EQ(batch->DebugString(), expected.DebugString());
  }
}

TEST_F(SessionBatch, TellsNothingWhileTheOrganisationIsTooOld) {
  const std::string own = suite.Held(kCarla, {kAna}).name();
  const std::string other = suite.Held(kCarla, {kBen}).name();
  suite.clock.Advance(absl::Hours(1));
  EXPECT_THAT(Batch(kAna, {own}), IsOk());
  for (const std::string& name : {other, "coachingSessions/" + kNobody}) {
    EXPECT_THAT(Batch(kAna, {own, name}), StatusIs(absl::StatusCode::kUnavailable, "ORGANIZATION_STALE"));
  }
}

TEST_F(SessionBatch, RefusesMoreThanOneAnswerHolds) {
  auto request = LogRequest({kAna}, suite.clock.Now());
  for (int i = 0; i < 10; ++i) {
    common::v1::Evidence& evidence = *request.mutable_coaching_session()->add_evidence();
    evidence.set_system("telephony");
    evidence.set_url("https://example.com/" + std::string(1900, 'x'));
    std::string excerpt;
    for (int c = 0; c < 1000; ++c) excerpt += "…";
    evidence.set_excerpt(excerpt);
  }
  const std::string session = suite.As(kCarla, &Stub::CreateCoachingSession, request)->name();
  EXPECT_THAT(Batch(kCarla, std::vector<std::string>(60, session)), IsOk());
  EXPECT_THAT(Batch(kCarla, std::vector<std::string>(200, session)), laurel::testing::ViolatesField("names"));
}

}  // namespace
}  // namespace laurel::feedback::testing
