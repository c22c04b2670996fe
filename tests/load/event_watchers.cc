// What watchers cost a server: opens many idle ones, and says how the memory and the processor time of the
// server's process change; with --database also how long a committed event takes to reach a watcher.
//
//   laurel-load-events --token-file T --pid "$(cat .laurel/run/feedback.pid)" --database unix:///…
//
// Loopback only. Idle watchers ask for a type that never happens here; one more asks for the type that is
// inserted. The event goes straight into the outbox of the schema, by a connection of this process: the
// server learns of it as it learns of another replica's events. Exit code 1 when a stream breaks or an event
// is lost.
#include <algorithm>
#include <chrono>
#include <deque>
#include <iostream>
#include <map>
#include <memory>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include "CLI/CLI.hpp"
#include "common/api/ulid.h"
#include "common/config/secret_file.h"
#include "common/rpc/channel.h"
#include "common/rpc/credentials.h"
#include "common/sql/database.h"
#include "fmt/format.h"
#include "google/protobuf/any.pb.h"
#include "grpcpp/create_channel.h"
#include "laurel/events/v1/event_service.grpc.pb.h"
#include "tests/load/event_watcher.h"
#include "tests/load/process_usage.h"

namespace laurel::load {
namespace {

using std::chrono::steady_clock;
using Stub = events::v1::EventService::Stub;

struct Options {
  std::string address = "127.0.0.1:7402";
  std::string token_file;
  int watchers = 1'000;
  int channels = 4;
  int pid = 0;
  int seconds = 30;
  int events = 200;
  sql::DatabaseOptions database{.address = "",
                                .user = "root",
                                .password = "",
                                .schema = "laurel_feedback",
                                .tls_ca_file = "",
                                .connections = 1};
};

std::vector<std::unique_ptr<Stub>> Connect(const Options& options) {
  std::vector<std::unique_ptr<Stub>> stubs;
  for (int i = 0; i < options.channels; ++i) {
    grpc::ChannelArguments arguments;
    arguments.SetInt("laurel.load.channel", i);  // else they would share one connection
    stubs.push_back(events::v1::EventService::NewStub(
        grpc::CreateCustomChannel(options.address, grpc::InsecureChannelCredentials(), arguments)));
  }
  return stubs;
}

// Two types of the service: one to insert, one that idle watchers wait for.
std::pair<std::string, std::string> ChooseTypes(Stub& stub, const std::string& token) {
  grpc::ClientContext context;
  rpc::Authorize(context, token);
  events::v1::ListEventTypesResponse types;
  const grpc::Status status = stub.ListEventTypes(&context, {}, &types);
  if (!status.ok()) throw std::runtime_error("ListEventTypes: " + status.error_message());
  if (types.event_types_size() < 2) throw std::runtime_error("the service has too few types of events");
  return {types.event_types(0).type(), types.event_types(1).type()};
}

void InsertEvent(sql::Database& database, const std::string& id, const std::string& type) {
  const absl::Time now = SystemClock().Now();
  google::protobuf::Any nothing;
  const absl::Status status = database.Transact(now + absl::Seconds(5), [&](sql::Connection& connection) {
    return connection
        .Execute(
            "INSERT INTO event_pending (id, type, subject, time, audience, data) VALUES (?, ?, ?, ?, ?, ?)",
            {id, type, std::string("load/") + id, now, std::string("everyone"), nothing.SerializeAsString()})
        .status();
  });
  if (!status.ok()) throw std::runtime_error("INSERT: " + std::string(status.message()));
}

// Milliseconds from before the transaction to the watcher, sorted.
std::vector<double> MeasureLatency(const Options& options, Stub& stub, const std::string& token,
                                   const std::string& type) {
  EventWatcher watcher(stub, token, type);
  watcher.AwaitOpen();
  const auto database = sql::Database::Create(options.database, SystemClock());
  api::UlidSequence ids;
  std::map<std::string, steady_clock::time_point> sent;
  for (int i = 0; i < options.events; ++i) {
    const std::string id = ids.Next(SystemClock().Now());
    sent.emplace(id, steady_clock::now());
    InsertEvent(*database, id, type);
    std::this_thread::sleep_for(std::chrono::milliseconds(5 + i % 17));  // at every phase of a poll
  }
  watcher.AwaitEvents(sent.size(), absl::Seconds(10));
  const auto came = watcher.came();
  std::vector<double> latencies;
  for (const auto& [id, since] : sent) {
    const auto found = came.find(id);
    if (found == came.end()) throw std::runtime_error("an event was lost");
    latencies.push_back(std::chrono::duration<double, std::milli>(found->second - since).count());
  }
  std::sort(latencies.begin(), latencies.end());
  return latencies;
}

void Report(const char* what, const ProcessUsage& before, const ProcessUsage& after, double seconds) {
  fmt::print("{:<28} {:8.1f} MiB resident, {:6.2f} % of a processor\n", what, after.resident_mib,
             100 * (after.cpu_seconds - before.cpu_seconds) / seconds);
}

void Run(const Options& options, const std::string& token) {
  const auto stubs = Connect(options);
  const auto [inserted, idle] = ChooseTypes(*stubs.front(), token);
  const auto rest = std::chrono::seconds(options.seconds);
  ProcessUsage before = ProcessUsage::Of(options.pid);
  std::this_thread::sleep_for(rest);
  const ProcessUsage without = ProcessUsage::Of(options.pid);
  Report("without watchers", before, without, options.seconds);

  std::deque<EventWatcher> watchers;
  for (int i = 0; i < options.watchers; ++i) {
    watchers.emplace_back(*stubs[static_cast<std::size_t>(i % options.channels)], token, idle);
    if (i % 100 == 99)
      watchers.back().AwaitOpen();  // a crowd, not a stampede: the server limits calls a second
  }
  for (EventWatcher& watcher : watchers) watcher.AwaitOpen();
  before = ProcessUsage::Of(options.pid);
  std::this_thread::sleep_for(rest);
  const ProcessUsage with = ProcessUsage::Of(options.pid);
  Report(fmt::format("with {} idle watchers", options.watchers).c_str(), before, with, options.seconds);
  fmt::print("{:<28} {:8.1f} KiB\n", "a watcher",
             1024 * (with.resident_mib - without.resident_mib) / options.watchers);

  if (!options.database.address.empty()) {
    const std::vector<double> latencies = MeasureLatency(options, *stubs.front(), token, inserted);
    const auto at = [&](double part) {
      return latencies[static_cast<std::size_t>(part * static_cast<double>(latencies.size() - 1))];
    };
    fmt::print("commit to delivery           p50 {:.1f} ms, p99 {:.1f} ms, {} events\n", at(0.5), at(0.99),
               latencies.size());
  }
  const auto ended =
      std::count_if(watchers.begin(), watchers.end(), [](const EventWatcher& one) { return one.ended(); });
  if (ended > 0) throw std::runtime_error(fmt::format("{} streams ended", ended));
}

}  // namespace
}  // namespace laurel::load

