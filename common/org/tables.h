// How an Organization lies in memory: sorted rows that name people and teams by 32-bit index. Internal to
// common/org.
//
// Nobody is ever removed, so an index stays the same from version to version. A row may name somebody whose
// own record has not come yet (the parts of a snapshot): they have an index and are not `known`. Immutable
// once built.
#pragma once

#include <algorithm>
#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "absl/time/time.h"
#include "common/org/binary_ulid.h"
#include "common/org/organization.h"

namespace laurel::org {

using Index = std::uint32_t;
inline constexpr Index kNone = std::numeric_limits<Index>::max();
inline constexpr std::int32_t kOpen = std::numeric_limits<std::int32_t>::max();

// Days from 1970-01-01, both included.
struct Period {
  std::int32_t first = 0;
  std::int32_t last = kOpen;
  bool Holds(std::int32_t day) const { return first <= day && day <= last; }
};

struct PersonRow {
  BinaryUlid id;
  std::uint64_t email_hash = 0;
  std::uint16_t zone = 0;  // in Zones
  std::uint8_t roles = 0;  // a bit for each directory.v1.Role
  bool known = false;
};

struct StatusRow {
  Index person = 0;
  std::int32_t first = 0;
  std::uint8_t state = 0;
  bool coachable = false;
  auto Order() const { return std::tuple(person, first); }
};

struct LineRow {
  BinaryUlid id;
  Index person = 0;
  Index manager = 0;
  Period period;
  std::uint8_t kind = 0;
  auto Order() const { return std::tuple(person, period.first, id); }
};

struct TeamRow {
  BinaryUlid id;
  std::int32_t last = kOpen;
  std::uint8_t kind = 0;
  bool known = false;
};

struct PlacementRow {
  BinaryUlid id;
  Index team = 0;
  Index parent = kNone;  // kNone: at the root
  Period period;
  auto Order() const { return std::tuple(team, period.first, id); }
};

struct MembershipRow {
  BinaryUlid id;
  Index person = 0;
  Index team = 0;
  Period period;
  std::uint8_t role = 0;
  auto Order() const { return std::tuple(person, team, period.first, id); }
};

struct ServiceAccountRow {
  BinaryUlid id;
  std::string subject;
  std::uint8_t role = 0;
  bool disabled = false;
  std::string_view Order() const { return subject; }
};

// The rows [first[key], first[key + 1]) of a key, when rows are sorted by it. Keys that came after it was
// built have none.
template <typename Row>
std::span<const Row> RowsOf(const std::vector<Row>& rows, const std::vector<Index>& first, Index key) {
  if (std::size_t{key} + 1 >= first.size()) return {};
  return std::span(rows).subspan(first[key], first[key + 1] - first[key]);
}

// For rows by another column than the one they are sorted by.
struct Grouping {
  std::vector<Index> first;
  std::vector<Index> rows;
};

// Time zones by number; 0 is UTC. Few, and never forgotten.
struct Zones {
  std::vector<std::string> names{""};
  std::vector<absl::TimeZone> zones{absl::UTCTimeZone()};
  // An unknown name counts as UTC and keeps its name.
  std::uint16_t Intern(const std::string& name);
};

// A key of Tables::placements_by_parent: 0 is the root.
inline Index KeyOfParent(Index parent) { return parent == kNone ? 0 : parent + 1; }

struct Tables {
  Zones zones;
  std::vector<PersonRow> people;
  std::vector<Index> people_by_id;
  std::vector<Index> people_by_email;  // those that have a hash, by (hash, index)
  std::size_t known_people = 0;

  std::vector<StatusRow> statuses;
  std::vector<Index> statuses_of;  // by person

  std::vector<LineRow> lines;
  std::vector<Index> lines_of;  // by person
  Grouping lines_by_manager;

  std::vector<TeamRow> teams;
  std::vector<Index> teams_by_id;
  std::vector<PlacementRow> placements;
  Grouping placements_by_parent;  // by KeyOfParent

  std::vector<MembershipRow> memberships;
  std::vector<Index> memberships_of;  // by person
  Grouping memberships_by_team;

  std::vector<ServiceAccountRow> service_accounts;  // few

  // kNone when the record has not come (or the text is no ULID).
  Index FindPerson(std::string_view id) const;
  Index FindTeam(std::string_view id) const;

  std::int32_t TodayOf(Index person, absl::Time now) const;
  Status StatusOn(Index person, std::int32_t day) const;
  bool HasLeft(Index person, absl::Time now) const;
  // Of several LINEs on one day, which only broken data has, the one that began last.
  Index ManagerOn(Index person, std::int32_t day) const;
  bool IsOpen(Index team, std::int32_t day) const;
};

struct Organization::Data {
  std::int64_t version = 0;
  Tables tables;
};

// The next tables: `former` with the records applied. Records whose ids are no ULIDs are left out, and
// logged.
Tables Apply(const Tables& former, const directory::v1::OrganizationRecords& records);

}  // namespace laurel::org
