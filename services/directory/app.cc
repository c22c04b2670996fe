#include "services/directory/app.h"

#include "common/service/periodic.h"
#include "common/status/macros.h"
#include "laurel/directory/v1/events.pb.h"
#include "laurel/directory/v1/organization.pb.h"
#include "schema/directory_schema.h"
#include "services/directory/announcement/sweep.h"
#include "services/directory/directory_service.h"
#include "services/directory/people_metrics.h"
#include "services/directory/preparation.h"

namespace laurel::directory {
namespace {

constexpr absl::Duration kCountInterval = absl::Minutes(1);
constexpr absl::Duration kTellInterval = absl::Minutes(1);

// In the order of construction: what stands below uses what stands above it, and goes first.
class App final : public Application {
 public:
  App(Host& host, const Config& config)
      : people_metrics_(host.registry(), host.database(), host.clock()),
        keeper_(host.database(), host.events().feed(), host.organization(), host.clock()),
        env_{host.database(),        host.organization(),  keeper_,
             host.events().outbox(), host.events().feed(), host.clock()},
        service_(host.pipeline(), env_),
        preparation_(host, keeper_, config),
        count_people_("people metrics", kCountInterval, [this] { return people_metrics_.Refresh(); }),
        tell_statuses_("telling of statuses that have begun", kTellInterval,
                       [&host](const std::stop_token& stop) { return TellStatuses(host, stop); }) {}

  std::vector<grpc::Service*> services() override { return {&service_}; }

 private:
  static absl::Status TellStatuses(Host& host, const std::stop_token& stop) {
    RETURN_IF_ERROR(host.SchemaReady());
    return announcement::TellDue(host.database(), host.events().outbox(),
                                 [&stop] { return stop.stop_requested(); })
        .status();
  }

  PeopleMetrics people_metrics_;
  organization::Keeper keeper_;
  Env env_;
  DirectoryService service_;
  Preparation preparation_;
  Periodic count_people_;
  Periodic tell_statuses_;
};

}  // namespace

Service MakeService(const Config& config) {
  return {.config = config.service,
          .schema = {.component = "directory", .migrations = Migrations()},
          .event_data = {v1::OrganizationRecords::descriptor(), v1::PersonEvent::descriptor(),
                         v1::RoleEvent::descriptor(), v1::ServiceAccountEvent::descriptor(),
                         v1::TeamEvent::descriptor()},
          .build = [config](Host& host) -> absl::StatusOr<std::unique_ptr<Application>> {
            return std::make_unique<App>(host, config);
          }};
}

}  // namespace laurel::directory
