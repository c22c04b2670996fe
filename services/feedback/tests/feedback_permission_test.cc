// What permissions to feedback are beyond the permission table (permission_table/): of holders of a role who
// are its subject, and while nothing is heard of the organisation.
#include <gtest/gtest.h>

#include "common/testing/status_matchers.h"
#include "services/feedback/testing/suite.h"
#include "services/feedback/tests/permissions.h"

namespace laurel::feedback::testing {
namespace {

using laurel::testing::IsOk;
using laurel::testing::StatusIs;
using Stub = v1::FeedbackService::Stub;

// Stranger writes about Ana: no relation but that of the author.
const std::string& kAuthor = kStranger;

using FeedbackPermissions = Permissions;

TEST_F(FeedbackPermissions, AnAdminOrAuditorFindsNothingForTheirManagerAboutThemselves) {
  suite.Given(kAuthor, kHr, v1::FEEDBACK_VISIBILITY_MANAGER_ONLY);
  suite.Given(kAuthor, kHr, v1::FEEDBACK_VISIBILITY_PRIVATE);
  suite.Given(kAuthor, kAuditor, v1::FEEDBACK_VISIBILITY_MANAGER_ONLY);
  v1::ListFeedbackRequest by_author;
  by_author.set_author(Person(kAuthor));
  EXPECT_EQ(Count(kHr, by_author), '2');       // PRIVATE about themselves, MANAGER_ONLY about the other
  EXPECT_EQ(Count(kAuditor, by_author), '2');  // what is about HR, in summary
  EXPECT_EQ(Count(kHr, v1::ListFeedbackRequest()), '1');
  EXPECT_EQ(Count(kAuditor, v1::ListFeedbackRequest()), '0');
}

TEST_F(FeedbackPermissions, AnAdminTakesBackNothingThatIsAboutThemselves) {
  for (const auto visibility :
       {v1::FEEDBACK_VISIBILITY_SUBJECT_AND_MANAGER, v1::FEEDBACK_VISIBILITY_PUBLIC}) {
    auto retract = Named<v1::RetractFeedbackRequest>(suite.Given(kAuthor, kHr, visibility).name());
    retract.set_reason("not true");
    EXPECT_THAT(suite.As(kHr, &Stub::RetractFeedback, retract),
                StatusIs(absl::StatusCode::kPermissionDenied, "PERMISSION_DENIED"));
  }
}

TEST_F(FeedbackPermissions, AMemberOfManyTeamsReadsWhatEachWasShown) {
  auto records = Organization();
  for (int i = 0; i < 40; ++i) {
    records.Team(org::testing::TestId(200 + i)).Member(org::testing::TestId(200 + i), kBen);
  }
  records.Member(org::testing::TestId(239), kAna);
  suite.organization.Set(records.Build(2), suite.clock.Now());
  const std::string name = suite.Given(kAuthor, kAna, v1::FEEDBACK_VISIBILITY_TEAM).name();
  EXPECT_EQ(Outcome(suite.As(kBen, &Stub::GetFeedback, Named<v1::GetFeedbackRequest>(name))), 'F');
  v1::ListFeedbackRequest about;
  about.set_subject(Person(kAna));
  EXPECT_EQ(Count(kPeer, about), '1');
  EXPECT_EQ(Count(kBen, about), '0');  // a list counts the first 32 teams
}

TEST_F(FeedbackPermissions, WithoutFreshNewsOnesOwnGoesOnAndRelationsWait) {
  const std::string name = suite.Given(kAuthor, kAna, v1::FEEDBACK_VISIBILITY_TEAM).name();
  const std::string draft = suite.Drafted(kAuthor, kAna).name();
  const std::string unknown = "feedback/" + kNobody;
  suite.clock.Advance(absl::Minutes(16));
  const auto get = [&](const std::string& person, const std::string& of) {
    return suite.As(person, &Stub::GetFeedback, Named<v1::GetFeedbackRequest>(of));
  };
  const auto list = [&](const std::string& person, const std::string& subject, const std::string& author) {
    v1::ListFeedbackRequest request;
    if (!subject.empty()) request.set_subject(Person(subject));
    if (!author.empty()) request.set_author(Person(author));
    return Count(person, request);
  };
  const auto stale = StatusIs(absl::StatusCode::kUnavailable, "ORGANIZATION_STALE");
  for (const std::string& reader : {kAuthor, kAna, kHr, kAuditor}) EXPECT_THAT(get(reader, name), IsOk());
  for (const std::string& waiting : {kCarla, kPeer, kBen}) {
    EXPECT_THAT(get(waiting, name), stale);
    EXPECT_THAT(get(waiting, draft), stale);
    EXPECT_THAT(get(waiting, unknown), stale);
  }
  EXPECT_THAT(get(kHr, draft), stale);
  EXPECT_THAT(get(kHr, unknown), stale);

  EXPECT_EQ(list(kAuthor, "", ""), '2');
  EXPECT_EQ(list(kAna, "", ""), '1');
  EXPECT_EQ(list(kAna, kAna, ""), '1');
  EXPECT_EQ(list(kAna, kAna, kAuthor), '1');
  EXPECT_EQ(list(kAuthor, kAna, kAuthor), '2');
  EXPECT_EQ(list(kHr, "", kAuthor), '1');
  EXPECT_EQ(list(kAuditor, kAna, ""), '1');
  EXPECT_EQ(list(kCarla, kAna, ""), '?');
  EXPECT_EQ(list(kAuthor, kAna, ""), '?');

  v1::BatchGetFeedbackRequest batch;
  batch.add_names(name);
  EXPECT_THAT(suite.As(kAna, &Stub::BatchGetFeedback, batch), IsOk());
  EXPECT_THAT(suite.As(kCarla, &Stub::BatchGetFeedback, batch), stale);
  batch.add_names(unknown);
  EXPECT_THAT(suite.As(kAna, &Stub::BatchGetFeedback, batch), stale);
  EXPECT_THAT(suite.As(kAuthor, &Stub::PreviewAudience, Named<v1::PreviewAudienceRequest>(name)), stale);
}

}  // namespace
}  // namespace laurel::feedback::testing
