#include "common/service/host.h"

#include <algorithm>
#include <utility>

#include "common/config/secret_file.h"
#include "common/metrics/process_metrics.h"
#include "common/org/metrics.h"
#include "common/org/resolver.h"
#include "common/service/periodic.h"
#include "common/sql/request_log.h"
#include "common/sql/schema_check.h"
#include "common/status/error.h"
#include "common/status/macros.h"

namespace laurel {
namespace {

constexpr absl::Duration kMigrationDeadline = absl::Minutes(10);
constexpr absl::Duration kCheckDeadline = absl::Seconds(1);
// Often and short: whatever becomes of the database, a purge under way does not hold up the end of a process.
constexpr absl::Duration kPurgeInterval = absl::Minutes(1);
constexpr absl::Duration kEventPurgeInterval = absl::Minutes(10);
constexpr absl::Duration kPurgeDeadline = absl::Seconds(5);
// A day more than the week that is promised.
constexpr absl::Duration kRequestLogKept = absl::Hours(8 * 24);

absl::StatusOr<sql::DatabaseOptions> DatabaseOptionsOf(const config::ServiceConfig& config) {
  sql::DatabaseOptions options{.address = config.database_address,
                               .user = config.database_user,
                               .password = "",
                               .schema = config.database_schema,
                               .tls_ca_file = config.database_tls_ca,
                               .connections = config.database_connections};
  if (!config.database_password_file.empty()) {
    ASSIGN_OR_RETURN(options.password, config::ReadSecretFile(config.database_password_file));
  }
  return options;
}

rpc::PipelineOptions PipelineOptionsOf(const config::ServiceConfig& config,
                                       const OrgVersionGate& org_version) {
  rpc::PipelineOptions options;
  options.before_handler = [&org_version](const rpc::Call& call) { return org_version.Await(call); };
  options.workers = config.workers;
  options.queue = static_cast<std::size_t>(config.queue);
  options.rate = config.rate;
  options.burst = config.burst;
  return options;
}

rpc::ServerOptions ServerOptionsOf(const config::ServiceConfig& config) {
  rpc::ServerOptions options;
  options.address = config.address;
  options.tls = {.certificate = config.tls_cert,
                 .key = config.tls_key,
                 .authorities = config.tls_client_ca,
                 .plaintext = config.allow_plaintext};
  options.reflection = config.reflection;
  options.drain_wait = config.drain_wait;
  return options;
}

}  // namespace

absl::StatusOr<std::unique_ptr<Host>> Host::Create(
    const config::ServiceConfig& config, Schema schema,
    const std::vector<const google::protobuf::Descriptor*>& event_data) {
  ASSIGN_OR_RETURN(sql::DatabaseOptions database, DatabaseOptionsOf(config));
  ASSIGN_OR_RETURN(auto tokens, auth::TokenVerifier::Create({.jwks_file = config.jwks_file,
                                                             .issuer = config.issuer,
                                                             .audience = config.audience,
                                                             .person_claim = config.person_claim},
                                                            SystemClock()));
  return std::unique_ptr<Host>(new Host(config, schema, event_data, std::move(database), std::move(tokens)));
}

Host::Host(const config::ServiceConfig& config, Schema schema,
           const std::vector<const google::protobuf::Descriptor*>& event_data, sql::DatabaseOptions database,
           std::unique_ptr<auth::TokenVerifier> tokens)
    : config_(config),
      schema_(schema),
      clock_(SystemClock()),
      sql_metrics_(registry_),
      database_(sql::Database::Create(std::move(database), clock_, sql_metrics_)),
      organization_(std::max(1, config.workers / 4)),
      org_version_(organization_),
      schema_version_(registry_.AddGauge("laurel_schema_version",
                                         "The newest migration that this binary knows and found applied.")),
      tokens_(std::move(tokens)),
      pipeline_(std::make_unique<rpc::Pipeline>(
          PipelineOptionsOf(config, org_version_),
          [this](std::string_view token) { return tokens_->Verify(token); },
          org::MakeResolver(organization_, clock_), clock_, registry_)),
      catalog_(schema.component, event_data),
      events_(catalog_, *database_, registry_),
      event_service_(*pipeline_, {events_, organization_, clock_}),
      audit_service_(*pipeline_, {*database_}) {
  metrics::AddBuildInfo(registry_);
  callbacks_.push_back(metrics::AddProcessMetrics(registry_));
  callbacks_.push_back(org::AddMetrics(registry_, organization_, clock_));
  events_.Start();
}

Host::~Host() = default;

absl::Status Host::SchemaReady() {
  if (schema_ready_) return absl::OkStatus();
  RETURN_IF_ERROR(
      sql::CheckSchema(*database_, schema_.component, schema_.migrations, clock_.Now() + kCheckDeadline));
  schema_version_.Set(static_cast<double>(schema_.migrations.size()));
  schema_ready_ = true;
  return absl::OkStatus();
}

// gRPC last: a call may come as soon as it listens.
absl::Status Host::Listen(std::unique_ptr<Application> application) {
  application_ = std::move(application);
  ASSIGN_OR_RETURN(listener_, metrics::Listener::Start({.address = config_.metrics_address}, registry_,
                                                       [this] { return readiness_.Failing(); }));
  std::vector<grpc::Service*> services = application_->services();
  services.insert(services.end(), {&event_service_, &audit_service_});
  ASSIGN_OR_RETURN(server_, rpc::Server::Start(ServerOptionsOf(config_), *pipeline_, services));
  return absl::OkStatus();
}

absl::Status Host::PurgeRequestLog(const std::stop_token& stop) {
  RETURN_IF_ERROR(SchemaReady());
  const absl::Time now = clock_.Now();
  return sql::PurgeRequestLog(*database_, now - kRequestLogKept, now + kPurgeDeadline,
                              [&stop] { return stop.stop_requested(); })
      .status();
}

absl::Status Host::PurgeEvents(const std::stop_token& stop) {
  RETURN_IF_ERROR(SchemaReady());
  return events::PurgeEvents(*database_, events::kEventsKept, [&stop] { return stop.stop_requested(); });
}

int Host::Run() {
  std::vector<rpc::Check> checks{
      {"database", [this] { return database_->Ping(clock_.Now() + kCheckDeadline); }},
      {"schema", [this] { return SchemaReady(); }},
      {"organization", [this] {
         return organization_.FreshAt() == absl::InfinitePast()
                    ? absl::UnavailableError("no version of the organisation has arrived yet")
                    : absl::OkStatus();
       }}};
  const Periodic purge("purge of the request log", kPurgeInterval,
                       [this](const std::stop_token& stop) { return PurgeRequestLog(stop); });
  const Periodic purge_events("purge of events", kEventPurgeInterval,
                              [this](const std::stop_token& stop) { return PurgeEvents(stop); });
  return rpc::RunUntilSignal(*server_, std::move(checks), readiness_);
}

absl::Status MigrateSchema(const config::ServiceConfig& config, Schema schema) {
  ASSIGN_OR_RETURN(sql::DatabaseOptions options, DatabaseOptionsOf(config));
  const auto database = sql::Database::Create(std::move(options), SystemClock());
  return sql::Migrate(*database, schema.component, schema.migrations,
                      SystemClock().Now() + kMigrationDeadline);
}

}  // namespace laurel
