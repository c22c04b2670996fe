// What a page of ListFeedback costs the database: as many rows as it shows, however many there are, and
// however few of them the caller asked for or may read.
#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <iostream>

#include "common/testing/rows_read.h"
#include "common/time/convert.h"
#include "fmt/format.h"
#include "services/feedback/feedback/listing.h"
#include "services/feedback/feedback/range_store.h"
#include "services/feedback/feedback/rules.h"
#include "services/feedback/names.h"
#include "services/feedback/testing/feedback_rows.h"
#include "services/feedback/testing/suite.h"

namespace laurel::feedback::testing {
namespace {

using org::testing::TestId;
using Request = v1::ListFeedbackRequest;

constexpr int kPageSize = 20;
// Beside what the ranges cost: the page itself, by the places that were found.
constexpr std::int64_t kPageReads = (kPageSize + 1) + 11;
// Of several ranges together the places are put in order, and read once more.
constexpr std::int64_t kOrderReads = 2 * (kPageSize + 1);
const std::string kAnasTeam = TestId(50);
const std::string kAnotherTeam = TestId(51);
const std::string kSession = TestId(70);

struct Ask {
  std::string caller;
  Request request;
};

Request About(const std::string& subject, const std::string& author = "") {
  Request request;
  request.set_subject(Person(subject));
  if (!author.empty()) request.set_author(Person(author));
  return request;
}

Request By(const std::string& author) {
  Request request;
  request.set_author(Person(author));
  return request;
}

Request OfSession() {
  Request request;
  request.set_session(kSessionPattern.Format({kSession}));
  return request;
}

// Half of it is about Ana, by many, in one session, the other half by Stranger, about many.
v1::Feedback HalfAboutAna(int i, absl::Time time) {
  const bool about_ana = i % 2 == 1;
  const std::string other = TestId(1000 + i % 200);
  v1::Feedback piece = Piece(i, {.author = about_ana ? other : kStranger,
                                 .subject = about_ana ? kAna : other,
                                 .visibility = v1::FEEDBACK_VISIBILITY_TEAM,
                                 .time = time});
  if (about_ana) piece.set_session(kSessionPattern.Format({kSession}));
  piece.add_audience_teams(org::kTeamPattern.Format({about_ana ? kAnotherTeam : kAnasTeam}));
  return piece;
}

class FeedbackListCost : public ::testing::Test {
 protected:
  // All at one time later than the one before it.
  void Fill(int count, const std::function<v1::Feedback(int, absl::Time)>& piece) {
    suite.database.Execute("DELETE FROM feedback");
    suite.database.Execute("DELETE FROM feedback_team");
    std::vector<v1::Feedback> pieces;
    for (int i = 0; i < count; ++i) pieces.push_back(piece(i, first + absl::Minutes(i)));
    InsertPieces(*suite.db, pieces);
    suite.database.Query("ANALYZE TABLE feedback, feedback_team");
  }

  // How many rows of tables, keys and of what it kept in between the server read for one page, and how many
  // ranges the list is made of.
  struct Cost {
    std::int64_t reads = 0;
    std::int64_t ranges = 0;

    std::int64_t PageReads() const { return kPageReads + (ranges > 1 ? kOrderReads : 0); }

    // Each row of a page is read in each of the ranges, and once more from what the server keeps of them.
    // `filtered`: rows that are read, and asked for their teams, inside of ranges.
    bool IsThatOfAPage(std::int64_t filtered) const {
      return reads <= ranges * 2 * (kPageSize + 1) + PageReads() + 3 * filtered;
    }
    // One step into each.
    bool IsNextToNothing() const { return reads <= ranges + 5; }
    std::string ToText() const { return fmt::format("{} reads of {} ranges", reads, ranges); }
  };

