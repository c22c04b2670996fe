// What every BidiStream shares, without the types of its messages: between a handler that blocks and gRPC,
// which must not. ReadMessage, WriteMessage and Flush are for the handler's thread; the others are gRPC's
// answers. Thread-safe.
#pragma once

#include <cstddef>
#include <deque>
#include <functional>
#include <memory>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "google/protobuf/message.h"

namespace laurel::rpc {

// gRPC's side; one read and one write at a time.
class BidiTransport {
 public:
  virtual ~BidiTransport() = default;
  virtual void ReadInto(google::protobuf::Message& message) = 0;
  virtual void WriteFrom(const google::protobuf::Message& message) = 0;
};

class BidiCore {
 public:
  struct Options {
    BidiTransport* transport = nullptr;
    const google::protobuf::Message* prototype = nullptr;  // of what is read
    std::size_t ahead = 64;                                // messages that wait, in each direction
    absl::Duration silence = absl::Seconds(60);
  };
  explicit BidiCore(const Options& options) : options_(options) {}
  BidiCore(const BidiCore&) = delete;
  BidiCore& operator=(const BidiCore&) = delete;
  virtual ~BidiCore() = default;

  // Before the handler runs: who `people/me` is; begins to read.
  void Begin(std::string caller);
  // After it: waits until everything is written. An error: the client has gone or does not read.
  absl::Status Flush();

  void ReadDone(bool ok);
  void WriteDone(bool ok);
  void Cancelled(absl::Status why);

 protected:
  absl::StatusOr<bool> ReadMessage(google::protobuf::Message& message);
  absl::Status WriteMessage(std::unique_ptr<google::protobuf::Message> message);

 private:
  using Messages = std::deque<std::unique_ptr<google::protobuf::Message>>;
  void ReadNext() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  absl::StatusOr<bool> EndOfStream() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  // Waits for `condition` or the end of the stream; DEADLINE_EXCEEDED after the silence.
  absl::Status Await(const std::function<bool()>& condition) ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);

  const Options options_;
  std::string caller_;  // the handler's thread
  absl::Mutex mutex_;
  absl::CondVar changed_;
  absl::Status ended_ ABSL_GUARDED_BY(mutex_);                                  // not OK: the client has gone
  std::unique_ptr<google::protobuf::Message> reading_ ABSL_GUARDED_BY(mutex_);  // lent to gRPC
  Messages inbox_ ABSL_GUARDED_BY(mutex_);
  Messages outbox_ ABSL_GUARDED_BY(mutex_);  // front: lent to gRPC
  bool half_closed_ ABSL_GUARDED_BY(mutex_) = false;
};

}  // namespace laurel::rpc
