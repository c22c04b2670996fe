#include <cstdio>
#include <string>

#include "common/log/log.h"
#include "common/rpc/run.h"
#include "services/directory/app.h"
#include "services/directory/config.h"

int main(int argc, char** argv) {
  laurel::rpc::BlockSignals();
  const laurel::directory::Config config = laurel::directory::ReadConfig(argc, argv);
  laurel::log::Init("directory", config.log_level);
  const auto app = laurel::directory::App::Start(config);
  if (!app.ok()) {
    std::fprintf(stderr, "laurel-directory: %s\n", std::string(app.status().message()).c_str());
    return 1;
  }
  return (*app)->Run();
}
