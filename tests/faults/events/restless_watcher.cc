#include "tests/faults/events/restless_watcher.h"

#include <utility>

#include "absl/random/random.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "common/rpc/channel.h"
#include "laurel/events/v1/event_service.grpc.pb.h"
#include "tests/faults/service.h"

namespace laurel::faults {

RestlessWatcher::RestlessWatcher(std::vector<std::string> addresses, std::string token)
    : addresses_(std::move(addresses)),
      token_(std::move(token)),
      thread_([this](const std::stop_token& stop) { Watch(stop); }) {}

bool RestlessWatcher::Begun() const {
  const std::lock_guard lock(mutex_);
  return begun_;
}

std::vector<std::string> RestlessWatcher::Received() const {
  const std::lock_guard lock(mutex_);
  return received_;
}

int RestlessWatcher::streams() const {
  const std::lock_guard lock(mutex_);
  return streams_;
}

void RestlessWatcher::Watch(const std::stop_token& stop) {
  absl::BitGen random;
  std::string resume_token;
  while (!stop.stop_requested()) {
    WatchOnce(addresses_[absl::Uniform(random, std::size_t{0}, addresses_.size())], resume_token);
  }
}

void RestlessWatcher::WatchOnce(const std::string& address, std::string& resume_token) {
  constexpr absl::Duration kStay = absl::Milliseconds(700);  // at a replica that is paused, too
  absl::BitGen random;
  const auto stub = events::v1::EventService::NewStub(Connect(address));
  grpc::ClientContext context;
  context.set_deadline(absl::ToChronoTime(absl::Now() + kStay));
  context.set_wait_for_ready(true);
  rpc::Authorize(context, token_);
  events::v1::WatchEventsRequest request;
  request.add_types("coaching.scheduled");
  request.set_resume_token(resume_token);
  const auto stream = stub->WatchEvents(&context, request);
  events::v1::WatchEventsResponse response;
  for (int stay = absl::Uniform(random, 1, 120); stay > 0 && stream->Read(&response); --stay) {
    resume_token = response.resume_token();
    const std::lock_guard lock(mutex_);
    begun_ = true;
    if (response.has_event()) received_.push_back(response.event().subject());
  }
  context.TryCancel();
  stream->Finish();
  const std::lock_guard lock(mutex_);
  ++streams_;
}

}  // namespace laurel::faults
