// The verbs of `laurel feedback`, and what they share.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "CLI/App.hpp"
#include "absl/status/statusor.h"
#include "clients/cli/app/command.h"
#include "clients/cli/app/pages.h"
#include "clients/cli/views/audience_view.h"
#include "clients/cli/views/feedback_view.h"
#include "laurel/feedback/v1/feedback_service.pb.h"

namespace laurel::cli {

void AddGive(CLI::App& noun, Chosen& chosen);
void AddFeedbackList(CLI::App& noun, Chosen& chosen);  // list, drafts
void AddFeedbackShow(CLI::App& noun, Chosen& chosen);
void AddFeedbackMoves(CLI::App& noun, Chosen& chosen);  // ack, retract, submit, discard
void AddFeedbackEdit(CLI::App& noun, Chosen& chosen);

// The positional FEEDBACK.
void AddFeedbackId(CLI::App& command, std::string& id);
absl::StatusOr<Piece> GetPiece(Context& context, const std::string& typed);
// The pieces that fit, newest first; --limit said so far.
absl::StatusOr<Listed<Piece>> ListPieces(Context& context, const feedback::v1::ListFeedbackRequest& request,
                                         int limit);
void PrintPieces(Context& context, const std::vector<Piece>& pieces, std::string_view nothing);

// "Acknowledged: praise from Marta Lopes to Ana Ribeiro, yesterday 15:00 (k3x9qz)", or the message for
// programs.
void PrintChanged(Context& context, std::string_view done, const Piece& piece);
// "Given to Ana Ribeiro (k3x9qz). Ana, Marta Lopes and HR can read it.", or the message for programs.
void PrintGiven(Context& context, const Piece& piece);

// Who reads what is being written, or what stands there by that name.
absl::StatusOr<Audience> PreviewOf(Context& context, const Piece& piece);
absl::StatusOr<Audience> PreviewOf(Context& context, const std::string& name);
const Names& NamesIn(Context& context, const Audience& audience);
// The whole of it, with its reasons; of a draft: once it is given, since until then its author alone reads
// it.
void PrintAudience(Context& context, const Audience& audience, bool draft);

}  // namespace laurel::cli
