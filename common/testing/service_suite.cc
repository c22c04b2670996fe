#include "common/testing/service_suite.h"

#include <gtest/gtest.h>

#include <latch>
#include <thread>

#include "common/org/resolver.h"
#include "common/status/error.h"

namespace laurel::testing {
namespace {

constexpr absl::Duration kPatience = absl::Minutes(1);

}  // namespace

ServiceSuite::ServiceSuite(std::string_view component,
                           const std::vector<const google::protobuf::Descriptor*>& event_data,
                           std::span<const sql::Migration> migrations)
    : db(database.Open(clock)),
      catalog(component, event_data),
      events(std::make_unique<events::EventLog>(catalog, *db, registry)) {
  const absl::Status migrated = sql::Migrate(*db, component, migrations, clock.Now() + kPatience);
  EXPECT_TRUE(migrated.ok()) << migrated;
}

void ServiceSuite::Serve(const std::function<TestServer::Services(rpc::Pipeline&)>& make_services) {
  TestServer::Options options;
  options.resolver = org::MakeResolver(organization, clock);
  options.clock = &clock;
  options.pipeline.rate = 0;
  for (int replica = 0; replica < kReplicas; ++replica)
    servers_.push_back(std::make_unique<TestServer>(options, make_services));
}

const std::shared_ptr<grpc::Channel>& ServiceSuite::channel(int replica) const {
  return servers_.at(static_cast<std::size_t>(replica))->channel();
}

std::vector<std::string> ServiceSuite::Told() const {
  std::vector<std::string> types;
  for (const sql::Row& row : database.Query("SELECT type FROM event_pending ORDER BY inserted, id"))
    types.emplace_back(row.Text(0));
  return types;
}

void ServiceSuite::Pass(absl::Duration time) {
  clock.Advance(time);
  organization.Touch(clock.Now());
}

std::map<std::string, int> Together(int calls,
                                    const std::function<absl::Status(int call, int replica)>& call) {
  std::vector<std::string> outcomes(static_cast<std::size_t>(calls));
  {
    std::latch start(calls);
    std::vector<std::jthread> callers;
    for (int i = 0; i < calls; ++i) {
      callers.emplace_back([&outcomes, &call, &start, i] {
        start.arrive_and_wait();
        const absl::Status status = call(i, i % ServiceSuite::kReplicas);
        outcomes[static_cast<std::size_t>(i)] = status.ok() ? "OK" : ReasonOf(status);
      });
    }
  }
  std::map<std::string, int> counted;
  for (const std::string& outcome : outcomes) ++counted[outcome];
  return counted;
}

}  // namespace laurel::testing
