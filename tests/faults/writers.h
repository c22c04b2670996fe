// Clients that write as fast as they are answered, each on a thread of its own, until they are stopped.
#pragma once

#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "common/rpc/testing/eventually.h"
#include "tests/faults/client.h"

namespace laurel::faults {

// `AClient`: has Next, Make and Attempts, like Client; used by one thread at a time.
template <typename AClient>
class WritersOf {
 public:
  using Clients = std::vector<std::unique_ptr<AClient>>;

  // Starts at once.
  explicit WritersOf(Clients clients) : clients_(std::move(clients)) {
    for (const auto& client : clients_) {
      threads_.emplace_back([this, &client = *client](const std::stop_token& stop) { Write(stop, client); });
    }
  }
  ~WritersOf() { Stop(); }

  // True as soon as so many more changes have been acknowledged; false when that takes half a minute.
  bool Progress(std::int64_t more) {
    const std::int64_t wanted = tally_.acknowledged + more;
    return rpc::testing::Eventually([&] { return tally_.acknowledged >= wanted; });
  }
  // Ends when every change under way has; closes the connections; answers what was attempted.
  std::vector<Attempt> Stop() {
    for (std::jthread& thread : threads_) thread.request_stop();
    threads_.clear();
    std::vector<Attempt> attempts;
    for (const auto& client : clients_) {
      for (Attempt& attempt : client->Attempts()) attempts.push_back(std::move(attempt));
    }
    clients_.clear();  // and their connections
    return attempts;
  }

  const Tally& tally() const { return tally_; }

 private:
  // What is left unacknowledged must be there once or not at all (A2): every so many changes are given up
  // when they fail. Prime, so that it meets every kind of change.
  static constexpr int kGivesUpEvery = 5;

  void Write(const std::stop_token& stop, AClient& client) {
    for (int made = 1; !stop.stop_requested(); ++made) {
      client.Make(client.Next(), made % kGivesUpEvery == 0 ? 1 : kNeverGiveUp, tally_);
    }
  }

  Tally tally_;
  Clients clients_;
  std::vector<std::jthread> threads_;
};

// Managers, of the pairs from 0 on.
class Writers : public WritersOf<Client> {
 public:
  Writers(const Suite& suite, int count) : WritersOf(Managers(suite, count)) {}

 private:
  static Clients Managers(const Suite& suite, int count) {
    Clients clients;
    for (int pair = 0; pair < count; ++pair) clients.push_back(std::make_unique<Client>(suite, pair));
    return clients;
  }
};

}  // namespace laurel::faults
