#include <algorithm>

#include "clients/cli/commands/arguments.h"
#include "clients/cli/commands/goal/goal.h"
#include "common/status/macros.h"

namespace laurel::cli {
namespace {

namespace v1 = goals::v1;

struct TreeOptions {
  std::string goal;
  int depth = 2;
  int limit = 200;
};

// What somebody has made a part of a goal that the caller may change, who has the last word on it although
// they do not read it.
void SayHowToTakeOut(Screen& screen, const std::vector<GoalNode>& nodes) {
  const auto is_one = [](const GoalNode& node) { return !IsReadable(node) && !node.name().empty(); };
  if (std::ranges::none_of(nodes, is_one)) return;
  screen.Say("");
  screen.Say(
      "Whatever you cannot read here and has an id is a part of a goal that you may change, the GOAL right "
      "above "
      "it. laurel goal part GOAL ID --remove takes it out, laurel goal part GOAL ID --weight N says how much "
      "it "
      "counts.",
      Style::kDim);
}

absl::Status ShowTree(Context& context, const TreeOptions& options) {
  v1::GetGoalTreeRequest request;
  ASSIGN_OR_RETURN(*request.mutable_name(), GoalArgument(context, options.goal));
  request.set_max_depth(options.depth);
  ASSIGN_OR_RETURN(const auto listed,
                   ListPages<GoalNode>(context.goals(), &v1::GoalService::Stub::GetGoalTree, request,
                                       &v1::GetGoalTreeResponse::nodes, options.limit));
  Screen& screen = context.screen();
  if (screen.wants_records()) {
    screen.Print(RecordsOf(listed.items));
  } else {
    std::vector<std::string> names;
    for (const GoalNode& node : listed.items) names.push_back(node.name());
    context.shown_ids().Remember(names);
    const Table tree = TreeTable(listed.items, ReaderOf(context, {}, PeopleOf(listed.items)));
    screen.Print(screen.format() == Format::kTable ? WithoutEmptyColumns(tree) : tree);
    SayHowToTakeOut(screen, listed.items);
  }
  RemarkIfMore(screen, listed.more, options.limit);
  return absl::OkStatus();
}

}  // namespace

void AddGoalTree(CLI::App& noun, Chosen& chosen) {
  CLI::App* command =
      AddCommand(noun, "tree", "A goal and the goals that are parts of it, with their progress",
                 "laurel goal tree k3x9qz\nlaurel goal tree k3x9qz --depth 8 --limit 0\n"
                 "laurel goal tree k3x9qz -o json");
  auto options = std::make_shared<TreeOptions>();
  AddGoalId(*command, options->goal);
  command->add_option("--depth", options->depth, "how many steps below it, 1 to 8 (2)")
      ->check(CLI::Range(1, 8))
      ->type_name("N");
  command->add_option("--limit", options->limit, "at most so many; 0 is all (200)")
      ->check(NumberFrom(0))
      ->type_name("N");
  chosen.When(command, [options](Context& context) { return ShowTree(context, *options); });
}

}  // namespace laurel::cli
