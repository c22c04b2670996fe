// What somebody wants at hand when they go into a talk, from all services. Each part is asked for by itself,
// at once with the others and no longer than kPatience: one that fails keeps its error, and the others are
// there all the same.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "clients/cli/app/context.h"
#include "clients/cli/views/action_view.h"
#include "clients/cli/views/feedback_view.h"
#include "clients/cli/views/goal_view.h"
#include "clients/cli/views/key_result_view.h"
#include "clients/cli/views/point_view.h"
#include "clients/cli/views/recognition_view.h"
#include "clients/cli/views/session_view.h"

namespace laurel::cli {

inline constexpr int kRecentDays = 90;

// An active goal and its newest check-ins.
struct PreparedGoal {
  Goal goal;
  absl::StatusOr<std::vector<CheckIn>> check_ins;
};

struct Preparation {
  std::string other;     // whom the talk is with
  bool coached = false;  // by them: it is the caller whom the talk is about
  std::string attendee;  // whichever of the two is coached; empty: the directory does not say who is calling
  // The next one that is planned, or the one that goes on.
  absl::StatusOr<std::optional<Session>> next = std::optional<Session>();
  absl::StatusOr<std::vector<Item>> open;  // between the two, by due date
  absl::StatusOr<std::vector<TalkingPoint>> points;
  // About whoever is coached, newest first, of the last kRecentDays.
  absl::StatusOr<std::vector<Piece>> feedback;
  absl::StatusOr<std::vector<PreparedGoal>> goals;  // of whoever is coached, those that end first before
  // Received by whoever is coached, newest first, of the last kRecentDays.
  absl::StatusOr<std::vector<Recognition>> recognitions;
  absl::StatusOr<std::vector<Session>> last;  // held, newest first
};

// With `who`; empty: with the other side of the caller's next session. An error when it is not clear whom the
// talk is with, or when nothing at all can be read.
absl::StatusOr<Preparation> PrepareFor(Context& context, const std::string& who);

}  // namespace laurel::cli