int main(int argc, char** argv) {
  laurel::load::Options options;
  std::string password_file;
  CLI::App app("Idle watchers of events, and how long an event takes to reach one.");
  app.add_option("--address", options.address, "of the server, on loopback")->capture_default_str();
  app.add_option("--token-file", options.token_file, "a caller's bearer token")
      ->envname("LAUREL_TOKEN_FILE")
      ->required();
  app.add_option("--watchers", options.watchers)->check(CLI::Range(1, 20'000))->capture_default_str();
  app.add_option("--channels", options.channels)->check(CLI::Range(1, 64))->capture_default_str();
  app.add_option("--seconds", options.seconds, "of each measurement at rest")
      ->check(CLI::Range(1, 600))
      ->capture_default_str();
  app.add_option("--pid", options.pid, "of the server: its memory and processor time");
  app.add_option("--events", options.events, "to insert")
      ->check(CLI::Range(1, 10'000))
      ->capture_default_str();
  app.add_option("--database", options.database.address, "unix:///… or tcp://…: measure latency as well");
  app.add_option("--database-user", options.database.user)->capture_default_str();
  app.add_option("--database-password-file", password_file);
  app.add_option("--database-schema", options.database.schema)->capture_default_str();
  CLI11_PARSE(app, argc, argv);
  try {
    if (!laurel::rpc::IsLocalAddress(options.address))
      throw std::runtime_error("--address is not on loopback");
    const auto token = laurel::rpc::TokenFile(options.token_file).Read();
    if (!token.ok()) throw std::runtime_error("--token-file cannot be read");
    if (!password_file.empty()) {
      auto password = laurel::config::ReadSecretFile(password_file);
      if (!password.ok()) throw std::runtime_error("--database-password-file cannot be read");
      options.database.password = *std::move(password);
    }
    laurel::load::Run(options, *token);
  } catch (const std::exception& error) {
    std::cerr << "laurel-load-events: " << error.what() << '\n';
    return 1;
  }
  return 0;
}
