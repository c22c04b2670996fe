#include "clients/cli/views/goal_view.h"

#include <algorithm>
#include <cmath>

#include "clients/cli/dates/show.h"
#include "clients/cli/ids/short_id.h"
#include "clients/cli/output/enum_word.h"
#include "clients/cli/views/id_cell.h"
#include "clients/cli/views/moment_cell.h"
#include "common/time/convert.h"
#include "fmt/format.h"

namespace laurel::cli {
namespace {

namespace v1 = goals::v1;

constexpr std::string_view kUnreadable = "(not for you to read)";
// Of what is read as a summary: how it stands is there, what people wrote is not.
constexpr std::string_view kWithheld = "(title withheld)";

Style StyleOf(v1::GoalHealth health) {
  switch (health) {
    case v1::GOAL_HEALTH_ON_TRACK:
      return Style::kGood;
    case v1::GOAL_HEALTH_AT_RISK:
      return Style::kWarning;
    case v1::GOAL_HEALTH_OFF_TRACK:
      return Style::kBad;
    default:
      return Style::kDim;
  }
}

Style StyleOf(v1::GoalLifecycle lifecycle) {
  switch (lifecycle) {
    case v1::GOAL_LIFECYCLE_PROPOSED:
      return Style::kWarning;
    case v1::GOAL_LIFECYCLE_ACHIEVED:
      return Style::kGood;
    case v1::GOAL_LIFECYCLE_ACTIVE:
    case v1::GOAL_LIFECYCLE_DRAFT:
      return Style::kPlain;
    default:
      return Style::kDim;
  }
}

Cell LifecycleCell(v1::GoalLifecycle lifecycle) {
  const std::string word = EnumWord(lifecycle);
  return {word, word, StyleOf(lifecycle)};
}

// Whether it adds something to the goal above it.
bool Counts(v1::GoalLifecycle lifecycle) {
  return lifecycle == v1::GOAL_LIFECYCLE_ACTIVE || lifecycle == v1::GOAL_LIFECYCLE_ACHIEVED ||
         lifecycle == v1::GOAL_LIFECYCLE_MISSED;
}

// Nothing of what is active, as nearly all of a tree are. Whoever adds up the rows learns which to leave out.
Cell StateInTree(const GoalNode& node) {
  Cell state = LifecycleCell(node.lifecycle());
  if (node.lifecycle() == v1::GOAL_LIFECYCLE_ACTIVE) state.shown.clear();
  if (IsReadable(node) && node.depth() > 0 && !Counts(node.lifecycle())) state.shown += ", does not count";
  return state;
}

// What an end is: still to come, or over while the goal is not.
Cell EndCell(const Goal& goal, const Here& here) {
  const auto day = FromDate(goal.end_date());
  if (!day) return "";
  const std::string shown = ShowDay(*day, here.Today());
  const bool over = *day < here.Today() && goal.lifecycle() == v1::GOAL_LIFECYCLE_ACTIVE;
  if (!over) return {shown, FormatIsoDate(*day)};
  return {fmt::format("over, {}", shown), FormatIsoDate(*day), Style::kBad};
}

Cell DayCell(const google::type::Date& date, const Here& here) {
  const auto day = FromDate(date);
  return day ? Cell(ShowDay(*day, here.Today()), FormatIsoDate(*day)) : Cell("");
}

// Of a Goal, or a node of a tree.
template <typename Titled>
Cell TitleCell(const Titled& goal) {
  if (!goal.title().empty()) return goal.title();
  return {TitleOf(goal), "", Style::kDim};
}

// "achieved: the customers said so", with the reason that was given.
Cell StateAndReason(const Goal& goal) {
  Cell cell = LifecycleCell(goal.lifecycle());
  if (!goal.lifecycle_reason().empty()) cell.shown += fmt::format(": {}", goal.lifecycle_reason());
  cell.data = cell.shown;
  return cell;
}

}  // namespace

// A level is told of all that is read.
bool IsReadable(const GoalNode& node) { return node.level() != v1::GOAL_LEVEL_UNSPECIFIED; }

std::string TitleOf(const Goal& goal) { return goal.title().empty() ? std::string(kWithheld) : goal.title(); }

std::string TitleOf(const GoalNode& node) {
  if (!node.title().empty()) return node.title();
  return std::string(IsReadable(node) ? kWithheld : kUnreadable);
}

std::vector<std::string> PeopleOf(const std::vector<Goal>& goals) {
  std::vector<std::string> people;
  for (const Goal& goal : goals) {
    people.insert(people.end(), goal.owners().begin(), goal.owners().end());
    people.push_back(goal.creator());
  }
  return people;
}

std::vector<std::string> PeopleOf(const std::vector<GoalNode>& nodes) {
  std::vector<std::string> people;
  for (const GoalNode& node : nodes) people.insert(people.end(), node.owners().begin(), node.owners().end());
  return people;
}

std::vector<std::string> NamesOfAll(const std::vector<Goal>& goals) {
  std::vector<std::string> names;
  for (const Goal& goal : goals) names.push_back(goal.name());
  return names;
}

std::vector<std::string> NamesWithKeyResults(const std::vector<Goal>& goals) {
  std::vector<std::string> names;
  for (const Goal& goal : goals) {
    names.push_back(goal.name());
    for (const KeyResult& one : goal.key_results()) names.push_back(one.name());
  }
  return names;
}

Cell HealthCell(v1::GoalHealth health) {
  const std::string word = EnumWord(health);
  return {word, word, StyleOf(health)};
}

Cell WeightCell(const std::string& weight) { return {weight == "1" ? "" : weight, weight}; }

std::string ProgressPercent(const std::string& progress) {
  if (progress.empty()) return "";
  // 6 places at most: what is added makes up for numbers that are no sums of powers of two, and rounds none.
  return fmt::format("{:.0f} %", std::floor(ToNumber(progress) * 100 + 1e-6));
}

Cell ProgressCell(const std::string& progress, const GoalReader& reader) {
  if (progress.empty()) return "";
  const std::string bar = ProgressBar(ToNumber(progress), BarWidth(reader.columns), reader.drawing);
  return {fmt::format("{} {}", bar, ProgressPercent(progress)), progress};
}

Cell WhoseGoal(const Goal& goal, const Names& names) {
  if (goal.level() == v1::GOAL_LEVEL_COMPANY) return "the company";
  if (goal.level() == v1::GOAL_LEVEL_TEAM) return names.Team(goal.team());
  return names.People({goal.owners().begin(), goal.owners().end()});
}

std::string ReadersSentence(const Goal& goal) {
  const bool person = goal.level() == v1::GOAL_LEVEL_PERSON;
  if (goal.lifecycle() == v1::GOAL_LIFECYCLE_PROPOSED) return "Its owner reads it, and who proposed it.";
  if (goal.lifecycle() == v1::GOAL_LIFECYCLE_DRAFT) {
    return person ? "Until it is active, nobody but its owner reads it."
                  : "Until it is active, nobody but its owners and who made it reads it.";
  }
  if (goal.visibility() == v1::GOAL_VISIBILITY_PUBLIC) return "Everybody can read it.";
  const bool team = goal.visibility() == v1::GOAL_VISIBILITY_TEAM;
  // A team is told where there is one: the company's goals have none, nor have people everywhere.
  const char* and_team = team && !goal.team().empty() ? ", the team" : "";
  if (!person) {
    return fmt::format("Its owners{}, everybody above an owner, HR and auditors can read it.", and_team);
  }
  return fmt::format("Its owner{}{} can read it; auditors see how it stands.", and_team,
                     team ? ", coaches, everybody above the owner and HR" : " and their manager");
}

Table GoalTable(const std::vector<Goal>& goals, const GoalReader& reader) {
  const ShortIds ids(NamesOfAll(goals));
  Table table({"id", "goal", "whose", "state", "health", "progress", "until"});
  for (const Goal& goal : goals) {
    table.Add({Cell(ids.Of(goal.name()), goal.name()), TitleCell(goal), WhoseGoal(goal, reader.names),
               LifecycleCell(goal.lifecycle()), HealthCell(goal.health()),
               ProgressCell(goal.progress(), reader), EndCell(goal, reader.here)});
  }
  return table;
}

Table GoalDetails(const Goal& goal, const GoalReader& reader) {
  const Here& here = reader.here;
  Table table({"field", "value"});
  table.Add({"id", IdCell(goal.name())});
  table.Add({"goal", TitleCell(goal)});
  table.Add({"state", StateAndReason(goal)});
  table.Add({"health", HealthCell(goal.health())});
  table.Add({"progress", ProgressCell(goal.progress(), reader)});
  if (goal.own_progress() != goal.progress()) {
    table.Add({"its own", ProgressCell(goal.own_progress(), reader)});
  }
  table.Add({"level", EnumWord(goal.level())});
  table.Add({"owner", reader.names.People({goal.owners().begin(), goal.owners().end()})});
  table.Add({"team", reader.names.Team(goal.team())});
  if (goal.lifecycle() == v1::GOAL_LIFECYCLE_PROPOSED || goal.lifecycle() == v1::GOAL_LIFECYCLE_DECLINED) {
    table.Add({"proposed by", reader.names.Person(goal.creator())});
  }
  table.Add({"from", DayCell(goal.start_date(), here)});
  table.Add({"until", EndCell(goal, here)});
  table.Add({"part of", IdCell(goal.parent())});
  table.Add({"weight", WeightCell(goal.weight())});
  table.Add({"readers", EnumWord(goal.visibility())});
  if (goal.has_last_check_in_time()) {
    table.Add({"last check-in", MomentCell(FromTimestamp(goal.last_check_in_time()), here)});
  }
  return table;
}

Table TreeTable(const std::vector<GoalNode>& nodes, const GoalReader& reader) {
  constexpr std::size_t kStep = 2;
  std::vector<std::string> names;
  for (const GoalNode& node : nodes) names.push_back(node.name());
  const ShortIds ids(names);
  Table table({"goal", "progress", "health", "state", "whose", "weight", "id", "part_of", "depth"});
  for (const GoalNode& node : nodes) {
    Cell title = TitleCell(node);
    title.shown.insert(0, kStep * static_cast<std::size_t>(std::max(node.depth(), 0)), ' ');
    const bool active = node.lifecycle() == v1::GOAL_LIFECYCLE_ACTIVE;
    table.Add({title, ProgressCell(node.progress(), reader),
               IsReadable(node) && active ? HealthCell(node.health()) : Cell("", EnumWord(node.health())),
               StateInTree(node), reader.names.People({node.owners().begin(), node.owners().end()}),
               WeightCell(node.weight()),
               node.name().empty() ? Cell("") : Cell(ids.Of(node.name()), node.name()),
               Cell("", node.parent()), Cell("", std::to_string(node.depth()))});
  }
  return table;
}

Table MetricTable(const std::vector<Metric>& metrics) {
  Table table({"metric", "title", "unit", "better", "least", "most", "what"});
  for (const Metric& one : metrics) {
    const std::string better = one.direction() == v1::DIRECTION_DECREASE   ? "less"
                               : one.direction() == v1::DIRECTION_INCREASE ? "more"
                                                                           : "either";
    table.Add(
        {one.id(), one.title(), one.unit(), better, one.min_value(), one.max_value(), one.description()});
  }
  return table;
}

}  // namespace laurel::cli
