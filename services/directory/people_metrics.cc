#include "services/directory/people_metrics.h"

#include <array>
#include <cstdint>
#include <utility>

#include "laurel/directory/v1/person.pb.h"

namespace laurel::directory {
namespace {

constexpr absl::Duration kEvery = absl::Minutes(1);
constexpr absl::Duration kDeadline = absl::Seconds(10);
constexpr std::array<std::pair<v1::PersonState, const char*>, 3> kStates{
    {{v1::PERSON_STATE_ACTIVE, "ACTIVE"},
     {v1::PERSON_STATE_ON_LEAVE, "ON_LEAVE"},
     {v1::PERSON_STATE_LEFT, "LEFT"}}};

absl::StatusOr<sql::Rows> Count(sql::Connection& connection, absl::CivilDay today) {
  return connection.Query(
      "SELECT s.state, COUNT(*) FROM person_status s JOIN (SELECT person, MAX(start_date) AS day "
      "FROM person_status WHERE start_date <= ? GROUP BY person) n "
      "ON s.person = n.person AND s.start_date = n.day GROUP BY s.state",
      {today});
}

}  // namespace

PeopleMetrics::PeopleMetrics(metrics::Registry& registry, sql::Database& database, const Clock& clock)
    : people_(
          registry.Gauges("laurel_people", "People of the organisation by state, today (UTC).", {"state"})),
      database_(database),
      clock_(clock) {
  for (const auto& [state, label] : kStates) people_.With({label});
}

void PeopleMetrics::Refresh() {
  const absl::Time now = clock_.Now();
  if (now < next_) return;
  next_ = now + kEvery;
  const auto counts = database_.Read<sql::Rows>(now + kDeadline, [&](sql::Connection& connection) {
    return Count(connection, absl::ToCivilDay(now, absl::UTCTimeZone()));
  });
  if (!counts.ok()) return;  // the database's absence has metrics of its own
  for (const auto& [state, label] : kStates) {
    double people = 0;
    for (const sql::Row& row : *counts) {
      if (row.Int(0) == state) people = static_cast<double>(row.Int(1));
    }
    people_.With({label}).Set(people);
  }
}

}  // namespace laurel::directory
