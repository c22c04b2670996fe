#include "services/directory/departure/rules.h"

#include <algorithm>
#include <utility>

namespace laurel::directory::departure {
namespace {

using line::Edit;

Edit Cut(v1::LineRecord line, int day) {
  if (line.start_day() >= day) {
    line.set_removed(true);
    return {Edit::Kind::kRemove, std::move(line)};
  }
  line.set_end_day(day - 1);
  return {Edit::Kind::kEnd, std::move(line)};
}

}  // namespace

std::vector<Edit> Relieve(std::span<const v1::LineRecord> held, std::span<const v1::LineRecord> own, int day,
                          const std::function<std::string()>& new_id) {
  std::vector<Edit> edits;
  for (const v1::LineRecord& line : held) {
    if (period::LastDay(line) < day) continue;
    edits.push_back(Cut(line, day));
    if (line.kind() != v1::LINE_KIND_LINE) continue;
    for (const v1::LineRecord& above : own) {
      if (above.kind() != v1::LINE_KIND_LINE) continue;
      const int first = std::max({day, line.start_day(), above.start_day()});
      const int last = std::min(period::LastDay(line), period::LastDay(above));
      if (first > last) continue;
      v1::LineRecord next = above;
      next.set_id(new_id());
      next.set_person(line.person());
      next.set_start_day(first);
      next.set_end_day(last == period::kForever ? 0 : last);
      edits.push_back({Edit::Kind::kInsert, std::move(next)});
    }
  }
  return edits;
}

}  // namespace laurel::directory::departure
