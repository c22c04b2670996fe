// Follows the events of one service through its restarts: opened again after every break with the last token,
// so that nothing is missed and nothing comes twice. Used by one thread.
#pragma once

#include <functional>
#include <stop_token>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "clients/cli/connection/endpoint.h"
#include "laurel/events/v1/event_service.pb.h"

namespace laurel::cli {

struct EventStreamOptions {
  std::vector<std::string> types;
  std::string resume_token;                         // empty: from now
  absl::Duration longest_pause = absl::Seconds(5);  // between attempts while the service is away
};

struct EventStreamListener {
  // Each message, in order. An error ends the stream with it.
  std::function<absl::Status(const events::v1::WatchEventsResponse&)> received;
  // The service has gone (the error), and has come back (OK).
  std::function<void(const absl::Status&)> connection;
};

// Returns only with an error: the listener's, one that another attempt cannot change (sign-in, filter,
// token), UNREACHABLE when the service was never there, or CANCELLED once `stop` is requested.
absl::Status FollowEvents(const Endpoint& endpoint, EventStreamOptions options,
                          const EventStreamListener& listener, const std::stop_token& stop = {});

}  // namespace laurel::cli
