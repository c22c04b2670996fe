// How points and the states of recognitions behave, as the product describes it: whole numbers in a few maps,
// written without a look at the rules that they are to judge. Used by one thread at a time.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "absl/time/time.h"

namespace laurel::recognition::testing {

// The programme of a walk.
inline constexpr std::int64_t kAllowance = 40;
inline constexpr std::int64_t kMaxEach = 6;
inline constexpr std::int64_t kPairCap = 15;
inline constexpr std::int64_t kThreshold = 8;
inline constexpr absl::Duration kUndoWindow = absl::Minutes(10);

enum class State { kPending, kPublished, kHidden, kRevoked, kRejected };

struct Points {
  std::int64_t remaining = 0, boost = 0, earned = 0, held = 0;
  bool operator==(const Points&) const = default;
};

// Each call answers the reason of the refusal; "": it succeeds, and is done.
class Model {
 public:
  struct Gift {
    std::string sender;
    std::vector<std::string> recipients;
    std::int64_t each = 0;
    State state = State::kPublished;
    absl::Time made, published = absl::InfinitePast();
    std::string month;             // whose allowance it took
    std::int64_t from_giving = 0;  // the rest came from the boost
    std::int64_t total() const { return each * static_cast<std::int64_t>(recipients.size()); }
  };

  explicit Model(absl::Time now) : now_(now) {}

  void PassTo(absl::Time now);
  // A success is a gift more.
  std::string Give(const std::string& sender, const std::vector<std::string>& recipients, std::int64_t each);
  std::string Revoke(std::size_t gift, const std::string& person);
  std::string Decide(std::size_t gift, const std::string& person, const std::string& admin, bool approve);
  std::string Hide(std::size_t gift);
  void Boost(const std::string& person, std::int64_t points) { points_[person].boost += points; }
  std::string Adjust(const std::string& person, std::int64_t points);
  void ExpirePending();

  Points Of(const std::string& person) const;
  const std::vector<Gift>& gifts() const { return gifts_; }

 private:
  struct Purse {
    std::string month;  // of `giving`
    std::int64_t giving = 0, boost = 0, earned = 0;
  };
  std::string Month() const;
  Purse& Of(const std::string& person, const std::string& month);
  std::int64_t GivenTo(const std::string& recipient, const std::string& sender) const;
  void Publish(Gift& gift);
  void GiveBack(const Gift& gift);

  absl::Time now_;
  std::map<std::string, Purse> points_;
  std::vector<Gift> gifts_;
};

}  // namespace laurel::recognition::testing
