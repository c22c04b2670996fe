// What lists of feedback hold: pages together are what a filter over everything would leave, for every filter
// and reader.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <random>
#include <set>

#include "common/testing/status_matchers.h"
#include "common/time/convert.h"
#include "services/feedback/audience/access.h"
#include "services/feedback/feedback/listing.h"
#include "services/feedback/feedback/rules.h"
#include "services/feedback/feedback/store.h"
#include "services/feedback/names.h"
#include "services/feedback/testing/feedback_rows.h"
#include "services/feedback/testing/suite.h"

namespace laurel::feedback::testing {
namespace {

using laurel::testing::IsOk;
using laurel::testing::StatusIs;
using laurel::testing::ViolatesField;
using org::testing::TestId;
using ::testing::ElementsAreArray;
using Request = v1::ListFeedbackRequest;
using Stub = v1::FeedbackService::Stub;
using Pieces = std::vector<v1::Feedback>;

constexpr int kPieces = 3'000;

class FeedbackLists : public ::testing::Test {
 protected:
  int Pick(int count) { return std::uniform_int_distribution<int>(0, count - 1)(random_); }
  std::string PickOf(const std::vector<std::string>& some) {
    return some[static_cast<std::size_t>(Pick(static_cast<int>(some.size())))];
  }

  // Many are of one time. Those of a session are about those who take part in it.
  v1::Feedback AnyPiece(int n, absl::Time newest) {
    const std::string subject = PickOf({kAna, kAna, kBen, kCarla, kPeer, kHr, kAuditor});
    std::string author = subject;
    while (author == subject) author = PickOf(people_);
    v1::Feedback piece = Piece(n, {.author = author,
                                   .subject = subject,
                                   .kind = static_cast<v1::FeedbackKind>(1 + Pick(v1::FeedbackKind_MAX)),
                                   .visibility = static_cast<v1::FeedbackVisibility>(1 + Pick(5)),
                                   .state = static_cast<v1::FeedbackState>(1 + Pick(5)),
                                   .time = newest - absl::Minutes(Pick(500))});
    if (piece.has_submit_time()) *piece.mutable_create_time() = ToTimestamp(newest - absl::Hours(Pick(100)));
    const bool took_part = subject == kAna || subject == kBen || subject == kCarla;
    if (took_part && Pick(3) == 0) piece.set_session(session_);
    if (feedback::IsShown(piece.state()) && piece.visibility() == v1::FEEDBACK_VISIBILITY_TEAM) {
      for (const std::string& team : {TestId(50), TestId(51), TestId(52)}) {
        if (Pick(2) == 0) piece.add_audience_teams(org::kTeamPattern.Format({team}));
      }
    }
    return piece;
  }

  void Fill(int count) {
    session_ = suite.Held(kCarla, {kAna, kBen}).name();
    const absl::Time newest = suite.clock.Now() - absl::Hours(1);
    for (int n = 0; n < count; ++n) all_.push_back(AnyPiece(n, newest));
    InsertPieces(*suite.db, all_);
  }

  // The names of what the caller may read of it, newest first.
  std::vector<std::string> Expected(const std::string& caller, const Request& request) const {
    Pieces found;
    for (const v1::Feedback& piece : all_) {
      const absl::Time time = feedback::OrderTimeOf(piece);
      const bool own = piece.author() == Person(caller) || piece.subject() == Person(caller);
      const bool no_person =
          request.author().empty() && request.subject().empty() && request.session().empty();
      const bool asked = (!no_person || own) &&
                         (request.author().empty() || request.author() == piece.author()) &&
                         (request.subject().empty() || request.subject() == piece.subject()) &&
                         (request.session().empty() || request.session() == piece.session()) &&
                         (request.kind() == 0 || request.kind() == piece.kind()) &&
                         (request.state() == 0 || request.state() == piece.state()) &&
                         (!request.has_start_time() || time >= FromTimestamp(request.start_time())) &&
                         (!request.has_end_time() || time < FromTimestamp(request.end_time()));
      if (asked && ViewOf(caller, piece).has_value()) found.push_back(piece);
    }
    std::ranges::sort(found, std::ranges::greater(), [](const v1::Feedback& piece) {
      return std::pair(feedback::OrderTimeOf(piece), piece.name());
    });
    std::vector<std::string> names;
    for (const v1::Feedback& piece : found) names.push_back(piece.name());
    return names;
  }

