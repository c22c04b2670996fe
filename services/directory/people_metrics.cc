#include "services/directory/people_metrics.h"

#include <array>
#include <cstdint>
#include <map>
#include <utility>

#include "common/status/macros.h"
#include "services/directory/status/store.h"

namespace laurel::directory {
namespace {

constexpr absl::Duration kDeadline = absl::Seconds(10);
constexpr std::array<std::pair<v1::PersonState, const char*>, 3> kStates{
    {{v1::PERSON_STATE_ACTIVE, "ACTIVE"},
     {v1::PERSON_STATE_ON_LEAVE, "ON_LEAVE"},
     {v1::PERSON_STATE_LEFT, "LEFT"}}};

}  // namespace

PeopleMetrics::PeopleMetrics(metrics::Registry& registry, sql::Database& database, const Clock& clock)
    : people_(
          registry.Gauges("laurel_people", "People of the organisation by state, today (UTC).", {"state"})),
      database_(database),
      clock_(clock) {
  for (const auto& [state, label] : kStates) people_.With({label});
}

absl::Status PeopleMetrics::Refresh() {
  using Counts = std::map<v1::PersonState, std::int64_t>;
  const absl::Time now = clock_.Now();
  ASSIGN_OR_RETURN(const Counts counts,
                   database_.Read<Counts>(now + kDeadline, [&](sql::Connection& connection) {
                     return status::CountByState(connection, absl::ToCivilDay(now, absl::UTCTimeZone()));
                   }));
  for (const auto& [state, label] : kStates) {
    const auto people = counts.find(state);
    people_.With({label}).Set(people == counts.end() ? 0 : static_cast<double>(people->second));
  }
  return absl::OkStatus();
}

}  // namespace laurel::directory
