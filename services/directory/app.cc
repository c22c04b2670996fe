#include "services/directory/app.h"

#include <utility>
#include <vector>

#include "common/auth/token_verifier.h"
#include "common/metrics/listener.h"
#include "common/metrics/process_metrics.h"
#include "common/org/metrics.h"
#include "common/org/resolver.h"
#include "common/rpc/run.h"
#include "common/service/sql_metrics.h"
#include "common/status/macros.h"
#include "services/directory/directory_service.h"
#include "services/directory/people_metrics.h"
#include "services/directory/preparation.h"

namespace laurel::directory {

// In the order of construction: what stands below uses what stands above it, and goes first.
struct App::Parts {
  explicit Parts(const Config& config)
      : clock(SystemClock()),
        sql_metrics(registry),
        database(sql::Database::Create(config.database, clock, sql_metrics)),
        people_metrics(registry, *database, clock),
        watchers(organization, clock),
        feed(*database, organization, clock, organization::FeedOptions{}),
        env{*database, organization, feed, watchers, clock} {
    metrics::AddBuildInfo(registry);
    callbacks.push_back(metrics::AddProcessMetrics(registry));
    callbacks.push_back(org::AddMetrics(registry, organization, clock));
  }

  rpc::Verifier Verifier() {
    return [this](std::string_view token) { return tokens->Verify(token); };
  }

  const Clock& clock;
  metrics::Registry registry;
  SqlMetrics sql_metrics;
  std::unique_ptr<sql::Database> database;
  PeopleMetrics people_metrics;
  org::Holder organization;
  organization::Hub watchers;
  organization::Feed feed;
  Env env;
  std::vector<std::vector<metrics::Callback>> callbacks;
  std::unique_ptr<auth::TokenVerifier> tokens;
  std::unique_ptr<rpc::Pipeline> pipeline;
  std::unique_ptr<DirectoryService> service;
  rpc::ReadinessState readiness;
  std::unique_ptr<rpc::Server> server;
  std::unique_ptr<metrics::Listener> listener;
  std::unique_ptr<Preparation> preparation;
};

App::App(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
App::~App() = default;

absl::StatusOr<std::unique_ptr<App>> App::Start(const Config& config) {
  auto parts = std::make_unique<Parts>(config);
  Parts& p = *parts;
  ASSIGN_OR_RETURN(p.tokens, auth::TokenVerifier::Create(config.tokens, p.clock));
  p.pipeline = std::make_unique<rpc::Pipeline>(config.pipeline, p.Verifier(),
                                               org::MakeResolver(p.organization, p.clock, config.org_readers), p.clock,
                                               p.registry);
  p.service = std::make_unique<DirectoryService>(*p.pipeline, p.env);
  ASSIGN_OR_RETURN(p.server, rpc::Server::Start(config.server, *p.pipeline, {p.service.get()}));
  ASSIGN_OR_RETURN(p.listener, metrics::Listener::Start({.address = config.metrics_address}, p.registry,
                                                        [&p] { return p.readiness.Failing(); }));
  p.preparation = std::make_unique<Preparation>(
      *p.database, p.feed,
      [&p](const organization::Feed::Step& step) {
        p.watchers.Publish(step);
        p.people_metrics.Refresh();
      },
      p.clock, config.bootstrap_admin);
  return std::unique_ptr<App>(new App(std::move(parts)));
}

int App::Run() {
  Parts& p = *parts_;
  const std::vector<rpc::Check> checks{
      {"database", [&p] { return p.database->Ping(p.clock.Now() + absl::Seconds(1)); }},
      {"schema", [&p] { return p.preparation->Migrated(); }},
      {"organization", [&p] { return p.preparation->OrganizationLoaded(); }}};
  return rpc::RunUntilSignal(*p.server, checks, p.readiness);
}

}  // namespace laurel::directory
