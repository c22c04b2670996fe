// A server stream on its way through the stages. Owned like a unary call until its handler has returned; from
// then on by the StreamCore, which decides alone when it ends.
#pragma once

#include <functional>
#include <memory>
#include <utility>

#include "common/rpc/admission/bounded_queue.h"
#include "common/rpc/stages/running_call.h"
#include "common/rpc/stages/stream_core.h"
#include "common/rpc/stream.h"
#include "grpcpp/support/server_callback.h"

namespace laurel::rpc {

// All that does not depend on the type of the messages.
class StreamCall : public Job, public StreamTransport, protected RunningCall {
 public:
  void Start();
  bool Dead() const override { return Gone(); }
  void Run() override;
  void Refuse(absl::Status why) override;

  void EndStream(const absl::Status& status) override;
  void Abort() override { context_.TryCancel(); }

 protected:
  StreamCall(Engine& engine, const Method& method, Context& context, google::protobuf::Message& request)
      : RunningCall(engine, method, context, Deadline::kAsSent), request_(request) {}

  virtual absl::Status Handle() = 0;
  virtual StreamCore& core() = 0;
  virtual void FinishWith(grpc::Status status) = 0;
  void Leave();  // in OnDone

 private:
  absl::Status Open();

  google::protobuf::Message& request_;
};

template <typename Response>
class StreamReactor final : public grpc::ServerWriteReactor<Response>, private StreamCall {
 public:
  using Handler = std::function<absl::Status(Call&, std::shared_ptr<StreamWriter<Response>>)>;

  static StreamReactor* Start(Engine& engine, const Method& method, Context& context,
                              google::protobuf::Message& request, Handler handler) {
    auto* reactor = new StreamReactor(engine, method, context, request, std::move(handler));
    static_cast<StreamCall*>(reactor)->Start();
    return reactor;
  }

  void OnWriteDone(bool ok) override { writer_->WriteDone(ok); }
  void OnCancel() override {
    Cancel();
    writer_->Cancelled();
  }
  void OnDone() override {
    Leave();
    delete this;
  }

 private:
  StreamReactor(Engine& engine, const Method& method, Context& context, google::protobuf::Message& request,
                Handler handler)
      : StreamCall(engine, method, context, request),
        handler_(std::move(handler)),
        writer_(std::make_shared<StreamWriter<Response>>(static_cast<StreamTransport&>(*this),
                                                         engine.options.stream_buffer)) {}

  absl::Status Handle() override { return handler_(call_data_, writer_); }
  StreamCore& core() override { return *writer_; }
  void WriteFrom(const google::protobuf::Message& message) override {
    this->StartWrite(static_cast<const Response*>(&message));
  }
  void FinishWith(grpc::Status status) override { this->Finish(std::move(status)); }

  const Handler handler_;
  const std::shared_ptr<StreamWriter<Response>> writer_;
};

}  // namespace laurel::rpc
