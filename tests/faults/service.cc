#include "tests/faults/service.h"

#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iostream>

#include "absl/time/clock.h"
#include "common/rpc/testing/health.grpc.pb.h"
#include "grpcpp/create_channel.h"
#include "grpcpp/security/credentials.h"
#include "grpcpp/support/channel_arguments.h"

namespace laurel::faults {
namespace {

namespace health = grpc::health::v1;

constexpr absl::Duration kHealthDeadline = absl::Seconds(2);
constexpr absl::Duration kMigrationPatience = absl::Minutes(1);
constexpr absl::Duration kStopPatience = absl::Seconds(30);

std::string Binary(const std::string& name) {
  const char* folder = std::getenv("LAUREL_BUILD");
  return std::string(folder != nullptr && *folder != '\0' ? folder : LAUREL_BUILD_FOLDER) + "/bin/laurel-" +
         name;
}

}  // namespace

std::shared_ptr<grpc::Channel> Connect(const std::string& address) {
  grpc::ChannelArguments arguments;
  arguments.SetInt(GRPC_ARG_USE_LOCAL_SUBCHANNEL_POOL, 1);
  arguments.SetInt(GRPC_ARG_ENABLE_RETRIES, 0);
  arguments.SetInt(GRPC_ARG_INITIAL_RECONNECT_BACKOFF_MS, 20);
  arguments.SetInt(GRPC_ARG_MAX_RECONNECT_BACKOFF_MS, 100);
  return grpc::CreateCustomChannel(address, grpc::InsecureChannelCredentials(), arguments);
}

Service::Service(std::string name, const std::string& folder, std::vector<std::string> flags,
                 const std::string& replica)
    : name_(std::move(name)),
      address_("unix:" + folder + "/" + name_ + replica + ".sock"),
      log_(folder + "/" + name_ + replica + ".log"),
      flags_(std::move(flags)) {}

std::vector<std::string> Service::Command() const {
  std::vector<std::string> command{Binary(name_), "--address=" + address_, "--metrics-address=127.0.0.1:0",
                                   "--drain-wait=0s", "--rate=0"};
  command.insert(command.end(), flags_.begin(), flags_.end());
  return command;
}

void Service::Migrate() {
  std::vector<std::string> command = Command();
  command.emplace_back("--migrate");
  Process migrator(command, log_);
  if (migrator.Wait(kMigrationPatience) == 0) return;
  std::cerr << "cannot migrate: " << command[0] << "\n" << std::ifstream(log_).rdbuf();
  std::abort();
}

void Service::Start() { process_ = std::make_unique<Process>(Command(), log_); }

void Service::Kill() { process_.reset(); }

std::optional<int> Service::Stop() {
  process_->Terminate();
  return process_->Wait(kStopPatience);
}

int Service::Health() const {
  // A channel of its own: between calls nobody would look after one that is kept, and a service that drains
  // would wait for it.
  const auto stub = health::Health::NewStub(Connect(address_));
  grpc::ClientContext context;
  context.set_deadline(absl::ToChronoTime(absl::Now() + kHealthDeadline));
  health::HealthCheckResponse answer;
  const auto status = stub->Check(&context, {}, &answer);
  return status.ok() ? static_cast<int>(answer.status()) : health::HealthCheckResponse::UNKNOWN;
}

bool Service::Serving() const { return Health() == health::HealthCheckResponse::SERVING; }

bool Service::NotServing() const { return Health() == health::HealthCheckResponse::NOT_SERVING; }

}  // namespace laurel::faults
