// How the clients of fault tests call: under one request_id until they are answered, whatever dies meanwhile.
// Thread-safe.
#pragma once

#include <functional>
#include <set>
#include <string>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "grpcpp/client_context.h"
#include "tests/faults/tally.h"

namespace laurel::faults {

struct Acknowledgement {
  std::string name;
  absl::Time time;  // when it was done, as the answer says
};

// One call that waits so long for an answer.
using Send = std::function<absl::StatusOr<Acknowledgement>(absl::Duration patience)>;

// Of SendAgain.
inline constexpr int kNeverGiveUp = 1'000'000;

// Calls until one is acknowledged or refused, or until `failures` of them have failed. A refusal is what no
// client should be told, and counted as such, unless its reason is `foreseen`.
absl::StatusOr<Acknowledgement> SendAgain(const std::string& key, const Send& send, int failures,
                                          Tally& tally, const std::set<std::string>& foreseen = {});

std::string NewRequestId();

// Of a call by the bearer, who waits for the service to be there.
void PrepareCall(grpc::ClientContext& context, const std::string& token, absl::Duration patience);

}  // namespace laurel::faults
