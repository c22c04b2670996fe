#include "services/goals/app.h"

#include "common/events/consumer/consumer.h"
#include "common/org/mirror.h"
#include "common/service/directory_channel.h"
#include "common/service/periodic.h"
#include "common/status/macros.h"
#include "schema/goals_schema.h"
#include "services/goals/business_metrics.h"
#include "services/goals/departure/departure.h"
#include "services/goals/events.h"
#include "services/goals/goal/rules.h"
#include "services/goals/goal_service.h"
#include "services/goals/names.h"

namespace laurel::goals {
namespace {

constexpr absl::Duration kMetricsInterval = absl::Seconds(30);
// Short, because a run under way is waited for when the process ends.
constexpr absl::Duration kMetricsDeadline = absl::Seconds(5);
// For what was begun with a leaver after the event by a replica that did not know yet.
constexpr absl::Duration kCatchUpInterval = absl::Hours(1);

events::ConsumerOptions DirectoryEvents(const Config& config) {
  events::ConsumerOptions options;
  options.name = "directory";
  options.actor = kOwnActor;
  options.token_file = config.directory.token_file;
  options.types = {std::string(kPersonLeft)};
  return options;
}

// In the order of construction: what stands below uses what stands above it, and goes first.
class App final : public Application {
 public:
  App(Host& host, const std::shared_ptr<grpc::Channel>& directory, const Config& config)
      : metrics_(host.registry()),
        env_{host.database(), host.organization(), host.events().outbox(), metrics_},
        goals_(host.pipeline(), env_),
        mirror_(directory, {.token_file = config.directory.token_file}, host.organization(), host.clock()),
        departures_(env_, host.clock()),
        directory_events_(
            directory, DirectoryEvents(config), host.database(), host.registry(), host.clock(),
            {.prepare = [this](const events::v1::Event& event) { return departures_.Prepare(event); },
             .handle = [this](
                           const events::v1::Event& event, sql::Connection& connection,
                           sql::Changes& changes) { return departures_.Handle(event, connection, changes); },
             .catch_up = [this] { return departures_.CatchUp(); }}),
        catch_up_("what leavers left open", kCatchUpInterval,
                  [this] {
                    const absl::Status done = departures_.CatchUp();
                    return absl::IsCancelled(done) ? absl::OkStatus() : done;  // the process ends
                  }),
        read_metrics_("business metrics", kMetricsInterval, [this, &clock = host.clock()] {
          const absl::Time now = clock.Now();
          return ReadMetrics(metrics_, env_.db, now - goal::kHealthLasts, now + kMetricsDeadline);
        }) {}
  ~App() override { departures_.Stop(); }

  std::vector<grpc::Service*> services() override { return {&goals_}; }

 private:
  BusinessMetrics metrics_;
  Env env_;
  GoalService goals_;
  org::Mirror mirror_;
  departure::Departures departures_;
  events::Consumer directory_events_;
  Periodic catch_up_;
  Periodic read_metrics_;
};

}  // namespace

Service MakeService(const Config& config) {
  return {.config = config.service,
          .schema = {.component = "goals", .migrations = Migrations()},
          .event_data = EventData(),
          .build = [config](Host& host) -> absl::StatusOr<std::unique_ptr<Application>> {
            ASSIGN_OR_RETURN(auto directory, MakeDirectoryChannel(config.service, config.directory));
            return std::make_unique<App>(host, directory, config);
          }};
}

}  // namespace laurel::goals