  std::optional<common::v1::View> ViewOf(const std::string& caller, const v1::Feedback& piece) const {
    return audience::ViewFor(
        audience::ReaderOf(*suite.organization.Current(), caller, piece, suite.clock.Now()), piece);
  }

  // All pages, `between` run before each but the first.
  absl::StatusOr<Pieces> Pages(
      const std::string& caller, Request request, const std::function<void()>& between = [] {}) {
    Pieces pieces;
    while (true) {
      auto page = suite.As(caller, &Stub::ListFeedback, request);
      if (!page.ok()) return page.status();
      pieces.insert(pieces.end(), page->feedback().begin(), page->feedback().end());
      if (page->next_page_token().empty()) return pieces;
      request.set_page_token(page->next_page_token());
      between();
    }
  }

  static std::vector<std::string> NamesOf(const Pieces& pieces) {
    std::vector<std::string> names;
    for (const v1::Feedback& piece : pieces) names.push_back(piece.name());
    return names;
  }

  // What becomes of the list by this caller.
  void Check(const std::string& caller, Request request) {
    const std::vector<std::string> expected = Expected(caller, request);
    request.set_page_size(std::max(7, static_cast<int>(expected.size()) / 3 + Pick(3)));
    const auto pieces = Pages(caller, request);
    const bool by_role = caller == kHr || caller == kAuditor;
    if (!request.author().empty() && request.author() != Person(caller) && request.subject().empty() &&
        request.session().empty() && !by_role) {
      EXPECT_THAT(pieces, StatusIs(absl::StatusCode::kPermissionDenied, "NOT_YOUR_REPORT"));
      return;
    }
    const bool reads_session = by_role || caller == kAna || caller == kBen || caller == kCarla;
    if (!request.session().empty() && !reads_session) {
      EXPECT_THAT(pieces, ViolatesField("session"));
      return;
    }
    ASSERT_THAT(pieces, IsOk());
    ASSERT_THAT(NamesOf(*pieces), ElementsAreArray(expected)) << caller << ": " << request.ShortDebugString();
    for (const v1::Feedback& piece : *pieces) ASSERT_EQ(piece.view(), views_.at({caller, piece.name()}));
  }

  void CheckSession(const std::string& caller, const v1::CoachingSession& session) {
    rpc::Call call;
    call.caller = {.id = caller, .name = Person(caller), .is = {}};
    if (caller == kHr) call.caller.is.Add(common::v1::CALLER_HR_ADMIN);
    if (caller == kAuditor) call.caller.is.Add(common::v1::CALLER_AUDITOR);
    call.now = suite.clock.Now();
    Request request;
    request.set_session(session.name());
    auto listing = feedback::ListingFor(suite.organization.Current(), call, request, session);
    ASSERT_THAT(listing, IsOk());
    listing->limit = 60;
    std::vector<std::string> names;
    for (std::size_t page = 60; page == 60;) {
      const auto pieces = suite.db->Read<Pieces>(
          suite.clock.Now() + absl::Minutes(1),
          [&](sql::Connection& connection) { return feedback::List(connection, *listing); });
      ASSERT_THAT(pieces, IsOk());
      for (const v1::Feedback& piece : *pieces) names.push_back(piece.name());
      page = pieces->size();
      if (page > 0)
        listing->within.after = {feedback::OrderTimeOf(pieces->back()), std::string(IdOf(names.back()))};
    }
    EXPECT_THAT(names, ElementsAreArray(Expected(caller, request))) << caller;
  }

  void NoteViews() {
    for (const std::string& person : people_) {
      for (const v1::Feedback& piece : all_) {
        if (const auto view = ViewOf(person, piece)) views_[{person, piece.name()}] = *view;
      }
    }
  }

