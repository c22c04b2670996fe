// What one client attempted and what was acknowledged to it, in a file that outlives whatever is killed:
// every line is on the disk before its writer goes on. A Journal is used by one thread at a time. What cannot
// be written ends the process.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace laurel::faults {

// One change that a client wants. `rows` names everything that it leaves in the database, as "table/mark".
struct Attempt {
  std::string key;  // unique among all clients; neither it nor a row holds white space
  std::vector<std::string> rows;
  bool acknowledged = false;
  std::string id;  // of the resource, as the acknowledgement told it
};

class Journal {
 public:
  explicit Journal(const std::string& path);
  ~Journal();
  Journal(const Journal&) = delete;
  Journal& operator=(const Journal&) = delete;

  void WillAttempt(const std::string& key, const std::vector<std::string>& rows);
  void Acknowledged(const std::string& key, const std::string& id);

 private:
  void Append(const std::string& line);

  int file_;
};

std::vector<Attempt> ReadJournal(const std::string& path);

}  // namespace laurel::faults
