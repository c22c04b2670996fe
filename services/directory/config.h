// The flags of laurel-directory. Each is an environment variable as well: --database-address is LAUREL_DATABASE_ADDRESS.
#pragma once

#include <string>
#include <vector>

#include "absl/time/time.h"
#include "common/auth/token_verifier.h"
#include "common/log/log.h"
#include "common/rpc/pipeline.h"
#include "common/rpc/server.h"
#include "common/sql/connection.h"

namespace laurel::directory {

struct Config {
  rpc::ServerOptions server;
  rpc::PipelineOptions pipeline;
  std::string metrics_address = "127.0.0.1:9401";
  sql::DatabaseOptions database;
  auth::TokenVerifierOptions tokens;
  std::string bootstrap_admin;           // an email; empty: nobody
  std::vector<std::string> org_readers;  // subjects of the services' tokens
  log::Level log_level = log::Level::kInfo;
};

// Ends the process with one clear line and exit code 2 when the flags are wrong, and with 0 after --help.
Config ReadConfig(int argc, char** argv);

}  // namespace laurel::directory
