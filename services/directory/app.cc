#include "services/directory/app.h"

#include "common/service/periodic.h"
#include "schema/directory_schema.h"
#include "services/directory/directory_service.h"
#include "services/directory/organization/purge.h"
#include "services/directory/people_metrics.h"
#include "services/directory/preparation.h"

namespace laurel::directory {
namespace {

constexpr absl::Duration kCountInterval = absl::Minutes(1);
constexpr absl::Duration kPurgeInterval = absl::Hours(1);

// In the order of construction: what stands below uses what stands above it, and goes first.
class App final : public Application {
 public:
  App(Host& host, const Config& config)
      : people_metrics_(host.registry(), host.database(), host.clock()),
        watchers_(host.organization(), host.clock()),
        feed_(host.database(), host.organization(), host.clock(), organization::FeedOptions{}),
        env_{host.database(), host.organization(), feed_, watchers_, host.clock()},
        service_(host.pipeline(), env_),
        preparation_(
            host, feed_, [this](const organization::Feed::Step& step) { watchers_.Publish(step); },
            config.bootstrap_admin),
        count_people_("people metrics", kCountInterval, [this] { return people_metrics_.Refresh(); }),
        purge_("purge of the organisation's changes", kPurgeInterval, [&host](const std::stop_token& stop) {
          return organization::PurgeChanges(host.database(), stop);
        }) {}

  std::vector<grpc::Service*> services() override { return {&service_}; }

 private:
  PeopleMetrics people_metrics_;
  organization::Hub watchers_;
  organization::Feed feed_;
  Env env_;
  DirectoryService service_;
  Preparation preparation_;
  Periodic count_people_;
  Periodic purge_;
};

}  // namespace

Service MakeService(const Config& config) {
  return {.config = config.service,
          .schema = {.component = "directory", .migrations = Migrations()},
          .accepted_services = config.org_readers,
          .build = [config](Host& host) -> absl::StatusOr<std::unique_ptr<Application>> {
            return std::make_unique<App>(host, config);
          }};
}

}  // namespace laurel::directory
