#include "clients/cli/app/edited_text.h"
#include "clients/cli/app/show.h"
#include "clients/cli/commands/arguments.h"
#include "clients/cli/commands/goal/goal.h"
#include "clients/cli/connection/request_id.h"
#include "clients/cli/views/moment_cell.h"
#include "common/status/macros.h"
#include "common/time/convert.h"

namespace laurel::cli {
namespace {

namespace v1 = goals::v1;
using Stub = v1::GoalService::Stub;

struct CommentOptions {
  std::string goal, text;
  int limit = 50;
};

void Print(Context& context, const std::vector<v1::GoalComment>& comments) {
  const auto table = [&] {
    std::vector<std::string> people;
    for (const v1::GoalComment& one : comments) people.push_back(one.creator());
    const Names& names = context.NamesOf(people);
    Table all({"when", "by", "text"});
    for (const v1::GoalComment& one : comments) {
      all.Add({MomentCell(FromTimestamp(one.create_time()), context.here()), names.Person(one.creator()),
               one.text()});
    }
    return all;
  };
  ShowList(context.screen(), comments, table, "Nobody has said anything to it yet.");
}

absl::Status Add(Context& context, const CommentOptions& options) {
  v1::AddGoalCommentRequest request;
  request.set_request_id(NewRequestId());
  ASSIGN_OR_RETURN(*request.mutable_parent(), GoalArgument(context, options.goal));
  if (options.text.empty() && context.in_is_terminal()) {
    ASSIGN_OR_RETURN(*request.mutable_comment()->mutable_text(),
                     TextFromEditor(context, "", {"A comment. Whoever reads the goal in full can read it."}));
  } else {
    ASSIGN_OR_RETURN(*request.mutable_comment()->mutable_text(), TextArgument(context, options.text));
  }
  ASSIGN_OR_RETURN(const v1::GoalComment comment, context.goals().Call(&Stub::AddGoalComment, request));
  if (context.screen().wants_records()) {
    context.screen().Print(comment);
  } else if (context.screen().format() == Format::kCsv) {
    Print(context, {comment});
  }
  context.screen().Say("Said. Whoever reads the goal in full can read it.");
  return absl::OkStatus();
}

absl::Status List(Context& context, const CommentOptions& options) {
  v1::ListGoalCommentsRequest request;
  ASSIGN_OR_RETURN(*request.mutable_parent(), GoalArgument(context, options.goal));
  ASSIGN_OR_RETURN(const auto listed,
                   ListPages<v1::GoalComment>(context.goals(), &Stub::ListGoalComments, request,
                                              &v1::ListGoalCommentsResponse::comments, options.limit));
  Print(context, listed.items);
  RemarkIfMore(context.screen(), listed.more, options.limit);
  return absl::OkStatus();
}

}  // namespace

void AddGoalComments(CLI::App& noun, Chosen& chosen) {
  CLI::App* comment = AddCommand(noun, "comment", "Say something to a goal",
                                 "laurel goal comment k3x9qz \"Shall we look at it on Monday?\"\n"
                                 "laurel goal comment k3x9qz             opens your editor");
  auto added = std::make_shared<CommentOptions>();
  AddGoalId(*comment, added->goal);
  comment->add_option("TEXT", added->text, "what you want to say; - is standard input");
  chosen.When(comment, [added](Context& context) { return Add(context, *added); });

  CLI::App* comments =
      AddCommand(noun, "comments", "What was said to a goal, oldest first", "laurel goal comments k3x9qz");
  auto listed = std::make_shared<CommentOptions>();
  AddGoalId(*comments, listed->goal);
  AddLimit(*comments, listed->limit);
  chosen.When(comments, [listed](Context& context) { return List(context, *listed); });
}

}  // namespace laurel::cli
