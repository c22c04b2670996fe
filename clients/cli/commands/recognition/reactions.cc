#include "clients/cli/commands/recognition/emoji.h"
#include "clients/cli/commands/recognition/recognition.h"
#include "clients/cli/connection/failure.h"
#include "clients/cli/connection/request_id.h"
#include "common/api/text.h"
#include "common/status/macros.h"
#include "fmt/format.h"
#include "fmt/ranges.h"

namespace laurel::cli {
namespace {

namespace v1 = recognition::v1;
using Stub = v1::RecognitionService::Stub;

struct ReactOptions {
  std::string recognition, emoji;
};

// What stands there now, as on the wall.
absl::Status PrintNow(Context& context, const std::string& name) {
  ASSIGN_OR_RETURN(const Recognition recognition, GetRecognition(context, name));
  Screen& screen = context.screen();
  if (screen.wants_records()) {
    screen.Print(recognition);
  } else if (screen.format() == Format::kCsv) {
    PrintRecognitions(context, {recognition}, "");
  } else {
    const std::vector<std::string> all = ReactionPhrases(recognition);
    screen.Say(all.empty() ? "No reactions." : fmt::format("{}", fmt::join(all, " · ")));
  }
  return absl::OkStatus();
}

absl::Status React(Context& context, const ReactOptions& options) {
  v1::AddReactionRequest request;
  request.set_request_id(NewRequestId());
  request.mutable_reaction()->set_emoji(EmojiFrom(options.emoji));
  ASSIGN_OR_RETURN(*request.mutable_parent(), RecognitionArgument(context, options.recognition));
  RETURN_IF_ERROR(context.recognition().Call(&Stub::AddReaction, request).status());
  return PrintNow(context, request.parent());
}

// The caller's own reaction with this emoji, in colour or not, or their only one.
absl::StatusOr<std::string> OwnReaction(const Recognition& recognition, const std::string& emoji) {
  const std::string key = api::EmojiKey(EmojiFrom(emoji));
  std::vector<v1::ReactionCount> own;
  for (const v1::ReactionCount& one : recognition.reactions()) {
    const bool wanted = emoji.empty() || api::EmojiKey(one.emoji()) == key;
    if (!one.own().empty() && wanted) own.push_back(one);
  }
  if (own.size() == 1) return own.front().own();
  if (own.empty()) {
    return Error(absl::StatusCode::kNotFound, kUsageReason, "you have not reacted to it like that");
  }
  return UsageError(
      fmt::format("you have reacted with {} and {}: say which one goes", own[0].emoji(), own[1].emoji()));
}

absl::Status Unreact(Context& context, const ReactOptions& options) {
  ASSIGN_OR_RETURN(const std::string name, RecognitionArgument(context, options.recognition));
  ASSIGN_OR_RETURN(const Recognition recognition, GetRecognition(context, name));
  v1::RemoveReactionRequest request;
  request.set_request_id(NewRequestId());
  ASSIGN_OR_RETURN(*request.mutable_name(), OwnReaction(recognition, options.emoji));
  RETURN_IF_ERROR(context.recognition().Call(&Stub::RemoveReaction, request).status());
  return PrintNow(context, name);
}

}  // namespace

void AddReactions(CLI::App& noun, Chosen& chosen) {
  CLI::App* react = AddCommand(noun, "react", "React with an emoji",
                               "laurel recognition react k3x9qz clap\nlaurel recognition react k3x9qz 🎉");
  auto added = std::make_shared<ReactOptions>();
  AddRecognitionId(*react, added->recognition);
  react->add_option("EMOJI", added->emoji, "clap, heart, thumbs-up, party, thanks, … or any emoji itself")
      ->required();
  chosen.When(react, [added](Context& context) { return React(context, *added); });

  CLI::App* unreact = AddCommand(noun, "unreact", "Take a reaction of yours back",
                                 "laurel recognition unreact k3x9qz\nlaurel recognition unreact k3x9qz clap");
  auto removed = std::make_shared<ReactOptions>();
  AddRecognitionId(*unreact, removed->recognition);
  unreact->add_option("EMOJI", removed->emoji, "which one, where there are several of yours");
  chosen.When(unreact, [removed](Context& context) { return Unreact(context, *removed); });
}

}  // namespace laurel::cli
