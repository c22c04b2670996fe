// What a page of ListRecognitions costs the database. To find it: as many rows as it shows, however many
// there are, and however few of them the caller may read; only of add-ons what not everybody reads is judged
// row by row. To count what was said to it: all reactions and comments of what it shows, which nothing
// bounds.
#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <iostream>

#include "common/testing/explaining.h"
#include "common/testing/rows_read.h"
#include "common/testing/status_matchers.h"
#include "common/time/convert.h"
#include "fmt/format.h"
#include "services/recognition/comment/store.h"
#include "services/recognition/names.h"
#include "services/recognition/reaction/store.h"
#include "services/recognition/reading/listing.h"
#include "services/recognition/reading/range_store.h"
#include "services/recognition/testing/recognition_rows.h"
#include "services/recognition/testing/suite.h"

namespace laurel::recognition::testing {
namespace {

using org::testing::TestId;
using Request = v1::ListRecognitionsRequest;

constexpr int kPageSize = 20;
// Beside what the ranges cost: the page itself, by the places that were found.
constexpr std::int64_t kPageReads = (kPageSize + 1) + 11;
// Of several ranges together the places are put in order, and read once more.
constexpr std::int64_t kOrderReads = 2 * (kPageSize + 1);
const std::string kValue = kValuePattern.Format({TestId(80)});
const std::string kParent = kRecognitionPattern.Format({TestId(81)});

struct Ask {
  std::string caller;
  Request request;
  // Of a hundred recognitions so many stand in ranges that are judged row by row, and are left out.
  int judged = 0;

  bool IsJudged() const { return judged > 0 || request.awaiting_decision(); }
};

Request Made(const std::function<void(Request&)>& change) {
  Request request;
  change(request);
  return request;
}
Request To(const std::string& recipient, const std::string& sender = "") {
  return Made([&](Request& r) {
    r.set_recipient(Person(recipient));
    if (!sender.empty()) r.set_sender(Person(sender));
  });
}
Request By(const std::string& sender) {
  return Made([&](Request& r) { r.set_sender(Person(sender)); });
}
Request OfTeam(const std::string& team) {
  return Made([&](Request& r) { r.set_team(Team(team)); });
}
Request OfValue() {
  return Made([](Request& r) { r.set_value(kValue); });
}
Request OfParent() {
  return Made([](Request& r) { r.set_parent(kParent); });
}
Request Awaiting() {
  return Made([](Request& r) { r.set_awaiting_decision(true); });
}

// Half of it is to Ana, a third of that by Sam, the rest by many; the other half by Sam, to many. Of each ten
// nine are PUBLIC, and one is each of everything else in turn.
v1::Recognition AnyRow(int i, absl::Time time) {
  const bool to_ana = i % 2 == 1;
  const std::string other = TestId(1000 + i % 200);
  RowOptions options{.sender = to_ana && i % 3 != 1 ? other : kSam,
                     .recipients = {to_ana ? kAna : other},
                     .audience_teams = {to_ana ? kTeam : kPair},
                     .time = time};
  if (i / 2 % 10 == 0) {
    const int sort = i / 20 % 5;
    if (sort < 2) options.visibility = static_cast<v1::RecognitionVisibility>(2 + sort);
    if (sort == 2) options.state = v1::RECOGNITION_STATE_HIDDEN;
    if (sort == 3) options.state = v1::RECOGNITION_STATE_PENDING_APPROVAL;
    if (sort == 4) options.state = v1::RECOGNITION_STATE_REJECTED;
  }
  v1::Recognition row = Row(i, options);
  if (i % 3 == 0) row.set_value(kValue);
  if (i % 4 < 2) row.set_parent(kParent);
  return row;
}

class ListCost : public ::testing::Test {
 protected:
  // All at one time later than the one before it.
  void Fill(int count) {
    for (const char* table :
         {"recognition", "recognition_recipient", "recognition_team", "recognition_team_recipient"}) {
      suite.database.Execute(fmt::format("DELETE FROM {}", table));
    }
    Recognitions rows;
    for (int i = 0; i < count; ++i) rows.push_back(AnyRow(i, first + absl::Minutes(i)));
    InsertRows(*suite.db, rows);
    suite.database.Query(
        "ANALYZE TABLE recognition, recognition_recipient, recognition_team, recognition_team_recipient");
  }

  void ShowAllAs(v1::RecognitionVisibility visibility) {
    suite.database.Execute(fmt::format("UPDATE recognition SET state = 2, visibility = {}", +visibility));
    for (const char* table : {"recognition_recipient", "recognition_team", "recognition_team_recipient"}) {
      suite.database.Execute(fmt::format("UPDATE {} SET shown = {}", table, +visibility));
    }
  }

  // How many rows of tables, keys and of what it kept in between the server read for one page, and how many
  // ranges the list is made of.
  struct Cost {
    std::int64_t reads = 0;
    std::int64_t ranges = 0;

    std::int64_t PageReads() const { return kPageReads + (ranges > 1 ? kOrderReads : 0); }

