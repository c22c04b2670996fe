// People and teams by the names that other people use. Not thread-safe.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "clients/cli/output/table.h"
#include "clients/cli/people/lookup.h"

namespace laurel::cli {

class Names {
 public:
  // Asks for those that are not known yet. On an error the names known so far stay.
  absl::Status Load(DirectoryClient& directory, const std::vector<std::string>& people);
  absl::Status LoadTeams(DirectoryClient& directory);
  void Add(const directory::v1::Person& person);

  // The display name, with the address where two of those known are called the same; for programs the
  // address. Somebody who cannot be read is "(unknown)"; the empty name is empty.
  Cell Person(const std::string& name) const;
  // Several, separated by commas.
  Cell People(const std::vector<std::string>& names) const;
  std::string Team(const std::string& name) const;

 private:
  std::map<std::string, directory::v1::Person> people_;
  std::map<std::string, int> called_;  // display name -> how many
  std::map<std::string, std::string> teams_;
};

}  // namespace laurel::cli
