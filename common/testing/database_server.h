// A private MariaDB for one test process: own data directory and socket, no network. It is started when it is
// first asked for, which takes most of a second, and killed with the process. Where LAUREL_MYSQL and
// LAUREL_MYSQL_FILES are set (./dev test --database mysql), a MySQL in its place. Thread-safe.
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

  std::string address() const { return "unix://" + socket_; }
  pid_t pid() const { return pid_; }

  // Kills it as a crash would; Start() brings it back on the same data.
  void Kill();
  void Start();

 private:
  void Install();
  void StartMySql(const std::string& program, const std::string& files);
  bool Accepts() const;

  std::string directory_;
  std::string socket_;
  pid_t pid_ = -1;
  pid_t guard_ = -1;
};

}  // namespace laurel::testing
