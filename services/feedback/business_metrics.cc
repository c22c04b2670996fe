#include "services/feedback/business_metrics.h"

#include <limits>
#include <string>

#include "common/metrics/enum_series.h"
#include "common/org/access.h"
#include "common/status/macros.h"
#include "google/protobuf/descriptor.h"
#include "laurel/feedback/v1/action_item.pb.h"
#include "laurel/feedback/v1/coaching_session.pb.h"
#include "services/feedback/coverage/rules.h"
#include "services/feedback/coverage/store.h"
#include "services/feedback/state_count/store.h"

namespace laurel::feedback {
namespace {

// Closed rows grow for ever: what came into its state longer ago is history, and not counted.
constexpr absl::Duration kRecent = absl::Hours(30 * 24);

void SetByState(const metrics::Family<metrics::Gauge>& family, const google::protobuf::EnumDescriptor& states,
                const state_count::StateCounts& counts) {
  for (int i = 0; i < states.value_count(); ++i) {
    const auto& value = *states.value(i);
    if (value.number() == 0) continue;
    const auto found = counts.find(value.number());
    family.With({metrics::LabelOf(value)})
        .Set(found == counts.end() ? 0 : static_cast<double>(found->second));
  }
}

struct Counts {
  state_count::StateCounts sessions;
  state_count::StateCounts action_items;
  state_count::StateCounts feedback;
  std::vector<std::string> coached;
};

absl::StatusOr<Counts> ReadCounts(sql::Connection& connection, absl::Time now, absl::Time coached_since) {
  Counts read;
  ASSIGN_OR_RETURN(
      read.sessions,
      state_count::Count(connection, "coaching_session", *v1::CoachingSessionState_descriptor(),
                         {v1::COACHING_SESSION_STATE_SCHEDULED, v1::COACHING_SESSION_STATE_IN_PROGRESS},
                         now - kRecent));
  ASSIGN_OR_RETURN(
      read.action_items,
      state_count::Count(connection, "action_item", *v1::ActionItemState_descriptor(),
                         {v1::ACTION_ITEM_STATE_OPEN, v1::ACTION_ITEM_STATE_IN_PROGRESS}, now - kRecent));
  // SUBMITTED grows for ever too: nobody acknowledges what is MANAGER_ONLY.
  ASSIGN_OR_RETURN(read.feedback, state_count::Count(connection, "feedback", *v1::FeedbackState_descriptor(),
                                                     {v1::FEEDBACK_STATE_DRAFT}, now - kRecent));
  ASSIGN_OR_RETURN(read.coached, coverage::FindCoachedSince(connection, coached_since));
  return read;
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
      feedback(registry.Gauges(
          "laurel_feedback",
          "Drafts of feedback, and what came into another state in the last 30 days, by state.", {"state"})),
      feedback_submitted(metrics::SeriesByValue<v1::FeedbackKind>(registry.Counters(
          "laurel_feedback_submitted_total", "Pieces of feedback that were submitted, by kind.", {"kind"}))),
      feedback_acknowledgement_delay(registry.AddHistogram(
          "laurel_feedback_ack_delay_seconds",
          "From the submission of feedback to its subject's acknowledgement.", metrics::HumanSeconds())),
      coachable_people(
          registry.AddGauge("laurel_coaching_coachable_people", "People who are active and coachable.")),
      coverage_ratio(
          registry.AddGauge("laurel_coaching_coverage_ratio",
                            "Share of active and coachable people with a session held in 30 days.")) {
  SetByState(sessions, *v1::CoachingSessionState_descriptor(), {});
  SetByState(action_items, *v1::ActionItemState_descriptor(), {});
  SetByState(feedback, *v1::FeedbackState_descriptor(), {});
  coverage_ratio.Set(std::numeric_limits<double>::quiet_NaN());
}

absl::Status BusinessMetricsReader::Read(absl::Time now, absl::Time deadline) {
  ASSIGN_OR_RETURN(const auto organization, org::FreshOrganization(organization_, now));
  ASSIGN_OR_RETURN(const coverage::Window window, coverage::WindowOf(std::nullopt, 0, now));
  ASSIGN_OR_RETURN(const Counts counts, db_.Read<Counts>(deadline, [&](sql::Connection& connection) {
    return ReadCounts(connection, now, window.start);
  }));
  SetByState(metrics_.sessions, *v1::CoachingSessionState_descriptor(), counts.sessions);
  SetByState(metrics_.action_items, *v1::ActionItemState_descriptor(), counts.action_items);
  SetByState(metrics_.feedback, *v1::FeedbackState_descriptor(), counts.feedback);

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
