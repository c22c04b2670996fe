// A server's stream that does as a test tells it, for tests of those who follow one. Thread-safe.
#pragma once

#include <gtest/gtest.h>

#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "grpcpp/server_context.h"
#include "grpcpp/support/server_callback.h"

namespace laurel::rpc::testing {

// One stream: writes what it is given, until it is told to end or the watcher goes away.
template <typename Message>
class ScriptedStream final : public grpc::ServerWriteReactor<Message>,
                             public std::enable_shared_from_this<ScriptedStream<Message>> {
 public:
  void Begin() {
    self_ = this->shared_from_this();
    Push({});
  }
  void Push(std::vector<Message> messages) {
    absl::MutexLock lock(&mutex_);
    for (Message& message : messages) waiting_.push_back(std::move(message));
    Step();
  }
  void End(grpc::Status status) {
    absl::MutexLock lock(&mutex_);
    end_ = std::move(status);
    Step();
  }
  void OnWriteDone(bool /*ok*/) override {
    absl::MutexLock lock(&mutex_);
    writing_ = false;
    waiting_.pop_front();
    Step();
  }
  void OnCancel() override { End(grpc::Status::CANCELLED); }
  void OnDone() override { self_.reset(); }

 private:
  void Step() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_) {
    if (writing_ || finished_) return;
    if (!waiting_.empty()) {
      writing_ = true;
      this->StartWrite(&waiting_.front());
    } else if (end_.has_value()) {
      finished_ = true;
      this->Finish(*end_);
    }
  }

  absl::Mutex mutex_;
  std::deque<Message> waiting_ ABSL_GUARDED_BY(mutex_);
  std::optional<grpc::Status> end_ ABSL_GUARDED_BY(mutex_);
  bool writing_ ABSL_GUARDED_BY(mutex_) = false;
  bool finished_ ABSL_GUARDED_BY(mutex_) = false;
  std::shared_ptr<ScriptedStream> self_;  // until gRPC is done with it
};

// The attempts to open such a stream: what they asked for, and what they get.
template <typename Message>
class ScriptedAttempts {
 public:
  using Stream = ScriptedStream<Message>;
  struct Attempt {
    std::string resume_token;
    std::string authorization;
    std::shared_ptr<Stream> stream;
  };

  // Answers the next attempts in this order; attempts beyond them wait for messages.
  void Script(std::function<void(Stream&)> script) {
    absl::MutexLock lock(&mutex_);
    scripts_.push_back(std::move(script));
  }

  // What the service's method returns.
  grpc::ServerWriteReactor<Message>* Open(const grpc::CallbackServerContext& context,
                                          const std::string& resume_token) {
    const auto& metadata = context.client_metadata();
    const auto authorization = metadata.find("authorization");
    auto stream = std::make_shared<Stream>();
    std::function<void(Stream&)> script;
    {
      absl::MutexLock lock(&mutex_);
      attempts_.push_back({resume_token,
                           authorization == metadata.end()
                               ? ""
                               : std::string(authorization->second.data(), authorization->second.size()),
                           stream});
      if (!scripts_.empty()) {
        script = std::move(scripts_.front());
        scripts_.pop_front();
      }
    }
    stream->Begin();
    if (script) script(*stream);
    return stream.get();
  }

  // The attempt with this number, from 0, as soon as it is there; fails the test when it does not come.
  Attempt WaitForAttempt(std::size_t number) {
    absl::MutexLock lock(&mutex_);
    const auto arrived = [this, number]()
                             ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_) { return attempts_.size() > number; };
    if (!mutex_.AwaitWithTimeout(absl::Condition(&arrived), absl::Seconds(30)))
      ADD_FAILURE() << "no attempt " << number;
    return attempts_.at(number);
  }

 private:
  absl::Mutex mutex_;
  std::deque<std::function<void(Stream&)>> scripts_ ABSL_GUARDED_BY(mutex_);
  std::vector<Attempt> attempts_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace laurel::rpc::testing
