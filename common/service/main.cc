#include "common/service/main.h"

#include <iostream>

#include "common/log/log.h"
#include "common/rpc/run.h"
#include "common/status/macros.h"

namespace laurel {
namespace {

absl::StatusOr<std::unique_ptr<Host>> Start(const Service& service) {
  ASSIGN_OR_RETURN(std::unique_ptr<Host> host,
                   Host::Create(service.config, service.schema, service.event_data));
  ASSIGN_OR_RETURN(std::unique_ptr<Application> application, service.build(*host));
  RETURN_IF_ERROR(host->Listen(std::move(application)));
  return host;
}

int Fail(const Service& service, const absl::Status& status) {
  std::cerr << "laurel-" << service.schema.component << ": " << status.message() << '\n';
  return 1;
}

}  // namespace

int RunService(const Service& service) {
  rpc::BlockSignals();
  log::Init(service.schema.component, service.config.log_level);
  if (service.config.migrate) {
    const absl::Status migrated = MigrateSchema(service.config, service.schema);
    return migrated.ok() ? 0 : Fail(service, migrated);
  }
  const absl::StatusOr<std::unique_ptr<Host>> host = Start(service);
  return host.ok() ? (*host)->Run() : Fail(service, host.status());
}

}  // namespace laurel
