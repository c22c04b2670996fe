// What PreviewAudience says of what is about to be written, and what it refuses.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "common/testing/status_matchers.h"
#include "services/feedback/testing/suite.h"

namespace laurel::feedback::testing {
namespace {

using laurel::testing::IsOk;
using laurel::testing::StatusIs;
using laurel::testing::ViolatesField;
using ::testing::ElementsAre;
using Stub = v1::FeedbackService::Stub;

class Preview : public ::testing::Test {
 protected:
  absl::StatusOr<v1::PreviewAudienceResponse> Ask(const std::string& caller, std::string_view subject,
                                                  v1::FeedbackVisibility visibility,
                                                  v1::FeedbackKind kind = v1::FEEDBACK_KIND_MIXED) {
    v1::PreviewAudienceRequest request;
    request.mutable_feedback()->set_subject(std::string(subject));
    request.mutable_feedback()->set_visibility(visibility);
    request.mutable_feedback()->set_kind(kind);
    return suite.As(caller, &Stub::PreviewAudience, request);
  }

  // "person relations view" of each.
  static std::vector<std::string> Lines(const v1::PreviewAudienceResponse& preview) {
    std::vector<std::string> lines;
    for (const v1::AudienceMember& member : preview.readers()) {
      std::string line = member.person();
      for (const int relation : member.relations()) {
        line += " " + v1::AudienceRelation_Name(relation).substr(std::string("AUDIENCE_RELATION_").size());
      }
      lines.push_back(line + (member.view() == common::v1::VIEW_FULL ? "" : " (summary)"));
    }
    return lines;
  }

