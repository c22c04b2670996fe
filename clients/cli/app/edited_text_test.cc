// Notes that are written in an editor, as the commands are typed.
#include "clients/cli/testing/fake_suite.h"
#include "fmt/format.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace laurel::cli {
namespace {

using testing::FakeSuite;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using testing::Outcome;

constexpr char kSession[] = "coachingSessions/01jd8z3v5n7q2w4e6r8tabcdef";

TEST(TextFromEditor, IsTheNoteOfASession) {
  FakeSuite suite;
  suite.variables["EDITOR"] = "sed -i -e '1s/$/\\nAsks late./'";
  const Outcome outcome = suite.Run(
      {"coaching", "log", "ana pereira", "--held", "yesterday 15:00", "--note", "Greets warmly.", "--edit"});
  EXPECT_EQ(outcome.code, 0) << outcome.err;
  ASSERT_EQ(suite.coaching.created.size(), 1u);
  EXPECT_EQ(suite.coaching.created[0].shared_note(), "Greets warmly.\nAsks late.");
}

TEST(TextFromEditor, BeginsWithTheTextThatIsRevised) {
  FakeSuite suite;
  suite.variables["VISUAL"] = "sed -i -e s/two/three/";
  auto& note = suite.coaching.notes.emplace_back();
  note.set_name(fmt::format("{}/notes/1", kSession));
  note.set_creator("people/maria");
  note.set_text("Listen to two calls.");
  EXPECT_EQ(suite.Run({"coaching", "revise", kSession, "--edit"}).code, 0);
  ASSERT_EQ(suite.coaching.revised.size(), 1u);
  EXPECT_EQ(suite.coaching.revised[0].text(), "Listen to three calls.");
}

TEST(TextFromEditor, IsAskedForWhereNobodySits) {
  FakeSuite suite;
  EXPECT_THAT(suite.Run({"coaching", "note", kSession}).err, HasSubstr("Give the text, or --edit"));
}

TEST(TextFromEditor, SaysWhenThereIsNoEditor) {
  FakeSuite suite;
  const Outcome outcome = suite.Run({"coaching", "log", "ana pereira", "--held", "now", "--edit"});
  EXPECT_EQ(outcome.code, 2);
  EXPECT_THAT(outcome.err, HasSubstr("there is no editor here: name one in VISUAL or EDITOR"));
  EXPECT_THAT(suite.coaching.created, IsEmpty());
}

}  // namespace
}  // namespace laurel::cli
