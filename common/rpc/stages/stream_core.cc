#include "common/rpc/stages/stream_core.h"

#include <chrono>
#include <utility>

namespace laurel::rpc {
namespace {

// A client that does not read keeps the stream and its last write alive after the end; it gets this long to
// take them.
constexpr std::chrono::seconds kAbortAfter{30};

}  // namespace

bool StreamCore::PushMessage(std::shared_ptr<const google::protobuf::Message> message) {
  absl::MutexLock lock(&mutex_);
  if (result_ || gone_ || queue_.size() >= capacity_) return false;
  queue_.push_back(std::move(message));
  // Under the lock, so that EndStream on another thread cannot come before it; gRPC answers on a thread of
  // its own.
  if (queue_.size() == 1) transport_->WriteFrom(*queue_.front());
  return true;
}

void StreamCore::WriteDone(bool ok) {
  {
    absl::MutexLock lock(&mutex_);
    queue_.pop_front();
    if (!ok) {
      gone_ = true;
      queue_.clear();
    }
    if (!queue_.empty() && !ended_) transport_->WriteFrom(*queue_.front());
  }
  if (!ok) return Cancelled();
  EndIfDone();
}

void StreamCore::Cancelled() {
  {
    absl::MutexLock lock(&mutex_);
    gone_ = true;
  }
  Finish(absl::CancelledError("the caller has gone"));
}

void StreamCore::Finish(absl::Status status) {
  {
    absl::MutexLock lock(&mutex_);
    if (!result_) {
      if (!status.ok() && queue_.size() > 1) queue_.resize(1);  // the first is being written
      if (!queue_.empty()) AbortLater();
      result_ = std::move(status);
    }
  }
  EndIfDone();
}

void StreamCore::EndIfDone() {
  absl::Status result;
  StreamTransport* transport = nullptr;
  {
    absl::MutexLock lock(&mutex_);
    if (ended_ || opening_ || !result_) return;
    const bool flushing = result_->ok() && !queue_.empty() && !gone_;
    if (flushing) return;
    ended_ = true;
    result = *result_;
    transport = transport_;
  }
  transport->EndStream(result);
}

void StreamCore::Opened(absl::Status handler_result) {
  if (!handler_result.ok()) Finish(std::move(handler_result));
  {
    absl::MutexLock lock(&mutex_);
    opening_ = false;
  }
  EndIfDone();
}

void StreamCore::TransportDone() {
  std::unique_ptr<grpc::Alarm> alarm;
  absl::MutexLock lock(&mutex_);
  transport_ = nullptr;
  queue_.clear();
  alarm = std::move(abort_alarm_);
}

void StreamCore::AbortLater() {
  abort_alarm_ = std::make_unique<grpc::Alarm>();
  abort_alarm_->Set(std::chrono::system_clock::now() + kAbortAfter, [weak = weak_from_this()](bool expired) {
    const auto self = weak.lock();
    if (!expired || self == nullptr) return;
    absl::MutexLock lock(&self->mutex_);
    if (self->transport_ != nullptr) self->transport_->Abort();
  });
}

bool StreamCore::closed() const {
  absl::MutexLock lock(&mutex_);
  return gone_ || result_.has_value();
}

std::size_t StreamCore::queued() const {
  absl::MutexLock lock(&mutex_);
  return queue_.size();
}

}  // namespace laurel::rpc
