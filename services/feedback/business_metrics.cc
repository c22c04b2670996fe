#include "services/feedback/business_metrics.h"

#include <limits>
#include <string>

#include "common/org/access.h"
#include "common/status/macros.h"
#include "fmt/format.h"
#include "google/protobuf/descriptor.h"
#include "laurel/feedback/v1/action_item.pb.h"
#include "laurel/feedback/v1/coaching_session.pb.h"
#include "services/feedback/coverage/rules.h"
#include "services/feedback/coverage/store.h"

namespace laurel::feedback {
namespace {

// Closed rows grow for ever: what came into its state longer ago is history, and not counted.
constexpr absl::Duration kRecent = absl::Hours(30 * 24);

// "COACHING_SESSION_STATE_HELD" -> "held".
std::string LabelOf(const google::protobuf::EnumValueDescriptor& value, std::size_t prefix) {
  std::string label = value.name().substr(prefix);
  for (char& c : label) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return label;
}

void SetByState(metrics::Family<metrics::Gauge>& family, const google::protobuf::EnumDescriptor& states,
                std::string_view prefix, const sql::Rows& rows) {
  for (int i = 0; i < states.value_count(); ++i) {
    const auto& value = *states.value(i);
    if (value.number() == 0) continue;
    double count = 0;
    for (const sql::Row& row : rows) {
      if (row.Int(0) == value.number()) count = static_cast<double>(row.Int(1));
    }
    family.With({LabelOf(value, prefix.size())}).Set(count);
  }
}

struct Counts {
  sql::Rows sessions;
  sql::Rows action_items;
  std::vector<std::string> coached;
};

// States 1 and 2 are the open ones of both enums.
absl::StatusOr<sql::Rows> CountByState(sql::Connection& connection, std::string_view table, absl::Time now) {
  return connection.Query(
      fmt::format("SELECT state, COUNT(*) FROM {} WHERE state IN (1, 2) OR (state > 2 AND state_time >= ?) "
                  "GROUP BY state",
                  table),
      {now - kRecent});
}

}  // namespace

BusinessMetrics::BusinessMetrics(metrics::Registry& registry)
    : held(registry.AddCounter("laurel_coaching_held_total", "Coaching sessions recorded as held.")),
      acknowledgement_delay(registry.AddHistogram("laurel_coaching_ack_delay_seconds",
                                                  "From the change to HELD to an attendee's acknowledgement.",
                                                  metrics::HumanSeconds())),
      sessions(registry.Gauges(
          "laurel_coaching_sessions",
          "Coaching sessions that are planned or running, and those of the last 30 days, by state.",
          {"state"})),
      action_items(registry.Gauges(
          "laurel_action_items",
          "Action items that are open, and those closed in the last 30 days, by state.", {"state"})),
      coachable_people(
          registry.AddGauge("laurel_coaching_coachable_people", "People who are active and coachable.")),
      coverage_ratio(
          registry.AddGauge("laurel_coaching_coverage_ratio",
                            "Share of active and coachable people with a session held in 30 days.")) {
  SetByState(sessions, *v1::CoachingSessionState_descriptor(), "COACHING_SESSION_STATE_", {});
  SetByState(action_items, *v1::ActionItemState_descriptor(), "ACTION_ITEM_STATE_", {});
  coverage_ratio.Set(std::numeric_limits<double>::quiet_NaN());
}

absl::Status BusinessMetricsReader::Read(absl::Time now, absl::Time deadline) {
  ASSIGN_OR_RETURN(const auto organization, org::FreshOrganization(organization_, now));
  ASSIGN_OR_RETURN(const coverage::Window window, coverage::WindowOf(std::nullopt, 0, now));
  ASSIGN_OR_RETURN(const Counts counts,
                   db_.Read<Counts>(deadline, [&](sql::Connection& connection) -> absl::StatusOr<Counts> {
                     Counts read;
                     ASSIGN_OR_RETURN(read.sessions, CountByState(connection, "coaching_session", now));
                     ASSIGN_OR_RETURN(read.action_items, CountByState(connection, "action_item", now));
                     ASSIGN_OR_RETURN(read.coached, coverage::FindCoachedSince(connection, window.start));
                     return read;
                   }));
  SetByState(metrics_.sessions, *v1::CoachingSessionState_descriptor(), "COACHING_SESSION_STATE_",
             counts.sessions);
  SetByState(metrics_.action_items, *v1::ActionItemState_descriptor(), "ACTION_ITEM_STATE_",
             counts.action_items);

  const std::int64_t people = CoachablePeople(*organization, window.as_of);
  double covered = 0;
  for (const std::string& person : counts.coached) {
    if (coverage::Counts(organization->StatusOn(person, window.as_of))) ++covered;
  }
  metrics_.coachable_people.Set(static_cast<double>(people));
  metrics_.coverage_ratio.Set(covered /
                              static_cast<double>(people));  // NaN of nobody: no alert compares to it
  return absl::OkStatus();
}

std::int64_t BusinessMetricsReader::CoachablePeople(const org::Organization& organization,
                                                    absl::CivilDay today) {
  if (organization.version() == counted_version_ && today == counted_day_) return counted_people_;
  constexpr std::size_t kRecordsAtOnce = 4096;
  counted_people_ = 0;
  for (const directory::v1::OrganizationRecords& part : organization.ToRecords(kRecordsAtOnce)) {
    for (const directory::v1::PersonRecord& person : part.people()) {
      if (coverage::Counts(organization.StatusOn(person.id(), today))) ++counted_people_;
    }
  }
  counted_version_ = organization.version();
  counted_day_ = today;
  return counted_people_;
}

}  // namespace laurel::feedback
