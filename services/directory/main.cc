#include <iostream>

#include "common/log/log.h"
#include "common/rpc/run.h"
#include "services/directory/app.h"
#include "services/directory/config.h"

namespace {

int Fail(const absl::Status& status) {
  std::cerr << "laurel-directory: " << status.message() << '\n';
  return 1;
}

}  // namespace

int main(int argc, char** argv) {
  laurel::rpc::BlockSignals();
  const laurel::directory::Config config = laurel::directory::ReadConfig(argc, argv);
  laurel::log::Init("directory", config.service.log_level);
  if (config.service.migrate) {
    const absl::Status migrated = laurel::directory::Migrate(config);
    return migrated.ok() ? 0 : Fail(migrated);
  }
  const auto app = laurel::directory::App::Start(config);
  return app.ok() ? (*app)->Run() : Fail(app.status());
}
