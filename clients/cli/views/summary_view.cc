#include "clients/cli/views/summary_view.h"

#include <cmath>

#include "fmt/format.h"

namespace laurel::cli {
namespace {

Cell Number(std::int64_t number) { return std::to_string(number); }
Cell Ratio(const std::string& ratio) { return {Percent(ratio), ratio}; }

// "18 (75 %)"
Cell Counted(std::int64_t number, const std::string& ratio) {
  const std::string count = std::to_string(number);
  return {ratio.empty() ? count : fmt::format("{} ({})", count, Percent(ratio)), count};
}

}  // namespace

std::string Percent(const std::string& ratio) {
  char* end = nullptr;
  const double share = std::strtod(ratio.c_str(), &end);
  return end == ratio.c_str() ? "" : fmt::format("{:.0f} %", std::round(share * 100));
}

Table SummaryDetails(const RecognitionSummary& summary) {
  Table table({"field", "value"});
  table.Add({"people", Number(summary.people())});
  table.Add({"were thanked", Counted(summary.recipients(), summary.reach())});
  table.Add({"thanked others", Counted(summary.givers(), summary.giver_participation())});
  table.Add({"recognitions", Number(summary.recognitions())});
  table.Add({"points", Number(summary.points())});
  if (!summary.concentration().empty()) {
    table.Add({"concentration",
               Cell(fmt::format("a tenth of the people received {} of it", Percent(summary.concentration())),
                    summary.concentration())});
  }
  return table;
}

Table ValueCounts(const RecognitionSummary& summary, const Tags& tags) {
  Table table({"value", "recognitions", "points"});
  for (const auto& one : summary.by_value()) {
    const auto tag = tags.find(one.value());
    table.Add({Cell(one.value().empty() ? "(none)"
                    : tag == tags.end() ? "#(unknown)"
                                        : tag->second,
                    one.value()),
               Number(one.recognitions()), Number(one.points())});
  }
  return table;
}

Table TeamCounts(const RecognitionSummary& summary, const Names& names) {
  Table table({"team", "people", "recognitions", "points", "were_thanked", "thanked_others"});
  for (const auto& one : summary.by_team()) {
    if (one.suppressed()) {
      table.Add({names.Team(one.team()), Cell("fewer than 5, or next to such a team", "", Style::kDim), "",
                 "", "", ""});
      continue;
    }
    table.Add({names.Team(one.team()), Number(one.people()), Number(one.recognitions()), Number(one.points()),
               Ratio(one.reach()), Ratio(one.giver_participation())});
  }
  return table;
}

}  // namespace laurel::cli
