#include "tests/faults/writers.h"

#include "common/rpc/testing/eventually.h"

namespace laurel::faults {
namespace {

// What is left unacknowledged must be there once or not at all (A2): every so many changes are given up when
// they fail. Prime, so that it meets every kind of change.
constexpr int kGivesUpEvery = 5;

}  // namespace

Writers::Writers(const Suite& suite, int count) {
  for (int pair = 0; pair < count; ++pair) clients_.push_back(std::make_unique<Client>(suite, pair));
  for (const auto& client : clients_) {
    threads_.emplace_back([this, &client = *client](const std::stop_token& stop) { Write(stop, client); });
  }
}

void Writers::Write(const std::stop_token& stop, Client& client) {
  for (int made = 1; !stop.stop_requested(); ++made) {
    client.Make(client.Next(), made % kGivesUpEvery == 0 ? 1 : kNeverGiveUp, tally_);
  }
}

bool Writers::Progress(std::int64_t more) {
  const std::int64_t wanted = tally_.acknowledged + more;
  return rpc::testing::Eventually([&] { return tally_.acknowledged >= wanted; });
}

std::vector<Attempt> Writers::Stop() {
  for (std::jthread& thread : threads_) thread.request_stop();
  threads_.clear();
  std::vector<Attempt> attempts;
  for (const auto& client : clients_) {
    for (Attempt& attempt : client->Attempts()) attempts.push_back(std::move(attempt));
  }
  clients_.clear();  // and their connections
  return attempts;
}

}  // namespace laurel::faults
