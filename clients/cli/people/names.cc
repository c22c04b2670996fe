#include "clients/cli/people/names.h"

#include <set>

#include "common/status/macros.h"
#include "fmt/format.h"

namespace laurel::cli {
namespace {

namespace v1 = directory::v1;
constexpr int kBatch = 200;

}  // namespace

void Names::Add(const v1::Person& person) {
  if (people_.emplace(person.name(), person).second) ++called_[person.display_name()];
}

absl::Status Names::Load(DirectoryClient& directory, const std::vector<std::string>& people) {
  std::set<std::string> missing;
  for (const std::string& name : people) {
    if (!name.empty() && !people_.contains(name)) missing.insert(name);
  }
  while (!missing.empty()) {
    v1::BatchGetPeopleRequest request;
    while (!missing.empty() && request.names_size() < kBatch) {
      request.add_names(missing.extract(missing.begin()).value());
    }
    ASSIGN_OR_RETURN(const auto response,
                     directory.Call(&v1::DirectoryService::Stub::BatchGetPeople, request));
    for (const v1::Person& person : response.people()) Add(person);
  }
  return absl::OkStatus();
}

absl::Status Names::LoadTeams(DirectoryClient& directory) {
  v1::ListTeamsRequest request;
  request.set_page_size(kBatch);
  request.set_show_closed(true);
  do {
    ASSIGN_OR_RETURN(const auto response, directory.Call(&v1::DirectoryService::Stub::ListTeams, request));
    for (const v1::Team& team : response.teams()) teams_[team.name()] = team.display_name();
    request.set_page_token(response.next_page_token());
  } while (!request.page_token().empty());
  return absl::OkStatus();
}

Cell Names::Person(const std::string& name) const {
  if (name.empty()) return "";
  const auto found = people_.find(name);
  if (found == people_.end()) return "(unknown)";
  const v1::Person& person = found->second;
  if (called_.at(person.display_name()) == 1) return {person.display_name(), person.email()};
  return {fmt::format("{} <{}>", person.display_name(), person.email()), person.email()};
}

Cell Names::People(const std::vector<std::string>& names) const {
  Cell all("");
  for (const std::string& name : names) {
    const Cell one = Person(name);
    all.shown += (all.shown.empty() ? "" : ", ") + one.shown;
    all.data += (all.data.empty() ? "" : ",") + one.data;
  }
  return all;
}

std::string Names::Team(const std::string& name) const {
  if (name.empty()) return "";
  const auto found = teams_.find(name);
  return found == teams_.end() ? "(unknown)" : found->second;
}

}  // namespace laurel::cli
