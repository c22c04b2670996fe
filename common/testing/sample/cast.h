// The people of people.csv as the stories need them: who leads whom, where they sit, what they are called.
// Immutable; thread-safe.
#pragma once

#include <deque>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/civil_time.h"
#include "absl/time/time.h"
#include "common/org/organization.h"

namespace laurel::sample {

struct Member {
  std::string key;  // "ana.ribeiro", the address without its domain
  std::string email;
  std::string name;        // "people/{id}"
  std::string first_name;  // "Ana"
  std::string title;
  std::string team;     // empty: none
  std::string manager;  // key, empty: none
  std::string coach;    // key, empty: none
  absl::TimeZone zone;
  std::string zone_name;
  absl::CivilDay hired;
  bool coachable = false;
  bool here = true;  // not on leave
};

class Cast {
 public:
  // INVALID_ARGUMENT with the line: not such a file. FAILED_PRECONDITION: the organisation does not know one
  // of them.
  static absl::StatusOr<Cast> Read(const std::string& path, const org::Organization& organization);

  const std::deque<Member>& all() const { return members_; }
  const Member& Of(std::string_view key) const;  // std::out_of_range
  std::vector<const Member*> ReportsOf(const Member& manager) const;
  std::vector<const Member*> CoacheesOf(const Member& coach) const;
  // Who does the work of the team: its members without the one who leads it.
  std::vector<const Member*> Agents(std::string_view team) const;
  // Those with a team of their own, or with coachees.
  std::vector<const Member*> Coaches() const;
  std::vector<std::string> Teams() const;  // in the order of the file

 private:
  std::deque<Member> members_;  // pointers into it are kept
  std::map<std::string, std::size_t, std::less<>> by_key_;
};

}  // namespace laurel::sample
