// What feedback costs as there is more of it: the first page and a page deep in the list for every filter of
// ListFeedback and everybody who may ask, at two sizes side by side; and how many pieces a second are given,
// how many plans of one hour are decided.
//
//   laurel-load-feedback --pieces 1000000 --calls 100
//
// It starts a database of its own (in the temporary folder: about 1.5 GB for a million pieces) and the built
// services on it, and takes them with it. Closed loop, over a Unix socket. Exit code 1 when a call is refused
// that should not be.
#include <algorithm>
#include <atomic>
#include <memory>
#include <stdexcept>
#include <vector>

#include "absl/time/clock.h"
#include "common/time/convert.h"
#include "fmt/format.h"
#include "tests/faults/client.h"
#include "tests/faults/organization.h"
#include "tests/load/closed_loop.h"
#include "tests/load/feedback_lists.h"
#include "tests/load/feedback_world.h"
#include "tests/load/program.h"
#include "tests/load/writes.h"

namespace laurel::load {
namespace {

using Lists = v1::FeedbackService::Stub;

void MeasureCreates(const Options& options, const FeedbackWorld& world) {
  fmt::print("\nCreateFeedback with submit, {} calls each\n", options.writes);
  PrintWrites(world.service_pid(), world.database_pid(), options.writes, [&world](int n) -> Write {
    const std::shared_ptr<Lists> stub = v1::FeedbackService::NewStub(faults::Connect(world.address()));
    return [&world, stub, n](int i) {
      v1::CreateFeedbackRequest request;
      request.mutable_feedback()->set_subject(world.NameOf(faults::AgentEmail(i % faults::kPairs)));
      request.mutable_feedback()->set_kind(v1::FEEDBACK_KIND_PRAISE);
      request.mutable_feedback()->set_strengths("Stayed calm with a customer who had called four times.");
      request.set_submit(true);
      request.set_request_id(faults::NewRequestId());
      world.Call(*stub, &Lists::CreateFeedback, faults::ManagerEmail(n % faults::kPairs), request);
    };
  });
}

// 50 at once plan the same hour of one person, round after round: one of them gets it.
void MeasurePlans(const FeedbackWorld& world) {
  constexpr int kPlanners = 50;
  constexpr int kRounds = 10;
  using Plans = v1::CoachingService::Stub;
  std::vector<std::unique_ptr<Plans>> stubs;
  for (int i = 0; i < kPlanners; ++i)
    stubs.push_back(v1::CoachingService::NewStub(faults::Connect(world.address())));
  std::atomic<int> planned{0}, refused{0};
  std::vector<double> all;
  double seconds = 0;
  for (int round = 0; round < kRounds; ++round) {
    const absl::Time hour = absl::Now() + absl::Hours(24 + round);
    const Latencies taken = Measure(kPlanners, kPlanners, [&](int caller, int) {
      v1::CreateCoachingSessionRequest request;
      request.mutable_coaching_session()->add_attendees(world.NameOf(kSubject));
      *request.mutable_coaching_session()->mutable_scheduled_time() = ToTimestamp(hour);
      v1::CoachingSession answer;
      const grpc::Status status = world.Try(*stubs[static_cast<std::size_t>(caller)],
                                            &Plans::CreateCoachingSession, kAuthor, request, answer);
      if (!status.ok() && status.error_code() != grpc::StatusCode::FAILED_PRECONDITION) {
        throw std::runtime_error("a plan: " + status.error_message());
      }
      ++(status.ok() ? planned : refused);
    });
    all.insert(all.end(), taken.milliseconds.begin(), taken.milliseconds.end());
    seconds += taken.seconds;
  }
  std::sort(all.begin(), all.end());
  const Latencies taken{all, seconds};
  fmt::print(
      "\n50 plans of one hour at once, {} rounds: {} planned, {} refused; {:.0f} a second, p50 {:.1f} ms, "
      "p99 {:.1f} ms\n",
      kRounds, planned.load(), refused.load(), taken.PerSecond(), taken.At(0.5), taken.At(0.99));
  if (planned != kRounds) throw std::runtime_error("not exactly one plan of each hour was taken");
}

void MeasureAll(const Options& options) {
  FeedbackWorld world;
  if (options.lists) {
    FeedbackWorld few;
    MeasureLists(few, world, options.size, options.calls);
  }
  if (options.changes) {
    MeasureCreates(options, world);
    MeasurePlans(world);
  }
}

}  // namespace
}  // namespace laurel::load

int main(int argc, char** argv) {
  return laurel::load::Run(
      {.program = "laurel-load-feedback",
       .about = "What lists of feedback cost as there is more of it, and how much a second is given.",
       .size = "--pieces",
       .most_writes = 100'000,
       .without_lists = "only give and plan",
       .without_changes = "only list"},
      argc, argv, laurel::load::MeasureAll);
}
