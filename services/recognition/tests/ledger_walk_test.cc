// What the service does with points, against a model of what the product says: on random walks both agree
// after every step, and the ledger is exact. --gtest_random_seed=N walks another way, the one that a failure
// named for instance.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <random>
#include <stop_token>

#include "common/testing/status_matchers.h"
#include "services/recognition/allowance/sweep.h"
#include "services/recognition/outcome/expire_pending.h"
#include "services/recognition/testing/suite.h"
#include "services/recognition/tests/ledger_walk/model.h"

namespace laurel::recognition::testing {
namespace {

using laurel::testing::IsOk;
using Stub = Suite::Stub;

constexpr int kSteps = 300;

const std::vector<std::string>& Cast() {
  static const auto& cast = *new std::vector<std::string>{kSam, kMona, kAna, kBen, kStranger};
  return cast;
}

class Walk {
 public:
  explicit Walk(unsigned seed) : random_(seed), model_(suite_.clock.Now()) {
    suite_.SetProgram([](v1::Program& program) {
      program.set_allowance(kAllowance);
      program.set_max_each(kMaxEach);
      program.set_pair_cap(kPairCap);
      program.set_approval_threshold(kThreshold);
    });
  }

  void Step() {
    const int choice = Pick(100);
    if (choice < 45 || names_.empty()) {
      Give();
    } else if (choice < 75) {
      Change();
    } else if (choice < 85) {
      Points();
    } else if (choice < 95) {
      PassTime();
    } else {
      Sweep();
    }
    Compare();
  }

  const std::string& last() const { return last_; }
  const std::map<std::string, int>& seen() const { return seen_; }

 private:
  int Pick(int choices) { return std::uniform_int_distribution<int>(0, choices - 1)(random_); }
  const std::string& Somebody() {
    return Cast()[static_cast<std::size_t>(Pick(static_cast<int>(Cast().size())))];
  }

  void Judge(const absl::Status& status, const std::string& expected) {
    const std::string reason = status.ok() ? "" : ReasonOf(status);
    EXPECT_EQ(reason, expected) << status;
    ++seen_[reason];
  }

  void Give() {
    const std::string sender = Somebody();
    std::vector<std::string> recipients = Cast();
    std::erase(recipients, sender);
    std::ranges::shuffle(recipients, random_);
    recipients.resize(static_cast<std::size_t>(1 + Pick(3)));
    const std::int64_t each = Pick(8);
    last_ = fmt::format("{} gives {} each to {}", sender, each, fmt::join(recipients, ", "));
    const auto given = suite_.As(sender, &Stub::GiveRecognition, GiveRequest(recipients, each), Pick(2));
    Judge(given.status(), model_.Give(sender, recipients, each));
    if (given.ok()) names_.push_back(given->name());
  }

  // Mostly one of the newest.
  void Change() {
    const auto newest = std::min<std::size_t>(names_.size(), Pick(4) == 0 ? 1000 : 4);
    const std::size_t at = names_.size() - 1 - static_cast<std::size_t>(Pick(static_cast<int>(newest)));
    const std::string& sender = model_.gifts()[at].sender;
    const std::string actor = Pick(5) == 0 ? kPeer : sender;
    const std::string& name = names_[at];
    const int verb = Pick(5);
    last_ = fmt::format("verb {} on {} by {}", verb, name, actor);
    switch (verb) {
      case 0:
      case 1:
        // Who does not read it, learns nothing.
        if (actor != sender && model_.gifts()[at].state != State::kPublished) return;
        return Judge(
            suite_.As(actor, &Stub::RevokeRecognition, Named<v1::RevokeRecognitionRequest>(name), Pick(2))
                .status(),
            model_.Revoke(at, actor));
      case 2: {
        const std::string decider = Pick(3) == 0 ? actor : kRewarder;
        return Judge(
            suite_.As(decider, &Stub::ApproveRecognition, Named<v1::ApproveRecognitionRequest>(name), Pick(2))
                .status(),
            model_.Decide(at, decider, kRewarder, /*approve=*/true));
      }
      case 3: {
        const std::string decider = Pick(3) == 0 ? actor : kRewarder;
        return Judge(suite_.As(decider, &Stub::RejectRecognition, RejectRequest(name), Pick(2)).status(),
                     model_.Decide(at, decider, kRewarder, /*approve=*/false));
      }
      default:
        return Judge(suite_.As(kRewarder, &Stub::HideRecognition, HideRequest(name), Pick(2)).status(),
                     model_.Hide(at));
    }
  }

