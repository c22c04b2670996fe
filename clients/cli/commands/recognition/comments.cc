#include "clients/cli/commands/recognition/comments.h"

#include "clients/cli/app/edited_text.h"
#include "clients/cli/app/show.h"
#include "clients/cli/commands/arguments.h"
#include "clients/cli/commands/recognition/recognition.h"
#include "clients/cli/connection/failure.h"
#include "clients/cli/connection/request_id.h"
#include "clients/cli/ids/short_id.h"
#include "clients/cli/views/moment_cell.h"
#include "common/status/macros.h"
#include "common/time/convert.h"
#include "fmt/format.h"

namespace laurel::cli {
namespace {

namespace v1 = recognition::v1;
using Stub = v1::RecognitionService::Stub;

struct CommentOptions {
  std::string recognition, text, comment;
};

absl::Status Add(Context& context, const CommentOptions& options) {
  v1::AddCommentRequest request;
  request.set_request_id(NewRequestId());
  ASSIGN_OR_RETURN(*request.mutable_parent(), RecognitionArgument(context, options.recognition));
  if (options.text.empty() && context.in_is_terminal()) {
    ASSIGN_OR_RETURN(*request.mutable_comment()->mutable_text(),
                     TextFromEditor(context, "", {"A comment. Whoever reads the recognition can read it."}));
  } else {
    ASSIGN_OR_RETURN(*request.mutable_comment()->mutable_text(), TextArgument(context, options.text));
  }
  ASSIGN_OR_RETURN(const Comment comment, context.recognition().Call(&Stub::AddComment, request));
  if (context.screen().wants_records()) {
    context.screen().Print(comment);
  } else if (context.screen().format() == Format::kCsv) {
    PrintComments(context, {comment});
  }
  context.screen().Say("Said. Whoever reads the recognition can read it.");
  return absl::OkStatus();
}

absl::Status List(Context& context, const std::string& typed) {
  ASSIGN_OR_RETURN(const std::string name, RecognitionArgument(context, typed));
  ASSIGN_OR_RETURN(const std::vector<Comment> comments, ListComments(context, name));
  PrintComments(context, comments);
  return absl::OkStatus();
}

std::vector<std::string> NamesOf(const std::vector<Comment>& comments) {
  std::vector<std::string> names;
  for (const Comment& comment : comments) names.push_back(comment.name());
  return names;
}

// The full name of what was typed: one of the comments on this recognition.
absl::StatusOr<std::string> CommentArgument(Context& context, const std::string& recognition,
                                            const std::string& typed) {
  const std::string collection = fmt::format("{}/comments", recognition);
  ASSIGN_OR_RETURN(std::string name, FullName(collection, typed));
  if (!name.empty()) return name;
  ASSIGN_OR_RETURN(const std::vector<Comment> comments, ListComments(context, recognition));
  const auto match = MatchShortId(collection, typed, NamesOf(comments));
  if (match.status().code() != absl::StatusCode::kNotFound) return match;
  return Error(
      absl::StatusCode::kNotFound, kUsageReason,
      fmt::format("no comment on it ends in \"{}\": `laurel recognition comments` shows them", typed));
}

absl::Status Remove(Context& context, const CommentOptions& options) {
  ASSIGN_OR_RETURN(const std::string name, RecognitionArgument(context, options.recognition));
  v1::DeleteCommentRequest request;
  request.set_request_id(NewRequestId());
  ASSIGN_OR_RETURN(*request.mutable_name(), CommentArgument(context, name, options.comment));
  RETURN_IF_ERROR(context.recognition().Call(&Stub::DeleteComment, request).status());
  context.screen().Say("Deleted. Its text is not kept.");
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<std::vector<Comment>> ListComments(Context& context, const std::string& recognition) {
  v1::ListCommentsRequest request;
  request.set_parent(recognition);
  ASSIGN_OR_RETURN(auto listed, ListPages<Comment>(context.recognition(), &Stub::ListComments, request,
                                                   &v1::ListCommentsResponse::comments, 0));
  return std::move(listed.items);
}

void PrintComments(Context& context, const std::vector<Comment>& comments) {
  const auto table = [&] {
    std::vector<std::string> people;
    for (const Comment& comment : comments) people.push_back(comment.creator());
    const Names& names = context.NamesOf(people);
    const ShortIds ids(NamesOf(comments));
    Table all({"id", "when", "by", "text"});
    for (const Comment& comment : comments) {
      all.Add({Cell(ids.Of(comment.name()), comment.name()),
               MomentCell(FromTimestamp(comment.create_time()), context.here()),
               names.Person(comment.creator()), comment.text()});
    }
    return all;
  };
  ShowList(context.screen(), comments, table, "Nobody has said anything to it yet.");
}

void AddComments(CLI::App& noun, Chosen& chosen) {
  CLI::App* comment = AddCommand(noun, "comment", "Say something to a recognition",
                                 "laurel recognition comment k3x9qz \"Well deserved\"\n"
                                 "laurel recognition comment k3x9qz            opens your editor");
  auto added = std::make_shared<CommentOptions>();
  AddRecognitionId(*comment, added->recognition);
  comment->add_option("TEXT", added->text, "what you want to say; - is standard input");
  chosen.When(comment, [added](Context& context) { return Add(context, *added); });

  CLI::App* comments = AddCommand(noun, "comments", "What was said to a recognition, oldest first",
                                  "laurel recognition comments k3x9qz");
  auto id = std::make_shared<std::string>();
  AddRecognitionId(*comments, *id);
  chosen.When(comments, [id](Context& context) { return List(context, *id); });

  CLI::App* uncomment = AddCommand(
      noun, "uncomment", "Delete a comment of yours; whoever administers recognition may delete any",
      "laurel recognition uncomment k3x9qz r2f2rd");
  auto removed = std::make_shared<CommentOptions>();
  AddRecognitionId(*uncomment, removed->recognition);
  uncomment->add_option("COMMENT", removed->comment, "the id that `comments` shows, or the full name")
      ->required();
  chosen.When(uncomment, [removed](Context& context) { return Remove(context, *removed); });
}

}  // namespace laurel::cli
