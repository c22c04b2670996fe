#include "tests/faults/journal.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <map>
#include <sstream>

namespace laurel::faults {
namespace {

constexpr char kAttempt[] = "attempt";
constexpr char kAck[] = "ack";

[[noreturn]] void Die(const char* what) {
  std::perror(what);
  std::abort();
}

}  // namespace

Journal::Journal(const std::string& path)
    : file_(open(path.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600)) {
  if (file_ < 0) Die(path.c_str());
}

Journal::~Journal() { close(file_); }

void Journal::WillAttempt(const std::string& key, const std::vector<std::string>& rows) {
  Append(fmt::format("{} {} {}\n", kAttempt, key, fmt::join(rows, " ")));
}

void Journal::Acknowledged(const std::string& key, const std::string& id) {
  Append(fmt::format("{} {} {}\n", kAck, key, id));
}

void Journal::Append(const std::string& line) {
  const bool written = write(file_, line.data(), line.size()) == static_cast<ssize_t>(line.size());
  if (!written || fdatasync(file_) != 0) Die("journal");
}

std::vector<Attempt> ReadJournal(const std::string& path) {
  std::vector<Attempt> attempts;
  std::map<std::string, std::size_t> position;
  std::ifstream file(path);
  for (std::string line; std::getline(file, line);) {
    std::istringstream words(line);
    std::string what;
    std::string key;
    words >> what >> key;
    const auto [entry, fresh] = position.try_emplace(key, attempts.size());
    if (fresh) attempts.push_back({.key = key, .rows = {}, .acknowledged = false, .id = {}});
    Attempt& attempt = attempts[entry->second];
    if (what == kAttempt && attempt.rows.empty()) {
      for (std::string row; words >> row;) attempt.rows.push_back(row);
    } else if (what == kAck) {
      attempt.acknowledged = true;
      words >> attempt.id;
    }
  }
  return attempts;
}

}  // namespace laurel::faults