  Suite suite;
  std::mt19937 random_{20260114};
  const std::vector<std::string> people_ = {kAna,  kBen,  kCarla,  kSkip, kTop,     kCoach,
                                            kLead, kPeer, kFormer, kHr,   kAuditor, kStranger};
  std::string session_;
  Pieces all_;
  std::map<std::pair<std::string, std::string>, common::v1::View> views_;
};

TEST_F(FeedbackLists, HoldWhatAFilterOverEverythingLeaves) {
  Fill(kPieces);
  NoteViews();
  const absl::Time newest = suite.clock.Now() - absl::Hours(1);
  for (const std::string& subject : {std::string(), kAna, kHr}) {
    for (const std::string& author : {std::string(), std::string("me"), kStranger, kHr}) {
      for (const bool of_session : {false, true}) {
        for (int kind = 0; kind <= v1::FeedbackKind_MAX; ++kind) {
          for (int state = 0; state <= v1::FeedbackState_MAX; ++state) {
            for (int range = 0; range < 3; ++range) {
              const std::string caller = PickOf(people_);
              Request request;
              if (!subject.empty()) request.set_subject(Person(subject));
              if (!author.empty()) request.set_author(Person(author == "me" ? caller : author));
              if (of_session) request.set_session(session_);
              request.set_kind(static_cast<v1::FeedbackKind>(kind));
              request.set_state(static_cast<v1::FeedbackState>(state));
              const absl::Time start = newest - absl::Minutes(200 + Pick(300));
              if (range > 0) *request.mutable_start_time() = ToTimestamp(start);
              if (range > 1) *request.mutable_end_time() = ToTimestamp(start + absl::Minutes(Pick(200)));
              Check(caller, request);
              if (HasFatalFailure()) return;
            }
          }
        }
      }
    }
  }
}

// Of whoever reads by no role there are more ranges than one statement has.
TEST_F(FeedbackLists, OfASessionOfManyAreThoseOfAllWhoTakePart) {
  v1::CoachingSession session;
  session.set_name(kSessionPattern.Format({TestId(70)}));
  session.set_coach(Person(kCarla));
  for (const std::string& attendee : {kHr, kAuditor}) session.add_attendees(Person(attendee));
  for (int i = 0; i < 48; ++i) session.add_attendees(Person(TestId(1000 + i)));
  for (int n = 0; n < 600; ++n) {
    v1::Feedback piece = AnyPiece(n, suite.clock.Now());
    piece.set_subject(n % 5 == 0 ? session.attendees(Pick(2)) : session.attendees(Pick(50)));
    piece.set_session(session.name());
    if (piece.author() != piece.subject()) all_.push_back(piece);
  }
  InsertPieces(*suite.db, all_);
  for (const std::string& caller : {kHr, kAuditor, kCarla}) CheckSession(caller, session);
}

TEST_F(FeedbackLists, GiveEachPieceOnceWhileOthersAreAdded) {
  Fill(300);
  for (const std::string& caller : {kAna, kCarla, kPeer, kHr}) {
    Request request;
    request.set_page_size(11);
    if (caller != kAna) request.set_subject(Person(kAna));
    const std::vector<std::string> before = Expected(caller, request);
    const auto pieces = Pages(caller, request, [&] {
      Pieces more;
      for (int i = 0; i < 5; ++i)
        more.push_back(AnyPiece(static_cast<int>(all_.size()) + i, suite.clock.Now()));
      InsertPieces(*suite.db, more);
      all_.insert(all_.end(), more.begin(), more.end());
    });
    ASSERT_THAT(pieces, IsOk());
    const std::vector<std::string> names = NamesOf(*pieces);
    const std::set<std::string> once(names.begin(), names.end());
    EXPECT_EQ(once.size(), names.size());
    for (const std::string& name : before) EXPECT_TRUE(once.contains(name)) << name;
    EXPECT_TRUE(std::ranges::is_sorted(*pieces, std::ranges::greater(), [](const v1::Feedback& piece) {
      return std::pair(feedback::OrderTimeOf(piece), piece.name());
    }));
  }
}

TEST_F(FeedbackLists, TakeATokenOfThemselvesAlone) {
  Fill(200);
  Request request;
  request.set_subject(Person(kAna));
  request.set_page_size(2);
  const auto page = suite.As(kCarla, &Stub::ListFeedback, request);
  ASSERT_THAT(page, IsOk());
  request.set_page_token(page->next_page_token());
  request.set_page_size(5);
  EXPECT_THAT(suite.As(kCarla, &Stub::ListFeedback, request), IsOk());
  const auto foreign = ViolatesField("page_token");
  EXPECT_THAT(suite.As(kSkip, &Stub::ListFeedback, request), foreign);
  const std::vector<std::function<void(Request&)>> others = {
      [](Request& other) { other.set_subject(Person(kBen)); },
      [](Request& other) { other.clear_subject(); },
      [](Request& other) { other.set_author(Person(kStranger)); },
      [](Request& other) { other.set_kind(v1::FEEDBACK_KIND_PRAISE); },
      [](Request& other) { other.set_state(v1::FEEDBACK_STATE_SUBMITTED); },
      [&](Request& other) { other.set_session(session_); },
      [&](Request& other) { *other.mutable_start_time() = ToTimestamp(suite.clock.Now()); },
      [&](Request& other) { *other.mutable_end_time() = ToTimestamp(suite.clock.Now()); },
      [](Request& other) { other.mutable_page_token()->push_back('A'); }};
  for (const auto& change : others) {
    Request other = request;
    change(other);
    EXPECT_THAT(suite.As(kCarla, &Stub::ListFeedback, other), foreign);
  }
}

TEST_F(FeedbackLists, RefuseWhatCannotBe) {
  const auto refusal = [&](const std::function<void(Request&)>& change) {
    Request request;
    change(request);
    return suite.As(kAna, &Stub::ListFeedback, request).status();
  };
  EXPECT_THAT(refusal([](Request& r) { r.set_subject(Person(kNobody)); }), ViolatesField("subject"));
  EXPECT_THAT(refusal([](Request& r) { r.set_author(Person(kNobody)); }), ViolatesField("author"));
  EXPECT_THAT(refusal([](Request& r) { r.set_session(kSessionPattern.Format({kNobody})); }),
              ViolatesField("session"));
  EXPECT_THAT(refusal([](Request& r) { r.set_page_size(-1); }), ViolatesField("page_size"));
  EXPECT_THAT(refusal([&](Request& r) {
                *r.mutable_start_time() = ToTimestamp(suite.clock.Now());
                *r.mutable_end_time() = ToTimestamp(suite.clock.Now() - absl::Hours(1));
              }),
              ViolatesField("end_time"));
  EXPECT_THAT(refusal([](Request& r) { r.set_subject(Person(kGone)); }), IsOk());
}

// The whole of it would be more than gRPC lets through.
TEST_F(FeedbackLists, EndAPageEarlyWhenItIsLarge) {
  Pieces pieces;
  for (int n = 0; n < 200; ++n) {
    v1::Feedback piece = Piece(n, {.author = kStranger, .subject = kAna, .time = suite.clock.Now()});
    for (std::string* text :
         {piece.mutable_strengths(), piece.mutable_growth_areas(), piece.mutable_next_step()}) {
      for (int i = 0; i < 2'000; ++i) *text += "\xF0\x9F\x8C\xBF";
    }
    pieces.push_back(piece);
  }
  InsertPieces(*suite.db, pieces);
  Request request;
  request.set_page_size(200);
  const auto page = suite.As(kAna, &Stub::ListFeedback, request);
  ASSERT_THAT(page, IsOk());
  EXPECT_LE(page->ByteSizeLong(), 600U * 1024);
  EXPECT_GT(page->feedback_size(), 10);
  EXPECT_EQ(Pages(kAna, request)->size(), 200U);
  v1::BatchGetFeedbackRequest batch;
  for (const v1::Feedback& piece : pieces) batch.add_names(piece.name());
  EXPECT_THAT(suite.As(kAna, &Stub::BatchGetFeedback, batch), ViolatesField("names"));
  batch.mutable_names()->DeleteSubrange(100, 100);
  batch.add_names(pieces.front().name());
  batch.add_names(kFeedbackPattern.Format({kNobody}));
  const auto answer = suite.As(kAna, &Stub::BatchGetFeedback, batch);
  ASSERT_THAT(answer, IsOk());
  EXPECT_EQ(answer->feedback_size(), 101);
  EXPECT_EQ(answer->feedback(100).name(), pieces.front().name());
  EXPECT_THAT(answer->missing(), ElementsAreArray({kFeedbackPattern.Format({kNobody})}));
}

}  // namespace
}  // namespace laurel::feedback::testing
