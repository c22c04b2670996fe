// Chance that repeats itself: the same seed throws the same. Each story throws dice of its own, so that one
// more throw in one of them changes no other. Used by one thread.
#pragma once

#include <cstdint>
#include <random>
#include <string_view>
#include <vector>

#include "absl/random/distributions.h"
#include "absl/time/time.h"

namespace laurel::sample {

class Dice {
 public:
  explicit Dice(std::string_view seed) : generator_(Hash(seed)) {}

  bool Chance(double share) { return absl::Uniform(generator_, 0.0, 1.0) < share; }
  int Between(int first, int last) { return absl::Uniform(absl::IntervalClosed, generator_, first, last); }
  // To the second: what follows something does not share its seconds.
  absl::Duration Minutes(int least, int most) { return absl::Seconds(Between(60 * least, 60 * most)); }
  template <typename T>
  const T& Pick(const std::vector<T>& from) {
    return from.at(absl::Uniform<std::size_t>(generator_, 0, from.size()));
  }
  std::mt19937_64& generator() { return generator_; }

 private:
  // FNV-1a: std::hash may differ from one standard library to the next.
  static std::uint64_t Hash(std::string_view text) {
    std::uint64_t hash = 14695981039346656037U;
    for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211U;
    return hash;
  }

  std::mt19937_64 generator_;
};

}  // namespace laurel::sample
