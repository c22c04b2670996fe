// A unary call: gRPC's reactor, and the rules of who owns it. The gRPC thread owns it until it is in the
// queue or joined to a flight; then the queue or the flight; then a worker. The owner answers it once,
// outside every lock, as the last thing it does: afterwards the object may be gone. OnCancel sets a flag and
// nothing else; OnDone deletes.
#pragma once

#include <functional>

#include "common/rpc/admission/bounded_queue.h"
#include "common/rpc/stages/running_call.h"
#include "grpcpp/support/server_callback.h"

namespace laurel::rpc {

using UnaryHandler = std::function<absl::Status(Call&)>;  // writes the response itself

// The entry of all unary calls. `request` and `response` live until the call is answered.
grpc::ServerUnaryReactor* StartUnaryCall(Engine& engine, const Method& method, Context& context,
                                         google::protobuf::Message& request,
                                         google::protobuf::Message& response, UnaryHandler handler);

class UnaryCall final : public grpc::ServerUnaryReactor, public Job, private RunningCall {
 public:
  UnaryCall(Engine& engine, const Method& method, Context& context, google::protobuf::Message& request,
            google::protobuf::Message& response, UnaryHandler handler);

  void Start();

  bool Dead() const override { return Gone(); }
  void Run() override;
  void Refuse(absl::Status why) override;

  void OnCancel() override { Cancel(); }
  void OnDone() override { delete this; }

 private:
  // Field rules and key.
  absl::Status Prepare();
  // Joins the flight of its twins. False: *this is no longer ours.
  bool LeadFlight();
  void Submit();
  void Complete(absl::Status status);
  // Lets the followers of this leader have its answer, or the next of them run.
  void EndFlight(const absl::Status& status);
  void CompleteAs(const UnaryCall& leader, const absl::Status& status);

  google::protobuf::Message& request_;
  google::protobuf::Message& response_;
  const UnaryHandler handler_;
  bool leads_ = false;
};

}  // namespace laurel::rpc
