// A bidirectional call: the stages, then the handler on a thread of its own, which owns the call until it
// ends.
#pragma once

#include <functional>
#include <utility>

#include "common/rpc/stages/bidi_core.h"
#include "common/rpc/stages/running_call.h"
#include "common/rpc/stream.h"
#include "grpcpp/support/server_callback.h"

namespace laurel::rpc {

class BidiCall : public BidiTransport, protected RunningCall {
 public:
  void Start();

 protected:
  BidiCall(Engine& engine, const Method& method, Context& context)
      : RunningCall(engine, method, context, Deadline::kAsSent) {}

  virtual absl::Status Handle() = 0;
  virtual BidiCore& core() = 0;
  virtual void FinishWith(grpc::Status status) = 0;

 private:
  void Run();
  absl::Status Serve();
  void Complete(absl::Status status);
};

template <typename Request, typename Response>
class BidiReactor final : public grpc::ServerBidiReactor<Request, Response>, private BidiCall {
 public:
  using Handler = std::function<absl::Status(Call&, BidiStream<Request, Response>&)>;

  static BidiReactor* Start(Engine& engine, const Method& method, Context& context, Handler handler) {
    auto* reactor = new BidiReactor(engine, method, context, std::move(handler));
    static_cast<BidiCall*>(reactor)->Start();
    return reactor;
  }

  void OnReadDone(bool ok) override { stream_.ReadDone(ok); }
  void OnWriteDone(bool ok) override { stream_.WriteDone(ok); }
  void OnCancel() override {
    Cancel();
    stream_.Cancelled(WhyGone());
  }
  void OnDone() override { delete this; }

 private:
  BidiReactor(Engine& engine, const Method& method, Context& context, Handler handler)
      : BidiCall(engine, method, context),
        handler_(std::move(handler)),
        stream_({.transport = this,
                 .prototype = &Request::default_instance(),
                 .silence = engine.options.stream_silence}) {}

  absl::Status Handle() override { return handler_(call_data_, stream_); }
  BidiCore& core() override { return stream_; }
  void ReadInto(google::protobuf::Message& message) override {
    this->StartRead(static_cast<Request*>(&message));
  }
  void WriteFrom(const google::protobuf::Message& message) override {
    this->StartWrite(static_cast<const Response*>(&message));
  }
  void FinishWith(grpc::Status status) override { this->Finish(std::move(status)); }

  const Handler handler_;
  BidiStream<Request, Response> stream_;
};

}  // namespace laurel::rpc
