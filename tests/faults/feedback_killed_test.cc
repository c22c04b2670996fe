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
using ::testing::SizeIs;

constexpr int kKills = 20;
constexpr int kWriters = 8;
constexpr int kSenders = 16;

// At any moment of any request: after a random number of changes, and then at a random time within about one.
void KillAtRandom(Service& service, Writers& writers, absl::BitGen& random) {
  ASSERT_TRUE(writers.Progress(absl::Uniform(random, 1, 100))) << writers.tally().Figures();
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
  EXPECT_THAT(writers.tally().Refusals(), IsEmpty());
  EXPECT_THAT(Check(attempts, suite.Rows()), IsEmpty());
  std::cout << "feedback killed " << kKills << " times: " << writers.tally().Figures() << "\n";
}

// Sixteen senders of one change, and a kill among them: the id that each of them was told.
std::set<std::string> SendAtOnce(Suite& suite, const Client& client, const Change& change, Tally& tally,
                                 absl::BitGen& random) {
  std::vector<std::string> names(kSenders);
  const std::string request_id = NewRequestId();
  {
    std::vector<std::jthread> senders;
    for (std::string& name : names) {
      senders.emplace_back([&] {
        const auto answer = client.SendAgain(change, request_id, kNeverGiveUp, tally);
        if (answer.ok()) name = answer->name;
      });
    }
    absl::SleepFor(absl::Microseconds(absl::Uniform(random, 0, 10'000)));
    suite.feedback().Kill();
    suite.feedback().Start();
  }
  return {names.begin(), names.end()};
}

TEST(FeedbackKilled, OneRequestFromManySendersHasOneEffectAndOneAnswer) {
  constexpr int kRounds = 6;
  Suite suite;
  Client client(suite, 0);
  Tally tally;
  absl::BitGen random;
  for (int round = 0; round < kRounds; ++round) {
    const Change change = client.Next();
    client.WillAttempt(change);
    const std::set<std::string> answers = SendAtOnce(suite, client, change, tally, random);
    ASSERT_THAT(answers, SizeIs(1));
    client.Acknowledged(change, {.name = *answers.begin(), .time = {}});
  }
  EXPECT_THAT(tally.Refusals(), IsEmpty());
  EXPECT_THAT(Check(client.Attempts(), suite.Rows()), IsEmpty());
  std::cout << "one request from " << kSenders << " senders, killed among them, " << kRounds
            << " times: " << tally.Figures() << "\n";
}

}  // namespace
}  // namespace laurel::faults
