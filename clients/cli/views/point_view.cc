#include "clients/cli/views/point_view.h"

#include "fmt/format.h"

namespace laurel::cli {

std::vector<std::string> PeopleOf(const std::vector<TalkingPoint>& points) {
  std::vector<std::string> people;
  for (const TalkingPoint& point : points) people.push_back(point.creator());
  return people;
}

Table PointTable(const std::vector<TalkingPoint>& points, const Names& names) {
  Table table({"no", "state", "by", "text"});
  for (std::size_t i = 0; i < points.size(); ++i) {
    const TalkingPoint& point = points[i];
    const Style style = point.done() ? Style::kDim : Style::kPlain;
    const std::string state = point.done() ? "done" : "open";
    table.Add({fmt::format("{}", i + 1), Cell(state, state, style), names.Person(point.creator()),
               Cell(point.text(), point.text(), style)});
  }
  return table;
}

}  // namespace laurel::cli
