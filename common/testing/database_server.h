// A private MariaDB for one test process: own data directory and socket, no network. It is started when it is
// first asked for, which takes most of a second, and killed with the process. Thread-safe.
#pragma once

#include <sys/types.h>

#include <string>

namespace laurel::testing {

class DatabaseServer {
 public:
  // Must first be called by the main thread: the server dies with the thread that started it. Aborts the
  // process when no server can be started.
  static DatabaseServer& Shared();

  // A second one, for tests that stop or kill it.
  DatabaseServer();
  ~DatabaseServer();
  DatabaseServer(const DatabaseServer&) = delete;
  DatabaseServer& operator=(const DatabaseServer&) = delete;

  std::string address() const { return "unix://" + directory_ + "/s.sock"; }
  pid_t pid() const { return pid_; }

  // Kills it as a crash would; Start() brings it back on the same data.
  void Kill();
  void Start();

 private:
  void Install();
  bool Accepts() const;

  std::string directory_;
  pid_t pid_ = -1;
};

}  // namespace laurel::testing
