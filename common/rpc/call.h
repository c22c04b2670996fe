// One call as handlers see it: who calls, when, until when. Handlers never see gRPC. A value without errors
// of its own; thread-safety stands at Call.
#pragma once

#include <atomic>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/time/time.h"
#include "common/api/request_key.h"
#include "common/auth/principal.h"

namespace laurel::rpc {

// Used by one worker at a time; only the cancellation flag is written by another thread.
struct Call {
  std::string_view method;  // "laurel.feedback.v1.CoachingService/AddNote"
  auth::Principal caller;
  // When the token of the caller stops being good: a stream that lives longer ends then.
  absl::Time token_expires = absl::InfiniteFuture();
  absl::Time now;       // the one time of this call: rules, rows and answers agree on it
  absl::Time deadline;  // by the same clock
  api::RequestKey key;
  bool audited = false;
  // What the caller sent beside the request under keys that begin with "laurel-".
  std::vector<std::pair<std::string, std::string>> metadata;
  std::vector<std::pair<std::string, std::string>> trailing_metadata;

  // The caller has gone or the deadline has passed: work that nobody will see may stop.
  std::atomic<bool> cancelled{false};
};

}  // namespace laurel::rpc
