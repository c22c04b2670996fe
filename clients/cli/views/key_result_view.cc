#include "clients/cli/views/key_result_view.h"

#include <algorithm>

#include "clients/cli/ids/short_id.h"
#include "clients/cli/output/enum_word.h"
#include "clients/cli/views/id_cell.h"
#include "clients/cli/views/moment_cell.h"
#include "common/time/convert.h"
#include "fmt/format.h"

namespace laurel::cli {
namespace {

namespace v1 = goals::v1;

bool IsDecreasing(const KeyResult& key_result) {
  if (key_result.direction() != v1::DIRECTION_UNSPECIFIED)
    return key_result.direction() == v1::DIRECTION_DECREASE;
  return ToNumber(key_result.target()) < ToNumber(key_result.baseline());
}

// Most that are drawn; of a narrow terminal fewer, so that the words beside them can be read.
std::size_t MostValues(const GoalReader& reader) {
  constexpr std::size_t kNarrow = 80;
  if (reader.drawing == Drawing::kPlain) return 5;
  return reader.columns > 0 && reader.columns < kNarrow ? 6 : 12;
}

// Oldest first.
std::vector<std::string> ValuesOf(const KeyResult& key_result, const std::vector<CheckIn>& check_ins,
                                  std::size_t most) {
  std::vector<std::string> values;
  for (const CheckIn& one : check_ins) {
    const bool counts = one.key_result() == key_result.name() && one.superseded_by().empty();
    if (counts && !one.value().empty() && values.size() < most) values.push_back(one.value());
  }
  std::ranges::reverse(values);
  return values;
}

const KeyResult* KeyResultNamed(const Goal& goal, const std::string& name) {
  const auto found = std::ranges::find(goal.key_results(), name, &KeyResult::name);
  return found == goal.key_results().end() ? nullptr : &*found;
}

// Empty without a key result; of one that has been removed since there is no title.
std::string TitleOf(const Goal& goal, const std::string& key_result) {
  if (key_result.empty()) return "";
  const KeyResult* found = KeyResultNamed(goal, key_result);
  return found == nullptr ? "(removed)" : found->title();
}

std::string ValueOf(const CheckIn& check_in, const Goal& goal) {
  const KeyResult* found = KeyResultNamed(goal, check_in.key_result());
  return found == nullptr ? check_in.value() : ValuePhrase(*found, check_in.value());
}

Cell MeasuredCell(const KeyResult& key_result, const Here& here) {
  return key_result.has_measure_time() ? MomentCell(FromTimestamp(key_result.measure_time()), here)
                                       : Cell("");
}

}  // namespace

std::vector<std::string> PeopleOf(const std::vector<CheckIn>& check_ins) {
  std::vector<std::string> people;
  for (const CheckIn& one : check_ins) people.push_back(one.creator());
  return people;
}

std::string ValuePhrase(const KeyResult& key_result, const std::string& value) {
  if (value.empty()) return "";
  if (key_result.kind() == v1::KEY_RESULT_KIND_BINARY) return ToNumber(value) == 1 ? "done" : "not yet";
  return key_result.unit().empty() ? value : fmt::format("{} {}", value, key_result.unit());
}

Cell TrendCell(const KeyResult& key_result, const std::vector<CheckIn>& check_ins, const GoalReader& reader) {
  const std::vector<std::string> values = ValuesOf(key_result, check_ins, MostValues(reader));
  if (values.empty()) return "";
  const std::string data = Sparkline(values, Drawing::kPlain);
  const std::string drawn = Sparkline(values, reader.drawing);
  if (values.size() == 1) return {drawn, data};
  const double step = ToNumber(values.back()) - ToNumber(values[values.size() - 2]);
  if (step == 0) return {fmt::format("{} same", drawn), data};
  const bool better = (step < 0) == IsDecreasing(key_result);
  return {fmt::format("{} {}", drawn, better ? "better" : "worse"), data,
          better ? Style::kGood : Style::kBad};
}

Table KeyResultTable(const Goal& goal, const std::vector<CheckIn>& check_ins, const GoalReader& reader) {
  std::vector<std::string> names;
  for (const KeyResult& one : goal.key_results()) names.push_back(one.name());
  const ShortIds ids(names);
  Table table({"id", "key_result", "progress", "now", "from", "to", "trend", "measured", "weight"});
  for (const KeyResult& one : goal.key_results()) {
    const bool yes_or_no = one.kind() == v1::KEY_RESULT_KIND_BINARY;
    table.Add({Cell(ids.Of(one.name()), one.name()), one.title(), ProgressCell(one.progress(), reader),
               Cell(ValuePhrase(one, one.current()), one.current()),
               Cell(yes_or_no ? "" : one.baseline(), one.baseline()),
               Cell(yes_or_no ? "" : one.target(), one.target()),
               yes_or_no ? Cell("") : TrendCell(one, check_ins, reader), MeasuredCell(one, reader.here),
               WeightCell(one.weight())});
  }
  return table;
}

std::string CheckInPhrase(const CheckIn& check_in, const Goal& goal) {
  std::string phrase;
  const auto add = [&](const std::string& part) {
    if (!part.empty()) phrase += fmt::format("{}{}", phrase.empty() ? "" : ", ", part);
  };
  if (!check_in.value().empty()) {
    add(fmt::format("{} {}", TitleOf(goal, check_in.key_result()), ValueOf(check_in, goal)));
  }
  add(EnumWord(check_in.health()));
  if (check_in.has_confidence()) add(fmt::format("confidence {}", check_in.confidence()));
  return phrase;
}

Table CheckInTable(const std::vector<CheckIn>& check_ins, const Goal& goal, const GoalReader& reader) {
  std::vector<std::string> names;
  for (const CheckIn& one : check_ins) names.push_back(one.name());
  const ShortIds ids(names);
  Table table(
      {"id", "when", "by", "key_result", "value", "health", "confidence", "comment", "superseded_by"});
  for (const CheckIn& one : check_ins) {
    const bool superseded = !one.superseded_by().empty();
    table.Add({Cell(ids.Of(one.name()), one.name()), MomentCell(FromTimestamp(one.time()), reader.here),
               reader.names.Person(one.creator()), Cell(TitleOf(goal, one.key_result()), one.key_result()),
               Cell(ValueOf(one, goal), one.value(), superseded ? Style::kDim : Style::kPlain),
               HealthCell(one.health()),
               one.has_confidence() ? Cell(std::to_string(one.confidence())) : Cell(""), one.comment(),
               IdCell(one.superseded_by())});
  }
  return table;
}

}  // namespace laurel::cli
