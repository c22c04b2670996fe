#include "tests/faults/events/late_writers.h"

#include <fmt/format.h>

#include <cstdio>
#include <cstdlib>

#include "absl/random/random.h"
#include "absl/time/clock.h"
#include "common/api/ulid.h"
#include "common/rpc/testing/eventually.h"
#include "common/status/macros.h"
#include "common/time/clock.h"
#include "google/protobuf/any.pb.h"
#include "laurel/feedback/v1/events.pb.h"

namespace laurel::faults {
namespace {

absl::Status Insert(sql::Connection& connection, const std::string& subject) {
  google::protobuf::Any data;
  data.PackFrom(feedback::v1::CoachingEvent());
  const absl::Time now = absl::Now();
  return connection
      .Execute(
          "INSERT INTO event_pending (id, type, subject, time, audience, data) VALUES (?, ?, ?, ?, ?, ?)",
          {api::NewUlid(now), std::string("coaching.scheduled"), subject, now, std::string("everyone"),
           data.SerializeAsString()})
      .status();
}

// Most are committed, one in ten is rolled back; answers which.
absl::StatusOr<bool> TellLate(sql::Connection& connection, const std::string& subject, absl::Duration delay,
                              absl::BitGen& random) {
  RETURN_IF_ERROR(connection.Execute("START TRANSACTION").status());
  RETURN_IF_ERROR(Insert(connection, subject));
  absl::SleepFor(absl::Uniform(random, 0.0, 1.0) * delay);
  const bool commit = absl::Bernoulli(random, 0.9);
  RETURN_IF_ERROR(connection.Execute(commit ? "COMMIT" : "ROLLBACK").status());
  return commit;
}

}  // namespace

LateWriters::LateWriters(const testing::TestDatabase& database, int writers, absl::Duration delay)
    : database_(database), delay_(delay), committed_(static_cast<std::size_t>(writers)) {
  for (int writer = 0; writer < writers; ++writer) {
    threads_.emplace_back([this, writer](const std::stop_token& stop) { Write(stop, writer); });
  }
}

void LateWriters::Write(const std::stop_token& stop, int writer) {
  const auto database = sql::Database::Create(database_.options(), SystemClock());
  const absl::Status status =
      database->Dedicated(absl::Now() + absl::Minutes(1), [&](sql::Connection& connection) -> absl::Status {
        absl::BitGen random;
        for (int number = 0; !stop.stop_requested(); ++number) {
          // The order of the text is that of the numbers.
          const std::string subject = fmt::format("{}/{:06}", writer, number);
          ASSIGN_OR_RETURN(const bool committed, TellLate(connection, subject, delay_, random));
          if (!committed) continue;
          committed_[static_cast<std::size_t>(writer)].insert(subject);
          ++committed_count_;
        }
        return absl::OkStatus();
      });
  if (status.ok()) return;
  std::fprintf(stderr, "a writer of events failed: %s\n", status.ToString().c_str());
  std::abort();
}

bool LateWriters::Progress(std::int64_t more) {
  const std::int64_t until = committed_count_ + more;
  return rpc::testing::Eventually([&] { return committed_count_ >= until; });
}

std::set<std::string> LateWriters::Stop() {
  for (std::jthread& thread : threads_) thread.request_stop();
  threads_.clear();
  std::set<std::string> all;
  for (const std::set<std::string>& of_writer : committed_) all.insert(of_writer.begin(), of_writer.end());
  return all;
}

}  // namespace laurel::faults
