#include "common/testing/database_server.h"

#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <cstdio>
#include <filesystem>
#include <thread>
#include <vector>

namespace laurel::testing {
namespace {

[[noreturn]] void Die(const std::string& what) {
  std::fprintf(stderr, "test database: %s\n", what.c_str());
  std::abort();
}

std::string Program(const std::string& name) {
  for (const char* folder : {"/usr/sbin/", "/usr/bin/", "/usr/local/bin/"}) {
    if (std::filesystem::exists(folder + name)) return folder + name;
  }
  Die(name + " is not installed (package mariadb-server)");
}

// The child's output goes to `log`, and it dies with the thread that calls this.
pid_t Spawn(const std::vector<std::string>& command, const std::string& log) {
  std::vector<char*> arguments;
  for (const std::string& argument : command) arguments.push_back(const_cast<char*>(argument.c_str()));
  arguments.push_back(nullptr);
  const pid_t parent = getpid();
  const pid_t child = fork();
  if (child != 0) return child;
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  const int out = open(log.c_str(), O_WRONLY | O_CREAT | O_APPEND, 0600);
  dup2(out, STDOUT_FILENO);
  dup2(out, STDERR_FILENO);
  if (getppid() == parent) execv(arguments[0], arguments.data());
  _exit(127);
}

}  // namespace

DatabaseServer& DatabaseServer::Shared() {
  static DatabaseServer server;
  return server;
}

DatabaseServer::DatabaseServer() {
  // A socket's path has 107 bytes at most: not under the build directory.
  std::string pattern = (std::filesystem::temp_directory_path() / "laurel-test-XXXXXX").string();
  if (mkdtemp(pattern.data()) == nullptr) Die("cannot make " + pattern);
  directory_ = pattern;
  std::filesystem::create_directory(directory_ + "/tmp");
  Install();
  Start();
}

DatabaseServer::~DatabaseServer() {
  Kill();
  std::error_code ignored;
  std::filesystem::remove_all(directory_, ignored);
}

void DatabaseServer::Install() {
  std::vector<std::string> command = {Program("mariadb-install-db"),
                                      "--no-defaults",
                                      "--datadir=" + directory_ + "/data",
                                      "--auth-root-authentication-method=normal",
                                      "--skip-test-db",
                                      "--skip-name-resolve",
                                      "--innodb-log-file-size=16M"};
  if (geteuid() == 0) command.emplace_back("--user=root");
  const pid_t child = Spawn(command, directory_ + "/install.log");
  int status = 0;
  if (waitpid(child, &status, 0) != child || status != 0)
    Die("mariadb-install-db failed: " + directory_ + "/install.log");
}

void DatabaseServer::Start() {
  std::vector<std::string> command = {
      Program("mariadbd"), "--no-defaults", "--datadir=" + directory_ + "/data",
      "--socket=" + directory_ + "/s.sock", "--pid-file=" + directory_ + "/pid",
      "--log-error=" + directory_ + "/error.log", "--tmpdir=" + directory_ + "/tmp", "--skip-networking",
      "--skip-name-resolve", "--skip-log-bin", "--character-set-server=utf8mb4",
      "--collation-server=utf8mb4_bin", "--max-connections=300",
      // Safe against the death of the process, which is all that tests bring about.
      "--innodb-flush-log-at-trx-commit=2", "--innodb-buffer-pool-size=32M", "--innodb-log-file-size=16M",
      "--aria-pagecache-buffer-size=8M", "--key-buffer-size=1M"};
  if (geteuid() == 0) command.emplace_back("--user=root");
  pid_ = Spawn(command, directory_ + "/out.log");
  for (int i = 0; i < 1500; ++i) {
    if (Accepts()) return;
    if (waitpid(pid_, nullptr, WNOHANG) != 0) break;
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
  }
  Die("mariadbd did not start: see " + directory_ + "/error.log");
}

void DatabaseServer::Kill() {
  if (pid_ <= 0) return;
  kill(pid_, SIGKILL);
  waitpid(pid_, nullptr, 0);
  pid_ = -1;
}

bool DatabaseServer::Accepts() const {
  const int client = socket(AF_UNIX, SOCK_STREAM, 0);
  sockaddr_un name{};
  name.sun_family = AF_UNIX;
  const std::string path = directory_ + "/s.sock";
  path.copy(name.sun_path, sizeof(name.sun_path) - 1);
  const bool accepted = connect(client, reinterpret_cast<const sockaddr*>(&name), sizeof(name)) == 0;
  close(client);
  return accepted;
}

}  // namespace laurel::testing
