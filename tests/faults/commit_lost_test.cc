// Between COMMIT and its answer: the one moment in which nobody knows (reliability.md 4, 10).
#include <gmock/gmock.h>

#include <algorithm>
#include <iostream>

#include "absl/time/clock.h"
#include "common/rpc/testing/eventually.h"
#include "common/testing/database_proxy.h"
#include "common/testing/database_server.h"
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
using testing::StatusIs;
using Fault = DatabaseProxy::Fault;

std::string DatabaseAddress() {
  const char* address = std::getenv("LAUREL_TEST_DATABASE");
  return address != nullptr && *address != '\0' ? address : testing::DatabaseServer::Shared().address();
}

class CommitLost : public ::testing::Test {
 protected:
  DatabaseProxy proxy{DatabaseAddress()};
  Suite suite{{.database = {}, .feedback_database = proxy.address()}};
};

TEST_F(CommitLost, IsResolvedByTheServiceItself) {
  constexpr int kFaults = 20;
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
  KilledAtCommit() { client.WillAttempt(change); }

  void KillAtCommit() {
    proxy.AtCommit(Fault::kDeliverLate);
    EXPECT_THAT(client.Send(change, first_request_id, absl::Seconds(2)),
                StatusIs(absl::StatusCode::kDeadlineExceeded));
    suite.feedback().Kill();
    EXPECT_THAT(suite.Rows(), IsEmpty());
    proxy.Release();
    EXPECT_TRUE(Eventually([&] { return !suite.Rows().empty(); }));
    suite.feedback().Start();
  }
  std::vector<Anomaly> SendOnceMore(const std::string& request_id) {
    Tally tally;
    const auto answer = client.SendAgain(change, request_id, kNeverGiveUp, tally);
    EXPECT_THAT(answer, IsOk());
    if (answer.ok()) client.Acknowledged(change, *answer);
    return Check(client.Attempts(), suite.Rows());
  }

  Client client{suite, 0};
  const Change change = client.Next();
  const std::string first_request_id = NewRequestId();
};

TEST_F(KilledAtCommit, TheSameRequestIdIsAnsweredAndNotDoneAgain) {
  KillAtCommit();
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
  KillAtCommit();
  EXPECT_THAT(std::make_tuple(SendOnceMore(NewRequestId()), change.rows), AreAllDoubled());
}

TEST_F(KilledAtCommit, WithoutTheRequestLogTheChangeIsDoubledAndTheCheckerFindsIt) {
  KillAtCommit();
  suite.feedback_database().Execute("DELETE FROM request_log");
  EXPECT_THAT(std::make_tuple(SendOnceMore(first_request_id), change.rows), AreAllDoubled());
}

}  // namespace
}  // namespace laurel::faults
