// What recognition costs as there is more of it: the first page and a page deep in the list for every filter
// of ListRecognitions and everybody who may ask, and the proof of the ledger, at two sizes side by side; and
// how many recognitions a second are given, by many and by one.
//
//   laurel-load-recognition --recognitions 1000000 --calls 100
//
// It starts a database of its own (in the temporary folder: some GB for a million recognitions) and the
// built services on it, and takes them with it. Closed loop, over a Unix socket. Exit code 1 when a call is
// refused that should not be, or when the ledger does not prove.
#include <iostream>
#include <stdexcept>

#include "CLI/CLI.hpp"
#include "fmt/format.h"
#include "tests/faults/client.h"
#include "tests/load/closed_loop.h"
#include "tests/load/process_usage.h"
#include "tests/load/recognition_lists.h"
#include "tests/load/recognition_world.h"

namespace laurel::load {
namespace {

using Stub = v1::RecognitionService::Stub;

struct Options {
  int recognitions = 1'000'000;
  int calls = 100;
  int writes = 4'000;
  bool lists = true;
  bool changes = true;
};

// 10 points to each of two others.
v1::GiveRecognitionRequest Gift(const RecognitionWorld& world, int sender, int i) {
  v1::GiveRecognitionRequest request;
  for (const int ahead : {1 + i % 31, 32 + i % 31}) {
    request.mutable_recognition()->add_recipients(world.NameOf(GiverEmail((sender + ahead) % kGivers)));
  }
  request.mutable_recognition()->set_message("Stayed two hours to calm the Orbit outage.");
  request.mutable_recognition()->set_value(world.value());
  request.mutable_recognition()->set_points_each(10);
  request.set_request_id(faults::NewRequestId());
  return request;
}

void MeasureGives(const Options& options, const RecognitionWorld& world, int senders) {
  fmt::print("\nGiveRecognition, 2 recipients, 10 points each, {} sender{}, {} calls each\n", senders,
             senders == 1 ? "" : "s", options.writes);
  for (const int callers : {1, 8, 32}) {
    std::vector<std::unique_ptr<Stub>> stubs;
    for (int i = 0; i < callers; ++i)
      stubs.push_back(v1::RecognitionService::NewStub(faults::Connect(world.address())));
    const Costs costs(world.service_pid(), world.database_pid());
    const Latencies taken = Measure(callers, options.writes, [&](int caller, int i) {
      const int sender = i % senders;
      world.Call(*stubs[static_cast<std::size_t>(caller)], &Stub::GiveRecognition, GiverEmail(sender),
                 Gift(world, sender, i));
    });
    fmt::print("{:>3} in flight: {:7.0f} a second, p50 {:6.2f} ms, p99 {:6.2f} ms; {}\n", callers,
               taken.PerSecond(), taken.At(0.5), taken.At(0.99), costs.Of(options.writes));
  }
}

}  // namespace
}  // namespace laurel::load

int main(int argc, char** argv) {
  laurel::load::Options options;
  CLI::App app("What recognition costs as there is more of it, and how much a second is given.");
  app.add_option("--recognitions", options.recognitions, "of the larger size")
      ->check(CLI::Range(10'000, 10'000'000))
      ->capture_default_str();
  app.add_option("--calls", options.calls, "of each list and page")
      ->check(CLI::Range(1, 10'000))
      ->capture_default_str();
  // One sender makes three times as many, at 20 points, and may give a million.
  app.add_option("--writes", options.writes, "at each number in flight")
      ->check(CLI::Range(1, 10'000))
      ->capture_default_str();
  app.add_flag("!--no-lists", options.lists, "only give");
  app.add_flag("!--no-writes", options.changes, "only read");
  CLI11_PARSE(app, argc, argv);
  try {
    laurel::load::RecognitionWorld world;
    if (options.lists) {
      laurel::load::RecognitionWorld few;
      laurel::load::MeasureReads(few, world, options.recognitions, options.calls);
    }
    if (options.changes) {
      laurel::load::MeasureGives(options, world, laurel::load::kGivers);
      laurel::load::MeasureGives(options, world, 1);
    }
  } catch (const std::exception& error) {
    std::cerr << "laurel-load-recognition: " << error.what() << '\n';
    return 1;
  }
  return 0;
}
