#include "tests/faults/tally.h"

#include <fmt/format.h>

#include "common/status/error.h"

namespace laurel::faults {

void Tally::Failed(const absl::Status& failure) {
  ++failures;
  // Without a reason it is gRPC that speaks: no service was there to answer.
  const std::string reason = ReasonOf(failure);
  absl::MutexLock lock(&mutex_);
  ++reasons_[absl::StatusCodeToString(failure.code()) + " " + (reason.empty() ? "(transport)" : reason)];
}

void Tally::Refused(std::string what) {
  absl::MutexLock lock(&mutex_);
  refusals_.push_back(std::move(what));
}

std::vector<std::string> Tally::Refusals() const {
  absl::MutexLock lock(&mutex_);
  return refusals_;
}

std::string Tally::Figures() const {
  absl::MutexLock lock(&mutex_);
  std::string figures = fmt::format(
      "{} calls, {} failed, {} acknowledged ({} replayed, {} redone after failures), {} given up.", calls,
      failures, acknowledged, replayed, redone, abandoned);
  for (const auto& [reason, count] : reasons_) figures += fmt::format(" {}: {}.", reason, count);
  return figures;
}

}  // namespace laurel::faults