  Cost CostOf(const Ask& ask, std::optional<absl::Time> after = {}) {
    rpc::Call call;
    call.caller.id = ask.caller;
    call.caller.name = Person(ask.caller);
    if (ask.caller == kHr) call.caller.is.Add(common::v1::CALLER_HR_ADMIN);
    if (ask.caller == kAuditor) call.caller.is.Add(common::v1::CALLER_AUDITOR);
    call.now = suite.clock.Now();
    std::optional<v1::CoachingSession> session;
    if (!ask.request.session().empty()) {
      session.emplace().set_coach(Person(kCarla));
      for (const std::string& attendee : {kAna, kBen}) session->add_attendees(Person(attendee));
    }
    auto listing = feedback::ListingFor(suite.organization.Current(), call, ask.request, session);
    EXPECT_TRUE(listing.ok()) << listing.status();
    listing->limit = kPageSize + 1;
    if (after.has_value()) listing->within.after = {*after, kNobody};
    const std::int64_t reads = laurel::testing::RowsRead(*suite.db, [&](sql::Connection& connection) {
      return feedback::List(connection, *listing).status();
    });
    return {.reads = reads, .ranges = static_cast<std::int64_t>(feedback::RangesOf(*listing).size())};
  }

  void ExpectNextToNothing(const Ask& ask, const std::string& what) {
    const Cost cost = CostOf(ask);
    EXPECT_TRUE(cost.IsNextToNothing())
        << what << ", " << ask.caller << ", " << cost.ToText() << ": " << ask.request.ShortDebugString();
  }

