// The composition root: what the service is made of, and in which order it comes and goes.
#pragma once

#include <memory>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "services/feedback/config.h"

namespace laurel::feedback {

class App {
 public:
  // Listens, NOT_SERVING, and asks directory for the organisation for as long as it takes.
  // FAILED_PRECONDITION, INVALID_ARGUMENT: a port is taken, a file cannot be read.
  static absl::StatusOr<std::unique_ptr<App>> Start(const Config& config);
  ~App();

  // Serves while ready, until SIGTERM or SIGINT, then drains; answers the exit code.
  int Run();

 private:
  struct Parts;
  explicit App(std::unique_ptr<Parts> parts);
  std::unique_ptr<Parts> parts_;
};

// `--migrate`: brings the schema up to date and returns.
absl::Status Migrate(const Config& config);

}  // namespace laurel::feedback
