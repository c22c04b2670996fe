#include "services/goals/check_in/rules.h"

#include <string>
#include <tuple>

#include "common/status/error.h"
#include "common/time/convert.h"
#include "services/goals/names.h"
#include "services/goals/progress/rules.h"

namespace laurel::goals::check_in {
namespace {

// Whether this name of something below a goal is below this one.
bool IsOf(std::string_view goal, const api::ResourcePattern& pattern, std::string_view name) {
  const auto ids = pattern.Match(name);
  return ids.has_value() && ids->front() == IdOf(goal);
}

}  // namespace

absl::Status CheckFields(const v1::CheckIn& asked, std::string_view goal, absl::Time now) {
  FieldViolations violations;
  if (!asked.key_result().empty() && asked.value().empty())
    violations.Add("check_in.value", "is required with a key result");
  if (asked.key_result().empty() && !asked.value().empty())
    violations.Add("check_in.key_result", "is required with a value: what was measured");
  if (!asked.key_result().empty() && !IsOf(goal, kKeyResultPattern, asked.key_result()))
    violations.Add("check_in.key_result", kNoSuchKeyResult);
  if (!asked.supersedes().empty() && !IsOf(goal, kCheckInPattern, asked.supersedes()))
    violations.Add("check_in.supersedes", "there is no such check-in of this goal");
  if (asked.health() == v1::GOAL_HEALTH_UNSPECIFIED && asked.supersedes().empty())
    violations.Add("check_in.health", "is required: ON_TRACK, AT_RISK or OFF_TRACK");
  if (asked.health() == v1::GOAL_HEALTH_NOT_UPDATED)
    violations.Add("check_in.health", "is ON_TRACK, AT_RISK or OFF_TRACK: whoever checks in updates it");
  if (asked.has_time() && FromTimestamp(asked.time()) > now + kSkew)
    violations.Add("check_in.time", "must not be more than a minute ahead");
  return violations.ToStatus();
}

absl::Status CheckSupersedes(const v1::CheckIn& asked, const std::optional<v1::CheckIn>& found) {
  constexpr std::string_view kField = "check_in.supersedes";
  if (asked.supersedes().empty()) return absl::OkStatus();
  if (!found.has_value()) return InvalidField(kField, "there is no such check-in of this goal");
  if (found->key_result() != asked.key_result()) {
    return InvalidField(kField, found->key_result().empty()
                                    ? "that check-in has no key result: neither has what supersedes it"
                                    : "that check-in is about another key result");
  }
  if (found->superseded_by().empty()) return absl::OkStatus();
  return InvalidField(kField, "that check-in is superseded already: supersede the one that did");
}

v1::CheckIn Completed(const v1::CheckIn& asked, const std::optional<v1::CheckIn>& superseded,
                      absl::Time now) {
  v1::CheckIn completed = asked;
  if (!asked.value().empty()) completed.set_value(progress::Canonical(asked.value()));
  if (superseded.has_value()) {
    if (asked.health() == v1::GOAL_HEALTH_UNSPECIFIED) completed.set_health(superseded->health());
    if (!asked.has_time()) *completed.mutable_time() = superseded->time();
  }
  // As the database keeps it.
  *completed.mutable_time() = ToTimestamp(completed.has_time() ? FromTimestamp(completed.time()) : now);
  return completed;
}

const v1::CheckIn& LaterOf(const v1::CheckIn& one, const v1::CheckIn& other) {
  const auto place = [](const v1::CheckIn& check_in) {
    return std::tuple(FromTimestamp(check_in.time()), IdOf(check_in.name()));
  };
  return place(other) > place(one) ? other : one;
}

}  // namespace laurel::goals::check_in
