#include "common/events/watch/event_service.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "common/events/watch/watcher.h"
#include "common/status/macros.h"

namespace laurel::events {
namespace {

// Less than the 15 s that are promised, because a bookmark waits for its turn.
constexpr absl::Duration kBookmarkEvery = absl::Seconds(14);
constexpr absl::Duration kFollowDeadline = absl::Seconds(10);  // a stream has no deadline of its own

absl::Status WatchEvents(WatchEnv& env, rpc::Call& call, const v1::WatchEventsRequest& request,
                         std::shared_ptr<EventWriter> writer) {
  std::vector<std::string> types(request.types().begin(), request.types().end());
  RETURN_IF_ERROR(env.log.catalog().CheckFilter(types));
  ASSIGN_OR_RETURN(const Feed::Head head, env.log.feed().head());
  ResumeTokens tokens(head.origin, call.caller.id, types);
  std::int64_t position = head.position;
  if (!request.resume_token().empty()) {
    ASSIGN_OR_RETURN(position, tokens.Read(request.resume_token()));
  }
  Watch watch{.source = env.log.catalog().source(),
              .types = std::move(types),
              .caller = call.caller,
              .token_expires = call.token_expires,
              .tokens = std::move(tokens)};
  auto watcher = std::make_shared<Watcher>(std::move(writer), std::move(watch), env.organization, env.clock);
  const absl::Time deadline = std::min(call.deadline, env.clock.Now() + kFollowDeadline);
  return env.log.feed().Follow(std::move(watcher), position, kBookmarkEvery, deadline);
}

absl::StatusOr<v1::ListEventTypesResponse> ListEventTypes(WatchEnv& env, rpc::Call& /*call*/,
                                                          const v1::ListEventTypesRequest& /*request*/) {
  v1::ListEventTypesResponse response;
  for (const auto& [type, data] : env.log.catalog().types()) {
    v1::EventType& item = *response.add_event_types();
    item.set_type(type);
    item.set_data(data);
  }
  return response;
}

}  // namespace

EventService::EventService(rpc::Pipeline& pipeline, WatchEnv env)
    : env_(env), routes_(pipeline, v1::EventService::service_full_name(), env_) {}

grpc::ServerWriteReactor<v1::WatchEventsResponse>* EventService::WatchEvents(
    rpc::Context* context, const v1::WatchEventsRequest* request) {
  return routes_.ServerStream(__func__, context, request, events::WatchEvents);
}

grpc::ServerUnaryReactor* EventService::ListEventTypes(rpc::Context* context,
                                                       const v1::ListEventTypesRequest* request,
                                                       v1::ListEventTypesResponse* response) {
  return routes_.Unary(__func__, context, request, response, events::ListEventTypes);
}

}  // namespace laurel::events
