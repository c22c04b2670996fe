// Organisations for tests, in a few lines. Not thread-safe.
//
//   org::testing::Records records;
//   records.Person(kAna, "ana@example.com").Active(kAna).Line(kAna, kManager);
//   holder.Set(records.Build(), clock.Now());
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/time/civil_time.h"
#include "common/org/organization.h"

namespace laurel::org::testing {

// The n-th of the ULIDs that tests use: always the same, and in the order of n. n is not negative.
std::string TestId(int n);

// Each call adds a record; periods are open at their end unless a last day is given. Lines, placements and
// memberships, and service accounts, get ids of their own in the order in which they are added: LastId() is
// the newest.
class Records {
 public:
  static constexpr absl::CivilDay kEarly{2020, 1, 1};
  using Day = std::optional<absl::CivilDay>;

  // Ids of lines and the like begin at `first_id`, above those that a test gives to people and teams.
  explicit Records(int first_id = 1'000'000) : next_id_(first_id) {}

  Records& Person(std::string_view id, std::string_view email = "", std::string_view time_zone = "");
  Records& Status(std::string_view person, absl::CivilDay first, directory::v1::PersonState state,
                  bool coachable = true);
  // Person and status in one: here since kEarly.
  Records& Active(std::string_view id, std::string_view email = "", std::string_view time_zone = "");
  Records& Line(std::string_view person, std::string_view manager, absl::CivilDay first = kEarly,
                Day last = {});
  Records& Coach(std::string_view person, std::string_view coach, absl::CivilDay first = kEarly,
                 Day last = {});
  Records& Team(std::string_view id, directory::v1::TeamKind kind = directory::v1::TEAM_KIND_TEAM,
                Day last = {});
  Records& Placement(std::string_view team, std::string_view parent, absl::CivilDay first = kEarly,
                     Day last = {});
  Records& Member(std::string_view team, std::string_view person, absl::CivilDay first = kEarly,
                  Day last = {});
  Records& Lead(std::string_view team, std::string_view person, absl::CivilDay first = kEarly, Day last = {});
  Records& Roles(std::string_view person, const std::vector<directory::v1::Role>& roles);

  Records& ServiceAccount(
      std::string_view subject,
      directory::v1::ServiceAccountRole role = directory::v1::SERVICE_ACCOUNT_ROLE_ORG_READER,
      bool disabled = false);

  std::string LastId() const { return TestId(next_id_ - 1); }
  directory::v1::OrganizationRecords& records() { return records_; }
  // An organisation of these records and nothing else.
  std::shared_ptr<const Organization> Build(std::int64_t version = 1) const;

 private:
  directory::v1::OrganizationRecords records_;
  int next_id_;
};

}  // namespace laurel::org::testing
