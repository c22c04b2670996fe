#include "services/feedback/app.h"

#include <utility>

#include "common/org/mirror.h"
#include "common/rpc/channel.h"
#include "common/service/host.h"
#include "common/service/periodic.h"
#include "common/sql/request_log.h"
#include "common/status/macros.h"
#include "schema/feedback_schema.h"
#include "services/feedback/business_metrics.h"
#include "services/feedback/coaching_service.h"

namespace laurel::feedback {
namespace {

constexpr absl::Duration kMetricsInterval = absl::Seconds(30);
constexpr absl::Duration kMetricsDeadline = absl::Seconds(20);
constexpr absl::Duration kPurgeInterval = absl::Hours(1);
constexpr absl::Duration kPurgeDeadline = absl::Minutes(10);
// A day more than the week that is promised.
constexpr absl::Duration kRequestLogKept = absl::Hours(8 * 24);

// With an authority over TLS, showing this service's own certificate if it has one.
rpc::ChannelOptions DirectoryChannel(const Config& config) {
  rpc::ChannelOptions options;
  options.tls.plaintext = config.service.allow_plaintext;
  if (config.directory_tls_ca.empty()) return options;
  options.tls.authorities = config.directory_tls_ca;
  options.tls.certificate = config.service.tls_cert;
  options.tls.key = config.service.tls_key;
  return options;
}

Schema FeedbackSchema() { return {.component = "feedback", .migrations = Migrations()}; }

}  // namespace

// In the order of construction: what stands below uses what stands above it, and goes first.
struct App::Parts {
  Parts(std::unique_ptr<Host> the_host, std::shared_ptr<grpc::Channel> directory, const Config& config)
      : host(std::move(the_host)),
        metrics(host->registry()),
        env{host->database(), host->organization(), metrics},
        coaching(host->pipeline(), env),
        metrics_reader(metrics, host->database(), host->organization()),
        mirror(std::move(directory), {.token_file = config.directory_token_file}, host->organization(),
               host->clock()),
        read_metrics("business metrics", kMetricsInterval, [this] { return ReadMetrics(); }),
        purge("purge of the request log", kPurgeInterval, [this] { return Purge(); }) {}

  absl::Status ReadMetrics() {
    const absl::Time now = host->clock().Now();
    return metrics_reader.Read(now, now + kMetricsDeadline);
  }

  absl::Status Purge() {
    const absl::Time now = host->clock().Now();
    return sql::PurgeRequestLog(host->database(), now - kRequestLogKept, now + kPurgeDeadline).status();
  }

  std::unique_ptr<Host> host;
  BusinessMetrics metrics;
  Env env;
  CoachingService coaching;
  BusinessMetricsReader metrics_reader;
  org::Mirror mirror;
  Periodic read_metrics;
  Periodic purge;
};

App::App(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
App::~App() = default;

absl::StatusOr<std::unique_ptr<App>> App::Start(const Config& config) {
  ASSIGN_OR_RETURN(std::unique_ptr<Host> host, Host::Create(config.service, FeedbackSchema(), {}));
  ASSIGN_OR_RETURN(auto directory, rpc::MakeChannel(config.directory_address, DirectoryChannel(config)));
  auto parts = std::make_unique<Parts>(std::move(host), std::move(directory), config);
  RETURN_IF_ERROR(parts->host->Listen({&parts->coaching}));
  return std::unique_ptr<App>(new App(std::move(parts)));
}

int App::Run() { return parts_->host->Run({}); }

absl::Status Migrate(const Config& config) { return MigrateSchema(config.service, FeedbackSchema()); }

}  // namespace laurel::feedback
