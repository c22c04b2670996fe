#include "clients/cli/events/event_stream.h"

#include <algorithm>
#include <condition_variable>
#include <mutex>
#include <utility>

#include "absl/random/random.h"
#include "absl/time/clock.h"
#include "common/status/error.h"
#include "laurel/events/v1/event_service.grpc.pb.h"

namespace laurel::cli {
namespace {

using events::v1::EventService;
using events::v1::WatchEventsRequest;
using events::v1::WatchEventsResponse;

bool IsPassing(const absl::Status& status) {
  return status.code() == absl::StatusCode::kUnavailable ||
         status.code() == absl::StatusCode::kDeadlineExceeded ||
         status.code() == absl::StatusCode::kResourceExhausted;
}

class Following {
 public:
  Following(const Endpoint& endpoint, EventStreamOptions options, const EventStreamListener& listener,
            const std::stop_token& stop)
      : endpoint_(endpoint),
        stub_(EventService::NewStub(endpoint.channel())),
        options_(std::move(options)),
        listener_(listener),
        stop_(stop) {}

  absl::Status Run() {
    absl::BitGen random;
    for (absl::Duration bound = absl::Milliseconds(100);;
         bound = std::min(bound * 2, options_.longest_pause)) {
      const bool was_connected = connected_;
      absl::Status status =
          endpoint_.Call(absl::InfiniteDuration(), [this](grpc::ClientContext& call) { return Watch(call); });
      if (!heard_.ok()) return heard_;
      if (stop_.stop_requested()) return absl::CancelledError("asked to stop");
      if (status.ok()) status = absl::UnavailableError("the service has ended the stream");
      if (!ever_connected_ || !IsPassing(status)) return status;
      if (connected_) bound = absl::Milliseconds(100);
      if (connected_ || was_connected) listener_.connection(status);
      connected_ = false;
      Pause(absl::Uniform(random, 0.1, 1.0) * bound);
    }
  }

 private:
  // Until `stop_` is requested.
  void Pause(absl::Duration time) {
    std::mutex mutex;
    std::condition_variable_any over;
    std::unique_lock lock(mutex);
    over.wait_for(lock, stop_, absl::ToChronoNanoseconds(time), [] { return false; });
  }

  grpc::Status Watch(grpc::ClientContext& call) {
    WatchEventsRequest request;
    request.mutable_types()->Assign(options_.types.begin(), options_.types.end());
    request.set_resume_token(options_.resume_token);
    const std::stop_callback cancel(stop_, [&call] { call.TryCancel(); });
    const auto stream = stub_->WatchEvents(&call, request);
    WatchEventsResponse response;
    while (heard_.ok() && stream->Read(&response)) {
      if (!connected_ && ever_connected_) listener_.connection(absl::OkStatus());
      connected_ = ever_connected_ = true;
      options_.resume_token = response.resume_token();
      heard_ = listener_.received(response);
    }
    if (!heard_.ok()) call.TryCancel();
    return stream->Finish();
  }

  const Endpoint& endpoint_;
  const std::unique_ptr<EventService::Stub> stub_;
  EventStreamOptions options_;
  const EventStreamListener& listener_;
  const std::stop_token stop_;
  absl::Status heard_;
  bool connected_ = false;
  bool ever_connected_ = false;
};

}  // namespace

absl::Status FollowEvents(const Endpoint& endpoint, EventStreamOptions options,
                          const EventStreamListener& listener, const std::stop_token& stop) {
  return Following(endpoint, std::move(options), listener, stop).Run();
}

}  // namespace laurel::cli
