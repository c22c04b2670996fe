// A session from the words of a command line: what `log` and `plan` share.
#pragma once

#include <string>
#include <vector>

#include "CLI/App.hpp"
#include "absl/status/statusor.h"
#include "clients/cli/app/context.h"
#include "clients/cli/views/session_view.h"
#include "laurel/feedback/v1/coaching_service.pb.h"

namespace laurel::cli {

// As typed; `held` or `at` is set.
struct SessionOptions {
  std::vector<std::string> who, actions, behaviours, goals, evidence;
  std::string held, at, focus, note, kind, duration, follow_up, coach;
  bool edit = false;  // the note, in an editor
  bool allow_overlap = false;
  bool dry_run = false;
};

void AddSessionOptions(CLI::App& command, SessionOptions& options);

// When a session is planned for. USAGE for what is over, with the command that says so `instead`: it would
// stand in calendars and among what is still to be held.
absl::StatusOr<google::protobuf::Timestamp> PlannedTime(std::string_view flag, const std::string& text,
                                                        const Here& here, std::string_view instead);
// Nothing is asked of a service before the times have been understood.
absl::StatusOr<feedback::v1::CreateCoachingSessionRequest> RequestFor(Context& context,
                                                                      const SessionOptions& options);
// Calls, and says what came of it: `done` as "Planned". Told kindly when somebody is busy then.
absl::StatusOr<Session> CreateSession(Context& context,
                                      const feedback::v1::CreateCoachingSessionRequest& request,
                                      std::string_view done);
// What was agreed, with the ids that were given to it; for people only.
absl::Status PrintAgreed(Context& context, const feedback::v1::CreateCoachingSessionRequest& request,
                         const Session& session);

}  // namespace laurel::cli
