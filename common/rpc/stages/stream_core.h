// What every StreamWriter shares, without the type of its messages: the queue of one server stream and its
// end. Thread-safe.
//
// gRPC's reactor may be used until EndStream, which happens exactly once and outside the lock. Until the
// handler has returned the end is only remembered: the handler still uses the request and the call, which
// live as long as the reactor.
#pragma once

#include <cstddef>
#include <deque>
#include <memory>
#include <optional>

#include "absl/status/status.h"
#include "absl/synchronization/mutex.h"
#include "google/protobuf/message.h"
#include "grpcpp/alarm.h"

namespace laurel::rpc {

// gRPC's side; in tests a fake.
class StreamTransport {
 public:
  virtual ~StreamTransport() = default;
  // One at a time; StreamCore::WriteDone answers on another thread. Called under the core's lock.
  virtual void WriteFrom(const google::protobuf::Message& message) = 0;
  // Once. The transport may be gone when it returns.
  virtual void EndStream(const absl::Status& status) = 0;
  // Breaks the connection off: for a client that does not read.
  virtual void Abort() = 0;
};

class StreamCore : public std::enable_shared_from_this<StreamCore> {
 public:
  StreamCore(StreamTransport& transport, std::size_t capacity)
      : transport_(&transport), capacity_(capacity) {}
  StreamCore(const StreamCore&) = delete;
  StreamCore& operator=(const StreamCore&) = delete;
  virtual ~StreamCore() = default;

  void Finish(absl::Status status);
  bool closed() const;
  // How many messages wait, the one that is being written included.
  std::size_t queued() const;

  // For the call that carries the stream:
  void Opened(absl::Status handler_result);  // the handler has returned
  void WriteDone(bool ok);
  void Cancelled();      // the client has gone
  void TransportDone();  // no more of gRPC

 protected:
  bool PushMessage(std::shared_ptr<const google::protobuf::Message> message);

 private:
  void EndIfDone();
  void AbortLater() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);

  mutable absl::Mutex mutex_;
  StreamTransport* transport_ ABSL_GUARDED_BY(mutex_);  // nullptr: gone
  const std::size_t capacity_;
  std::deque<std::shared_ptr<const google::protobuf::Message>> queue_
      ABSL_GUARDED_BY(mutex_);  // front: being written
  bool opening_ ABSL_GUARDED_BY(mutex_) = true;
  bool gone_ ABSL_GUARDED_BY(mutex_) = false;
  bool ended_ ABSL_GUARDED_BY(mutex_) = false;
  std::optional<absl::Status> result_ ABSL_GUARDED_BY(mutex_);
  std::unique_ptr<grpc::Alarm> abort_alarm_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace laurel::rpc
