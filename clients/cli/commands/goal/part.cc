// `laurel goal part`: whoever may change a goal has the last word on what counts in it (docs/adr/0021).
#include <algorithm>

#include "clients/cli/commands/goal/goal.h"
#include "clients/cli/connection/failure.h"
#include "clients/cli/connection/request_id.h"
#include "clients/cli/ids/short_id.h"
#include "common/status/macros.h"
#include "fmt/format.h"

namespace laurel::cli {
namespace {

namespace v1 = goals::v1;
using Stub = v1::GoalService::Stub;

struct PartOptions {
  std::string goal, part, weight;
  bool remove = false;
};

// The goal and its own parts, those that are not read among them.
absl::StatusOr<std::vector<GoalNode>> WithItsParts(Context& context, const std::string& goal) {
  v1::GetGoalTreeRequest request;
  request.set_name(goal);
  request.set_max_depth(1);
  ASSIGN_OR_RETURN(auto listed, ListPages<GoalNode>(context.goals(), &Stub::GetGoalTree, request,
                                                    &v1::GetGoalTreeResponse::nodes, 0));
  return std::move(listed.items);
}

std::vector<std::string> NamesOf(const std::vector<GoalNode>& tree) {
  std::vector<std::string> names;
  for (const GoalNode& node : tree) names.push_back(node.name());
  return names;
}

absl::Status NoSuchPart(const std::string& text, const GoalNode& goal) {
  return Error(absl::StatusCode::kNotFound, kUsageReason,
               fmt::format("no part of \"{}\" is called \"{}\" or ends in it: laurel goal tree {} shows them",
                           goal.title(), text, ShortIds({goal.name()}).Of(goal.name())));
}

// By its name, the end of its id, or what its title begins with where the caller reads that.
absl::StatusOr<std::string> PartIn(const std::string& text, const std::vector<GoalNode>& tree) {
  const GoalNode& goal = tree.front();
  std::vector<std::string> names = NamesOf(tree);
  names.erase(names.begin());
  if (text.find_first_not_of(' ') == std::string::npos) return NoSuchPart(text, goal);
  if (std::ranges::count(names, text) > 0) return text;
  if (text.size() >= kLeastIdLength) {
    const auto name = MatchShortId("goals", text, names);
    if (name.ok() || !absl::IsNotFound(name.status())) return name;
  }
  std::vector<Goal> read;
  for (const GoalNode& node : tree) {
    if (node.name() == goal.name() || node.title().empty()) continue;
    Goal& one = read.emplace_back();
    one.set_name(node.name());
    one.set_title(node.title());
    one.set_lifecycle(node.lifecycle());
  }
  const auto chosen = ChoosePart(text, read, Wanted::kGoal);
  if (chosen.ok()) return chosen->goal;
  return absl::IsNotFound(chosen.status()) ? NoSuchPart(text, goal) : chosen.status();
}

const GoalNode& NodeOf(const std::string& name, const std::vector<GoalNode>& tree) {
  return *std::ranges::find(tree, name, &GoalNode::name);
}

// "\"Call back\" (k3x9qz)", or "k3x9qz (not for you to read)".
std::string PhraseOf(const GoalNode& part, const std::vector<GoalNode>& tree) {
  const std::string id = ShortIds(NamesOf(tree)).Of(part.name());
  return part.title().empty() ? fmt::format("{} {}", id, TitleOf(part))
                              : fmt::format("\"{}\" ({})", part.title(), id);
}

absl::Status SetPart(Context& context, const PartOptions& options) {
  if (options.weight.empty() != options.remove) {
    return UsageError("what of it? --weight N says how much it counts, --remove takes it out");
  }
  v1::SetGoalPartRequest request;
  request.set_request_id(NewRequestId());
  request.set_weight(options.weight);
  request.set_removed(options.remove);
  ASSIGN_OR_RETURN(*request.mutable_parent(), GoalArgument(context, options.goal));
  ASSIGN_OR_RETURN(const std::vector<GoalNode> tree, WithItsParts(context, request.parent()));
  const auto part = PartIn(options.part, tree);
  if (!part.ok()) return About("PART", part.status());
  request.set_part(*part);
  ASSIGN_OR_RETURN(const GoalNode now, context.goals().Call(&Stub::SetGoalPart, request));
  Screen& screen = context.screen();
  if (screen.wants_records()) {
    screen.Print(now);
  } else if (screen.format() == Format::kCsv) {
    screen.Print(TreeTable({now}, ReaderOf(context, {})));
  } else {
    const std::string becomes = options.remove ? "is no part of" : fmt::format("counts {} in", now.weight());
    screen.Say(fmt::format("{} {} \"{}\" {}.", PhraseOf(NodeOf(*part, tree), tree), becomes,
                           tree.front().title(), options.remove ? "any more" : "now"));
    context.shown_ids().Remember({request.parent(), request.part()});
  }
  return absl::OkStatus();
}

}  // namespace

void AddGoalParts(CLI::App& noun, Chosen& chosen) {
  CLI::App* command =
      AddCommand(noun, "part",
                 "What a part of a goal counts there, or that it is none any more: by whoever may change the "
                 "goal, whether they read the part or not",
                 "laurel goal tree k3x9qz                       what is a part of it\n"
                 "laurel goal part k3x9qz r2f2rd --weight 0.5\n"
                 "laurel goal part k3x9qz r2f2rd --weight 0     it stays there and counts nothing\n"
                 "laurel goal part k3x9qz r2f2rd --remove");
  auto options = std::make_shared<PartOptions>();
  AddGoalId(*command, options->goal);
  command
      ->add_option("PART", options->part,
                   "the id that its tree shows, the full name, or what its title begins with")
      ->required();
  CLI::Option* weight =
      command->add_option("--weight", options->weight, "how much it counts beside the others")
          ->type_name("NUMBER");
  command->add_flag("--remove", options->remove, "take it out: it stays a goal of its owner")
      ->excludes(weight);
  chosen.When(command, [options](Context& context) { return SetPart(context, *options); });
}

}  // namespace laurel::cli
