// The two kinds of streams as handlers see them. Neither knows gRPC's reactors.
#pragma once

#include <memory>
#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/rpc/stages/bidi_core.h"
#include "common/rpc/stages/stream_core.h"

namespace laurel::rpc {

// The server's half of a server stream. It costs no thread: messages wait in a bounded queue and gRPC takes
// them out. Share one message among many writers. Thread-safe; keep it as long as you like, also after the
// stream has ended.
template <typename Response>
class StreamWriter final : public StreamCore {
 public:
  using StreamCore::StreamCore;

  // Never blocks. False when the stream is closed or its queue is full: finish it then, a slow reader resumes
  // elsewhere.
  bool Push(std::shared_ptr<const Response> message) { return PushMessage(std::move(message)); }

  // Inherited from StreamCore:
  //
  // Ends the stream; only the first call counts. OK: after everything that was pushed. An error: at once, and
  // what waits is dropped.
  //   void Finish(absl::Status status);
  //
  // Finished, or the client has gone.
  //   bool closed() const;
  //
  // How many messages wait, the one that is being written included: a publisher that can come back later need
  // not fill the queue.
  //   std::size_t queued() const;
};

// Both halves of a bidirectional stream for a handler that blocks; it runs on a thread of its own. Not
// thread-safe: one reader and one writer thread at most.
template <typename Request, typename Response>
class BidiStream final : public BidiCore {
 public:
  explicit BidiStream(const Options& options) : BidiCore(options) {}

  // True: a message that has passed the field rules. False: the client has sent its last one. CANCELLED: it
  // has gone. DEADLINE_EXCEEDED: it has been silent for too long, or the call's deadline has passed.
  // INVALID_ARGUMENT: field rules; the next message can still be read.
  absl::StatusOr<bool> Read(Request* message) { return ReadMessage(*message); }

  // Waits while the client does not read. CANCELLED, DEADLINE_EXCEEDED as above.
  absl::Status Write(Response message) {
    return WriteMessage(std::make_unique<Response>(std::move(message)));
  }
};

}  // namespace laurel::rpc
