// Follows a stream of another service for as long as this lives: opens it, hands over what comes, and opens
// it again after every failure and whenever it falls silent. One thread.
//
//   class Prices final : public rpc::StreamReader<WatchRequest, WatchResponse> { … };
//   rpc::StreamClient<WatchRequest, WatchResponse> client(
//       options, [&](auto... arguments) { return stub->AsyncWatch(arguments..., nullptr); }, prices);
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <thread>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "common/rpc/channel.h"
#include "common/status/macros.h"
#include "grpcpp/client_context.h"
#include "grpcpp/completion_queue.h"
#include "grpcpp/support/async_stream.h"

namespace laurel::rpc {

struct StreamClientOptions {
  std::string name;  // what is followed, for the log
  // The bearer token of this service; read again at each attempt, so that it may be rotated under way. Empty:
  // none is sent.
  std::string token_file;
  // Pause between attempts: full jitter below a bound that doubles from the first to the last of these.
  absl::Duration first_backoff;
  absl::Duration last_backoff;
  // A stream that has been silent for so long is given up and opened again.
  absl::Duration silence;
};

// What is done with a stream. Called by the client's thread alone; Begin, then the others, then End.
template <typename Request, typename Response>
class StreamReader {
 public:
  virtual ~StreamReader() = default;

  // What to ask for; an error: not now, again after a pause.
  virtual absl::StatusOr<Request> Begin() = 0;
  // The next message. An error ends the stream.
  virtual absl::Status Take(const Response& message) = 0;
  // Nothing more is there for the moment.
  virtual void Idle() {}
  // The stream has ended: with its own status, or with that of Take.
  virtual void End(const absl::Status& /*why*/) {}
};

// What does not depend on the messages: the thread, the pauses, the token, and the end in the middle of a
// call.
class StreamLoop {
 public:
  // One stream, to its end; the context can be cancelled at any time.
  using Attempt = std::function<absl::Status(grpc::ClientContext& context)>;

  StreamLoop(StreamClientOptions options, Attempt attempt);
  ~StreamLoop();  // cancels the call under way and waits for the end of the attempt
  StreamLoop(const StreamLoop&) = delete;
  StreamLoop& operator=(const StreamLoop&) = delete;

 private:
  void Run();
  absl::Status Try();
  bool Pause(absl::Duration pause);
  bool SetCall(grpc::ClientContext* call);

  const StreamClientOptions options_;
  const Attempt attempt_;
  absl::Mutex mutex_;
  absl::CondVar wake_;
  bool stopping_ ABSL_GUARDED_BY(mutex_) = false;
  grpc::ClientContext* call_ ABSL_GUARDED_BY(mutex_) = nullptr;
  std::thread thread_;  // last: it uses all of the above
};

// One operation is under way at a time, so events need no tags.
enum class StreamEvent { kDone, kBroken, kNothing };
StreamEvent AwaitEvent(grpc::CompletionQueue& queue, absl::Duration wait);

template <typename Request, typename Response>
class StreamClient {
 public:
  using Stream = grpc::ClientAsyncReader<Response>;
  using Open =
      std::function<std::unique_ptr<Stream>(grpc::ClientContext*, const Request&, grpc::CompletionQueue*)>;

  // Starts at once. `reader` outlives it.
  StreamClient(const StreamClientOptions& options, Open open, StreamReader<Request, Response>& reader)
      : open_(std::move(open)),
        reader_(reader),
        silence_(options.silence),
        loop_(options, [this](grpc::ClientContext& context) { return Watch(context); }) {}

 private:
  absl::Status Watch(grpc::ClientContext& context) {
    ASSIGN_OR_RETURN(const Request request, reader_.Begin());
    grpc::CompletionQueue queue;
    const std::unique_ptr<Stream> stream = open_(&context, request, &queue);
    absl::Status why = Receive(context, *stream, queue);
    grpc::Status status;
    stream->Finish(&status, nullptr);
    AwaitEvent(queue, absl::InfiniteDuration());
    queue.Shutdown();
    AwaitEvent(queue, absl::InfiniteDuration());
    if (why.ok()) why = FromWire(status);
    reader_.End(why);
    return why;
  }

  // Until the stream breaks (OK) or the reader wants no more of it.
  absl::Status Receive(grpc::ClientContext& context, Stream& stream, grpc::CompletionQueue& queue) {
    Response message;
    absl::Status taken;
    StreamEvent event = AwaitEvent(queue, silence_);  // the start of the call
    while (event == StreamEvent::kDone && taken.ok()) {
      stream.Read(&message, nullptr);
      event = AwaitEvent(queue, absl::ZeroDuration());
      if (event == StreamEvent::kNothing) {
        reader_.Idle();
        event = AwaitEvent(queue, silence_);
      }
      if (event == StreamEvent::kDone) taken = reader_.Take(message);
    }
    if (event != StreamEvent::kBroken) context.TryCancel();
    if (event == StreamEvent::kNothing) AwaitEvent(queue, absl::InfiniteDuration());  // what was under way
    return taken;
  }

  const Open open_;
  StreamReader<Request, Response>& reader_;
  const absl::Duration silence_;
  StreamLoop loop_;  // last: its thread uses all of the above
};

}  // namespace laurel::rpc
