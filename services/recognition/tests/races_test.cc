// What happens at the same moment, through two replicas: points are given once, decided about once, and never
// more than there are. The ledger is exact after each.
#include <gtest/gtest.h>

#include <array>
#include <atomic>
#include <set>
#include <stop_token>
#include <string>
#include <thread>

#include "absl/synchronization/mutex.h"
#include "common/status/macros.h"
#include "common/testing/status_matchers.h"
#include "services/recognition/allowance/sweep.h"
#include "services/recognition/outcome/expire_pending.h"
#include "services/recognition/recognition/respond.h"
#include "services/recognition/testing/suite.h"

namespace laurel::recognition::testing {
namespace {

using laurel::testing::IsOk;
using laurel::testing::StatusIs;
using laurel::testing::Together;
using Stub = Suite::Stub;
using Outcomes = std::map<std::string, int>;  // "OK" or the reason: how often

constexpr int kCalls = 100;

class Races : public ::testing::Test {
 protected:
  absl::Status Give(const std::string& sender, const std::vector<std::string>& recipients,
                    std::int64_t points, int replica) {
    return suite.As(sender, &Stub::GiveRecognition, GiveRequest(recipients, points), replica).status();
  }
  v1::RecognitionState StateOf(const std::string& name) {
    const auto got = suite.As(kRewarder, &Stub::GetRecognition, Named<v1::GetRecognitionRequest>(name));
    EXPECT_THAT(got, IsOk());
    return got.value_or(v1::Recognition()).state();
  }
  std::int64_t Rows(const std::string& table) const {
    return suite.database.QueryInt(fmt::format("SELECT COUNT(*) FROM {}", table));
  }
  std::int64_t Transactions(v1::LedgerKind kind) const {
    return suite.database.QueryInt("SELECT COUNT(*) FROM ledger_transaction WHERE kind = ?",
                                   {std::int64_t{kind}});
  }
  static v1::GiveRecognitionRequest AddOnRequest(const std::string& parent) {
    v1::GiveRecognitionRequest request = GiveRequest({});
    request.mutable_recognition()->set_parent(parent);
    return request;
  }
  // How many statements of this schema are at a recognition that they share the lock of. While somebody else
  // has locked it, they wait. None when nobody can say: MySQL lists no statement while one holds bytes that
  // are no text.
  std::int64_t SharedLocks() const {
    const auto count = [](sql::Connection& connection) -> absl::StatusOr<std::int64_t> {
      ASSIGN_OR_RETURN(const sql::Rows rows,
                       connection.Query(fmt::format(
                           "SELECT COUNT(*) FROM information_schema.PROCESSLIST WHERE DB = DATABASE() "
                           "AND ID <> CONNECTION_ID() AND INFO LIKE '%FROM recognition WHERE%{}'",
                           sql::ClauseOf(recognition::kLockToRespond))));
      return rows.front().Int(0);
    };
    return suite.db->Read<std::int64_t>(suite.db->clock().Now() + absl::Minutes(1), count).value_or(0);
  }

