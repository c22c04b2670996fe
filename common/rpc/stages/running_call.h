// One call on its way through the stages that all kinds of calls share. Owned by one thread at a time; only
// Cancel and Dead may be called by others.
#pragma once

#include <functional>
#include <optional>

#include "absl/status/status.h"
#include "common/auth/token_verifier.h"
#include "common/rpc/call.h"
#include "common/rpc/pipeline.h"
#include "common/rpc/stages/engine.h"
#include "common/rpc/stages/method.h"
#include "google/protobuf/message.h"
#include "grpcpp/support/status.h"

namespace laurel::rpc {

class RunningCall {
 public:
  enum class Deadline { kBounded, kAsSent };  // unary calls; streams

  RunningCall(Engine& engine, const Method& method, Context& context, Deadline deadline);
  RunningCall(const RunningCall&) = delete;
  RunningCall& operator=(const RunningCall&) = delete;

  void Cancel() { call_data_.cancelled.store(true, std::memory_order_relaxed); }
  // Nobody waits for the answer any more.
  bool Gone() const;

 protected:
  ~RunningCall() = default;

  // deadline, authentication, rate, method policy. OK with needs_person() true: go to a thread that may wait
  // and call AdmitPerson there.
  absl::Status Admit();
  bool needs_person() const { return identity_.has_value(); }
  absl::Status AdmitPerson();

  // Field rules; the bytes count for the log.
  absl::Status CheckRequest(google::protobuf::Message& request);
  // The key of this call, once its request is checked; needs_person() must be false.
  void MakeKey(google::protobuf::Message& request);

  // DEADLINE_EXCEEDED or CANCELLED: what Gone means.
  absl::Status WhyGone() const;

  // before_handler, then the handler; what they throw becomes INTERNAL.
  absl::Status RunHandler(const std::function<absl::Status()>& handler);

  // Counts, logs and translates. Exactly once, directly before gRPC's Finish.
  grpc::Status End(absl::Status status);

  Engine& engine_;
  const Method& method_;
  Context& context_;
  Call call_data_;

 private:
  absl::Status AdmitToken();
  absl::Status AdmitPrincipal(absl::StatusOr<auth::Principal> principal);
  void WriteLog(const absl::Status& status, double seconds) const;

  const SteadyTime start_;
  SteadyTime deadline_;
  std::optional<auth::Identity> identity_;  // verified, but not yet known as a person
  std::size_t request_bytes_ = 0;
};

}  // namespace laurel::rpc
