// What the tests of the permission table share: a letter for what became of a call, and rows of the table.
// Used by one thread at a time.
#pragma once

#include <gtest/gtest.h>

#include <string>

#include "common/testing/permission_table/outcome.h"
#include "services/feedback/testing/suite.h"

namespace laurel::feedback::testing {

using laurel::testing::Refusal;

// What became of a call: Full, Summary, Ok, or as Refusal.
template <typename Response>
char Outcome(const absl::StatusOr<Response>& result) {
  if (result.ok()) {
    if constexpr (requires { result->view(); }) return result->view() == common::v1::VIEW_FULL ? 'F' : 'S';
    return 'O';
  }
  return Refusal(result.status());
}

struct Row {
  const char* relation;
  const std::string& person;
  std::string expected;
};

class Permissions : public ::testing::Test {
 protected:
  // A digit: how many items the list holds; else as Outcome.
  char Count(const std::string& person, const v1::ListCoachingSessionsRequest& request) {
    const auto page = suite.As(person, &Suite::Stub::ListCoachingSessions, request);
    return page.ok() ? static_cast<char>('0' + page->coaching_sessions_size()) : Outcome(page);
  }
  char Count(const std::string& person, const v1::ListActionItemsRequest& request) {
    const auto page = suite.As(person, &Suite::Stub::ListActionItems, request);
    return page.ok() ? static_cast<char>('0' + page->action_items_size()) : Outcome(page);
  }
  char Count(const std::string& person, const v1::ListFeedbackRequest& request) {
    const auto page = suite.As(person, &Suite::FeedbackStub::ListFeedback, request);
    return page.ok() ? static_cast<char>('0' + page->feedback_size()) : Outcome(page);
  }

  Suite suite;
};

}  // namespace laurel::feedback::testing
