// Which sessions, action items and drafts somebody's leaving may touch. They are judged once they are locked
// (rules.h): these may be too many. A connection is used by one thread at a time.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "common/api/time_position.h"
#include "common/sql/connection.h"
#include "laurel/feedback/v1/action_item.pb.h"
#include "laurel/feedback/v1/coaching_session.pb.h"

namespace laurel::feedback::departure {

struct Open {
  enum class Kind { kSession, kActionItem, kDraft };
  Kind kind;
  std::string id;
};
// Of this person (id): plans they take part in, held sessions of several attendees of whom they are one,
// open action items that they own, and their drafts of feedback. In the order in which they are to be locked.
absl::StatusOr<std::vector<Open>> FindOpen(sql::Connection& connection, std::string_view person);

// The people of everything that is in a state, a page at a time; ids, in no order, with repetitions.
struct PeoplePage {
  std::vector<std::string> ids;
  std::optional<api::TimePosition> next;  // nullopt: that was the last page
};
absl::StatusOr<PeoplePage> PeopleInSessions(sql::Connection& connection, v1::CoachingSessionState state,
                                            const std::optional<api::TimePosition>& after);
absl::StatusOr<PeoplePage> OwnersOfItems(sql::Connection& connection, v1::ActionItemState state,
                                         const std::optional<api::TimePosition>& after);
absl::StatusOr<PeoplePage> AuthorsOfDrafts(sql::Connection& connection,
                                           const std::optional<api::TimePosition>& after);

}  // namespace laurel::feedback::departure
