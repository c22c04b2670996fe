// laurel-feedback dies (-9) in the middle of requests, again and again; clients send what failed once more
// under the same request_id (reliability.md 10, 16).
#include <gmock/gmock.h>

#include <iostream>
#include <set>
#include <thread>

#include "absl/random/random.h"
#include "absl/time/clock.h"
#include "tests/faults/writers.h"

namespace laurel::faults {
namespace {

using ::testing::Eq;
using ::testing::IsEmpty;

constexpr int kKills = 12;
constexpr int kWriters = 8;

// At any moment of any request: after a random number of changes, and then at a random time within about one.
void KillAtRandom(Service& service, Writers& writers, absl::BitGen& random) {
  ASSERT_TRUE(writers.Progress(absl::Uniform(random, 1, 100))) << writers.Figures();
  absl::SleepFor(absl::Microseconds(absl::Uniform(random, 0, 20'000)));
  service.Kill();
  service.Start();
}

TEST(FeedbackKilled, LosesAndDoublesNothing) {
  Suite suite;
  Writers writers(suite, kWriters);
  absl::BitGen random;
  for (int kill = 0; kill < kKills; ++kill) {
    ASSERT_NO_FATAL_FAILURE(KillAtRandom(suite.feedback(), writers, random));
  }
  EXPECT_TRUE(writers.Progress(kWriters));
  const std::vector<Attempt> attempts = writers.Stop();
  EXPECT_THAT(suite.feedback().Stop(), Eq(0));
  EXPECT_THAT(writers.Refusals(), IsEmpty());
  EXPECT_THAT(Check(attempts, suite.Rows()), IsEmpty());
  std::cout << "feedback killed " << kKills << " times: " << writers.Figures() << "\n";
}

TEST(FeedbackKilled, ManySendersOfOneRequestGetOneEffectAndOneAnswer) {
  constexpr int kSenders = 16;
  Suite suite;
  Client client(suite, 0);
  const Change change = client.Next();
  const std::string request_id = NewRequestId();
  client.WillAttempt(change);
  suite.feedback().Kill();

  // They wait for the service, arrive together, and are cut off by the next kill or not.
  std::vector<std::string> names(kSenders);
  std::vector<std::jthread> senders;
  for (std::string& name : names) {
    senders.emplace_back([&suite, &change, &request_id, &name] {
      Client sender(suite, 0);
      Tally tally;
      name = sender.SendUntilAnswered(change, request_id, tally).value_or(Acknowledgement{}).name;
    });
  }
  for (int kill = 0; kill < 3; ++kill) {
    suite.feedback().Start();
    absl::SleepFor(absl::Milliseconds(100 + 50 * kill));
    suite.feedback().Kill();
  }
  suite.feedback().Start();
  senders.clear();

  const std::set<std::string> answers(names.begin(), names.end());
  ASSERT_EQ(answers.size(), 1U);
  client.Acknowledged(change, {.name = *answers.begin(), .create_time = {}});
  EXPECT_THAT(Check(client.Attempts(), suite.Rows()), IsEmpty());
}

}  // namespace
}  // namespace laurel::faults
