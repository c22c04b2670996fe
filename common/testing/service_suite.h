// What the test of any service stands on: its servers on a private database, an organisation in memory, a
// clock that stands still. A service's suite derives from it and adds its own services and stubs. Calls may
// be made from many threads; the rest is used by one.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "common/events/event_log.h"
#include "common/metrics/registry.h"
#include "common/org/organization.h"
#include "common/sql/migrate.h"
#include "common/testing/fake_clock.h"
#include "common/testing/test_database.h"
#include "common/testing/test_server.h"

namespace laurel::testing {

class ServiceSuite {
 public:
  // Two servers on one database.
  static constexpr int kReplicas = 2;

  // The types of all events since they were last deleted, in their order.
  std::vector<std::string> Told() const;

  // Time passes while directory keeps talking.
  void Pass(absl::Duration time);

  FakeClock clock;
  TestDatabase database;
  org::Holder organization;
  std::unique_ptr<sql::Database> db;
  metrics::Registry registry;
  const events::Catalog catalog;
  std::unique_ptr<events::EventLog> events;  // not started: what is told stays in event_pending

 protected:
  // `component`: "feedback". The schema is migrated; nothing is served yet.
  ServiceSuite(std::string_view component, const std::vector<const google::protobuf::Descriptor*>& event_data,
               std::span<const sql::Migration> migrations);
  ~ServiceSuite() = default;

  // Starts the replicas. A person's id is their token.
  void Serve(const std::function<TestServer::Services(rpc::Pipeline&)>& make_services);
  const std::shared_ptr<grpc::Channel>& channel(int replica) const;
  // Ends the replicas: before what their services work with goes.
  void StopServing() { servers_.clear(); }

 private:
  std::vector<std::unique_ptr<TestServer>> servers_;
};

// Each by a thread of its own, all at the same moment, through the replicas in turn: "OK" or the reason, and
// how often. `call` takes the number of the call and the replica.
std::map<std::string, int> Together(int calls,
                                    const std::function<absl::Status(int call, int replica)>& call);

}  // namespace laurel::testing
