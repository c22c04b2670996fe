#include "common/testing/database_proxy.h"

#include <fmt/format.h>
#include <netdb.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <array>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <string_view>
#include <utility>

namespace laurel::testing {
namespace {

constexpr int kPollMilliseconds = 20;
// Length, sequence, COM_QUERY, text.
constexpr std::string_view kCommitPacket{
    "\x07\x00\x00\x00\x03"
    "COMMIT",
    11};

sockaddr_un Named(const std::string& path) {
  sockaddr_un name{};
  name.sun_family = AF_UNIX;
  path.copy(name.sun_path, sizeof(name.sun_path) - 1);
  return name;
}

// `address`: host:port, the host as digits.
int ConnectByTcp(const std::string& address) {
  const std::size_t colon = address.rfind(':');
  addrinfo hints{};
  hints.ai_flags = AI_NUMERICHOST;
  hints.ai_socktype = SOCK_STREAM;
  addrinfo* found = nullptr;
  if (getaddrinfo(address.substr(0, colon).c_str(), address.substr(colon + 1).c_str(), &hints, &found) != 0)
    return -1;
  int server = socket(found->ai_family, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (connect(server, found->ai_addr, found->ai_addrlen) != 0) close(std::exchange(server, -1));
  freeaddrinfo(found);
  return server;
}

int ConnectTo(const std::string& address) {
  if (address.starts_with("tcp://")) return ConnectByTcp(address.substr(std::string_view("tcp://").size()));
  const int server = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
  const sockaddr_un name = Named(address.substr(std::string_view("unix://").size()));
  if (connect(server, reinterpret_cast<const sockaddr*>(&name), sizeof(name)) == 0) return server;
  close(server);
  return -1;
}

bool SendAll(int to, std::string_view data) {
  while (!data.empty()) {
    const ssize_t sent = send(to, data.data(), data.size(), MSG_NOSIGNAL);
    if (sent <= 0) return false;
    data.remove_prefix(static_cast<std::size_t>(sent));
  }
  return true;
}

// Empty when the other side has closed.
std::string Receive(int from) {
  std::array<char, 64 * 1024> buffer{};
  const ssize_t received = recv(from, buffer.data(), buffer.size(), 0);
  return received <= 0 ? std::string() : std::string(buffer.data(), static_cast<std::size_t>(received));
}

void Close(int& socket) {
  if (socket >= 0) close(std::exchange(socket, -1));
}

}  // namespace

DatabaseProxy::DatabaseProxy(std::string backend) : backend_(std::move(backend)) {
  static std::atomic<int> made{0};
  path_ =
      (std::filesystem::temp_directory_path() / fmt::format("laurel-proxy-{}-{}", getpid(), made++)).string();
  listener_ = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
  const sockaddr_un name = Named(path_);
  if (bind(listener_, reinterpret_cast<const sockaddr*>(&name), sizeof(name)) != 0 ||
      listen(listener_, 64) != 0) {
    std::perror("database proxy");
    std::abort();
  }
  acceptor_ = std::thread([this] { Accept(); });
}

DatabaseProxy::~DatabaseProxy() {
  stopping_ = true;
  Release();
  acceptor_.join();
  for (std::thread& connection : connections_) connection.join();
  close(listener_);
  unlink(path_.c_str());
}

void DatabaseProxy::AtCommit(Fault fault, int times) {
  const std::scoped_lock lock(mutex_);
  fault_ = fault;
  times_ = times;
  released_ = false;
}

void DatabaseProxy::Release() {
  const std::scoped_lock lock(mutex_);
  released_ = true;
  released_changed_.notify_all();
}

int DatabaseProxy::faults_left() {
  const std::scoped_lock lock(mutex_);
  return times_;
}

void DatabaseProxy::Accept() {
  while (!stopping_) {
    pollfd waiting{listener_, POLLIN, 0};
    if (poll(&waiting, 1, kPollMilliseconds) <= 0) continue;
    const int client = accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
    if (client >= 0) connections_.emplace_back([this, client] { Serve(client); });
  }
}

void DatabaseProxy::Serve(int client) {
  int server = ConnectTo(backend_);
  while (!stopping_ && server >= 0) {
    // A negative descriptor is left out: the client that a fault has cut off.
    std::array<pollfd, 2> waiting = {pollfd{client, POLLIN, 0}, pollfd{server, POLLIN, 0}};
    if (poll(waiting.data(), waiting.size(), kPollMilliseconds) <= 0) continue;
    if (waiting[1].revents != 0) {
      const std::string data = Receive(server);
      if (data.empty() || (client >= 0 && !SendAll(client, data))) break;
    }
    if (waiting[0].revents != 0 && ForwardToServer(client, server)) break;
  }
  Close(client);
  Close(server);
}

bool DatabaseProxy::ForwardToServer(int& client, int server) {
  const std::string data = Receive(client);
  if (data.empty()) return true;
  if (data == kCommitPacket) return ApplyFault(client, server, data);
  return !SendAll(server, data);
}

bool DatabaseProxy::ApplyFault(int& client, int server, const std::string& packet) {
  switch (TakeFault()) {
    case Fault::kNone:
      return !SendAll(server, packet);
    case Fault::kCutBefore:
      return true;
    case Fault::kLoseAnswer:
      SendAll(server, packet);
      Receive(server);
      return true;
    case Fault::kDeliverLate:
      Close(client);
      AwaitRelease();
      SendAll(server, packet);
      Receive(server);
      return true;
    case Fault::kHoldOpen:
      Close(client);
      return false;
  }
  return true;
}

DatabaseProxy::Fault DatabaseProxy::TakeFault() {
  const std::scoped_lock lock(mutex_);
  if (times_ == 0) return Fault::kNone;
  --times_;
  return fault_;
}

void DatabaseProxy::AwaitRelease() {
  std::unique_lock lock(mutex_);
  released_changed_.wait(lock, [this] { return released_; });
}

}  // namespace laurel::testing
