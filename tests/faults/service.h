// One of our services as a process, on a Unix socket: no port to be found free, and the same address after
// every restart. Used by the test's main thread; channels are anybody's.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "grpcpp/channel.h"
#include "tests/faults/process.h"

namespace laurel::faults {

// A connection of its own (gRPC shares them otherwise), which finds a restarted service within 0.1 s and
// repeats nothing by itself.
std::shared_ptr<grpc::Channel> Connect(const std::string& address);

class Service {
 public:
  // `name`: "feedback"; its socket and its log are in `folder`, named after `replica`. Does not start it.
  Service(std::string name, const std::string& folder, std::vector<std::string> flags,
          const std::string& replica = "");

  const std::string& address() const { return address_; }
  const std::string& log() const { return log_; }

  void Migrate();  // aborts the test process when that fails
  void Start();
  void Kill();
  void Pause() { process_->Pause(); }
  void Continue() { process_->Continue(); }
  // Asks it to stop and answers its exit code; nullopt when it does not stop.
  std::optional<int> Stop();

  pid_t pid() const { return process_->pid(); }  // while it runs
  bool Running() { return process_ != nullptr && process_->Running(); }
  // What grpc.health.v1 says; false when nobody answers.
  bool Serving() const;
  bool NotServing() const;

 private:
  std::vector<std::string> Command() const;
  int Health() const;

  const std::string name_;
  const std::string address_;
  const std::string log_;
  const std::vector<std::string> flags_;
  std::unique_ptr<Process> process_;
};

}  // namespace laurel::faults
