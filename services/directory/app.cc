#include "services/directory/app.h"

#include <utility>

#include "common/service/host.h"
#include "common/status/macros.h"
#include "schema/directory_schema.h"
#include "services/directory/directory_service.h"
#include "services/directory/people_metrics.h"
#include "services/directory/preparation.h"

namespace laurel::directory {
namespace {

Schema DirectorySchema() { return {.component = "directory", .migrations = Migrations()}; }

}  // namespace

// In the order of construction: what stands below uses what stands above it, and goes first.
struct App::Parts {
  Parts(std::unique_ptr<Host> the_host, const Config& config)
      : host(std::move(the_host)),
        people_metrics(host->registry(), host->database(), host->clock()),
        watchers(host->organization(), host->clock()),
        feed(host->database(), host->organization(), host->clock(), organization::FeedOptions{}),
        env{host->database(), host->organization(), feed, watchers, host->clock()},
        service(host->pipeline(), env),
        preparation(
            *host, feed,
            [this](const organization::Feed::Step& step) {
              watchers.Publish(step);
              people_metrics.Refresh();
            },
            config.bootstrap_admin) {}

  std::unique_ptr<Host> host;
  PeopleMetrics people_metrics;
  organization::Hub watchers;
  organization::Feed feed;
  Env env;
  DirectoryService service;
  Preparation preparation;
};

App::App(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
App::~App() = default;

absl::StatusOr<std::unique_ptr<App>> App::Start(const Config& config) {
  ASSIGN_OR_RETURN(std::unique_ptr<Host> host,
                   Host::Create(config.service, DirectorySchema(), config.org_readers));
  auto parts = std::make_unique<Parts>(std::move(host), config);
  RETURN_IF_ERROR(parts->host->Listen({&parts->service}));
  return std::unique_ptr<App>(new App(std::move(parts)));
}

int App::Run() { return parts_->host->Run({}); }

absl::Status Migrate(const Config& config) { return MigrateSchema(config.service, DirectorySchema()); }

}  // namespace laurel::directory
