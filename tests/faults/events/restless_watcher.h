// A watcher that never stays: it reads a few events, hangs up, and goes on with its last token at another
// replica. What it got stays in the order in which it came. One thread of its own.
#pragma once

#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace laurel::faults {

class RestlessWatcher {
 public:
  // Watches coaching.scheduled with this bearer token, now at one of the addresses, now at another.
  RestlessWatcher(std::vector<std::string> addresses, std::string token);

  // It has a resume token: whatever is committed from now on must come.
  bool Begun() const;
  // Subjects, in the order of arrival.
  std::vector<std::string> Received() const;
  int streams() const;

 private:
  void Watch(const std::stop_token& stop);
  void WatchOnce(const std::string& address, std::string& resume_token);

  const std::vector<std::string> addresses_;
  const std::string token_;
  mutable std::mutex mutex_;
  std::vector<std::string> received_;
  bool begun_ = false;
  int streams_ = 0;
  std::jthread thread_;  // last: it uses the others
};

}  // namespace laurel::faults
