#include "clients/cli/api/dynamic_call.h"

#include <condition_variable>
#include <mutex>
#include <optional>

#include "grpcpp/generic/generic_stub.h"
#include "grpcpp/impl/codegen/proto_utils.h"
#include "grpcpp/support/client_callback.h"

namespace laurel::cli {
namespace {

using google::protobuf::Message;
using google::protobuf::MessageLite;

class Reactor final : public grpc::ClientBidiReactor<MessageLite, MessageLite> {
 public:
  Reactor(const Method& method, const OnResponse& on_response)
      : response_(
            google::protobuf::MessageFactory::generated_factory()->GetPrototype(method.output_type())->New()),
        on_response_(on_response) {}

  void Begin() {
    AddHold();  // writes come from outside the reactions
    StartRead(response_.get());
    StartCall();
  }

  grpc::Status Drive(const NextRequest& next) {
    while (std::unique_ptr<Message> request = next()) {
      if (!Send(*request)) break;
    }
    StartWritesDone();
    RemoveHold();
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return status_.has_value(); });
    return *status_;
  }

 private:
  bool Send(const Message& request) {
    {
      const std::lock_guard lock(mutex_);
      written_.reset();
    }
    StartWrite(&request);
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return written_.has_value(); });
    return *written_;
  }

  void OnReadDone(bool ok) override {
    if (!ok) return;
    on_response_(*response_);
    response_->Clear();
    StartRead(response_.get());
  }

  void OnWriteDone(bool ok) override {
    const std::lock_guard lock(mutex_);
    written_ = ok;
    changed_.notify_all();
  }

  void OnDone(const grpc::Status& status) override {
    const std::lock_guard lock(mutex_);
    status_ = status;
    changed_.notify_all();
  }

  std::unique_ptr<Message> response_;
  const OnResponse& on_response_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::optional<bool> written_;
  std::optional<grpc::Status> status_;
};

}  // namespace

grpc::Status CallDynamically(const std::shared_ptr<grpc::Channel>& channel, grpc::ClientContext& context,
                             const Method& method, const NextRequest& next, const OnResponse& on_response) {
  grpc::TemplatedGenericStub<MessageLite, MessageLite> stub(channel);
  Reactor reactor(method, on_response);
  stub.PrepareBidiStreamingCall(&context, PathOf(method), grpc::StubOptions(), &reactor);
  reactor.Begin();
  return reactor.Drive(next);
}

}  // namespace laurel::cli