  Suite suite;
  const std::vector<std::string> people = {kSam,  kMona, kAna,      kBen, kCarla,   kSkip,    kTop,
                                           kPeer, kLead, kRewarder, kHr,  kAuditor, kStranger};
};

TEST_F(Races, AnAllowanceForThirtySevenGiftsIsGivenThirtySevenTimes) {
  suite.SetProgram([](v1::Program& program) {
    program.set_allowance(37 * 2);
    program.set_pair_cap(1'000);
  });
  const Outcomes outcomes =
      Together(kCalls, [&](int, int replica) { return Give(kSam, {kAna}, 2, replica); });
  EXPECT_EQ(outcomes, (Outcomes{{"OK", 37}, {"ALLOWANCE_EXCEEDED", kCalls - 37}}));
  EXPECT_EQ(Rows("recognition"), 37);
  EXPECT_EQ(Rows("event_pending"), 37 + 1);  // and the programme's
  EXPECT_EQ(Transactions(v1::LEDGER_KIND_GRANT), 1);
  EXPECT_EQ(suite.Balance(kSam).remaining(), 0);
  EXPECT_EQ(suite.Balance(kAna).earned(), 37 * 2);
  suite.Verify();
}

TEST_F(Races, AnAllowanceWithABoostIsSpentToTheLastPoint) {
  suite.SetProgram([](v1::Program& program) {
    program.set_allowance(10);
    program.set_pair_cap(1'000);
  });
  suite.Boost(kSam, 11);
  const Outcomes outcomes =
      Together(60, [&](int i, int replica) { return Give(kSam, {i % 2 == 0 ? kAna : kBen}, 3, replica); });
  EXPECT_EQ(outcomes, (Outcomes{{"OK", 7}, {"ALLOWANCE_EXCEEDED", 53}}));
  EXPECT_EQ(suite.Balance(kSam).boost(), 0);
  suite.Verify();
}

TEST_F(Races, APairCapHoldsWhoeverElseIsThanked) {
  suite.SetProgram([](v1::Program& program) {
    program.set_allowance(10'000);
    program.set_pair_cap(20);
  });
  const Outcomes outcomes = Together(kCalls, [&](int i, int replica) {
    std::vector<std::string> recipients = {kAna, i % 2 == 0 ? kBen : kPeer};
    if (i % 3 == 0) std::ranges::reverse(recipients);
    return Give(kSam, recipients, 4, replica);
  });
  EXPECT_EQ(outcomes, (Outcomes{{"OK", 5}, {"PAIR_CAP_EXCEEDED", kCalls - 5}}));
  EXPECT_EQ(suite.Balance(kAna).earned(), 20);
  suite.Verify();
}

// Everybody gives to everybody else: givers, recipients and accounts meet in every order.
TEST_F(Races, ManySendersOfEachOtherAllGetThrough) {
  const Outcomes outcomes = Together(kCalls, [&](int i, int replica) {
    const auto at = [&](int n) { return people[static_cast<std::size_t>(n) % people.size()]; };
    std::vector<std::string> recipients = {at(i + 1), at(i + 2 + i / 13), at(i + 5 + i / 13)};
    std::ranges::sort(recipients);
    recipients.erase(std::unique(recipients.begin(), recipients.end()), recipients.end());
    std::erase(recipients, at(i));
    if (i % 2 == 0) std::ranges::reverse(recipients);
    return Give(at(i), recipients, 1, replica);
  });
  EXPECT_EQ(outcomes, (Outcomes{{"OK", kCalls}}));
  EXPECT_EQ(Rows("recognition"), kCalls);
  suite.Verify();
}

TEST_F(Races, OneRequestSentByManyIsOneGift) {
  auto request = GiveRequest({kAna}, 10);
  request.set_request_id("7d3b1a52-6f0e-4c55-9d6b-0d6a2c1f7a10");
  const Outcomes outcomes = Together(kCalls, [&](int, int replica) {
    return suite.As(kSam, &Stub::GiveRecognition, request, replica).status();
  });
  EXPECT_EQ(outcomes, (Outcomes{{"OK", kCalls}}));
  EXPECT_EQ(Rows("recognition"), 1);
  EXPECT_EQ(suite.Balance(kAna).earned(), 10);
  suite.Verify();
}

TEST_F(Races, ApprovalRejectionAndTheSweepHaveOneOutcome) {
  constexpr int kRounds = 12;
  constexpr int kRacers = 12;
  int published = 0;
  for (int round = 0; round < kRounds; ++round) {
    const std::string name = suite.Pending(kSam, {kAna, kBen}, 1).name();
    suite.Pass(absl::Hours(14 * 24) + absl::Seconds(1));
    const Outcomes outcomes = Together(kRacers, [&](int i, int replica) -> absl::Status {
      const std::string& decider = i < kRacers / 2 ? kMona : kRewarder;
      // Who comes first differs from round to round.
      switch ((i + round) % 3) {
        case 0: {
          const auto approve = Named<v1::ApproveRecognitionRequest>(name);
          return suite.As(decider, &Stub::ApproveRecognition, approve, replica).status();
        }
        case 1:
          return suite.As(decider, &Stub::RejectRecognition, RejectRequest(name), replica).status();
        default:
          return outcome::ExpirePending(suite.env(), suite.clock.Now(), std::stop_token());
      }
    });
    const v1::RecognitionState state = StateOf(name);
    ASSERT_NE(state, v1::RECOGNITION_STATE_PENDING_APPROVAL);
    published += state == v1::RECOGNITION_STATE_PUBLISHED ? 1 : 0;
    // What somebody else has rejected, the line manager reads no more.
    const bool rejected = state == v1::RECOGNITION_STATE_REJECTED;
    for (const auto& [outcome, times] : outcomes)
      EXPECT_TRUE(outcome == "OK" || outcome == "WRONG_STATE" || (rejected && outcome == "NOT_FOUND"))
          << outcome << " " << times;
    // Made, and decided about once.
    EXPECT_EQ(suite.database.QueryInt("SELECT COUNT(*) FROM status_change WHERE resource = ?",
                                      {std::string(api::IdOf(name))}),
              2);
  }
  EXPECT_EQ(Transactions(v1::LEDGER_KIND_HOLD), kRounds);
  EXPECT_EQ(Transactions(v1::LEDGER_KIND_RELEASE), published);
  EXPECT_EQ(Transactions(v1::LEDGER_KIND_REJECT), kRounds - published);
  EXPECT_EQ(suite.Balance(kSam).held(), 0);
  EXPECT_EQ(suite.Balance(kAna).earned(), published);
  suite.Verify();
}

TEST_F(Races, ARevocationAndAnAdjustmentTakeWhatIsThereAndNoMore) {
  constexpr int kRounds = 12;
  for (int round = 0; round < kRounds; ++round) {
    const std::string name = suite.Given(kSam, {kAna, kBen}, 5).name();
    const std::int64_t before = suite.Balance(kAna).earned();
    const Outcomes outcomes = Together(8, [&](int i, int replica) -> absl::Status {
      if ((i + round) % 2 == 0) {
        const auto revoke = Named<v1::RevokeRecognitionRequest>(name);
        return suite.As(kSam, &Stub::RevokeRecognition, revoke, replica).status();
      }
      return suite.As(kRewarder, &Stub::AdjustBalance, AdjustRequest(kAna, -before), replica).status();
    });
    for (const auto& [outcome, times] : outcomes)
      EXPECT_TRUE(outcome == "OK" || outcome == "WRONG_STATE" || outcome == "INSUFFICIENT_BALANCE")
          << outcome << " " << times;
    EXPECT_EQ(StateOf(name), v1::RECOGNITION_STATE_REVOKED);
    EXPECT_EQ(suite.Balance(kAna).earned(), 0);  // whoever took it
    EXPECT_EQ(suite.Balance(kBen).earned(), 0);
    EXPECT_EQ(suite.Balance(kSam).remaining(), 100);  // and it came back whole
    suite.Verify();
  }
}

TEST_F(Races, OneIsRevokedOnceAndGivesBackOnce) {
  const std::string name = suite.Given(kSam, {kAna, kBen}, 10).name();
  const Outcomes outcomes = Together(20, [&](int i, int replica) {
    return i % 4 == 0
               ? suite.As(kRewarder, &Stub::HideRecognition, HideRequest(name), replica).status()
               : suite.As(kSam, &Stub::RevokeRecognition, Named<v1::RevokeRecognitionRequest>(name), replica)
                     .status();
  });
  EXPECT_EQ(outcomes, (Outcomes{{"OK", 1}, {"WRONG_STATE", 19}}));
  const bool revoked = StateOf(name) == v1::RECOGNITION_STATE_REVOKED;
  EXPECT_EQ(suite.Balance(kSam).remaining(), revoked ? 100 : 80);
  suite.Verify();
}

// The month ends: whoever is first grants and expires, gift or sweep or boost, and nobody does it twice.
TEST_F(Races, AMonthIsGrantedOncePerPersonWhoeverComesFirst) {
  suite.Given(kSam, {kAna}, 30);
  suite.Given(kAna, {kSam}, 10);
  for (int month = 0; month < 3; ++month) {
    const std::int64_t grants = Transactions(v1::LEDGER_KIND_GRANT);
    suite.Pass(absl::Hours(24 * 31));
    const Outcomes outcomes = Together(24, [&](int i, int replica) -> absl::Status {
      switch (i % 4) {
        case 0:
          return Give(kSam, {kAna}, 1, replica);
        case 1:
          return Give(kAna, {kBen}, 1, replica);
        case 2:
          return allowance::Sweep(suite.env(), suite.clock.Now(), std::stop_token());
        default:
          return suite.As(kRewarder, &Stub::BoostAllowance, BoostRequest(kSam, 1), replica).status();
      }
    });
    EXPECT_EQ(outcomes, (Outcomes{{"OK", 24}}));
    EXPECT_EQ(Transactions(v1::LEDGER_KIND_GRANT) - grants, static_cast<std::int64_t>(people.size()));
    EXPECT_EQ(suite.Balance(kSam).remaining(), 94);
    EXPECT_EQ(suite.Balance(kStranger).remaining(), 100);
    suite.Verify();
  }
  EXPECT_EQ(suite.database.QueryInt(
                "SELECT COUNT(*) FROM (SELECT e.account FROM ledger_entry e JOIN ledger_transaction t "
                "ON t.id = e.transaction WHERE t.kind IN (1, 3) AND e.account LIKE 'giving/%' "
                "GROUP BY e.account, t.kind HAVING COUNT(*) > 1) twice"),
            0);
}

TEST_F(Races, AReactionOfOnePersonIsThereOnce) {
  const std::string name = suite.Given(kSam, {kAna}).name();
  const Outcomes outcomes = Together(40, [&](int i, int replica) {
    return suite.As(i % 2 == 0 ? kAna : kBen, &Stub::AddReaction, ReactionRequest(name), replica).status();
  });
  EXPECT_EQ(outcomes, (Outcomes{{"OK", 40}}));
  EXPECT_EQ(Rows("reaction"), 2);
}

// Somebody is in the middle of responding: their transaction is open.
TEST_F(Races, WhoRespondsToARecognitionWaitsForNobodyElseWhoDoes) {
  const std::string name = suite.Given(kSam, {kAna, kBen}).name();
  const auto reaction = suite.As(kAna, &Stub::AddReaction, ReactionRequest(name));
  const auto comment = suite.As(kAna, &Stub::AddComment, CommentRequest(name));
  ASSERT_THAT(reaction, IsOk());
  ASSERT_THAT(comment, IsOk());
  const auto respond = [&](sql::Connection& connection) -> absl::Status {
    EXPECT_THAT(connection.Query("SELECT id FROM recognition WHERE id = ? LOCK IN SHARE MODE",
                                 {std::string(api::IdOf(name))}),
                IsOk());
    EXPECT_THAT(suite.As(kBen, &Stub::AddReaction, ReactionRequest(name)), IsOk());
    EXPECT_THAT(suite.As(kBen, &Stub::AddComment, CommentRequest(name)), IsOk());
    EXPECT_THAT(suite.As(kMona, &Stub::GiveRecognition, AddOnRequest(name)), IsOk());
    EXPECT_THAT(suite.As(kAna, &Stub::RemoveReaction, Named<v1::RemoveReactionRequest>(reaction->name())),
                IsOk());
    EXPECT_THAT(suite.As(kAna, &Stub::DeleteComment, Named<v1::DeleteCommentRequest>(comment->name())),
                IsOk());
    return absl::OkStatus();
  };
  EXPECT_THAT(suite.db->Transact(suite.db->clock().Now() + absl::Minutes(1), respond), IsOk());
}

TEST_F(Races, NobodyRespondsToWhatIsBeingHidden) {
  constexpr int kResponses = 3;
  const std::string name = suite.Given(kSam, {kAna}).name();
  std::array<absl::Status, kResponses> answers;
  const auto respond = [&](int i) -> absl::Status {
    if (i == 0) return suite.As(kRewarder, &Stub::AddReaction, ReactionRequest(name)).status();
    if (i == 1) return suite.As(kRewarder, &Stub::AddComment, CommentRequest(name)).status();
    return suite.As(kRewarder, &Stub::GiveRecognition, AddOnRequest(name)).status();
  };
  std::vector<std::jthread> threads;
  std::atomic<int> answered = 0;
  const auto hide = [&](sql::Connection& connection) -> absl::Status {
    EXPECT_THAT(
        connection.Execute("UPDATE recognition SET state = ? WHERE id = ?",
                           {std::int64_t{v1::RECOGNITION_STATE_HIDDEN}, std::string(api::IdOf(name))}),
        IsOk());
    for (int i = 0; i < kResponses; ++i) {
      threads.emplace_back([&, i] {
        answers[static_cast<std::size_t>(i)] = respond(i);
        ++answered;
      });
    }
    while (SharedLocks() < kResponses && answered == 0) std::this_thread::yield();
    EXPECT_EQ(answered, 0);
    return absl::OkStatus();
  };
  EXPECT_THAT(suite.db->Transact(suite.db->clock().Now() + absl::Minutes(1), hide), IsOk());
  threads.clear();  // joins
  for (const absl::Status& answer : answers)
    EXPECT_THAT(answer, StatusIs(absl::StatusCode::kFailedPrecondition, "WRONG_STATE"));
  EXPECT_EQ(Rows("reaction") + Rows("comment"), 0);
  EXPECT_EQ(Rows("recognition"), 1);
}

TEST_F(Races, AFirstAdjustmentOfManyAnswersWhatItMade) {
  absl::Mutex mutex;
  std::set<std::int64_t> sums;
  const Outcomes outcomes = Together(20, [&](int, int replica) -> absl::Status {
    const auto balance = suite.As(kRewarder, &Stub::AdjustBalance, AdjustRequest(kStranger, 1), replica);
    const absl::MutexLock lock(&mutex);
    if (balance.ok()) sums.insert(balance->earned());
    return balance.status();
  });
  EXPECT_EQ(outcomes, (Outcomes{{"OK", 20}}));
  EXPECT_EQ(sums.size(), 20U);
  EXPECT_EQ(*sums.begin(), 1);
  EXPECT_EQ(*sums.rbegin(), 20);
  suite.Verify();
}

TEST_F(Races, AnAdjustmentNeverTakesMoreThanTheGiftsSoFar) {
  std::atomic<std::int64_t> given = 0;
  std::atomic<std::int64_t> taken = 0;
  const Outcomes outcomes = Together(40, [&](int i, int replica) -> absl::Status {
    if (i % 2 == 0) {
      const absl::Status gift = Give(people[static_cast<std::size_t>(i / 2) % 10], {kStranger}, 1, replica);
      if (gift.ok()) ++given;
      return gift;
    }
    const auto balance = suite.As(kRewarder, &Stub::AdjustBalance, AdjustRequest(kStranger, -2), replica);
    if (balance.ok()) {
      EXPECT_GE(balance->earned(), 0);
      taken += 2;
    }
    return balance.status();
  });
  for (const auto& [outcome, times] : outcomes)
    EXPECT_TRUE(outcome == "OK" || outcome == "INSUFFICIENT_BALANCE") << outcome << " " << times;
  EXPECT_EQ(given, 20);
  EXPECT_EQ(suite.Balance(kStranger).earned(), given - taken);
  suite.Verify();
}

TEST_F(Races, OfOneHashtagThereIsOneValue) {
  const Outcomes outcomes = Together(20, [&](int, int replica) {
    return suite.As(kRewarder, &Stub::CreateValue, ValueRequest("teamwork"), replica).status();
  });
  EXPECT_EQ(outcomes, (Outcomes{{"OK", 1}, {"HASHTAG_TAKEN", 19}}));
}

}  // namespace
}  // namespace laurel::recognition::testing
