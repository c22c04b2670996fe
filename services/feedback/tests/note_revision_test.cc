// A note's author gives it new words; those that stood there before stay.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>
#include <thread>

#include "common/testing/status_matchers.h"
#include "common/time/convert.h"
#include "services/feedback/testing/suite.h"

namespace laurel::feedback::testing {
namespace {

using laurel::testing::IsOk;
using laurel::testing::StatusIs;
using laurel::testing::ViolatesField;
using ::testing::ElementsAre;
using Stub = v1::CoachingService::Stub;

constexpr char kRequestId[] = "7d3b1a52-6f0e-4c55-9d6b-0d6a2c1f7a10";

class NoteRevisions : public ::testing::Test {
 protected:
  v1::Note Added(const std::string& author, v1::NoteVisibility visibility = v1::NOTE_VISIBILITY_UNSPECIFIED) {
    const auto note = suite.As(author, &Stub::AddNote, NoteRequest(session, "first", visibility));
    EXPECT_THAT(note, IsOk());
    return note.value_or(v1::Note());
  }
  auto Revise(const std::string& person, const v1::Note& note, std::string_view text,
              std::string_view etag = "") {
    auto request = Named<v1::ReviseNoteRequest>(note.name());
    request.set_text(std::string(text));
    request.set_etag(std::string(etag));
    return suite.As(person, &Stub::ReviseNote, request);
  }
  auto List(const std::string& person, const v1::Note& note, int page_size = 0,
            std::string_view page_token = "") {
    v1::ListNoteRevisionsRequest request;
    request.set_parent(note.name());
    request.set_page_size(page_size);
    request.set_page_token(std::string(page_token));
    return suite.As(person, &Stub::ListNoteRevisions, request);
  }
  std::vector<std::string> Texts(const std::string& person, const v1::Note& note) {
    std::vector<std::string> texts;
    const auto page = List(person, note);
    EXPECT_THAT(page, IsOk());
    if (page.ok()) {
      for (const v1::NoteRevision& revision : page->revisions()) texts.push_back(revision.text());
    }
    return texts;
  }

