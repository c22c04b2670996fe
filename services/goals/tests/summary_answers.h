// What tests of summaries share: requests, answers, and counts by number. Used by one thread at a time.
#pragma once

#include <gtest/gtest.h>

#include <map>
#include <string>
#include <string_view>

#include "absl/time/civil_time.h"
#include "common/testing/status_matchers.h"
#include "common/time/convert.h"
#include "services/goals/testing/suite.h"

namespace laurel::goals::testing {

inline const absl::CivilDay kMonday(2026, 1, 5);
inline const absl::CivilDay kThisMonth(2026, 1, 1);  // it is the 14th, at noon

inline v1::GetGoalSummaryRequest MonthOf(const std::string& team, absl::CivilDay start = kThisMonth) {
  v1::GetGoalSummaryRequest request;
  if (!team.empty()) request.set_team(Team(team));
  *request.mutable_start_date() = ToDate(start);
  request.set_window(v1::SUMMARY_WINDOW_MONTH);
  return request;
}
inline v1::GetGoalSummaryRequest WeekOf(const std::string& team, absl::CivilDay start) {
  auto request = MonthOf(team, start);
  request.set_window(v1::SUMMARY_WINDOW_WEEK);
  return request;
}

inline v1::GoalSummary Summary(Suite& suite, std::string_view caller,
                               const v1::GetGoalSummaryRequest& request) {
  const auto summary = suite.As(caller, &Suite::Stub::GetGoalSummary, request);
  EXPECT_THAT(summary, laurel::testing::IsOk());
  return summary.value_or(v1::GoalSummary());
}

template <typename Counts>
std::map<int, std::int64_t> ByNumber(const Counts& counts, auto key) {
  std::map<int, std::int64_t> all;
  for (const auto& count : counts) all[static_cast<int>((count.*key)())] = count.goals();
  return all;
}
inline std::map<int, std::int64_t> ByLifecycle(const v1::GoalSummary& summary) {
  return ByNumber(summary.by_lifecycle(), &v1::GoalSummary::LifecycleCount::lifecycle);
}
inline std::map<int, std::int64_t> ByHealth(const v1::GoalSummary& summary) {
  return ByNumber(summary.by_health(), &v1::GoalSummary::HealthCount::health);
}

}  // namespace laurel::goals::testing
