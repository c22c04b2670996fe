// The verbs of `laurel goal`, and what they share.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "CLI/App.hpp"
#include "absl/status/statusor.h"
#include "clients/cli/app/command.h"
#include "clients/cli/app/pages.h"
#include "clients/cli/commands/goal/find.h"
#include "clients/cli/views/goal_view.h"
#include "clients/cli/views/key_result_view.h"
#include "laurel/goals/v1/goal_service.grpc.pb.h"

namespace laurel::cli {

void AddCreateAndPropose(CLI::App& noun, Chosen& chosen);
void AddGoalMoves(CLI::App& noun,
                  Chosen& chosen);  // accept, decline, discard, activate, close, reopen, archive
void AddGoalList(CLI::App& noun, Chosen& chosen);
void AddGoalShow(CLI::App& noun, Chosen& chosen);
void AddGoalTree(CLI::App& noun, Chosen& chosen);
void AddGoalParts(CLI::App& noun, Chosen& chosen);
void AddGoalUpdate(CLI::App& noun, Chosen& chosen);
void AddGoalHistory(CLI::App& noun, Chosen& chosen);
void AddKeyResults(CLI::App& noun, Chosen& chosen);
void AddCheckIn(CLI::App& noun, Chosen& chosen);
void AddCheckInList(CLI::App& noun, Chosen& chosen);
void AddGoalComments(CLI::App& noun, Chosen& chosen);
void AddMetrics(CLI::App& noun, Chosen& chosen);
void AddGoalSummary(CLI::App& noun, Chosen& chosen);

// The positional GOAL.
void AddGoalId(CLI::App& command, std::string& id);
absl::StatusOr<Goal> GetGoal(Context& context, const std::string& name);
// Newest first.
absl::StatusOr<Listed<Goal>> ListGoals(Context& context, const goals::v1::ListGoalsRequest& request,
                                       int limit);
// By time, newest first; of the whole goal when `key_result` is empty.
absl::StatusOr<Listed<CheckIn>> ListCheckIns(Context& context, const std::string& goal,
                                             const std::string& key_result, int limit);

// What --health of a check-in says: not-updated is what a goal becomes without one. USAGE with the words.
absl::StatusOr<goals::v1::GoalHealth> CheckInHealth(const std::string& word);

// With the names of these people, and of teams where a goal names one.
GoalReader ReaderOf(Context& context, const std::vector<Goal>& goals, std::vector<std::string> people = {});
void PrintGoals(Context& context, const std::vector<Goal>& goals, std::string_view nothing);
void PrintCheckIns(Context& context, const std::vector<CheckIn>& check_ins, const Goal& goal,
                   std::string_view nothing);

// For people: a draft waits for one more command.
void SayHowToActivate(Context& context, const Goal& goal);

// "Activated: Happier callers, until Thu 31 Dec (k3x9qz)", or the message for programs. One that was only
// tried has no id.
void PrintChanged(Context& context, std::string_view done, const Goal& goal);

}  // namespace laurel::cli
