// Stands between a test and its database and loses a COMMIT's way there or back, once, when told to. Its
// clients come over a Unix socket. Thread-safe; a thread for each connection.
#pragma once

#include <atomic>
#include <condition_variable>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace laurel::testing {

class DatabaseProxy {
 public:
  enum class Fault {
    kNone,
    kCutBefore,    // both sides are closed, COMMIT is never delivered
    kLoseAnswer,   // COMMIT is delivered, the answer is not
    kDeliverLate,  // the client is cut off at once, COMMIT is delivered at Release()
    kHoldOpen,  // the client is cut off at once, the server keeps the session and its locks until it kills it
  };

  // `backend`: "unix:///…" or "tcp://127.0.0.1:…", the address of the server.
  explicit DatabaseProxy(std::string backend);
  ~DatabaseProxy();
  DatabaseProxy(const DatabaseProxy&) = delete;
  DatabaseProxy& operator=(const DatabaseProxy&) = delete;

  std::string address() const { return "unix://" + path_; }
  // Of the next `times` COMMITs, on whichever connection.
  void AtCommit(Fault fault, int times = 1);
  void Release();
  // Of AtCommit's `times`.
  int faults_left();

 private:
  void Accept();
  void Serve(int client);
  // True when the connection is over.
  bool ForwardToServer(int& client, int server);
  bool ApplyFault(int& client, int server, const std::string& packet);
  Fault TakeFault();
  void AwaitRelease();

  const std::string backend_;
  std::string path_;
  int listener_ = -1;
  std::atomic<bool> stopping_{false};

  std::mutex mutex_;
  std::condition_variable released_changed_;
  Fault fault_ = Fault::kNone;
  int times_ = 0;
  bool released_ = false;
  std::vector<std::thread> connections_;
  std::thread acceptor_;
};

}  // namespace laurel::testing
