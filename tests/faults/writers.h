// Clients that write as fast as they are answered, each on a thread of its own, until they are stopped.
#pragma once

#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "tests/faults/client.h"

namespace laurel::faults {

class Writers {
 public:
  // Of the pairs from 0 on. Starts at once.
  Writers(const Suite& suite, int count);
  ~Writers() { Stop(); }

  // True as soon as so many more changes have been acknowledged; false when that takes half a minute.
  bool Progress(std::int64_t more);
  // Ends when every change under way has; closes the connections; answers what was attempted.
  std::vector<Attempt> Stop();

  const Tally& tally() const { return tally_; }

 private:
  void Write(const std::stop_token& stop, Client& client);

  Tally tally_;
  std::vector<std::unique_ptr<Client>> clients_;
  std::vector<std::jthread> threads_;
};

}  // namespace laurel::faults
