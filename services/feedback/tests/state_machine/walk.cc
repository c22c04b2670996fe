#include "services/feedback/tests/state_machine/walk.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <map>

#include "common/testing/status_matchers.h"
#include "common/time/convert.h"
#include "fmt/format.h"
#include "services/feedback/tests/state_machine/relations.h"

namespace laurel::feedback::testing {
namespace {

using laurel::testing::IsOk;
using Stub = Suite::Stub;
using FeedbackStub = Suite::FeedbackStub;

constexpr int kLive = 6;  // sessions, and pieces: few, so that each is met often

char Letter(common::v1::View view) { return view == common::v1::VIEW_FULL ? 'F' : 'S'; }

}  // namespace

const std::string& Walk::Somebody() {
  return Cast()[static_cast<std::size_t>(Pick(static_cast<int>(Cast().size())))];
}

std::vector<std::string> Walk::SomePeople(const std::string& but) {
  std::vector<std::string> people;
  for (int i = Pick(3); i >= 0; --i) {
    const std::string& one = Somebody();
    if (one != but && std::ranges::find(people, one) == people.end()) people.push_back(one);
  }
  if (people.empty()) people.push_back(but == kAna ? kBen : kAna);
  return people;
}

v1::FeedbackVisibility Walk::SomeVisibility() { return static_cast<v1::FeedbackVisibility>(1 + Pick(5)); }

// Mostly by somebody whom it concerns.
Attempt Walk::Try(const std::vector<std::string>& concerned) {
  const bool concerns = Pick(10) < 7;
  return {.actor = concerns ? concerned[static_cast<std::size_t>(Pick(static_cast<int>(concerned.size())))]
                            : Somebody(),
          .now = suite_.clock.Now(),
          .stale = Pick(6) == 0,
          .reason = Pick(2) == 0 ? "so it is" : ""};
}

void Walk::Step() {
  const int choice = Pick(100);
  if (choice < 12) return PassTime();
  if (choice < 20 || sessions_.size() < kLive) return CreateSession();
  if (choice < 28 || pieces_.size() < kLive) return CreatePiece();
  const auto at = static_cast<std::size_t>(Pick(kLive));
  if (choice < 68) return ChangeSession(sessions_[at]);
  ChangePiece(pieces_[at]);
}

// To the moment at which a window closes, and past it.
void Walk::PassTime() {
  static constexpr std::array kSteps = {absl::Microseconds(1),     absl::Seconds(1),    absl::Minutes(14),
                                        absl::Minutes(15),         absl::Hours(23),     absl::Hours(24),
                                        absl::Hours(24 * 30 - 24), absl::Hours(24 * 30)};
  const absl::Duration step = kSteps[static_cast<std::size_t>(Pick(kSteps.size()))];
  last_ = "time passes: " + absl::FormatDuration(step);
  suite_.Pass(step);
}

void Walk::CreateSession() {
  const std::string coach = Somebody();
  const std::vector<std::string> attendees = SomePeople(coach);
  const bool held = Pick(3) == 0;
  const bool one_on_one = Pick(4) == 0;
  const absl::Time now = suite_.clock.Now();
  auto request = held ? LogRequest(attendees, now) : ScheduleRequest(attendees, now + absl::Hours(1));
  request.set_allow_overlap(true);
  // Between colleagues anybody coaches anybody.
  if (!one_on_one) request.mutable_coaching_session()->set_kind(v1::COACHING_SESSION_KIND_ROLE_PLAY);
  const bool may = !one_on_one || std::ranges::all_of(attendees, [&](const std::string& attendee) {
    return Are(MayCoach(), coach, attendee);
  });
  last_ = fmt::format("{} makes a session of {} with {}", held ? "held" : "planned", coach,
                      fmt::join(attendees, ", "));
  const auto made = suite_.As(coach, &Stub::CreateCoachingSession, request, Pick(2));
  Judge(made.status(), may ? Expected{.tells = held ? "coaching.held" : "coaching.scheduled"}
                           : Expected{.refusal = "NOT_YOUR_REPORT"});
  if (!made.ok()) return;
  if (sessions_.size() == kLive) sessions_.erase(sessions_.begin());
  sessions_.emplace_back(SessionModel(coach, attendees, held, now), made->name());
  sessions_.back().between_colleagues = !one_on_one;
  Compare(sessions_.back(), true);
}

void Walk::CreatePiece() {
  const std::string author = Somebody();
  const std::string subject = SomePeople(author).front();
  const v1::FeedbackVisibility visibility = SomeVisibility();
  auto request = FeedbackRequest(subject, visibility);
  request.set_submit(Pick(2) == 0);
  last_ = fmt::format("{} writes about {}, {}", author, subject, v1::FeedbackVisibility_Name(visibility));
  const auto made = suite_.As(author, &FeedbackStub::CreateFeedback, request, Pick(2));
  const bool nobody = visibility == v1::FEEDBACK_VISIBILITY_TEAM && !TeamMates().contains(subject);
  Judge(made.status(), request.submit() && nobody
                           ? Expected{.refusal = "NO_TEAM"}
                           : Expected{.tells = request.submit() ? "feedback.submitted" : "feedback.drafted"});
  if (!made.ok()) return;
  if (pieces_.size() == kLive) pieces_.erase(pieces_.begin());
  pieces_.emplace_back(FeedbackModel(author, subject, visibility, request.submit(), suite_.clock.Now()),
                       made->name());
  Compare(pieces_.back(), true);
}

void Walk::ChangeSession(Session& session) {
  using Verb = SessionModel::Verb;
  const auto verb = static_cast<Verb>(Pick(SessionModel::kVerbs));
  std::vector<std::string> concerned = session.model.attendees();
  concerned.insert(concerned.end(), concerned.size() + 1, session.model.coach());
  Attempt attempt = Try(concerned);
  if (verb == Verb::kVoid) attempt.reason = "so it is";
  std::optional<std::vector<std::string>> attendees;
  if (verb == Verb::kUpdate && session.between_colleagues && Pick(2) == 0)
    attendees = SomePeople(session.model.coach());
  last_ = fmt::format("verb {} of session {} by {}{}", static_cast<int>(verb), session.name, attempt.actor,
                      attempt.stale ? ", stale" : "");
  const absl::Status status = Call(session, verb, attempt, attendees);
  Judge(status, session.model.Try(verb, attempt, attendees));
  Compare(session, status.ok() && verb != Verb::kAddNote && verb != Verb::kAddTalkingPoint);
}

void Walk::ChangePiece(Piece& piece) {
  const auto verb = static_cast<FeedbackModel::Verb>(Pick(FeedbackModel::kVerbs));
  const Attempt attempt = Try({piece.model.author(), piece.model.subject(), kHr});
  const v1::FeedbackVisibility visibility = Pick(2) == 0 ? SomeVisibility() : piece.model.visibility();
  last_ = fmt::format("verb {} of {} by {}{}", static_cast<int>(verb), piece.name, attempt.actor,
                      attempt.stale ? ", stale" : "");
  const absl::Status status = Call(piece, verb, attempt, visibility);
  Judge(status, piece.model.Try(verb, attempt, visibility));
  Compare(piece, status.ok());
}

std::vector<std::string> Walk::TakeTold() {
  std::vector<std::string> told;
  const absl::Status taken = suite_.db->Transact(
      suite_.clock.Now() + absl::Minutes(1), [&](sql::Connection& connection) -> absl::Status {
        const auto rows = connection.Query("SELECT type FROM event_pending ORDER BY inserted, id");
        if (!rows.ok()) return rows.status();
        told.clear();
        for (const sql::Row& row : *rows) told.emplace_back(row.Text(0));
        return told.empty() ? absl::OkStatus() : connection.Execute("DELETE FROM event_pending").status();
      });
  EXPECT_THAT(taken, IsOk());
  return told;
}

void Walk::Judge(const absl::Status& status, const Expected& expected) {
  EXPECT_EQ(absl::StatusCodeToString(status.code()), absl::StatusCodeToString(CodeOf(expected.refusal)))
      << expected.refusal << ", got " << status;
  EXPECT_EQ(ReasonOf(status), expected.refusal);
  std::vector<std::string> tells;
  if (!expected.tells.empty()) tells.assign(static_cast<std::size_t>(expected.times), expected.tells);
  EXPECT_EQ(TakeTold(), tells);
  ++seen_[expected.refusal + expected.tells];
}

template <typename Model>
void Walk::CompareEtag(Live<Model>& live, const std::string& etag, bool moved_on) {
  EXPECT_EQ(etag != live.etag, moved_on);
  if (etag == live.etag) return;
  if (!live.etag.empty()) live.former_etag = live.etag;
  live.etag = etag;
}

void Walk::Compare(Session& session, bool moved_on) {
  const SessionModel& model = session.model;
  const auto get = [&](const std::string& person) {
    return suite_.As(person, &Stub::GetCoachingSession, Named<v1::GetCoachingSessionRequest>(session.name),
                     Pick(2));
  };
  const auto full = get(model.coach());
  ASSERT_THAT(full, IsOk());
  EXPECT_EQ(v1::CoachingSessionState_Name(full->state()), model.state());
  EXPECT_EQ(full->acknowledgements_size(), static_cast<int>(model.acknowledgements()));
  std::vector<std::string> attendees;
  for (const std::string& attendee : model.attendees()) attendees.push_back(Person(attendee));
  EXPECT_THAT(full->attendees(), ::testing::ElementsAreArray(attendees));
  CompareEtag(session, full->etag(), moved_on);

  const std::string& reader = Somebody();
  const auto seen = get(reader);
  EXPECT_EQ(seen.ok() ? Letter(seen->view()) : '-', model.ViewOf(reader)) << reader;
  if (moved_on) CompareChanges(session.name, model.changes(), model.ViewOf(reader), reader);
}

void Walk::Compare(Piece& piece, bool moved_on) {
  const FeedbackModel& model = piece.model;
  const auto get = [&](const std::string& person) {
    return suite_.As(person, &FeedbackStub::GetFeedback, Named<v1::GetFeedbackRequest>(piece.name), Pick(2));
  };
  const auto full = get(model.author());
  ASSERT_THAT(full, IsOk());
  EXPECT_EQ(v1::FeedbackState_Name(full->state()), model.state());
  EXPECT_EQ(full->visibility(), model.visibility());
  CompareEtag(piece, full->etag(), moved_on);

  const std::string& reader = Somebody();
  const auto seen = get(reader);
  EXPECT_EQ(seen.ok() ? Letter(seen->view()) : '-', model.ViewOf(reader)) << reader;
  if (moved_on) CompareChanges(piece.name, model.changes(), model.ViewOf(reader), reader);
}

void Walk::CompareChanges(const std::string& name, const std::vector<Change>& changes, char view,
                          const std::string& reader) {
  v1::ListStatusChangesRequest request;
  request.set_parent(name);
  const auto page = suite_.As(reader, &Stub::ListStatusChanges, request, Pick(2));
  EXPECT_EQ(page.ok(), view != '-') << reader;
  if (!page.ok()) return;
  std::vector<Change> seen;
  for (const common::v1::StatusChange& change : page->status_changes()) {
    seen.push_back(
        {change.from_state(), change.to_state(), change.actor().substr(Person("").size()), change.reason()});
  }
  std::vector<Change> expected = changes;
  if (view == 'S') {
    for (Change& change : expected) change.reason.clear();
  }
  EXPECT_EQ(seen, expected) << reader;
}

}  // namespace laurel::feedback::testing
