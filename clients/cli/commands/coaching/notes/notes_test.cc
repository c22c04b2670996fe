// `laurel coaching notes` and `revise` as they are typed.
#include "clients/cli/testing/fake_suite.h"
#include "common/time/convert.h"
#include "fmt/format.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace laurel::cli {
namespace {

using ::testing::ElementsAre;
using testing::FakeSuite;
using ::testing::HasSubstr;
using testing::Outcome;

namespace v1 = feedback::v1;

constexpr char kSession[] = "coachingSessions/01jd8z3v5n7q2w4e6r8tabcdef";

std::string NoteName(const std::string& id) { return fmt::format("{}/notes/{}", kSession, id); }

v1::Note NoteBy(const std::string& id, const std::string& author, const std::string& text) {
  v1::Note note;
  note.set_name(NoteName(id));
  note.set_etag("etag-" + id);
  note.set_creator(author);
  note.set_text(text);
  note.set_visibility(v1::NOTE_VISIBILITY_SHARED);
  note.set_revision(1);
  *note.mutable_create_time() = ToTimestamp(FakeSuite::Now().now - absl::Hours(25));
  return note;
}

TEST(CoachingNotes, AreNumberedWhereThereAreSeveral) {
  FakeSuite suite;
  suite.coaching.notes = {NoteBy("1", "people/maria", "Greets warmly.")};
  EXPECT_EQ(suite.Run({"coaching", "notes", kSession}).out,
            "Note by Maria Costa, yesterday 15:20\n  Greets warmly.\n");
  suite.coaching.notes.push_back(NoteBy("2", "people/ana", "Thank you."));
  suite.coaching.notes[1].set_revision(2);
  *suite.coaching.notes[1].mutable_update_time() = ToTimestamp(FakeSuite::Now().now);
  EXPECT_THAT(suite.Run({"coaching", "notes", kSession}).out,
              HasSubstr("Note 2 by Ana Pereira, yesterday 15:20, revised today 16:20\n"));
}

TEST(CoachingNotes, ShowTheTextsThatTheyHadHad) {
  FakeSuite suite;
  suite.coaching.notes = {NoteBy("1", "people/maria", "two")};
  for (const char* text : {"one", "two"}) {
    v1::NoteRevision& revision = suite.coaching.revisions.emplace_back();
    revision.set_name(fmt::format("{}/notes/1/revisions/{}", kSession, suite.coaching.revisions.size()));
    revision.set_text(text);
    *revision.mutable_create_time() = ToTimestamp(FakeSuite::Now().now);
  }
  EXPECT_EQ(suite.Run({"coaching", "notes", kSession, "--history"}).out,
            "Note by Maria Costa, yesterday 15:20\n"
            "REVISION  WHEN         TEXT\n"
            "1         today 16:20  one\n"
            "2         today 16:20  two\n");
}

TEST(CoachingRevise, MeansTheOnlyNoteOfOnesOwn) {
  FakeSuite suite;
  suite.coaching.notes = {NoteBy("1", "people/ana", "hers"), NoteBy("2", "people/maria", "mine")};
  const Outcome outcome = suite.Run({"coaching", "revise", kSession, "-"}, "better\r\nthan before");
  EXPECT_EQ(outcome.code, 0) << outcome.err;
  ASSERT_EQ(suite.coaching.revised.size(), 1u);
  EXPECT_EQ(suite.coaching.revised[0].name(), NoteName("2"));
  EXPECT_EQ(suite.coaching.revised[0].etag(), "etag-2");
  EXPECT_EQ(suite.coaching.revised[0].text(), "better\nthan before");
}

TEST(CoachingRevise, DoesNotGuessWhichOfSeveral) {
  FakeSuite suite;
  suite.coaching.notes = {NoteBy("1", "people/maria", "one"), NoteBy("2", "people/ana", "two"),
                          NoteBy("3", "people/maria", "three")};
  const Outcome outcome = suite.Run({"coaching", "revise", kSession, "new"});
  EXPECT_EQ(outcome.code, 2);
  EXPECT_THAT(outcome.err, HasSubstr("Give --note with 1 or 3"));
  EXPECT_EQ(suite.Run({"coaching", "revise", kSession, "new", "--note", "4"}).code, 2);
  EXPECT_EQ(suite.Run({"coaching", "revise", kSession, "new", "--note", "3"}).code, 0);
  EXPECT_EQ(suite.coaching.revised.back().name(), NoteName("3"));
  suite.coaching.notes.clear();
  EXPECT_THAT(suite.Run({"coaching", "revise", kSession, "new"}).err, HasSubstr("you have written no note"));
}

}  // namespace
}  // namespace laurel::cli