  Suite suite;
};

TEST_F(Preview, NamesReadersByTheirRelationNearestFirst) {
  const auto preview = Ask(kStranger, Person(kAna), v1::FEEDBACK_VISIBILITY_TEAM);
  ASSERT_THAT(preview, IsOk());
  EXPECT_FALSE(preview->everyone());
  EXPECT_EQ(preview->audience_teams_size(), 1);
  EXPECT_THAT(Lines(*preview),
              ElementsAre(Person(kStranger) + " AUTHOR", Person(kAna) + " SUBJECT TEAM_MEMBER",
                          Person(kCarla) + " LINE_MANAGER", Person(kSkip) + " CHAIN_ABOVE",
                          Person(kTop) + " CHAIN_ABOVE", Person(kCoach) + " COACH",
                          Person(kLead) + " TEAM_MEMBER", Person(kPeer) + " TEAM_MEMBER",
                          Person(kHr) + " HR_ADMIN", Person(kAuditor) + " AUDITOR (summary)"));
}

TEST_F(Preview, NamesNobodyButThoseWhomTheVisibilityMeans) {
  const auto lines = [&](v1::FeedbackVisibility visibility) {
    const auto preview = Ask(kStranger, Person(kAna), visibility);
    return preview.ok() ? Lines(*preview) : std::vector<std::string>{preview.status().ToString()};
  };
  const std::string author = Person(kStranger) + " AUTHOR";
  const std::string auditor = Person(kAuditor) + " AUDITOR (summary)";
  EXPECT_THAT(lines(v1::FEEDBACK_VISIBILITY_PRIVATE),
              ElementsAre(author, Person(kAna) + " SUBJECT", auditor));
  EXPECT_THAT(lines(v1::FEEDBACK_VISIBILITY_MANAGER_ONLY),
              ElementsAre(author, Person(kCarla) + " LINE_MANAGER", Person(kHr) + " HR_ADMIN", auditor));
  const auto of_unset = ElementsAre(author, Person(kAna) + " SUBJECT", Person(kCarla) + " LINE_MANAGER",
                                    Person(kHr) + " HR_ADMIN", auditor);
  EXPECT_THAT(lines(v1::FEEDBACK_VISIBILITY_UNSPECIFIED), of_unset);
  EXPECT_THAT(lines(v1::FEEDBACK_VISIBILITY_SUBJECT_AND_MANAGER), of_unset);
  EXPECT_TRUE(Ask(kStranger, Person(kAna), v1::FEEDBACK_VISIBILITY_PUBLIC)->everyone());
}

TEST_F(Preview, RefusesWhatASubmissionWouldRefuse) {
  const auto unset = v1::FEEDBACK_VISIBILITY_UNSPECIFIED;
  EXPECT_THAT(Ask(kAna, "", unset), ViolatesField("feedback.subject"));
  EXPECT_THAT(Ask(kAna, "teams/" + kBen, unset), ViolatesField("feedback.subject"));
  EXPECT_THAT(Ask(kAna, Person(kNobody), unset), ViolatesField("feedback.subject"));
  EXPECT_THAT(Ask(kAna, "people/me", unset), ViolatesField("feedback.subject"));
  EXPECT_THAT(Ask(kAna, Person(kBen), static_cast<v1::FeedbackVisibility>(77)),
              ViolatesField("feedback.visibility"));
  EXPECT_THAT(Ask(kAna, Person(kBen), unset, static_cast<v1::FeedbackKind>(77)),
              ViolatesField("feedback.kind"));
  EXPECT_THAT(Ask(kAna, Person(kGone), unset),
              StatusIs(absl::StatusCode::kFailedPrecondition, "PERSON_LEFT"));
  EXPECT_THAT(Ask(kAna, Person(kBen), v1::FEEDBACK_VISIBILITY_TEAM),
              StatusIs(absl::StatusCode::kFailedPrecondition, "NO_TEAM"));
  EXPECT_THAT(Ask(kBen, Person(kAna), v1::FEEDBACK_VISIBILITY_TEAM, v1::FEEDBACK_KIND_CONSTRUCTIVE),
              StatusIs(absl::StatusCode::kInvalidArgument, "VISIBILITY_NOT_ALLOWED"));
  v1::PreviewAudienceRequest neither;
  EXPECT_THAT(suite.As(kAna, &Stub::PreviewAudience, neither), StatusIs(absl::StatusCode::kInvalidArgument));
  auto both = Named<v1::PreviewAudienceRequest>(suite.Drafted(kAna, kBen).name());
  both.mutable_feedback()->set_subject(Person(kBen));
  EXPECT_THAT(suite.As(kAna, &Stub::PreviewAudience, both), StatusIs(absl::StatusCode::kInvalidArgument));
}

TEST_F(Preview, OfWhatStandsCountsTheTeamsItWasShownTo) {
  const std::string name = suite.Given(kStranger, kAna, v1::FEEDBACK_VISIBILITY_TEAM).name();
  // Ana moves to a team of her own; who was shown it still reads it.
  auto records = Organization();
  records.Team(org::testing::TestId(60)).Member(org::testing::TestId(60), kAna);
  suite.organization.Set(records.Build(2), suite.clock.Now());
  const auto preview = suite.As(kPeer, &Stub::PreviewAudience, Named<v1::PreviewAudienceRequest>(name));
  ASSERT_THAT(preview, IsOk());
  EXPECT_THAT(preview->audience_teams(), ElementsAre(org::kTeamPattern.Format({org::testing::TestId(50)})));
}

TEST_F(Preview, OfADraftAboutSomebodyWhoHasLeftIsRefused) {
  const std::string name = suite.Drafted(kStranger, kAna).name();
  auto records = Organization();
  records.Status(kAna, absl::CivilDay(2026, 1, 10), directory::v1::PERSON_STATE_LEFT);
  suite.organization.Set(records.Build(2), suite.clock.Now());
  EXPECT_THAT(suite.As(kStranger, &Stub::PreviewAudience, Named<v1::PreviewAudienceRequest>(name)),
              StatusIs(absl::StatusCode::kFailedPrecondition, "PERSON_LEFT"));
}

}  // namespace
}  // namespace laurel::feedback::testing
