#include "services/recognition/ledger/rules.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <random>
#include <stdexcept>

#include "common/org/testing/records.h"

namespace laurel::recognition::ledger {
namespace {

using org::testing::TestId;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Pair;
using ::testing::UnorderedElementsAre;

const std::string kSender = TestId(1);
const std::string kOne = TestId(2);
const std::string kTwo = TestId(3);
const std::string kRecognition = TestId(9);

std::map<std::string, std::int64_t> Moved(const Transaction& transaction) {
  if (!transaction.entries.empty()) Check(transaction);
  std::map<std::string, std::int64_t> moved;
  for (const Entry& entry : transaction.entries) moved[entry.account] += entry.delta;
  return moved;
}

Gift GiftOfTen() {
  return {.recognition = kRecognition,
          .sender = kSender,
          .period = "2026-01",
          .recipients = {kOne, kTwo},
          .each = 10};
}

TEST(Account, SaysWhoseItIs) {
  EXPECT_EQ(PersonOf(Giving(kSender, "2026-01")), kSender);
  EXPECT_EQ(PersonOf(Boost(kSender)), kSender);
  EXPECT_EQ(PersonOf(Earned(kSender)), kSender);
  EXPECT_EQ(PersonOf(Held(kRecognition)), "");
  EXPECT_EQ(PersonOf(kIssued), "");
  EXPECT_EQ(PersonOf("redeemed"), "");
}

TEST(Take, TakesTheAllowanceFirstAndThenTheBoost) {
  const auto taken = [](std::int64_t points, std::int64_t giving, std::int64_t boost) {
    const Source source = Take(points, giving, boost);
    return std::pair(source.giving, source.boost);
  };
  EXPECT_THAT(taken(10, 20, 5), Pair(10, 0));
  EXPECT_THAT(taken(10, 7, 5), Pair(7, 3));
  EXPECT_THAT(taken(10, 0, 10), Pair(0, 10));
  EXPECT_THAT(taken(10, 4, 5), Pair(4, 5)) << "too little";
}

TEST(Month, IsGrantedFromIssuedAndExpiresToIt) {
  EXPECT_THAT(Moved(Grant(kOne, "2026-01", 100)),
              UnorderedElementsAre(Pair("issued", -100), Pair(Giving(kOne, "2026-01"), 100)));
  EXPECT_THAT(Moved(Expire(kOne, "2026-01", 30)),
              UnorderedElementsAre(Pair("issued", 30), Pair(Giving(kOne, "2026-01"), -30)));
  EXPECT_THAT(Grant(kOne, "2026-01", 0).entries, IsEmpty());
  EXPECT_THAT(Expire(kOne, "2026-01", 0).entries, IsEmpty());
}

TEST(Admin, BoostsAndAdjustsWithAReason) {
  const Transaction boost = BoostOf(kOne, "2026-01", 30, "a new team");
  EXPECT_THAT(Moved(boost), UnorderedElementsAre(Pair("issued", -30), Pair(Boost(kOne), 30)));
  EXPECT_EQ(boost.reason, "a new team");
  EXPECT_THAT(Moved(Adjust(kOne, "2026-01", -5, "twice")),
              UnorderedElementsAre(Pair("issued", 5), Pair(Earned(kOne), -5)));
}

TEST(Give, PaysEachRecipientFromAllowanceAndBoost) {
  const Transaction give = Give(GiftOfTen(), {.giving = 15, .boost = 5});
  EXPECT_EQ(give.kind, v1::LEDGER_KIND_GIVE);
  EXPECT_EQ(give.recognition, kRecognition);
  EXPECT_THAT(Moved(give),
              UnorderedElementsAre(Pair(Giving(kSender, "2026-01"), -15), Pair(Boost(kSender), -5),
                                   Pair(Earned(kOne), 10), Pair(Earned(kTwo), 10)));
}

TEST(Hold, IsReleasedToTheRecipientsOrRejectedToWhereItCameFrom) {
  const Source source{.giving = 15, .boost = 5};
  const Transaction hold = Hold(GiftOfTen(), source);
  EXPECT_THAT(Moved(hold), UnorderedElementsAre(Pair(Giving(kSender, "2026-01"), -15),
                                                Pair(Boost(kSender), -5), Pair(Held(kRecognition), 20)));
  const Transaction release = Release(GiftOfTen(), "2026-02");
  EXPECT_THAT(Moved(release), UnorderedElementsAre(Pair(Held(kRecognition), -20), Pair(Earned(kOne), 10),
                                                   Pair(Earned(kTwo), 10)));
  EXPECT_EQ(release.period, "2026-02");
  const Transaction reject = Reject(GiftOfTen(), source, /*giving_is_over=*/false, "2026-01");
  EXPECT_THAT(Moved(reject),
              UnorderedElementsAre(Pair(Held(kRecognition), -20), Pair(Giving(kSender, "2026-01"), 15),
                                   Pair(Boost(kSender), 5)));
  for (const Transaction& one : {hold, release, reject}) EXPECT_THAT(one.also_of, ElementsAre(kSender));
}

TEST(Reject, OfAMonthThatIsOverReturnsToIssued) {
  EXPECT_THAT(
      Moved(Reject(GiftOfTen(), {.giving = 15, .boost = 5}, /*giving_is_over=*/true, "2026-02")),
      UnorderedElementsAre(Pair(Held(kRecognition), -20), Pair("issued", 15), Pair(Boost(kSender), 5)));
}

TEST(Reverse, TakesBackWhatIsThereAndIssuesTheRestAnew) {
  EXPECT_THAT(Moved(Reverse(GiftOfTen(), {.giving = 15, .boost = 5}, {30, 4}, false, "2026-01")),
              UnorderedElementsAre(Pair(Earned(kOne), -10), Pair(Earned(kTwo), -4), Pair("issued", -6),
                                   Pair(Giving(kSender, "2026-01"), 15), Pair(Boost(kSender), 5)));
}

TEST(Reverse, OfAMonthThatIsOverMovesWhatIsLeftAlone) {
  EXPECT_THAT(Moved(Reverse(GiftOfTen(), {.giving = 15, .boost = 5}, {10, 10}, true, "2026-02")),
              UnorderedElementsAre(Pair(Earned(kOne), -10), Pair(Earned(kTwo), -10), Pair("issued", 15),
                                   Pair(Boost(kSender), 5)));
  EXPECT_THAT(Reverse(GiftOfTen(), {.giving = 20}, {0, 0}, true, "2026-02").entries, IsEmpty())
      << "from issued to issued";
}

TEST(Reverse, StandsInTheHistoryOfTheSenderWhereverThePointsGo) {
  for (const bool over : {false, true}) {
    const Transaction reverse = Reverse(GiftOfTen(), {.giving = 20}, {10, 10}, over, "2026-02");
    EXPECT_THAT(reverse.also_of, ElementsAre(kSender)) << over;
  }
}

TEST(SourceOf, ReadsItBackFromTheEntries) {
  std::mt19937 random(7);
  for (int i = 0; i < 200; ++i) {
    const Gift gift = GiftOfTen();
    const auto giving = static_cast<std::int64_t>(random() % 21);
    const Source source{.giving = giving, .boost = gift.total() - giving};
    for (const Transaction& paid : {Give(gift, source), Hold(gift, source)}) {
      Check(paid);
      EXPECT_EQ(SourceOf(paid.entries).giving, source.giving);
      EXPECT_EQ(SourceOf(paid.entries).boost, source.boost);
    }
  }
}

// Whatever was spent meanwhile, and wherever it has to go.
TEST(GivingBack, AlwaysBalancesAndTakesNoMoreThanIsThere) {
  std::mt19937 random(11);
  for (int i = 0; i < 500; ++i) {
    Gift gift = GiftOfTen();
    gift.each = 1 + static_cast<std::int64_t>(random() % 30);
    const std::int64_t giving = static_cast<std::int64_t>(random()) % (gift.total() + 1);
    const Source source{.giving = giving, .boost = gift.total() - giving};
    const std::vector<std::int64_t> earned = {static_cast<std::int64_t>(random() % 40),
                                              static_cast<std::int64_t>(random() % 40)};
    const bool over = random() % 2 == 0;
    const auto reversed = Moved(Reverse(gift, source, earned, over, "2026-02"));
    for (std::size_t recipient = 0; recipient < 2; ++recipient) {
      const auto found = reversed.find(Earned(gift.recipients[recipient]));
      const std::int64_t taken = found == reversed.end() ? 0 : -found->second;
      EXPECT_EQ(taken, std::min(gift.each, earned[recipient]));
    }
    Moved(Reject(gift, source, over, "2026-02"));
  }
}

TEST(Check, RefusesWhatIsNoTransaction) {
  const auto with = [](std::vector<Entry> entries) {
    return Transaction{.kind = v1::LEDGER_KIND_ADJUST, .period = "2026-01", .entries = std::move(entries)};
  };
  EXPECT_NO_THROW(Check(with({{"a", 1}, {"b", -1}})));
  EXPECT_THROW(Check(with({{"a", 1}, {"b", -2}})), std::logic_error);
  EXPECT_THROW(Check(with({{"a", 1}, {"a", -1}})), std::logic_error);
  EXPECT_THROW(Check(with({{"a", 1}, {"b", -1}, {"c", 0}})), std::logic_error);
  EXPECT_THROW(Check(with({})), std::logic_error);
}

}  // namespace
}  // namespace laurel::recognition::ledger
