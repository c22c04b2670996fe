// `laurel feedback give` and `edit`, written in an editor.
#include <filesystem>

#include "clients/cli/connection/token.h"
#include "clients/cli/testing/feedback_fixture.h"
#include "common/status/error.h"
#include "gmock/gmock.h"

namespace laurel::cli {
namespace {

namespace v1 = feedback::v1;
using ::testing::AllOf;
using ::testing::ElementsAre;
using FeedbackEditorTest = testing::FeedbackFixture;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using testing::Outcome;

TEST_F(FeedbackEditorTest, IsWrittenInAnEditorAtATerminal) {
  UseEditor("s/^## Strengths/&\\nGreets warmly/; s/^## Next step/&\\n#48213 is worth hearing\\n# a remark/");
  suite_.in_is_terminal = true;
  const Outcome outcome = Run({"give", "ana pereira"});
  EXPECT_EQ(outcome.code, 0) << outcome.err;
  EXPECT_EQ(Created().strengths(), "Greets warmly");
  EXPECT_EQ(Created().growth_areas(), "");
  EXPECT_EQ(Created().next_step(), "#48213 is worth hearing");
  EXPECT_EQ(Created().kind(), v1::FEEDBACK_KIND_PRAISE);
  EXPECT_THAT(Kept(), IsEmpty());
}

TEST_F(FeedbackEditorTest, AnEditorShowsWhatIsSaidAlreadyAndWhoWillReadIt) {
  suite_.variables["VISUAL"] = "cp -t " + temporary_ + " -- ";
  Run({"give", "ana pereira", "--growth", "Asks late", "--edit"});
  EXPECT_EQ(*ReadFile(temporary_ + "/text.md"),
            "## Strengths\n\n\n## Growth areas\nAsks late\n\n## Next step\n\n\n"
            "# Feedback for Ana Pereira. Ana and Anabel Ortiz can read it.\n"
            "# Lines that begin with \"# \" are left out. Leave it empty, and nothing is sent.\n");
}

TEST_F(FeedbackEditorTest, NothingIsSentWhenNothingWasWritten) {
  for (const std::string sed : {"", "d", "s/^## Growth.*/&\\n# only a remark/"}) {
    UseEditor(sed);
    const Outcome outcome = Run({"give", "ana pereira", "--edit"});
    EXPECT_EQ(outcome.code, 2) << sed;
    EXPECT_THAT(outcome.err, HasSubstr("so nothing is sent")) << sed;
  }
  EXPECT_THAT(suite_.feedback.created, IsEmpty());
  EXPECT_THAT(Kept(), IsEmpty());
}

TEST_F(FeedbackEditorTest, WhatTheOptionsSayIsDoneAlsoWhenTheEditorLeavesItUnchanged) {
  UseEditor("");
  EXPECT_EQ(Run({"give", "ana pereira", "--strength", "Greets warmly", "--edit"}).code, 0);
  EXPECT_EQ(Created().strengths(), "Greets warmly");
  Piece("aaaaa2", v1::FEEDBACK_STATE_DRAFT, "people/maria", "people/ana");
  EXPECT_EQ(Run({"edit", "aaaaa2", "--visibility", "private", "--edit"}).code, 0);
  ASSERT_EQ(suite_.feedback.updated.size(), 1u);
  EXPECT_EQ(suite_.feedback.updated[0].feedback().visibility(), v1::FEEDBACK_VISIBILITY_PRIVATE);
  EXPECT_THAT(Run({"edit", "aaaaa2", "--edit"}).err, HasSubstr("it is unchanged, so nothing is sent"));
  EXPECT_THAT(Kept(), IsEmpty());
}

TEST_F(FeedbackEditorTest, WhatIsWrittenIsKeptWhenTheCommandIsAskedToEnd) {
  suite_.variables["EDITOR"] =
      "sed -i -e 's/^## Strengths/&\\nGreets warmly/' \"$1\"; kill -TERM $PPID; exec sleep 9;";
  const Outcome outcome = Run({"give", "ana pereira", "--edit"});
  EXPECT_EQ(outcome.code, 1);
  ASSERT_EQ(Kept().size(), 1u);
  EXPECT_THAT(outcome.err, AllOf(HasSubstr("ended by signal 15 while the editor was open"),
                                 HasSubstr("what you wrote is kept in " + Kept()[0].string())));
  EXPECT_THAT(suite_.feedback.created, IsEmpty());
}

TEST_F(FeedbackEditorTest, NothingIsLeftOfAnUnwrittenTextWhenTheCommandIsAskedToEnd) {
  suite_.variables["EDITOR"] = "kill -HUP $PPID; exec sleep 9;";
  EXPECT_EQ(Run({"give", "ana pereira", "--edit"}).code, 1);
  EXPECT_THAT(Kept(), IsEmpty());
}

TEST_F(FeedbackEditorTest, WordsThatCouldNotBeSentAreKeptAndTakenBack) {
  UseEditor("s/^## Strengths/&\\nGreets warmly/");
  suite_.feedback.broken["CreateFeedback"] =
      Error(absl::StatusCode::kPermissionDenied, "PERMISSION_DENIED", "no");
  const Outcome outcome = Run({"give", "ana pereira", "--edit"});
  EXPECT_EQ(outcome.code, 4);
  ASSERT_EQ(Kept().size(), 1u);
  EXPECT_THAT(outcome.err, HasSubstr("what you wrote is kept in " + Kept()[0].string()));
  suite_.feedback.broken.clear();
  EXPECT_EQ(Run({"give", "ana pereira", "--from", Kept()[0]}).code, 0);
  EXPECT_EQ(suite_.feedback.created.back().feedback().strengths(), "Greets warmly");
}

TEST_F(FeedbackEditorTest, WordsOfADryRunAndOfAnEditorThatFailedAreKept) {
  UseEditor("s/^## Strengths/&\\nGreets warmly/");
  EXPECT_THAT(Run({"give", "ana pereira", "--edit", "--dry-run"}).err, HasSubstr("what you wrote is kept"));
  suite_.variables["EDITOR"] += " \"$1\"; false";
  EXPECT_THAT(Run({"give", "ana pereira", "--edit"}).err,
              AllOf(HasSubstr("nothing is sent"), HasSubstr("what you wrote is kept")));
  EXPECT_EQ(Kept().size(), 2u);
}

TEST_F(FeedbackEditorTest, WhatCannotBeGivenAtAllIsNotWrittenFirst) {
  suite_.variables["EDITOR"] = "touch " + temporary_ + "/opened;";
  suite_.feedback.broken["PreviewAudience"] =
      Error(absl::StatusCode::kFailedPrecondition, "PERSON_LEFT", "left");
  EXPECT_EQ(Run({"give", "ana pereira", "--edit"}).code, 5);
  EXPECT_THAT(Kept(), IsEmpty());
}

TEST_F(FeedbackEditorTest, ADraftIsGoneOnWith) {
  Piece("aaaaa2", v1::FEEDBACK_STATE_DRAFT, "people/maria", "people/ana").set_etag("7");
  UseEditor("s/^Greets warmly/Greets very warmly/; s/^## Growth areas/&\\nAsks late/");
  EXPECT_THAT(Run({"edit", "aaaaa2"}).err, HasSubstr("what is to change?"));
  suite_.in_is_terminal = true;
  EXPECT_EQ(Run({"edit", "aaaaa2"}).code, 0);
  ASSERT_EQ(suite_.feedback.updated.size(), 1u);
  const auto& request = suite_.feedback.updated[0];
  EXPECT_EQ(request.feedback().strengths(), "Greets very warmly\nand listens");
  EXPECT_EQ(request.feedback().kind(), v1::FEEDBACK_KIND_MIXED);
  EXPECT_EQ(request.feedback().etag(), "7");
  EXPECT_THAT(request.update_mask().paths(), ElementsAre("strengths", "growth_areas", "next_step", "kind"));
  EXPECT_EQ(Run({"edit", "aaaaa2", "--visibility", "public"}).code, 0);
  EXPECT_THAT(suite_.feedback.updated[1].update_mask().paths(), ElementsAre("visibility"));
}

TEST_F(FeedbackEditorTest, OnlyADraftIsOpenedInAnEditor) {
  Piece("aaaaa1", v1::FEEDBACK_STATE_SUBMITTED, "people/maria", "people/ana");
  const Outcome outcome = Run({"edit", "aaaaa1"});
  EXPECT_EQ(outcome.code, 5);
  EXPECT_THAT(outcome.err, HasSubstr("it is submitted: only drafts can be changed"));
}

}  // namespace
}  // namespace laurel::cli
