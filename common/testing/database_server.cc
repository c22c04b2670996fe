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
#include <fstream>
#include <optional>
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

bool Run(const std::vector<std::string>& command, const std::string& log) {
  const pid_t child = Spawn(command, log);
  int status = 0;
  return waitpid(child, &status, 0) == child && status == 0;
}

// What ./dev test --database mysql starts its servers with.
struct MySql {
  std::string program;
  std::string files;
};

std::optional<MySql> ChosenMySql() {
  const char* program = std::getenv("LAUREL_MYSQL");
  const char* files = std::getenv("LAUREL_MYSQL_FILES");
  if (program == nullptr || files == nullptr) return std::nullopt;
  return MySql{program, files};
}

// A child that dies with the thread that calls this, and takes along the server that names itself in
// `pid_file`, which is only adopted.
pid_t Guard(const std::string& pid_file) {
  const pid_t parent = getpid();
  const pid_t child = fork();
  if (child != 0) return child;
  sigset_t end;
  sigemptyset(&end);
  sigaddset(&end, SIGTERM);
  sigprocmask(SIG_BLOCK, &end, nullptr);
  prctl(PR_SET_PDEATHSIG, SIGTERM);
  int signal = 0;
  if (getppid() == parent) sigwait(&end, &signal);
  pid_t server = -1;
  for (int i = 0; i < 500 && !(std::ifstream(pid_file) >> server); ++i) usleep(20'000);  // it may be starting
  if (server > 0) kill(server, SIGKILL);
  _exit(0);
}

void End(pid_t& child) {
  if (child <= 0) return;
  kill(child, SIGKILL);
  waitpid(child, nullptr, 0);
  child = -1;
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
  socket_ = directory_ + (ChosenMySql().has_value() ? "/mysql.sock" : "/s.sock");
  Install();
  Start();
}

DatabaseServer::~DatabaseServer() {
  Kill();
  std::error_code ignored;
  std::filesystem::remove_all(directory_, ignored);
}

void DatabaseServer::Install() {
  if (const auto mysql = ChosenMySql(); mysql.has_value()) {
    if (!Run({mysql->program, "init", mysql->files, directory_}, directory_ + "/install.log"))
      Die(mysql->program + " init failed: " + directory_ + "/install.log");
    return;
  }
  std::vector<std::string> command = {Program("mariadb-install-db"),
                                      "--no-defaults",
                                      "--datadir=" + directory_ + "/data",
                                      "--tmpdir=" + directory_ + "/tmp",
                                      "--auth-root-authentication-method=normal",
                                      "--skip-test-db",
                                      "--skip-name-resolve",
                                      "--innodb-log-file-size=16M"};
  if (geteuid() == 0) command.emplace_back("--user=root");
  if (!Run(command, directory_ + "/install.log"))
    Die("mariadb-install-db failed: " + directory_ + "/install.log");
}

void DatabaseServer::Start() {
  if (const auto mysql = ChosenMySql(); mysql.has_value()) return StartMySql(mysql->program, mysql->files);
  std::vector<std::string> command = {
      Program("mariadbd"), "--no-defaults", "--datadir=" + directory_ + "/data", "--socket=" + socket_,
      "--pid-file=" + directory_ + "/pid", "--log-error=" + directory_ + "/error.log",
      "--tmpdir=" + directory_ + "/tmp", "--skip-networking", "--skip-name-resolve", "--skip-log-bin",
      "--character-set-server=utf8mb4", "--collation-server=utf8mb4_bin", "--max-connections=300",
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

void DatabaseServer::StartMySql(const std::string& program, const std::string& files) {
  // The server becomes our child when the program that starts it ends, and Kill() can wait for it.
  prctl(PR_SET_CHILD_SUBREAPER, 1);
  const std::string pid_file = directory_ + "/pid";
  std::filesystem::remove(pid_file);
  guard_ = Guard(pid_file);
  if (!Run({program, "start", files, directory_, "3306", "--skip-networking", "--skip-name-resolve",
            "--skip-log-bin", "--character-set-server=utf8mb4", "--collation-server=utf8mb4_bin",
            "--max-connections=300", "--innodb-flush-log-at-trx-commit=2"},
           directory_ + "/out.log"))
    Die(program + " start failed: " + directory_ + "/out.log");
  if (!(std::ifstream(pid_file) >> pid_)) Die("no process id in " + pid_file);
}

void DatabaseServer::Kill() {
  End(pid_);
  End(guard_);
}

bool DatabaseServer::Accepts() const {
  const int client = socket(AF_UNIX, SOCK_STREAM, 0);
  sockaddr_un name{};
  name.sun_family = AF_UNIX;
  socket_.copy(name.sun_path, sizeof(name.sun_path) - 1);
  const bool accepted = connect(client, reinterpret_cast<const sockaddr*>(&name), sizeof(name)) == 0;
  close(client);
  return accepted;
}

}  // namespace laurel::testing
