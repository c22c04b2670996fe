// What recognition costs as there is more of it: the first page and a page deep in the list for every filter
// of ListRecognitions and everybody who may ask, and the proof of the ledger, at two sizes side by side; and
// how many recognitions a second are given, by many and by one.
//
//   laurel-load-recognition --recognitions 1000000 --calls 100
//
// It starts a database of its own (in the temporary folder: some GB for a million recognitions) and the
// built services on it, and takes them with it. Closed loop, over a Unix socket. Exit code 1 when a call is
// refused that should not be, or when the ledger does not prove.
#include <memory>

#include "fmt/format.h"
#include "tests/faults/client.h"
#include "tests/load/program.h"
#include "tests/load/recognition_lists.h"
#include "tests/load/recognition_world.h"
#include "tests/load/writes.h"

namespace laurel::load {
namespace {

using Stub = v1::RecognitionService::Stub;

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
  PrintWrites(world.service_pid(), world.database_pid(), options.writes, [&world, senders](int) -> Write {
    const std::shared_ptr<Stub> stub = v1::RecognitionService::NewStub(faults::Connect(world.address()));
    return [&world, stub, senders](int i) {
      const int sender = i % senders;
      world.Call(*stub, &Stub::GiveRecognition, GiverEmail(sender), Gift(world, sender, i));
    };
  });
}

void MeasureAll(const Options& options) {
  RecognitionWorld world;
  if (options.lists) {
    RecognitionWorld few;
    MeasureReads(few, world, options.size, options.calls);
  }
  if (options.changes) {
    MeasureGives(options, world, kGivers);
    MeasureGives(options, world, 1);
  }
}

}  // namespace
}  // namespace laurel::load

int main(int argc, char** argv) {
  return laurel::load::Run(
      {.program = "laurel-load-recognition",
       .about = "What recognition costs as there is more of it, and how much a second is given.",
       .size = "--recognitions",
       // One sender makes three times as many, at 20 points, and may give a million.
       .most_writes = 10'000,
       .without_lists = "only give",
       .without_changes = "only read"},
      argc, argv, laurel::load::MeasureAll);
}
