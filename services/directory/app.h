// Builds the service from its configuration and runs it: the only place that knows all parts.
#pragma once

#include <memory>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "services/directory/config.h"

namespace laurel::directory {

class App {
 public:
  // Listens, NOT_SERVING until the database, its schema and the organisation are there, however long that
  // takes. FAILED_PRECONDITION, INVALID_ARGUMENT: a port is taken, a file cannot be read.
  static absl::StatusOr<std::unique_ptr<App>> Start(const Config& config);
  ~App();

  // Serves until SIGTERM or SIGINT, then drains; answers the exit code.
  int Run();

 private:
  struct Parts;
  explicit App(std::unique_ptr<Parts> parts);
  std::unique_ptr<Parts> parts_;
};

// `--migrate`: brings the schema up to this binary, and returns.
absl::Status Migrate(const Config& config);

}  // namespace laurel::directory