  Suite suite;
  const std::string session = suite.Held(kCarla, {kAna, kBen}).name();
};

TEST_F(NoteRevisions, KeepEveryTextWithItsTimeAndThePresentOneLast) {
  const v1::Note note = Added(kAna);
  EXPECT_EQ(note.revision(), 1);
  suite.Pass(absl::Minutes(1));
  ASSERT_THAT(Revise(kAna, note, "second"), IsOk());
  suite.Pass(absl::Minutes(1));
  const auto third = Revise(kAna, note, "third");
  ASSERT_THAT(third, IsOk());
  EXPECT_EQ(third->revision(), 3);
  EXPECT_EQ(third->text(), "third");
  EXPECT_EQ(FromTimestamp(third->create_time()), FromTimestamp(note.create_time()));
  EXPECT_EQ(FromTimestamp(third->update_time()), suite.clock.Now());
  EXPECT_THAT(Texts(kCarla, note), ElementsAre("first", "second", "third"));
  const auto page = List(kBen, note);
  for (int i = 0; i < 3; ++i) {
    EXPECT_EQ(page->revisions(i).name(), note.name() + "/revisions/" + std::to_string(i + 1));
    EXPECT_EQ(FromTimestamp(page->revisions(i).create_time()), suite.clock.Now() - absl::Minutes(2 - i));
  }
  v1::ListNotesRequest notes;
  notes.set_parent(session);
  const auto listed = suite.As(kBen, &Stub::ListNotes, notes);
  ASSERT_EQ(listed->notes_size(), 1);
  EXPECT_EQ(listed->notes(0).SerializeAsString(), third->SerializeAsString());
}

TEST_F(NoteRevisions, PageInTheirOrder) {
  const v1::Note note = Added(kAna);
  for (const char* text : {"2", "3", "4", "5"}) ASSERT_THAT(Revise(kAna, note, text), IsOk());
  std::string texts, token;
  do {
    const auto page = List(kAna, note, 2, token);
    ASSERT_THAT(page, IsOk());
    for (const v1::NoteRevision& revision : page->revisions()) texts += revision.text();
    token = page->next_page_token();
    if (texts == "first2") {
      ASSERT_THAT(Revise(kAna, note, "6"), IsOk());
    }
  } while (!token.empty());
  EXPECT_EQ(texts, "first23456");
  EXPECT_THAT(List(kAna, note, 2, "x"), ViolatesField("page_token"));
}

TEST_F(NoteRevisions, AreTheAuthorsAlone) {
  const v1::Note note = Added(kAna);
  EXPECT_THAT(Revise(kCarla, note, "x"), StatusIs(absl::StatusCode::kPermissionDenied, "PERMISSION_DENIED"));
  EXPECT_THAT(Revise(kBen, note, "x"), StatusIs(absl::StatusCode::kPermissionDenied, "PERMISSION_DENIED"));
  EXPECT_THAT(Texts(kAna, note), ElementsAre("first"));
}

TEST_F(NoteRevisions, OfAPrivateNoteOfSomebodyElseDoNotExist) {
  const v1::Note own = Added(kAna, v1::NOTE_VISIBILITY_ATTENDEE_PRIVATE);
  v1::Note unknown;
  unknown.set_name(session + "/notes/" + kNobody);
  for (const std::string& person : {kCarla, kBen}) {
    const auto revised = Revise(person, own, "x");
    EXPECT_THAT(revised, StatusIs(absl::StatusCode::kNotFound, "NOT_FOUND"));
    EXPECT_EQ(revised.status(), Revise(person, unknown, "x").status());
    EXPECT_EQ(List(person, own).status(), List(person, unknown).status());
  }
  // Who reads the session's summary learns nothing of any note, not even that it is not there.
  for (const v1::Note& note : {own, unknown}) {
    EXPECT_THAT(Revise(kHr, note, "x"), StatusIs(absl::StatusCode::kPermissionDenied));
    EXPECT_THAT(List(kHr, note), StatusIs(absl::StatusCode::kPermissionDenied));
    EXPECT_THAT(List(kStranger, note), StatusIs(absl::StatusCode::kNotFound));
  }
}

TEST_F(NoteRevisions, OfSharedNotesEndThirtyDaysAfterHeldAndOfPrivateOnesNever) {
  const v1::Note shared = Added(kAna);
  const v1::Note own = Added(kCarla, v1::NOTE_VISIBILITY_COACH_PRIVATE);
  suite.Pass(absl::Hours(30 * 24));
  EXPECT_THAT(Revise(kAna, shared, "just in time"), IsOk());
  suite.Pass(absl::Microseconds(1));
  EXPECT_THAT(Revise(kAna, shared, "too late"),
              StatusIs(absl::StatusCode::kFailedPrecondition, "NOTES_CLOSED"));
  EXPECT_THAT(Revise(kCarla, own, "never too late"), IsOk());
}

TEST_F(NoteRevisions, OfAVoidedSessionAreOfPrivateNotesOnly) {
  const v1::Note shared = Added(kCarla);
  const v1::Note own = Added(kCarla, v1::NOTE_VISIBILITY_COACH_PRIVATE);
  auto voiding = Named<v1::VoidCoachingSessionRequest>(session);
  voiding.set_reason("logged twice");
  ASSERT_THAT(suite.As(kCarla, &Stub::VoidCoachingSession, voiding), IsOk());
  EXPECT_THAT(Revise(kCarla, shared, "x"), StatusIs(absl::StatusCode::kFailedPrecondition, "WRONG_STATE"));
  EXPECT_THAT(Revise(kCarla, own, "x"), IsOk());
}

TEST_F(NoteRevisions, WithAStaleEtagAreAborted) {
  const v1::Note note = Added(kAna);
  const auto second = Revise(kAna, note, "second", note.etag());
  ASSERT_THAT(second, IsOk());
  const auto stale = Revise(kAna, note, "third", note.etag());
  ASSERT_THAT(stale, StatusIs(absl::StatusCode::kAborted, "STALE_ETAG"));
  EXPECT_EQ(ErrorInfoOf(stale.status())->metadata().at("current_etag"), second->etag());
}

TEST_F(NoteRevisions, OfTheSameWordsAreNone) {
  const v1::Note note = Added(kAna);
  suite.database.Execute("DELETE FROM event_pending");
  suite.Pass(absl::Minutes(1));
  const auto again = Revise(kAna, note, " first ");
  ASSERT_THAT(again, IsOk());
  EXPECT_EQ(again->SerializeAsString(), note.SerializeAsString());
  EXPECT_THAT(suite.Told(), ElementsAre());
  EXPECT_THAT(Texts(kAna, note), ElementsAre("first"));
}

TEST_F(NoteRevisions, AreToldAuditedAndReplayedOnce) {
  const v1::Note note = Added(kAna);
  suite.database.Execute("DELETE FROM event_pending");
  auto request = Named<v1::ReviseNoteRequest>(note.name());
  request.set_text("second");
  request.set_request_id(kRequestId);
  const auto first = suite.As(kAna, &Stub::ReviseNote, request);
  ASSERT_THAT(first, IsOk());
  const auto again = suite.As(kAna, &Stub::ReviseNote, request, 1);
  ASSERT_THAT(again, IsOk());
  EXPECT_EQ(again->SerializeAsString(), first->SerializeAsString());
  EXPECT_THAT(suite.Told(), ElementsAre("coaching.note_revised"));
  const sql::Rows audit = suite.database.Query(
      "SELECT resource, fields, LENGTH(earlier_hash) FROM audit_record WHERE method LIKE '%/ReviseNote'");
  ASSERT_EQ(audit.size(), 1U);
  EXPECT_EQ(audit[0].Text(0), note.name());
  EXPECT_EQ(audit[0].Text(1), "text");
  EXPECT_EQ(audit[0].Int(2), 32);
}

TEST_F(NoteRevisions, InParallelKeepEveryText) {
  const v1::Note note = Added(kAna);
  {
    std::vector<std::jthread> callers;
    for (int i = 0; i < 20; ++i) {
      callers.emplace_back([&, i] { EXPECT_THAT(Revise(kAna, note, "text " + std::to_string(i)), IsOk()); });
    }
  }
  const std::vector<std::string> texts = Texts(kAna, note);
  EXPECT_EQ(std::set<std::string>(texts.begin(), texts.end()).size(), 21U);
  EXPECT_EQ(texts.front(), "first");
}

}  // namespace
}  // namespace laurel::feedback::testing
