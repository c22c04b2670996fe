#include "services/recognition/app.h"

#include "common/org/mirror.h"
#include "common/service/directory_channel.h"
#include "common/service/periodic.h"
#include "common/status/macros.h"
#include "schema/recognition_schema.h"
#include "services/recognition/allowance/sweep.h"
#include "services/recognition/business_metrics.h"
#include "services/recognition/events.h"
#include "services/recognition/ledger/shared_proof.h"
#include "services/recognition/outcome/expire_pending.h"
#include "services/recognition/recognition_service.h"

namespace laurel::recognition {
namespace {

constexpr absl::Duration kSweepInterval = absl::Minutes(1);
constexpr absl::Duration kMetricsInterval = absl::Minutes(1);
constexpr absl::Duration kMetricsDeadline = absl::Seconds(10);
// How often it is asked whether the proof is due; the database says that (ledger/shared_proof.h).
constexpr absl::Duration kProofInterval = absl::Minutes(1);
constexpr absl::Duration kProofDeadline = absl::Seconds(10);

// In the order of construction: what stands below uses what stands above it, and goes first.
class App final : public Application {
 public:
  App(Host& host, const std::shared_ptr<grpc::Channel>& directory, const Config& config)
      : metrics_(host.registry()),
        env_{host.database(), host.organization(), host.events().outbox(), metrics_},
        recognition_(host.pipeline(), env_),
        mirror_(directory, {.token_file = config.directory.token_file}, host.organization(), host.clock()),
        allowances_("allowances of the month", kSweepInterval,
                    [this, &clock = host.clock()](const std::stop_token& stop) {
                      return allowance::Sweep(env_, clock.Now(), stop);
                    }),
        pending_("recognitions that nobody decided about", kSweepInterval,
                 [this, &clock = host.clock()](const std::stop_token& stop) {
                   return outcome::ExpirePending(env_, clock.Now(), stop);
                 }),
        proof_("proof of the ledger", kProofInterval,
               [this, &clock = host.clock()](const std::stop_token& stop) {
                 return ledger::ProveWhenDue(env_.db, clock.Now() + kProofDeadline, stop);
               }),
        read_metrics_("business metrics", kMetricsInterval, [this, &clock = host.clock()] {
          return ReadMetrics(metrics_, env_.db, clock.Now() + kMetricsDeadline);
        }) {}

  std::vector<grpc::Service*> services() override { return {&recognition_}; }

 private:
  BusinessMetrics metrics_;
  Env env_;
  RecognitionService recognition_;
  org::Mirror mirror_;
  Periodic allowances_;
  Periodic pending_;
  Periodic proof_;
  Periodic read_metrics_;
};

}  // namespace

Service MakeService(const Config& config) {
  return {.config = config.service,
          .schema = {.component = "recognition", .migrations = Migrations()},
          .event_data = EventData(),
          .build = [config](Host& host) -> absl::StatusOr<std::unique_ptr<Application>> {
            ASSIGN_OR_RETURN(auto directory, MakeDirectoryChannel(config.service, config.directory));
            return std::make_unique<App>(host, directory, config);
          }};
}

}  // namespace laurel::recognition
