// Between COMMIT and its answer: the one moment in which nobody knows (reliability.md 4, 10).
#include <gmock/gmock.h>

#include <algorithm>
#include <iostream>
#include <thread>

#include "absl/time/clock.h"
#include "common/rpc/testing/eventually.h"
#include "common/testing/database_proxy.h"
#include "common/testing/status_matchers.h"
#include "tests/faults/writers.h"

namespace laurel::faults {
namespace {

using rpc::testing::Eventually;
using ::testing::AllOf;
using testing::DatabaseProxy;
using ::testing::Each;
using ::testing::Eq;
using ::testing::IsEmpty;
using testing::IsOk;
using Fault = DatabaseProxy::Fault;

class CommitLost : public ::testing::Test {
 protected:
  testing::TestDatabase shared;  // only to learn where the tests' database is
  DatabaseProxy proxy{shared.options().address};
  Suite suite{{.database = {}, .feedback_database = proxy.address()}};
};

TEST_F(CommitLost, IsResolvedByTheServiceItself) {
  constexpr int kFaults = 12;
  Writers writers(suite, 4);
  for (int fault = 0; fault < kFaults; ++fault) {
    proxy.AtCommit(fault % 2 == 0 ? Fault::kLoseAnswer : Fault::kCutBefore);
    ASSERT_TRUE(writers.Progress(20));
  }
  const std::vector<Attempt> attempts = writers.Stop();
  EXPECT_THAT(suite.feedback().Stop(), Eq(0));
  EXPECT_EQ(writers.tally().failures, 0);
  EXPECT_THAT(Check(attempts, suite.Rows()), IsEmpty());
  std::cout << kFaults << " COMMITs or their answers lost: " << writers.tally().Figures() << "\n";
}

// The service dies after it has sent COMMIT and before it learns of its outcome; its client sends once more.
class KilledAtCommit : public CommitLost {
 protected:
  // The service commits other things than this change as well: repeated until it was this one's COMMIT that
  // was under way.
  void SetUp() override {
    constexpr int kMostRounds = 30;
    for (int round = 0; round < kMostRounds; ++round) {
      client.Make(client.Next(), kNeverGiveUp, tally);
      change = client.Next();
      client.WillAttempt(change);
      first_request_id = NewRequestId();
      const bool caught = KillAtCommit();
      suite.feedback().Start();
      if (caught) return;
    }
    FAIL() << "the service was never caught at its COMMIT";
  }

  std::vector<Anomaly> SendOnceMore(const std::string& request_id) {
    const auto answer = client.SendAgain(change, request_id, kNeverGiveUp, tally);
    EXPECT_THAT(answer, IsOk());
    if (answer.ok()) client.Acknowledged(change, *answer);
    return Check(client.Attempts(), suite.Rows());
  }

  Tally tally;
  Client client{suite, 0};
  Change change;
  std::string first_request_id;

 private:
  // True when the change was not there when the service died, and came afterwards.
  bool KillAtCommit() {
    proxy.AtCommit(Fault::kDeliverLate);
    {
      const std::jthread sender(
          [this] { client.Send(change, first_request_id, absl::Seconds(10)).status().IgnoreError(); });
      // The service does not wait for long before it ends its lost session and does the change again: it is
      // to die before.
      EXPECT_TRUE(Eventually([this] { return proxy.faults_left() == 0; }));
      suite.feedback().Kill();
    }
    const bool too_late = IsThere();
    proxy.Release();
    for (const absl::Time limit = absl::Now() + absl::Seconds(3); !IsThere();) {
      if (absl::Now() > limit) return false;
      absl::SleepFor(absl::Milliseconds(1));
    }
    return !too_late;
  }

  bool IsThere() const {
    return std::ranges::any_of(suite.Rows(),
                               [this](const Row& row) { return row.what == change.rows.front(); });
  }
};

TEST_F(KilledAtCommit, TheSameRequestIdIsAnsweredAndNotDoneAgain) {
  EXPECT_THAT(SendOnceMore(first_request_id), IsEmpty());
}

// The checker proves itself: without a guard there are doubles, and it finds every one of them.
MATCHER(AreAllDoubled, "are all rows, doubled") {
  return std::ranges::all_of(
             std::get<0>(arg),
             [](const Anomaly& anomaly) { return anomaly.kind == Anomaly::Kind::kDoubled; }) &&
         std::get<0>(arg).size() == std::get<1>(arg).size();
}

TEST_F(KilledAtCommit, AClientThatTakesANewRequestIdDoublesAndIsFoundOut) {
  EXPECT_THAT(std::make_tuple(SendOnceMore(NewRequestId()), change.rows), AreAllDoubled());
}

TEST_F(KilledAtCommit, WithoutTheRequestLogTheChangeIsDoubledAndTheCheckerFindsIt) {
  for (const char* table : {"request_log", "request_log_mention"}) {
    suite.feedback_database().Execute(std::string("DELETE FROM ") + table);
  }
  EXPECT_THAT(std::make_tuple(SendOnceMore(first_request_id), change.rows), AreAllDoubled());
}

}  // namespace
}  // namespace laurel::faults
