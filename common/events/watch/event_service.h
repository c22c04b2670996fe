// EventService, the same on every server. Thread-safe; what it is made of outlives it.
#pragma once

#include "common/events/event_log.h"
#include "common/org/organization.h"
#include "common/rpc/pipeline.h"
#include "common/rpc/routes.h"
#include "common/time/clock.h"
#include "laurel/events/v1/event_service.grpc.pb.h"

namespace laurel::events {

// What its handlers use.
struct WatchEnv {
  EventLog& log;
  const org::Holder& organization;
  const Clock& clock;
};

class EventService final : public v1::EventService::CallbackService {
 public:
  EventService(rpc::Pipeline& pipeline, WatchEnv env);

  grpc::ServerWriteReactor<v1::WatchEventsResponse>* WatchEvents(
      rpc::Context* context, const v1::WatchEventsRequest* request) override;
  grpc::ServerUnaryReactor* ListEventTypes(rpc::Context* context, const v1::ListEventTypesRequest* request,
                                           v1::ListEventTypesResponse* response) override;

 private:
  WatchEnv env_;
  rpc::Routes<WatchEnv> routes_;
};

}  // namespace laurel::events
