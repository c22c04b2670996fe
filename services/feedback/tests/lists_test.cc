// What lists hold, and in which order and pages.
#include <gtest/gtest.h>

#include <set>

#include "common/testing/status_matchers.h"
#include "common/time/convert.h"
#include "services/feedback/testing/suite.h"

namespace laurel::feedback::testing {
namespace {

using laurel::testing::IsOk;
using Stub = v1::CoachingService::Stub;

class Lists : public ::testing::Test {
 protected:
  Suite suite;
};

TEST_F(Lists, OverdueIsWhatItsDateOrEndSays) {
  suite.Scheduled(kCarla, {kAna}, absl::Hours(1));
  auto request = ItemRequest(kAna);
  *request.mutable_action_item()->mutable_due_date() = ToDate(absl::CivilDay(2026, 1, 15));
  ASSERT_THAT(suite.As(kCarla, &Stub::CreateActionItem, request), IsOk());
  v1::ListCoachingSessionsRequest sessions;
  sessions.set_overdue(true);
  v1::ListActionItemsRequest items;
  items.set_overdue(true);
  const auto counts = [&] {
    return std::pair(suite.As(kCarla, &Stub::ListCoachingSessions, sessions)->coaching_sessions_size(),
                     suite.As(kAna, &Stub::ListActionItems, items)->action_items_size());
  };
  suite.Pass(absl::Hours(25));  // January 15, 13:00: the session ended 13:30 the day before
  EXPECT_EQ(counts(), std::pair(0, 0));
  suite.Pass(absl::Hours(1));
  EXPECT_EQ(counts(), std::pair(1, 0));
  suite.Pass(absl::Hours(24));
  EXPECT_EQ(counts(), std::pair(1, 1));
}

TEST_F(Lists, PagesTogetherAreTheListNewestFirst) {
  std::set<std::string> made;
  for (int i = 0; i < 7; ++i) made.insert(suite.Held(kCarla, {kAna}, absl::Hours(i / 2)).name());
  v1::ListCoachingSessionsRequest list;
  list.set_page_size(3);
  std::vector<v1::CoachingSession> seen;
  for (int page = 0; page < 3; ++page) {
    const auto answer = suite.As(kAna, &Stub::ListCoachingSessions, list);
    ASSERT_THAT(answer, IsOk());
    seen.insert(seen.end(), answer->coaching_sessions().begin(), answer->coaching_sessions().end());
    EXPECT_EQ(answer->next_page_token().empty(), page == 2);
    list.set_page_token(answer->next_page_token());
    suite.Held(kCarla, {kAna}, absl::ZeroDuration());  // newer than every page to come
  }
  ASSERT_EQ(seen.size(), 7U);
  for (std::size_t i = 0; i < seen.size(); ++i) {
    EXPECT_EQ(made.erase(seen[i].name()), 1U);
    if (i == 0) continue;
    EXPECT_GE(FromTimestamp(seen[i - 1].held_time()), FromTimestamp(seen[i].held_time()));
  }
}

TEST_F(Lists, ATimeRangeIncludesItsStartAndNotItsEnd) {
  for (int i = 1; i <= 4; ++i) suite.Held(kCarla, {kAna}, absl::Hours(i));
  v1::ListCoachingSessionsRequest list;
  *list.mutable_start_time() = ToTimestamp(suite.clock.Now() - absl::Hours(3));
  *list.mutable_end_time() = ToTimestamp(suite.clock.Now() - absl::Hours(1));
  EXPECT_EQ(suite.As(kCarla, &Stub::ListCoachingSessions, list)->coaching_sessions_size(), 2);
  list.set_state(v1::COACHING_SESSION_STATE_ACKNOWLEDGED);
  EXPECT_EQ(suite.As(kCarla, &Stub::ListCoachingSessions, list)->coaching_sessions_size(), 0);
}

}  // namespace
}  // namespace laurel::feedback::testing