    // Each row of a page is read in each of the ranges, and once more from what the server keeps of them.
    bool IsThatOfAPage() const { return reads <= ranges * 2 * (kPageSize + 1) + PageReads(); }
    // Judged by two others there, too. `judged`: rows that are read and judged for nothing.
    bool IsThatOfAJudgedPage(std::int64_t judged) const {
      return reads <= ranges * 4 * (kPageSize + 1) + PageReads() + 6 * judged;
    }
    // One step into each.
    bool IsNextToNothing() const { return reads <= ranges + 5; }
    std::string ToText() const { return fmt::format("{} reads of {} ranges", reads, ranges); }
  };

  Cost CostOf(const Ask& ask, std::optional<absl::Time> after = {}) {
    rpc::Call call;
    call.caller.id = ask.caller;
    call.caller.name = Person(ask.caller);
    if (ask.caller == kRewarder) call.caller.is.Add(common::v1::CALLER_RECOGNITION_ADMIN);
    if (ask.caller == kAuditor) call.caller.is.Add(common::v1::CALLER_AUDITOR);
    call.now = suite.clock.Now();
    auto listing = reading::ListingFor(suite.organization.Current(), call, ask.request);
    EXPECT_TRUE(listing.ok()) << listing.status();
    listing->limit = kPageSize + 1;
    if (after.has_value()) listing->within.after = {*after, kNobody};
    const std::int64_t reads = laurel::testing::RowsRead(
        *suite.db, [&](sql::Connection& connection) { return reading::List(connection, *listing).status(); });
    return {.reads = reads, .ranges = static_cast<std::int64_t>(reading::RangesOf(*listing).size())};
  }

  void ExpectNextToNothing(const Ask& ask, const std::string& what) {
    const Cost cost = CostOf(ask);
    EXPECT_TRUE(cost.IsNextToNothing())
        << what << ", " << ask.caller << ", " << cost.ToText() << ": " << ask.request.ShortDebugString();
  }

  using Recognitions = std::vector<v1::Recognition>;

