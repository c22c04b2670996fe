#include "common/org/mirror.h"

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <thread>
#include <utility>

#include "absl/random/random.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/clock.h"
#include "common/log/log.h"
#include "common/org/replica.h"
#include "common/rpc/channel.h"
#include "common/status/error.h"
#include "grpcpp/client_context.h"
#include "grpcpp/completion_queue.h"
#include "grpcpp/support/async_stream.h"
#include "laurel/directory/v1/directory_service.grpc.pb.h"

namespace laurel::org {
namespace {

namespace v1 = directory::v1;

enum class Event { kDone, kBroken, kNothing };

// One operation is under way at a time, so events need no tags.
Event Await(grpc::CompletionQueue& queue, absl::Duration wait) {
  void* tag = nullptr;
  bool ok = false;
  const auto result = queue.AsyncNext(&tag, &ok, absl::ToChronoTime(absl::Now() + wait));
  if (result != grpc::CompletionQueue::GOT_EVENT) return Event::kNothing;
  return ok ? Event::kDone : Event::kBroken;
}

}  // namespace

// The thread; with the one that stops it it shares `stopping_` and the call under way.
class Mirror::Feed {
 public:
  Feed(std::shared_ptr<grpc::ChannelInterface> directory, MirrorOptions options, Holder& holder,
       const Clock& clock)
      : stub_(v1::DirectoryService::NewStub(directory)),
        options_(std::move(options)),
        replica_(holder, clock),
        thread_([this] { Run(); }) {}

  ~Feed() {
    {
      absl::MutexLock lock(&mutex_);
      stopping_ = true;
      if (call_ != nullptr) call_->TryCancel();
      wake_.Signal();
    }
    thread_.join();
  }

 private:
  using Reader = grpc::ClientAsyncReader<v1::WatchOrganizationResponse>;

  void Run() {
    absl::Duration bound = options_.first_backoff;
    absl::BitGen random;
    while (true) {
      const absl::Time begun = absl::Now();
      const absl::Status status = Watch();
      // Streams that break soon after they began are failures too: they must not be opened in a tight loop.
      if (absl::Now() - begun > options_.last_backoff) bound = options_.first_backoff;
      const absl::Duration pause = absl::Uniform(random, 0.0, 1.0) * bound;
      bound = std::min(2 * bound, options_.last_backoff);
      if (!SetCall(nullptr)) return;
      const std::string reason = ReasonOf(status);
      log::Warning("the watch of the organisation broke and will be opened again",
                   {{"code", std::int64_t{status.raw_code()}},
                    {"reason", reason},
                    {"pause_seconds", absl::ToDoubleSeconds(pause)}});
      if (!Pause(pause)) return;
    }
  }

  // False when stopping.
  bool Pause(absl::Duration pause) {
    absl::MutexLock lock(&mutex_);
    const absl::Time until = absl::Now() + pause;
    while (!stopping_ && !wake_.WaitWithDeadline(&mutex_, until)) {
    }
    return !stopping_;
  }

  // One stream, to its end.
  absl::Status Watch() {
    grpc::ClientContext context;
    if (!options_.token_file.empty()) {
      // A TokenFile of this attempt: one that is kept trusts the file's time of change, which two quick
      // writes may share.
      const absl::StatusOr<std::string> token = rpc::TokenFile(options_.token_file).Read();
      if (!token.ok()) return token.status();
      rpc::Authorize(context, *token);
    }
    if (!SetCall(&context)) return absl::CancelledError("stopping");
    v1::WatchOrganizationRequest request;
    request.set_resume_token(replica_.resume_token());
    grpc::CompletionQueue queue;
    const std::unique_ptr<Reader> reader = stub_->AsyncWatchOrganization(&context, request, &queue, nullptr);
    Receive(context, *reader, queue);
    grpc::Status status;
    reader->Finish(&status, nullptr);
    Await(queue, absl::InfiniteDuration());
    SetCall(nullptr);
    queue.Shutdown();
    Await(queue, absl::InfiniteDuration());
    return rpc::FromWire(status);
  }

  // Until the stream breaks. What has queued up is applied together, as soon as nothing more is there.
  void Receive(grpc::ClientContext& context, Reader& reader, grpc::CompletionQueue& queue) {
    replica_.BeginStream();
    v1::WatchOrganizationResponse message;
    Event event = Await(queue, options_.silence);  // the start of the call
    while (event == Event::kDone) {
      reader.Read(&message, nullptr);
      event = Await(queue, absl::ZeroDuration());
      if (event == Event::kNothing) {
        replica_.Apply();
        event = Await(queue, options_.silence);
      }
      if (event == Event::kDone) replica_.Add(message);
    }
    replica_.Apply();
    if (event == Event::kNothing) {
      context.TryCancel();
      Await(queue, absl::InfiniteDuration());  // the operation that was under way
    }
  }

  // False when stopping, and no call may begin.
  bool SetCall(grpc::ClientContext* call) {
    absl::MutexLock lock(&mutex_);
    call_ = stopping_ ? nullptr : call;
    return !stopping_;
  }

  const std::unique_ptr<v1::DirectoryService::Stub> stub_;
  const MirrorOptions options_;
  Replica replica_;

  absl::Mutex mutex_;
  absl::CondVar wake_;
  bool stopping_ ABSL_GUARDED_BY(mutex_) = false;
  grpc::ClientContext* call_ ABSL_GUARDED_BY(mutex_) = nullptr;

  std::thread thread_;  // last: it uses all of the above
};

Mirror::Mirror(std::shared_ptr<grpc::ChannelInterface> directory, MirrorOptions options, Holder& holder,
               const Clock& clock)
    : feed_(std::make_unique<Feed>(std::move(directory), std::move(options), holder, clock)) {}

Mirror::~Mirror() = default;

}  // namespace laurel::org
