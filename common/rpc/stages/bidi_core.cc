#include "common/rpc/stages/bidi_core.h"

#include <utility>

#include "common/api/field_rules.h"
#include "common/status/error.h"
#include "common/status/macros.h"

namespace laurel::rpc {
namespace {

// A call that breaks off ends its pending read as well, and gRPC tells of the two in any order, microseconds
// apart. The end of a stream is believed when nothing else was heard for this long; else a broken upload
// would look like a complete one.
constexpr absl::Duration kSettle = absl::Milliseconds(20);

}  // namespace

void BidiCore::Begin(std::string caller) {
  caller_ = std::move(caller);
  absl::MutexLock lock(&mutex_);
  ReadNext();
}

void BidiCore::ReadNext() {
  reading_.reset(options_.prototype->New());
  options_.transport->ReadInto(*reading_);
}

void BidiCore::ReadDone(bool ok) {
  absl::MutexLock lock(&mutex_);
  if (ok) {
    inbox_.push_back(std::move(reading_));
    if (inbox_.size() < options_.ahead && ended_.ok()) ReadNext();
  } else {
    half_closed_ = true;
  }
  changed_.SignalAll();
}

void BidiCore::WriteDone(bool ok) {
  absl::MutexLock lock(&mutex_);
  outbox_.pop_front();
  if (!ok && ended_.ok()) ended_ = absl::CancelledError("the caller has gone");
  if (!ended_.ok()) {
    outbox_.clear();
  } else if (!outbox_.empty()) {
    options_.transport->WriteFrom(*outbox_.front());
  }
  changed_.SignalAll();
}

void BidiCore::Cancelled(absl::Status why) {
  absl::MutexLock lock(&mutex_);
  if (ended_.ok()) ended_ = std::move(why);
  changed_.SignalAll();
}

absl::Status BidiCore::Await(const std::function<bool()>& condition) {
  const absl::Time limit = absl::Now() + options_.silence;
  while (ended_.ok() && !condition()) {
    if (changed_.WaitWithDeadline(&mutex_, limit) && ended_.ok() && !condition()) {
      return Error(absl::StatusCode::kDeadlineExceeded, "DEADLINE_EXCEEDED",
                   "the other end of the stream was silent for too long");
    }
  }
  return ended_;
}

absl::StatusOr<bool> BidiCore::EndOfStream() {
  const absl::Time settled = absl::Now() + kSettle;
  while (ended_.ok() && !changed_.WaitWithDeadline(&mutex_, settled)) {
  }
  RETURN_IF_ERROR(ended_);
  return false;
}

absl::StatusOr<bool> BidiCore::ReadMessage(google::protobuf::Message& message) {
  std::unique_ptr<google::protobuf::Message> next;
  {
    absl::MutexLock lock(&mutex_);
    RETURN_IF_ERROR(
        Await([this]() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_) { return !inbox_.empty() || half_closed_; }));
    if (inbox_.empty()) return EndOfStream();
    next = std::move(inbox_.front());
    inbox_.pop_front();
    const bool paused = reading_ == nullptr && !half_closed_;
    if (paused) ReadNext();
  }
  message.GetReflection()->Swap(&message, next.get());
  RETURN_IF_ERROR(api::ApplyFieldRules(caller_, message));
  return true;
}

absl::Status BidiCore::WriteMessage(std::unique_ptr<google::protobuf::Message> message) {
  absl::MutexLock lock(&mutex_);
  RETURN_IF_ERROR(
      Await([this]() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_) { return outbox_.size() < options_.ahead; }));
  outbox_.push_back(std::move(message));
  if (outbox_.size() == 1) options_.transport->WriteFrom(*outbox_.front());
  return absl::OkStatus();
}

absl::Status BidiCore::Flush() {
  absl::MutexLock lock(&mutex_);
  return Await([this]() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_) { return outbox_.empty(); });
}

}  // namespace laurel::rpc