  Suite suite;
  const absl::Time first = suite.clock.Now() - absl::Hours(24 * 30);
};

// Of people, as those see them who are neither in it nor have a role.
std::vector<Ask> ListsOfOthers() {
  return {{kStranger, To(kAna)},
          {kBen, To(kAna)},
          {kPeer, To(kAna)},
          {kCarla, To(kAna)},
          {kSkip, To(kAna)},
          {kStranger, By(kSam)},
          {kBen, By(kSam)},
          {kPeer, By(kSam)},
          {kMona, By(kSam)},
          {kPeer, To(kAna, kSam)},
          {kStranger, To(kAna, kSam)},
          {kCarla, To(kAna, kSam)},
          {kBen, To(TestId(1000), kSam)}};
}

// Of add-ons a hundredth each of what is TEAM, PRIVATE or withdrawn is judged, and once more by who sent
// them, with what was never published.
std::vector<Ask> EveryList() {
  std::vector<Ask> all = {{kStranger, Request()},     {kRewarder, Request()},  {kStranger, OfValue()},
                          {kStranger, OfTeam(kTeam)}, {kPeer, OfTeam(kTeam)},  {kRewarder, OfTeam(kTeam)},
                          {kAuditor, OfTeam(kTeam)},  {kAna, To(kAna)},        {kSam, To(kAna)},
                          {kRewarder, To(kAna)},      {kAuditor, To(kAna)},    {kSam, By(kSam)},
                          {kAna, By(kSam)},           {kRewarder, By(kSam)},   {kAuditor, By(kSam)},
                          {kSam, To(kAna, kSam)},     {kAna, To(kAna, kSam)},  {kRewarder, To(kAna, kSam)},
                          {kAuditor, To(kAna, kSam)}, {kRewarder, OfParent()}, {kAuditor, OfParent()},
                          {kStranger, OfParent(), 8}, {kAna, OfParent(), 8},   {kSam, OfParent(), 8},
                          {kMona, Awaiting()},        {kRewarder, Awaiting()}};
  for (Ask& ask : ListsOfOthers()) all.push_back(std::move(ask));
  return all;
}

TEST_F(ListCost, IsThatOfThePageHoweverMuchThereIs) {
  for (const int count : {200, 20'000}) {
    Fill(count);
    const absl::Time late = first + absl::Minutes(count / 5);
    std::int64_t most = 0;
    for (const Ask& ask : EveryList()) {
      Ask in_range = ask;
      *in_range.request.mutable_start_time() = ToTimestamp(first + absl::Minutes(count / 10));
      *in_range.request.mutable_end_time() = ToTimestamp(late);
      for (const Cost& cost : {CostOf(ask), CostOf(ask, late), CostOf(in_range)}) {
        EXPECT_TRUE(ask.IsJudged() ? cost.IsThatOfAJudgedPage(count / 100 * ask.judged)
                                   : cost.IsThatOfAPage())
            << count << ", " << ask.caller << ", " << cost.ToText() << ": " << ask.request.ShortDebugString();
        if (!ask.IsJudged()) most = std::max(most, cost.reads);
      }
    }
    std::cout << "  " << count << " recognitions: at most " << most
              << " rows read for a page of which nothing is judged\n";
  }
}

TEST_F(ListCost, IsNextToNothingWhereNothingIsFound) {
  Fill(20'000);
  for (Ask ask : EveryList()) {
    *ask.request.mutable_end_time() = ToTimestamp(first);
    ExpectNextToNothing(ask, "before");
    ask.request.clear_end_time();
    *ask.request.mutable_start_time() = ToTimestamp(suite.clock.Now());
    ExpectNextToNothing(ask, "after");
  }
}

TEST_F(ListCost, IsNextToNothingWhereNothingMayBeRead) {
  Fill(5'000);
  ShowAllAs(v1::RECOGNITION_VISIBILITY_TEAM);
  // Of other teams than theirs, or by somebody who gave nothing.
  for (const Ask& ask : std::vector<Ask>{{kStranger, To(kAna)},
                                         {kBen, To(kAna)},
                                         {kStranger, By(kSam)},
                                         {kStranger, To(kAna, kSam)},
                                         {kBen, To(kAna, kSam)},
                                         {kPeer, To(TestId(1000), kSam)},
                                         {kPeer, By(TestId(1000))},
                                         {kPeer, To(kAna, TestId(1000))}}) {
    ExpectNextToNothing(ask, "TEAM");
  }
  ShowAllAs(v1::RECOGNITION_VISIBILITY_PRIVATE);
  for (const Ask& ask : std::vector<Ask>{{kStranger, Request()},
                                         {kStranger, OfValue()},
                                         {kPeer, OfTeam(kTeam)},
                                         {kMona, Awaiting()},
                                         {kRewarder, Awaiting()}}) {
    ExpectNextToNothing(ask, "PRIVATE");
  }
  for (const Ask& ask : ListsOfOthers()) ExpectNextToNothing(ask, "PRIVATE, of people");
}

class CountCost : public ListCost {
 protected:
  // So many reactions, of three emoji, and comments to each recognition.
  void Respond(int each) {
    for (const char* table : {"reaction", "comment"})
      suite.database.Execute(fmt::format("DELETE FROM {}", table));
    const std::string numbers =
        fmt::format("WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {}) ", each);
    suite.database.Execute(
        "INSERT INTO reaction (recognition, id, create_time, creator, emoji, emoji_key, place) " + numbers +
        "SELECT r.id, CONCAT('05', LPAD(i, 24, '0')), r.create_time, CONCAT('06', LPAD(i, 24, '0')), "
        "ELT(i % 3 + 1, 'a', 'b', 'c'), ELT(i % 3 + 1, 'a', 'b', 'c'), 0 FROM recognition r, n");
    suite.database.Execute(
        "INSERT INTO comment (recognition, create_time, id, creator, text) " + numbers +
        "SELECT r.id, r.create_time, CONCAT('05', LPAD(i, 24, '0')), CONCAT('06', LPAD(i, 24, '0')), "
        "REPEAT('text', 200) FROM recognition r, n");
    suite.database.Query("ANALYZE TABLE reaction, comment");
  }

  absl::Status Count(sql::Connection& connection, bool reactions) {
    Recognitions page;
    for (int i = 0; i < kPageSize; ++i) page.push_back(AnyRow(i, first));
    std::vector<v1::Recognition*> counted;
    for (v1::Recognition& one : page) counted.push_back(&one);
    return reactions ? reaction::Count(connection, kAna, counted) : comment::Count(connection, counted);
  }
  std::int64_t CostOfCount(bool reactions) {
    return laurel::testing::RowsRead(
        *suite.db, [&](sql::Connection& connection) { return Count(connection, reactions); });
  }
};

TEST_F(CountCost, IsThatOfWhatWasSaidToThePageAndOfNothingElse) {
  for (const int count : {50, 500}) {
    Fill(count);
    for (const int each : {3, 30}) {
      Respond(each);
      const std::int64_t said = kPageSize * each;
      const std::int64_t of_reactions = CostOfCount(true);
      const std::int64_t of_comments = CostOfCount(false);
      std::cout << "  " << count << " recognitions, " << said << " of each said to the page: " << of_reactions
                << " rows read for reactions, " << of_comments << " for comments\n";
      // A step to the end of each recognition's; of reactions each emoji once more, in order.
      EXPECT_LE(of_comments, said + 2 * kPageSize + 5);
      EXPECT_LE(of_reactions, 2 * said + 8 * kPageSize + 5);
    }
  }
}

TEST_F(CountCost, OfCommentsIsThatOfAKeyWithoutTheirTexts) {
  Fill(50);
  Respond(5);
  const auto count = [&](sql::Connection& plain) -> absl::StatusOr<int> {
    laurel::testing::Explaining connection(suite.database, plain);
    EXPECT_THAT(Count(connection, /*reactions=*/false), laurel::testing::IsOk());
    EXPECT_EQ(connection.indexes(), std::vector<std::string>{"by_time"});
    for (const std::string& extra : connection.extras())
      EXPECT_NE(extra.find("Using index"), std::string::npos) << extra;
    return 0;
  };
  EXPECT_TRUE(suite.db->Read<int>(suite.clock.Now() + absl::Minutes(1), count).ok());
}

}  // namespace
}  // namespace laurel::recognition::testing
