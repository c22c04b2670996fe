#include "tests/faults/retry.h"

#include <boost/uuid/random_generator.hpp>
#include <boost/uuid/uuid_io.hpp>

#include "absl/random/random.h"
#include "absl/time/clock.h"
#include "common/rpc/channel.h"
#include "common/status/error.h"

namespace laurel::faults {
namespace {

constexpr absl::Duration kCallPatience = absl::Seconds(5);
constexpr absl::Duration kChangePatience = absl::Seconds(60);
constexpr absl::Duration kRetryPause = absl::Milliseconds(20);

bool MayTryAgain(const absl::Status& status) {
  return status.code() == absl::StatusCode::kUnavailable ||
         status.code() == absl::StatusCode::kDeadlineExceeded ||
         (status.code() == absl::StatusCode::kResourceExhausted && RetryDelayOf(status).has_value());
}

}  // namespace

absl::StatusOr<Acknowledgement> SendAgain(const std::string& key, const Send& send, int failures,
                                          Tally& tally, const std::set<std::string>& foreseen) {
  const absl::Time limit = absl::Now() + kChangePatience;
  absl::BitGen random;
  for (int failed = 0;; absl::SleepFor(kRetryPause * absl::Uniform(random, 0.5, 1.0))) {
    // Times are stored in whole microseconds.
    const absl::Time sent = absl::Now() - absl::Microseconds(1);
    ++tally.calls;
    auto answer = send(kCallPatience);
    if (answer.ok()) {
      if (failed > 0) ++(answer->time < sent ? tally.replayed : tally.redone);
      ++tally.acknowledged;
      return answer;
    }
    if (foreseen.contains(ReasonOf(answer.status()))) return answer;
    tally.Failed(answer.status());
    if (!MayTryAgain(answer.status()) || absl::Now() > limit) {
      tally.Refused(key + ": " + answer.status().ToString());
      return answer;
    }
    if (++failed < failures) continue;
    ++tally.abandoned;
    return answer;
  }
}

std::string NewRequestId() { return boost::uuids::to_string(boost::uuids::random_generator()()); }

void PrepareCall(grpc::ClientContext& context, const std::string& token, absl::Duration patience) {
  rpc::Authorize(context, token);
  context.set_wait_for_ready(true);
  context.set_deadline(absl::ToChronoTime(absl::Now() + patience));
}

}  // namespace laurel::faults
