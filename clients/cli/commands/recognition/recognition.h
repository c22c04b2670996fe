// The verbs of `laurel recognition`, and what they and `thank`, `wall`, `balance` share.
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "CLI/App.hpp"
#include "absl/status/statusor.h"
#include "clients/cli/app/command.h"
#include "clients/cli/app/pages.h"
#include "clients/cli/commands/recognition/values.h"
#include "clients/cli/views/points_view.h"
#include "clients/cli/views/recognition_view.h"
#include "laurel/recognition/v1/recognition_service.pb.h"

namespace laurel::cli {

void AddRecognitionList(CLI::App& noun, Chosen& chosen);
void AddRecognitionShow(CLI::App& noun, Chosen& chosen);
void AddRecognitionHistory(CLI::App& noun, Chosen& chosen);
void AddDecisions(CLI::App& noun, Chosen& chosen);  // approve, reject, revoke, hide
void AddReactions(CLI::App& noun, Chosen& chosen);  // react, unreact
void AddComments(CLI::App& noun, Chosen& chosen);   // comment, comments, uncomment
void AddSummary(CLI::App& noun, Chosen& chosen);

// The positional RECOGNITION.
void AddRecognitionId(CLI::App& command, std::string& id);
// The full name of what was typed: from what was shown lately, else from the wall and the caller's own.
absl::StatusOr<std::string> RecognitionArgument(Context& context, const std::string& text);
absl::StatusOr<Recognition> GetRecognition(Context& context, const std::string& name);

// The recognitions that fit, newest first.
absl::StatusOr<Listed<Recognition>> ListRecognitions(Context& context,
                                                     const recognition::v1::ListRecognitionsRequest& request,
                                                     int limit);
// Those that wait for the caller's decision.
absl::StatusOr<std::vector<Recognition>> ListAwaiting(Context& context);

// What these are added to and is not there any more, for the caller or for anybody: what is added to
// something is read by no more people than that. None where the service cannot tell.
std::set<std::string> WithdrawnParents(Context& context, const std::vector<Recognition>& recognitions);

// The names of people, and of teams where a recognition names one.
const Names& NamesIn(Context& context, const std::vector<Recognition>& recognitions);
void PrintRecognitions(Context& context, const std::vector<Recognition>& recognitions,
                       std::string_view nothing);
// As on the wall, each with a blank line after it; remembers the ids.
void PrintOnWall(Context& context, const std::vector<Recognition>& recognitions);

// "Approved: Bruno Teixeira thanks Ana Pereira, +10 #teamwork (k3x9qz)", or the message for programs.
void PrintChanged(Context& context, std::string_view done, const Recognition& recognition);

// Of "people/…" or "people/me".
absl::StatusOr<Balance> GetBalance(Context& context, const std::string& person);
// What the caller may still give. For people only; that it cannot be told is no failure.
void SayAllowance(Context& context);

}  // namespace laurel::cli
