// What waits for the caller. Each part is asked for by itself: one that fails is named as missing, and the
// others are there all the same.
#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "clients/cli/app/context.h"
#include "clients/cli/views/action_view.h"
#include "clients/cli/views/feedback_view.h"
#include "clients/cli/views/goal_view.h"
#include "clients/cli/views/recognition_view.h"
#include "clients/cli/views/session_view.h"

namespace laurel::cli {

struct Inbox {
  std::string me;                              // empty while the directory is away
  std::vector<Session> to_acknowledge;         // I was coached, and have not acknowledged
  std::vector<Piece> feedback_to_acknowledge;  // given to me
  std::vector<Item> overdue;
  std::vector<Session> to_hold;  // I coach them, and they are past or have begun
  std::vector<Piece> drafts;     // of feedback, mine
  std::vector<Session> planned;  // still to come, on either side, the next one first
  std::vector<Item> open;
  std::vector<Recognition> to_decide;  // thanks with many points that wait for me
  std::vector<Goal> proposed_goals;    // somebody proposes them to me
  std::vector<std::string> missing;    // "drafts (the service is busy)": what could not be read, and why
  bool partial = false;  // something of it is missing although its service is there, or must be there

  bool empty() const {
    return to_acknowledge.empty() && feedback_to_acknowledge.empty() && overdue.empty() && to_hold.empty() &&
           drafts.empty() && planned.empty() && open.empty() && to_decide.empty() && proposed_goals.empty();
  }
};

// An error when nothing at all could be read.
absl::StatusOr<Inbox> CollectInbox(Context& context);

}  // namespace laurel::cli