  Suite suite;
  const absl::Time first = suite.clock.Now() - absl::Hours(24 * 30);
};

// Each of these with and without kind, and without state, with one that others know of, with one that they
// do not.
std::vector<Ask> WithEveryFilter(const std::vector<Ask>& asks) {
  std::vector<Ask> filtered;
  for (const Ask& ask : asks) {
    for (const v1::FeedbackKind kind : {v1::FEEDBACK_KIND_UNSPECIFIED, v1::FEEDBACK_KIND_MIXED}) {
      for (const v1::FeedbackState state :
           {v1::FEEDBACK_STATE_UNSPECIFIED, v1::FEEDBACK_STATE_SUBMITTED, v1::FEEDBACK_STATE_DRAFT}) {
        filtered.push_back(ask);
        filtered.back().request.set_kind(kind);
        filtered.back().request.set_state(state);
      }
    }
  }
  return filtered;
}

// By everybody who is something to Ana, or to what Stranger wrote.
std::vector<Ask> EveryList() {
  return {{kAna, Request()},
          {kStranger, Request()},
          {kAna, About(kAna)},
          {kCarla, About(kAna)},
          {kSkip, About(kAna)},
          {kCoach, About(kAna)},
          {kPeer, About(kAna)},
          {kBen, About(kAna)},
          {kHr, About(kAna)},
          {kAuditor, About(kAna)},
          {kStranger, By(kStranger)},
          {kHr, By(kStranger)},
          {kAuditor, By(kStranger)},
          {kPeer, About(kAna, kStranger)},
          {kCarla, About(kAna, kStranger)},
          {kStranger, About(kAna, kStranger)},
          {kAna, OfSession()},
          {kCarla, OfSession()},
          {kHr, OfSession()}};
}

TEST_F(FeedbackListCost, IsThatOfThePageHoweverMuchThereIs) {
  const auto of_all_sorts = [](int i, absl::Time time) {
    v1::Feedback piece = HalfAboutAna(i, time);
    if (i % 100 == 0) piece.set_subject(Person(kAna));
    piece.set_kind(static_cast<v1::FeedbackKind>(1 + i / 6 % 3));
    piece.set_visibility(static_cast<v1::FeedbackVisibility>(1 + i / 18 % 5));
    piece.set_state(static_cast<v1::FeedbackState>(1 + i / 90 % 5));
    if (!feedback::IsShown(piece.state())) piece.clear_submit_time();
    if (piece.visibility() != v1::FEEDBACK_VISIBILITY_TEAM) piece.clear_audience_teams();
    if (i % 4 == 1 && piece.audience_teams_size() > 0) {
      piece.set_audience_teams(0, org::kTeamPattern.Format({kAnasTeam}));
    }
    return piece;
  };
  for (const int count : {200, 20'000}) {
    Fill(count, of_all_sorts);
    const absl::Time late = first + absl::Minutes(count / 5);
    std::int64_t most = 0;
    for (const Ask& ask : WithEveryFilter(EveryList())) {
      Ask in_range = ask;
      *in_range.request.mutable_start_time() = ToTimestamp(first + absl::Minutes(count / 10));
      *in_range.request.mutable_end_time() = ToTimestamp(late);
      // What Stranger wrote about Ana, of all states and visibilities; a session's, of all states.
      const bool filtered = (!ask.request.author().empty() && !ask.request.subject().empty()) ||
                            (!ask.request.session().empty() && ask.request.state() != 0);
      for (const Cost& cost : {CostOf(ask), CostOf(ask, late), CostOf(in_range)}) {
        ASSERT_TRUE(cost.IsThatOfAPage(filtered ? count / 100 : 0))
            << count << ", " << ask.caller << ", " << cost.ToText() << ": " << ask.request.ShortDebugString();
        most = std::max(most, cost.reads);
      }
    }
    std::cout << "  " << count << " pieces: at most " << most << " rows read for a page\n";
  }
}

TEST_F(FeedbackListCost, IsNextToNothingWhereNothingIsFound) {
  Fill(20'000, HalfAboutAna);
  struct Case {
    const char* what;
    const char* change;
    std::vector<Ask> asks;
    v1::FeedbackKind kind = v1::FEEDBACK_KIND_UNSPECIFIED;
    v1::FeedbackState state = v1::FEEDBACK_STATE_UNSPECIFIED;
  };
  const std::vector<Ask> by_role = {{kHr, By(kStranger)}, {kAuditor, By(kStranger)}};
  const std::vector<Ask> others = {{kCarla, About(kAna)}, {kPeer, About(kAna)}, {kBen, About(kAna)},
                                   {kHr, About(kAna)},    {kHr, By(kStranger)}, {kHr, OfSession()},
                                   {kCarla, OfSession()}};
  std::vector<Ask> all = others;
  all.insert(all.end(), {{kAna, Request()},
                         {kStranger, Request()},
                         {kStranger, By(kStranger)},
                         {kAna, About(kAna)},
                         {kAuditor, About(kAna)},
                         {kAuditor, By(kStranger)},
                         {kAna, OfSession()}});
  std::vector<Ask> without_session = all;
  std::erase_if(without_session, [](const Ask& ask) { return !ask.request.session().empty(); });
  const std::vector<Case> cases = {
      {"another kind", "kind = 1, visibility = 5, state = 2", all, v1::FEEDBACK_KIND_MIXED},
      {"another state", "kind = 1, visibility = 5, state = 2", without_session, v1::FEEDBACK_KIND_UNSPECIFIED,
       v1::FEEDBACK_STATE_ACKNOWLEDGED},
      {"not readable", "kind = 1, visibility = 1, state = 2", others},
      {"drafts of others", "kind = 1, visibility = 5, state = 1", others},
      {"shown to another team", "kind = 1, visibility = 4, state = 2", {{kPeer, About(kAna)}}}};
  for (const Case& one : cases) {
    suite.database.Execute(std::string("UPDATE feedback SET ") + one.change);
    for (Ask ask : one.asks) {
      ask.request.set_kind(one.kind);
      ask.request.set_state(one.state);
      ExpectNextToNothing(ask, one.what);
    }
  }
  suite.database.Execute("UPDATE feedback_team SET state = 2, team = ?", {kAnasTeam});
  Ask retracted{kPeer, About(kAna)};
  retracted.request.set_state(v1::FEEDBACK_STATE_RETRACTED);
  ExpectNextToNothing(retracted, "retracted");
  for (Ask ask : all) {
    *ask.request.mutable_end_time() = ToTimestamp(first);
    ExpectNextToNothing(ask, "before");
    ask.request.clear_end_time();
    *ask.request.mutable_start_time() = ToTimestamp(suite.clock.Now());
    ExpectNextToNothing(ask, "after");
  }
}

}  // namespace
}  // namespace laurel::feedback::testing
