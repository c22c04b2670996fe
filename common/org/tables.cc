#include "common/org/tables.h"

#include "common/time/convert.h"

namespace laurel::org {
namespace {

// The index of the row with this id, by the ids' sorted order.
template <typename Row>
Index Find(const std::vector<Row>& rows, const std::vector<Index>& by_id, std::string_view text) {
  const std::optional<BinaryUlid> id = BinaryUlid::Parse(text);
  if (!id) return kNone;
  const auto place =
      std::lower_bound(by_id.begin(), by_id.end(), *id,
                       [&rows](Index row, const BinaryUlid& sought) { return rows[row].id < sought; });
  if (place == by_id.end() || rows[*place].id != *id || !rows[*place].known) return kNone;
  return *place;
}

}  // namespace

std::uint16_t Zones::Intern(const std::string& name) {
  const auto place = std::find(names.begin(), names.end(), name);
  if (place != names.end()) return static_cast<std::uint16_t>(place - names.begin());
  if (names.size() > std::numeric_limits<std::uint16_t>::max()) return 0;
  names.push_back(name);
  zones.push_back(FindTimeZone(name).value_or(absl::UTCTimeZone()));
  return static_cast<std::uint16_t>(names.size() - 1);
}

Index Tables::FindPerson(std::string_view id) const { return Find(people, people_by_id, id); }

Index Tables::FindTeam(std::string_view id) const { return Find(teams, teams_by_id, id); }

std::int32_t Tables::TodayOf(Index person, absl::Time now) const {
  return DayNumber(absl::ToCivilDay(now, zones.zones[people[person].zone]));
}

Status Tables::StatusOn(Index person, std::int32_t day) const {
  Status status;
  for (const StatusRow& row : RowsOf(statuses, statuses_of, person)) {
    if (row.first > day) break;
    status = {static_cast<directory::v1::PersonState>(row.state), row.coachable};
  }
  return status;
}

bool Tables::HasLeft(Index person, absl::Time now) const {
  return StatusOn(person, TodayOf(person, now)).state == directory::v1::PERSON_STATE_LEFT;
}

Index Tables::ManagerOn(Index person, std::int32_t day) const {
  Index manager = kNone;
  for (const LineRow& row : RowsOf(lines, lines_of, person)) {
    if (row.kind == directory::v1::LINE_KIND_LINE && row.period.Holds(day)) manager = row.manager;
  }
  return manager != kNone && people[manager].known ? manager : kNone;
}

bool Tables::IsOpen(Index team, std::int32_t day) const {
  return teams[team].known && day <= teams[team].last;
}

}  // namespace laurel::org
