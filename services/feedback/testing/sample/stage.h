// laurel-feedback's own services in this process, on the schema of a running suite, at the time that a turned
// clock shows: what is called here goes through the pipeline and the handlers as it would have gone then.
// Used by one thread.
#pragma once

#include <cstdio>
#include <memory>
#include <optional>
#include <string>

#include "common/events/event_log.h"
#include "common/org/organization.h"
#include "common/rpc/channel.h"
#include "common/sql/database.h"
#include "common/testing/fake_clock.h"
#include "common/testing/test_server.h"
#include "fmt/format.h"
#include "laurel/feedback/v1/coaching_service.grpc.pb.h"
#include "laurel/feedback/v1/feedback_service.grpc.pb.h"
#include "services/feedback/coaching_service.h"
#include "services/feedback/env.h"
#include "services/feedback/feedback_service.h"
#include "services/feedback/testing/sample/cast.h"

namespace laurel::feedback::sample {

class Stage {
 public:
  // The organisation outlives the stage.
  Stage(const org::Holder& organization, const sql::DatabaseOptions& database, absl::Time start);
  ~Stage();

  template <typename Request, typename Response, typename Service>
  using Method = grpc::Status (Service::*)(grpc::ClientContext*, const Request&, Response*);
  // A call by this person. What is refused is printed and counted, and nothing.
  template <typename Request, typename Response>
  std::optional<Response> As(const Member& who, Method<Request, Response, v1::CoachingService::Stub> method,
                             const Request& request) {
    return Counted<Request, Response>(who, request,
                                      laurel::testing::Answer(*coaching_, who.email, method, request));
  }
  template <typename Request, typename Response>
  std::optional<Response> As(const Member& who, Method<Request, Response, v1::FeedbackService::Stub> method,
                             const Request& request) {
    return Counted<Request, Response>(who, request,
                                      laurel::testing::Answer(*feedback_, who.email, method, request));
  }

  // Nothing was ever coached here, or said.
  absl::StatusOr<bool> IsEmpty();

  laurel::testing::FakeClock& clock() { return clock_; }
  int calls() const { return calls_; }
  int refused() const { return refused_; }

 private:
  template <typename Request, typename Response>
  std::optional<Response> Counted(const Member& who, const Request& request,
                                  absl::StatusOr<Response> answer) {
    ++calls_;
    if (answer.ok()) return *std::move(answer);
    ++refused_;
    fmt::print(stderr, "{} {} {}: {}\n  {}\n", absl::FormatTime(clock_.Now()), who.key,
               Request::descriptor()->name(), answer.status().ToString(), request.ShortDebugString());
    return std::nullopt;
  }

  laurel::testing::FakeClock clock_;
  std::unique_ptr<sql::Database> database_;
  metrics::Registry registry_;
  BusinessMetrics metrics_{registry_};
  const events::Catalog catalog_;
  events::EventLog events_;  // not started: the running service puts into order what is told here
  Env env_;
  std::unique_ptr<laurel::testing::TestServer> server_;
  std::unique_ptr<v1::CoachingService::Stub> coaching_;
  std::unique_ptr<v1::FeedbackService::Stub> feedback_;
  int calls_ = 0;
  int refused_ = 0;
};

}  // namespace laurel::feedback::sample
