#include "services/feedback/feedback/rules.h"

#include <gtest/gtest.h>

#include <set>
#include <utility>

#include "common/status/error.h"
#include "common/testing/fake_clock.h"
#include "common/testing/status_matchers.h"
#include "common/time/convert.h"

namespace laurel::feedback::feedback {
namespace {

using laurel::testing::IsOk;
using laurel::testing::StatusIs;
using laurel::testing::ViolatesField;

constexpr auto kInvalid = absl::StatusCode::kInvalidArgument;
constexpr auto kPrecondition = absl::StatusCode::kFailedPrecondition;
const absl::Time kNow = laurel::testing::FakeClock().Now();

v1::Feedback Piece(v1::FeedbackState state = v1::FEEDBACK_STATE_DRAFT,
                   v1::FeedbackVisibility visibility = v1::FEEDBACK_VISIBILITY_SUBJECT_AND_MANAGER) {
  v1::Feedback feedback;
  feedback.set_name("feedback/x");
  feedback.set_etag("3");
  feedback.set_author("people/peer");
  feedback.set_subject("people/ana");
  feedback.set_kind(v1::FEEDBACK_KIND_MIXED);
  feedback.set_strengths("Calms callers down");
  feedback.set_growth_areas("Closes late");
  feedback.set_next_step("Close today");
  feedback.set_visibility(visibility);
  feedback.set_focus_area("Closing");
  feedback.set_acknowledge_comment("thanks");
  feedback.add_audience_teams("teams/t");
  feedback.set_state(state);
  for (auto* time : {feedback.mutable_create_time(), feedback.mutable_update_time(),
                     feedback.mutable_state_time(), feedback.mutable_submit_time()}) {
    *time = ToTimestamp(kNow);
  }
  return feedback;
}

TEST(FeedbackTransitions, AreThoseOfTheProduct) {
  enum { kDraft = 1, kSubmitted, kAcknowledged, kDiscarded, kRetracted };
  const std::set<std::pair<int, int>> allowed = {{kDraft, kSubmitted},
                                                 {kDraft, kDiscarded},
                                                 {kSubmitted, kAcknowledged},
                                                 {kSubmitted, kRetracted},
                                                 {kAcknowledged, kRetracted}};
  for (int from = kDraft; from <= kRetracted; ++from) {
    for (int to = kDraft; to <= kRetracted; ++to) {
      EXPECT_EQ(Transitions().Allows(from, to), allowed.contains({from, to})) << from << " to " << to;
    }
  }
}

TEST(FeedbackFields, AreAboutSomebodyElse) {
  v1::Feedback feedback = Piece();
  EXPECT_THAT(CheckFields(feedback), IsOk());
  feedback.set_subject(feedback.author());
  EXPECT_THAT(CheckFields(feedback), StatusIs(kInvalid, "INVALID_FIELD"));
  EXPECT_THAT(CheckFields(feedback), ViolatesField("feedback.subject"));
}

TEST(FeedbackFields, KeepConstructiveFeedbackAmongFew) {
  for (int visibility = 1; visibility <= 5; ++visibility) {
    const auto seen_by = static_cast<v1::FeedbackVisibility>(visibility);
    const bool widely = seen_by == v1::FEEDBACK_VISIBILITY_TEAM || seen_by == v1::FEEDBACK_VISIBILITY_PUBLIC;
    v1::Feedback feedback = Piece(v1::FEEDBACK_STATE_DRAFT, seen_by);
    EXPECT_THAT(CheckFields(feedback), IsOk());
    feedback.set_kind(v1::FEEDBACK_KIND_CONSTRUCTIVE);
    const absl::Status checked = CheckFields(feedback);
    EXPECT_EQ(checked.ok(), !widely) << visibility;
    if (!widely) continue;
    EXPECT_THAT(checked, StatusIs(kInvalid, "VISIBILITY_NOT_ALLOWED"));
    EXPECT_THAT(checked, ViolatesField("feedback.visibility"));
  }
}

TEST(FeedbackText, IsAnyOneOfTheThree) {
  v1::Feedback feedback;
  feedback.set_focus_area("Closing");
  EXPECT_THAT(CheckSaysSomething(feedback), StatusIs(kInvalid, "NOTHING_SAID"));
  for (const char* field : {"strengths", "growth_areas", "next_step"}) {
    v1::Feedback said = feedback;
    said.GetReflection()->SetString(&said, said.GetDescriptor()->FindFieldByName(field), "said");
    EXPECT_THAT(CheckSaysSomething(said), IsOk()) << field;
  }
}

TEST(FeedbackUpdate, IsOfDraftsAlone) {
  EXPECT_THAT(CheckUpdate(Piece(), /*names_visibility=*/true), IsOk());
  EXPECT_THAT(CheckUpdate(Piece(v1::FEEDBACK_STATE_DISCARDED), true), StatusIs(kPrecondition, "WRONG_STATE"));
  for (const auto state : {v1::FEEDBACK_STATE_SUBMITTED, v1::FEEDBACK_STATE_ACKNOWLEDGED}) {
    EXPECT_THAT(CheckUpdate(Piece(state), false), StatusIs(kPrecondition, "WRONG_STATE"));
    EXPECT_THAT(CheckUpdate(Piece(state), true), StatusIs(kPrecondition, "VISIBILITY_FROZEN"));
  }
}

TEST(FeedbackRetraction, IsItsAuthorsForAQuarterOfAnHour) {
  const v1::Feedback given = Piece(v1::FEEDBACK_STATE_SUBMITTED);
  EXPECT_THAT(CheckRetract(given, true, false, "", kNow + kRetractWindow), IsOk());
  const absl::Time late = kNow + kRetractWindow + absl::Microseconds(1);
  EXPECT_THAT(CheckRetract(given, true, false, "late", late),
              StatusIs(kPrecondition, "RETRACT_WINDOW_CLOSED"));
  EXPECT_THAT(CheckRetract(Piece(v1::FEEDBACK_STATE_ACKNOWLEDGED), true, false, "", kNow),
              StatusIs(kPrecondition, "ALREADY_ACKNOWLEDGED"));
  for (const auto state : {v1::FEEDBACK_STATE_DRAFT, v1::FEEDBACK_STATE_RETRACTED}) {
    EXPECT_THAT(CheckRetract(Piece(state), true, false, "", kNow), StatusIs(kPrecondition, "WRONG_STATE"));
  }
}

TEST(FeedbackRetraction, IsHrsAtAnyTimeWithAReason) {
  const absl::Time late = kNow + absl::Hours(1000);
  for (const bool author : {false, true}) {
    for (const auto state : {v1::FEEDBACK_STATE_SUBMITTED, v1::FEEDBACK_STATE_ACKNOWLEDGED}) {
      EXPECT_THAT(CheckRetract(Piece(state), author, true, "names a customer", late), IsOk());
      EXPECT_THAT(CheckRetract(Piece(state), author, true, "", late), ViolatesField("reason"));
    }
    EXPECT_THAT(CheckRetract(Piece(v1::FEEDBACK_STATE_RETRACTED), author, true, "again", late),
                StatusIs(kPrecondition, "WRONG_STATE"));
  }
  EXPECT_THAT(CheckRetract(Piece(v1::FEEDBACK_STATE_SUBMITTED), true, true, "", kNow), IsOk());
}

TEST(FeedbackView, OfTheSummaryHoldsWhoAndWhenAlone) {
  const v1::Feedback given = Piece(v1::FEEDBACK_STATE_SUBMITTED);
  const v1::Feedback full = Shaped(given, common::v1::VIEW_FULL);
  EXPECT_EQ(full.strengths(), given.strengths());
  EXPECT_EQ(full.creator(), given.author());
  EXPECT_EQ(full.view(), common::v1::VIEW_FULL);
  const v1::Feedback summary = Shaped(given, common::v1::VIEW_SUMMARY);
  const std::set<std::string> shown = {"name",    "view",        "kind",        "state",      "author",
                                       "subject", "create_time", "update_time", "state_time", "submit_time"};
  std::vector<const google::protobuf::FieldDescriptor*> set;
  summary.GetReflection()->ListFields(summary, &set);
  std::set<std::string> names;
  for (const auto* field : set) names.insert(field->name());
  EXPECT_EQ(names, shown);
}

}  // namespace
}  // namespace laurel::feedback::feedback
