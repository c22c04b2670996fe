#include "services/feedback/app.h"

#include <utility>

#include "common/org/mirror.h"
#include "common/rpc/channel.h"
#include "common/service/periodic.h"
#include "common/status/macros.h"
#include "schema/feedback_schema.h"
#include "services/feedback/business_metrics.h"
#include "services/feedback/coaching_service.h"

namespace laurel::feedback {
namespace {

constexpr absl::Duration kMetricsInterval = absl::Seconds(30);
// Short, because a run under way is waited for when the process ends.
constexpr absl::Duration kMetricsDeadline = absl::Seconds(5);

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

// In the order of construction: what stands below uses what stands above it, and goes first.
class App final : public Application {
 public:
  App(Host& host, std::shared_ptr<grpc::Channel> directory, const Config& config)
      : metrics_(host.registry()),
        env_{host.database(), host.organization(), metrics_},
        coaching_(host.pipeline(), env_),
        metrics_reader_(metrics_, host.database(), host.organization()),
        mirror_(std::move(directory), {.token_file = config.directory_token_file}, host.organization(),
                host.clock()),
        read_metrics_("business metrics", kMetricsInterval, [this, &clock = host.clock()] {
          const absl::Time now = clock.Now();
          return metrics_reader_.Read(now, now + kMetricsDeadline);
        }) {}

  std::vector<grpc::Service*> services() override { return {&coaching_}; }

 private:
  BusinessMetrics metrics_;
  Env env_;
  CoachingService coaching_;
  BusinessMetricsReader metrics_reader_;
  org::Mirror mirror_;
  Periodic read_metrics_;
};

}  // namespace

Service MakeService(const Config& config) {
  return {.config = config.service,
          .schema = {.component = "feedback", .migrations = Migrations()},
          .accepted_services = {},
          .build = [config](Host& host) -> absl::StatusOr<std::unique_ptr<Application>> {
            ASSIGN_OR_RETURN(auto directory,
                             rpc::MakeChannel(config.directory_address, DirectoryChannel(config)));
            return std::make_unique<App>(host, std::move(directory), config);
          }};
}

}  // namespace laurel::feedback
