// What every service is made of besides its own rooms, put together once: clock, metrics, database,
// organisation, tokens, pipeline, events, audit, server, HTTP listener, readiness, purges, drain. A service's
// Application adds its stores, feeds and gRPC faces.
//
// Order of destruction: the server with its last call, the application, then all that both stand on.
// Accessors are thread-safe; Listen and Run are for one thread.
#pragma once

#include <atomic>
#include <memory>
#include <span>
#include <stop_token>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "common/audit/audit_service.h"
#include "common/auth/token_verifier.h"
#include "common/config/service_config.h"
#include "common/events/event_log.h"
#include "common/events/watch/event_service.h"
#include "common/metrics/listener.h"
#include "common/metrics/registry.h"
#include "common/org/organization.h"
#include "common/rpc/pipeline.h"
#include "common/rpc/run.h"
#include "common/rpc/server.h"
#include "common/service/application.h"
#include "common/service/org_version.h"
#include "common/service/sql_metrics.h"
#include "common/sql/database.h"
#include "common/sql/migrate.h"
#include "common/time/clock.h"

namespace laurel {

// The migrations of one service, as its binary carries them.
struct Schema {
  std::string_view component;  // "directory"
  std::span<const sql::Migration> migrations;
};

class Host {
 public:
  // INVALID_ARGUMENT, FAILED_PRECONDITION: a file cannot be read or is not what it should be; the message
  // names it. Needs no database: its events look for one from now on, before an application is there.
  static absl::StatusOr<std::unique_ptr<Host>> Create(
      const config::ServiceConfig& config, Schema schema,
      const std::vector<const google::protobuf::Descriptor*>& event_data);
  ~Host();

  const Clock& clock() const { return clock_; }
  metrics::Registry& registry() { return registry_; }
  sql::Database& database() { return *database_; }
  org::Holder& organization() { return organization_; }
  // What happens in this service; runs already.
  events::EventLog& events() { return events_; }
  rpc::Pipeline& pipeline() { return *pipeline_; }

  // The database answers and its schema is that of this binary, or why not. Cheap once it has been so.
  absl::Status SchemaReady();

  // Once: listens on both ports, NOT_SERVING. FAILED_PRECONDITION: an address is taken, an RPC has no policy;
  // INVALID_ARGUMENT: an address is none, TLS files. Then nothing of gRPC listens.
  absl::Status Listen(std::unique_ptr<Application> application);
  // Of gRPC, after Listen.
  int port() const { return server_->port(); }
  // After Listen: serves while the database answers, the schema fits and the organisation is here; until
  // SIGTERM or SIGINT, then drains. Answers the exit code.
  int Run();

 private:
  Host(const config::ServiceConfig& config, Schema schema,
       const std::vector<const google::protobuf::Descriptor*>& event_data, sql::DatabaseOptions database,
       std::unique_ptr<auth::TokenVerifier> tokens);
  absl::Status PurgeRequestLog(const std::stop_token& stop);
  absl::Status PurgeEvents(const std::stop_token& stop);

  const config::ServiceConfig config_;
  const Schema schema_;
  const Clock& clock_;
  metrics::Registry registry_;
  SqlMetrics sql_metrics_;
  std::unique_ptr<sql::Database> database_;
  org::Holder organization_;
  OrgVersionGate org_version_;
  std::vector<std::vector<metrics::Callback>> callbacks_;
  metrics::Gauge& schema_version_;
  std::atomic<bool> schema_ready_{false};
  std::unique_ptr<auth::TokenVerifier> tokens_;
  std::unique_ptr<rpc::Pipeline> pipeline_;
  const events::Catalog catalog_;
  events::EventLog events_;
  events::EventService event_service_;
  audit::AuditService audit_service_;
  std::unique_ptr<Application> application_;
  rpc::ReadinessState readiness_;
  std::unique_ptr<metrics::Listener> listener_;
  std::unique_ptr<rpc::Server> server_;  // last: its calls use all the others
};

// `--migrate`: applies what is missing, with an account that may change tables, and returns. The running
// service never does.
absl::Status MigrateSchema(const config::ServiceConfig& config, Schema schema);

}  // namespace laurel
