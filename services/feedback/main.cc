#include <iostream>

#include "common/log/log.h"
#include "common/rpc/run.h"
#include "services/feedback/app.h"
#include "services/feedback/config.h"

namespace {

int Fail(const absl::Status& status) {
  std::cerr << "laurel-feedback: " << status.message() << '\n';
  return 1;
}

}  // namespace

int main(int argc, char** argv) {
  laurel::rpc::BlockSignals();
  const laurel::feedback::Config config = laurel::feedback::ReadConfig(argc, argv);
  laurel::log::Init("feedback", config.service.log_level);
  if (config.service.migrate) {
    const absl::Status migrated = laurel::feedback::Migrate(config);
    return migrated.ok() ? 0 : Fail(migrated);
  }
  const auto app = laurel::feedback::App::Start(config);
  return app.ok() ? (*app)->Run() : Fail(app.status());
}
