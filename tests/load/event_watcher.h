// One stream of WatchEvents, as a client that keeps when which event came. Thread-safe.
#pragma once

#include <chrono>
#include <map>
#include <stdexcept>
#include <string>

#include "absl/base/thread_annotations.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "common/rpc/channel.h"
#include "grpcpp/support/client_callback.h"
#include "laurel/events/v1/event_service.grpc.pb.h"

namespace laurel::load {

class EventWatcher final : public grpc::ClientReadReactor<events::v1::WatchEventsResponse> {
 public:
  EventWatcher(events::v1::EventService::Stub& stub, const std::string& token, const std::string& type) {
    rpc::Authorize(context_, token);
    request_.add_types(type);
    stub.async()->WatchEvents(&context_, &request_, this);
    StartRead(&message_);
    StartCall();
  }
  ~EventWatcher() override {
    context_.TryCancel();
    const absl::MutexLock lock(&mutex_);
    mutex_.Await(absl::Condition(&done_));
  }

  void OnReadDone(bool ok) override {
    if (!ok) return;
    {
      const absl::MutexLock lock(&mutex_);
      ++messages_;
      if (message_.has_event()) came_.emplace(message_.event().id(), std::chrono::steady_clock::now());
    }
    StartRead(&message_);
  }
  void OnDone(const grpc::Status& status) override {
    const absl::MutexLock lock(&mutex_);
    done_ = true;
    error_ = status.error_message();
  }

  // Its first bookmark, or its end.
  void AwaitOpen() {
    const absl::MutexLock lock(&mutex_);
    const auto open = [this]() ABSL_SHARED_LOCKS_REQUIRED(mutex_) { return done_ || messages_ > 0; };
    mutex_.AwaitWithTimeout(absl::Condition(&open), absl::Seconds(10));
    if (done_ || messages_ == 0) throw std::runtime_error("a stream did not open: " + error_);
  }
  void AwaitEvents(std::size_t count, absl::Duration longest) {
    const absl::MutexLock lock(&mutex_);
    const auto all = [&]() ABSL_SHARED_LOCKS_REQUIRED(mutex_) { return done_ || came_.size() >= count; };
    mutex_.AwaitWithTimeout(absl::Condition(&all), longest);
  }
  bool ended() const {
    const absl::MutexLock lock(&mutex_);
    return done_;
  }
  std::map<std::string, std::chrono::steady_clock::time_point> came() const {
    const absl::MutexLock lock(&mutex_);
    return came_;
  }

 private:
  grpc::ClientContext context_;
  events::v1::WatchEventsRequest request_;
  events::v1::WatchEventsResponse message_;
  mutable absl::Mutex mutex_;
  int messages_ ABSL_GUARDED_BY(mutex_) = 0;
  bool done_ ABSL_GUARDED_BY(mutex_) = false;
  std::string error_ ABSL_GUARDED_BY(mutex_);
  std::map<std::string, std::chrono::steady_clock::time_point> came_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace laurel::load
