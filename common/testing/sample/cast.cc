#include "common/testing/sample/cast.h"

#include <algorithm>
#include <fstream>
#include <functional>

#include "common/time/convert.h"
#include "fmt/format.h"

namespace laurel::sample {
namespace {

using Cells = std::map<std::string, std::string, std::less<>>;

std::string Before(const std::string& text, char end) { return text.substr(0, text.find(end)); }

// The sample has no quoted cells.
std::vector<std::string> Split(std::string_view line) {
  std::vector<std::string> cells(1);
  for (const char c : line) {
    if (c == ',') {
      cells.emplace_back();
    } else if (c != '\r') {
      cells.back() += c;
    }
  }
  return cells;
}

absl::StatusOr<Member> MemberOf(const Cells& row, const org::Organization& organization) {
  Member member;
  member.email = row.at("email");
  member.key = Before(member.email, '@');
  member.first_name = Before(row.at("display_name"), ' ');
  member.title = row.at("title");
  member.team = row.at("team");
  member.manager = row.at("manager");
  member.coach = row.at("coach");
  member.zone_name = row.at("time_zone");
  member.zone = FindTimeZone(member.zone_name).value_or(absl::UTCTimeZone());
  member.hired = ParseIsoDate(row.at("hire_date")).value_or(absl::CivilDay());
  member.coachable = row.at("coachable") == "yes";
  member.here = row.at("state").empty();
  const auto id = organization.FindByEmail(member.email);
  if (!id.has_value()) {
    return absl::FailedPreconditionError(fmt::format("the organisation has no {}", member.email));
  }
  member.name = org::kPersonPattern.Format({*id});
  return member;
}

}  // namespace

absl::StatusOr<Cast> Cast::Read(const std::string& path, const org::Organization& organization) {
  std::ifstream file(path);
  std::string line;
  if (!std::getline(file, line)) return absl::InvalidArgumentError(path + ": cannot be read");
  const std::vector<std::string> header = Split(line);
  Cast cast;
  std::map<std::string, std::string, std::less<>> keys = {{"", ""}};  // by employee_number
  for (int number = 2; std::getline(file, line); ++number) {
    const std::vector<std::string> cells = Split(line);
    if (cells.size() != header.size()) {
      return absl::InvalidArgumentError(fmt::format("{}:{}: another number of cells", path, number));
    }
    Cells row;
    for (std::size_t i = 0; i < cells.size(); ++i) row[header[i]] = cells[i];
    auto member = MemberOf(row, organization);
    if (!member.ok()) return member.status();
    keys[row["employee_number"]] = member->key;
    cast.by_key_[member->key] = cast.members_.size();
    cast.members_.push_back(*std::move(member));
  }
  for (Member& member : cast.members_) {
    member.manager = keys.at(member.manager);
    member.coach = keys.at(member.coach);
  }
  return cast;
}

const Member& Cast::Of(std::string_view key) const {
  const auto found = by_key_.find(key);
  if (found == by_key_.end()) throw std::out_of_range(fmt::format("there is no {} in the sample", key));
  return members_[found->second];
}

namespace {

std::vector<const Member*> Select(const std::deque<Member>& members,
                                  const std::function<bool(const Member&)>& wanted) {
  std::vector<const Member*> selected;
  for (const Member& member : members) {
    if (member.here && wanted(member)) selected.push_back(&member);
  }
  return selected;
}

}  // namespace

std::vector<const Member*> Cast::ReportsOf(const Member& manager) const {
  return Select(members_, [&](const Member& one) { return one.manager == manager.key; });
}

std::vector<const Member*> Cast::CoacheesOf(const Member& coach) const {
  return Select(members_, [&](const Member& one) { return one.coach == coach.key; });
}

std::vector<const Member*> Cast::Agents(std::string_view team) const {
  return Select(members_, [&](const Member& one) { return one.team == team && one.coachable; });
}

std::vector<const Member*> Cast::Coaches() const {
  return Select(members_,
                [&](const Member& one) { return !ReportsOf(one).empty() || !CoacheesOf(one).empty(); });
}

std::vector<std::string> Cast::Teams() const {
  std::vector<std::string> teams;
  for (const Member& member : members_) {
    if (member.team.empty() || std::find(teams.begin(), teams.end(), member.team) != teams.end()) continue;
    teams.push_back(member.team);
  }
  return teams;
}

}  // namespace laurel::sample
