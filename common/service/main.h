// The main function of every service: from a command line that has been read to an exit code.
#pragma once

#include <functional>
#include <memory>
#include <vector>

#include "absl/status/statusor.h"
#include "common/config/service_config.h"
#include "common/service/application.h"
#include "common/service/host.h"
#include "google/protobuf/descriptor.h"

namespace laurel {

struct Service {
  config::ServiceConfig config;
  Schema schema;  // its component is the service's name, too
  // The messages that this service's events carry (events::Catalog).
  std::vector<const google::protobuf::Descriptor*> event_data;
  std::function<absl::StatusOr<std::unique_ptr<Application>>(Host&)> build;
};

// Called once, by main, before any thread is started. With --migrate: brings the schema up to this binary and
// returns. Otherwise listens, NOT_SERVING until the database, its schema and the organisation are there,
// however long that takes; serves until SIGTERM or SIGINT; drains. What hinders it from starting (a port is
// taken, a file cannot be read) is one line on standard error and exit code 1.
int RunService(const Service& service);

}  // namespace laurel
