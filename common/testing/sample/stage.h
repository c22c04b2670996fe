// The services of one binary in this process, on the schema of a running suite, at the time that a turned
// clock shows: what is called here goes through the pipeline and the handlers as it would have gone then.
// Each service has a stage of its own, derived from this one. Used by one thread.
#pragma once

#include <cstdio>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "common/events/event_log.h"
#include "common/metrics/registry.h"
#include "common/org/organization.h"
#include "common/sql/database.h"
#include "common/testing/fake_clock.h"
#include "common/testing/sample/cast.h"
#include "common/testing/test_server.h"
#include "fmt/format.h"

namespace laurel::sample {

// The request of a verb that moves something from state to state.
template <typename Request>
Request Named(const std::string& name, const std::string& reason = "") {
  Request request;
  request.set_name(name);
  if constexpr (requires { request.set_reason(reason); }) request.set_reason(reason);
  return request;
}

class Stage {
 public:
  // The organisation outlives the stage.
  Stage(const org::Holder& organization, const sql::DatabaseOptions& database, absl::Time start,
        std::string_view service, const std::vector<const google::protobuf::Descriptor*>& event_data);
  Stage(const Stage&) = delete;
  Stage& operator=(const Stage&) = delete;
  virtual ~Stage();

  // `sum`: SQL that counts what was ever done here.
  absl::StatusOr<bool> IsEmpty(const std::string& sum);

  laurel::testing::FakeClock& clock() { return clock_; }
  const org::Holder& organization() const { return organization_; }
  sql::Database& database() { return *database_; }
  metrics::Registry& registry() { return registry_; }
  const events::Outbox& outbox() { return events_.outbox(); }

  int calls() const { return calls_; }
  int refused() const { return refused_; }

 protected:
  using MakeServices = std::function<laurel::testing::TestServer::Services(rpc::Pipeline&)>;
  // Once, when what the services use is there: the channel to them. Whoever serves ends the serving (Close)
  // before any of it goes.
  std::shared_ptr<grpc::Channel> Serve(const MakeServices& services);
  void Close() { server_.reset(); }

  // A call by this person. What is refused is printed and counted, and nothing.
  template <typename Stub, typename Request, typename Response>
  std::optional<Response> Call(const Member& who, Stub& stub,
                               grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&, Response*),
                               const Request& request) {
    auto answer = laurel::testing::Answer(stub, who.email, method, request);
    ++calls_;
    if (answer.ok()) return *std::move(answer);
    ++refused_;
    fmt::print(stderr, "{} {} {}: {}\n  {}\n", absl::FormatTime(clock_.Now()), who.key,
               Request::descriptor()->name(), answer.status().ToString(), request.ShortDebugString());
    return std::nullopt;
  }

 private:
  const org::Holder& organization_;
  laurel::testing::FakeClock clock_;
  std::unique_ptr<sql::Database> database_;
  metrics::Registry registry_;
  const events::Catalog catalog_;
  events::EventLog events_;  // not started: the running service puts into order what is told here
  std::unique_ptr<laurel::testing::TestServer> server_;
  int calls_ = 0;
  int refused_ = 0;
};

}  // namespace laurel::sample
