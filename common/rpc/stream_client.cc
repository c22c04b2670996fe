#include "common/rpc/stream_client.h"

#include <algorithm>
#include <cstdint>
#include <utility>

#include "absl/random/random.h"
#include "absl/time/clock.h"
#include "common/log/log.h"
#include "common/status/error.h"

namespace laurel::rpc {

StreamEvent AwaitEvent(grpc::CompletionQueue& queue, absl::Duration wait) {
  void* tag = nullptr;
  bool ok = false;
  const auto result = queue.AsyncNext(&tag, &ok, absl::ToChronoTime(absl::Now() + wait));
  if (result != grpc::CompletionQueue::GOT_EVENT) return StreamEvent::kNothing;
  return ok ? StreamEvent::kDone : StreamEvent::kBroken;
}

StreamLoop::StreamLoop(StreamClientOptions options, Attempt attempt)
    : options_(std::move(options)), attempt_(std::move(attempt)), thread_([this] { Run(); }) {}

StreamLoop::~StreamLoop() {
  {
    absl::MutexLock lock(&mutex_);
    stopping_ = true;
    if (call_ != nullptr) call_->TryCancel();
    wake_.Signal();
  }
  thread_.join();
}

void StreamLoop::Run() {
  absl::Duration bound = options_.first_backoff;
  absl::BitGen random;
  while (true) {
    const absl::Time begun = absl::Now();
    const absl::Status status = Try();
    // Streams that break soon after they began are failures too: they must not be opened in a tight loop.
    if (absl::Now() - begun > options_.last_backoff) bound = options_.first_backoff;
    const absl::Duration pause = absl::Uniform(random, 0.0, 1.0) * bound;
    bound = std::min(2 * bound, options_.last_backoff);
    if (!SetCall(nullptr)) return;
    const std::string reason = ReasonOf(status);
    log::Warning("a stream broke and will be opened again",
                 {{"stream", options_.name},
                  {"code", std::int64_t{status.raw_code()}},
                  {"reason", reason},
                  {"pause_seconds", absl::ToDoubleSeconds(pause)}});
    if (!Pause(pause)) return;
  }
}

absl::Status StreamLoop::Try() {
  grpc::ClientContext context;
  if (!options_.token_file.empty()) {
    // A TokenFile of this attempt: one that is kept trusts the file's time of change, which two quick writes
    // may share.
    const absl::StatusOr<std::string> token = TokenFile(options_.token_file).Read();
    if (!token.ok()) return token.status();
    Authorize(context, *token);
  }
  if (!SetCall(&context)) return absl::CancelledError("stopping");
  absl::Status status = attempt_(context);
  SetCall(nullptr);
  return status;
}

// False when stopping.
bool StreamLoop::Pause(absl::Duration pause) {
  absl::MutexLock lock(&mutex_);
  const absl::Time until = absl::Now() + pause;
  while (!stopping_ && !wake_.WaitWithDeadline(&mutex_, until)) {
  }
  return !stopping_;
}

// False when stopping, and no call may begin.
bool StreamLoop::SetCall(grpc::ClientContext* call) {
  absl::MutexLock lock(&mutex_);
  call_ = stopping_ ? nullptr : call;
  return !stopping_;
}

}  // namespace laurel::rpc