  void Points() {
    const std::string& person = Somebody();
    if (Pick(2) == 0) {
      const std::int64_t points = 1 + Pick(5);
      last_ = fmt::format("{} is boosted by {}", person, points);
      suite_.Boost(person, points);
      return model_.Boost(person, points);
    }
    const std::int64_t points = Pick(2) == 0 ? 1 + Pick(20) : -1 - Pick(20);
    last_ = fmt::format("{} is adjusted by {}", person, points);
    Judge(suite_.As(kRewarder, &Stub::AdjustBalance, AdjustRequest(person, points), Pick(2)).status(),
          model_.Adjust(person, points));
  }

  void PassTime() {
    static const std::array kPasses = {absl::Minutes(3),
                                       absl::Minutes(10),
                                       absl::Microseconds(1),
                                       absl::Hours(24),
                                       absl::Hours(24 * 5),
                                       absl::Hours(24 * 14),
                                       absl::Minutes(10) + absl::Microseconds(1)};
    const absl::Duration pass = kPasses[static_cast<std::size_t>(Pick(kPasses.size()))];
    last_ = "time passes: " + absl::FormatDuration(pass);
    suite_.Pass(pass);
    model_.PassTo(suite_.clock.Now());
  }

  void Sweep() {
    last_ = "the sweeps run";
    EXPECT_THAT(allowance::Sweep(suite_.env(), suite_.clock.Now(), std::stop_token()), IsOk());
    EXPECT_THAT(outcome::ExpirePending(suite_.env(), suite_.clock.Now(), std::stop_token()), IsOk());
    model_.ExpirePending();
  }

  void Compare() {
    for (const std::string& person : Cast()) {
      const v1::Balance balance = suite_.Balance(person);
      const testing::Points expected = model_.Of(person);
      EXPECT_EQ(balance.remaining(), expected.remaining) << "remaining of " << person;
      EXPECT_EQ(balance.boost(), expected.boost) << "boost of " << person;
      EXPECT_EQ(balance.earned(), expected.earned) << "earned by " << person;
      EXPECT_EQ(balance.held(), expected.held) << "held of " << person;
      EXPECT_EQ(balance.given(), balance.allowance() - balance.remaining()) << person;
    }
    suite_.Verify();
  }

  Suite suite_;
  std::mt19937 random_;
  Model model_;
  std::vector<std::string> names_;  // as the model's gifts
  std::string last_;
  std::map<std::string, int> seen_;
};

TEST(LedgerWalk, AgreesWithItsModelAfterEveryStep) {
  std::map<std::string, int> seen;
  const auto chosen = static_cast<unsigned>(GTEST_FLAG_GET(random_seed));
  for (const unsigned seed : chosen == 0 ? std::vector<unsigned>{1, 2} : std::vector<unsigned>{chosen}) {
    Walk walk(seed);
    for (int step = 1; step <= kSteps; ++step) {
      walk.Step();
      ASSERT_FALSE(::testing::Test::HasFailure())
          << "--gtest_random_seed=" << seed << ", step " << step << ": " << walk.last();
    }
    for (const auto& [outcome, times] : walk.seen()) seen[outcome] += times;
  }
  if (chosen != 0) return;
  for (const char* outcome :
       {"", "MAX_EACH_EXCEEDED", "PAIR_CAP_EXCEEDED", "ALLOWANCE_EXCEEDED", "PERMISSION_DENIED",
        "WRONG_STATE", "UNDO_WINDOW_CLOSED", "SENDER_CANNOT_DECIDE", "INSUFFICIENT_BALANCE"}) {
    EXPECT_GT(seen[outcome], 0) << outcome << " was never seen";
  }
}

}  // namespace
}  // namespace laurel::recognition::testing
