#include "services/directory/line/rules.h"

#include <algorithm>
#include <utility>

namespace laurel::directory::line {
std::vector<Edit> Replace(std::span<const v1::LineRecord> lines, std::string_view person, v1::LineKind kind,
                          std::string_view manager, int start_day,
                          const std::function<std::string()>& new_id) {
  std::vector<v1::LineRecord> of_kind;
  std::copy_if(lines.begin(), lines.end(), std::back_inserter(of_kind),
               [kind](const v1::LineRecord& line) { return line.kind() == kind; });
  period::Succession<v1::LineRecord> change =
      period::Succeed(std::span<const v1::LineRecord>(of_kind), start_day,
                      [manager](const v1::LineRecord& line) { return line.manager() == manager; });
  if (manager.empty() || change.kept) return std::move(change.edits);
  v1::LineRecord line;
  line.set_id(new_id());
  line.set_person(std::string(person));
  line.set_manager(std::string(manager));
  line.set_kind(kind);
  line.set_start_day(start_day);
  change.edits.push_back({Edit::Kind::kInsert, std::move(line)});
  return std::move(change.edits);
}

const v1::LineRecord* InForceOn(std::span<const v1::LineRecord> lines, v1::LineKind kind, int day) {
  const auto it = std::find_if(lines.begin(), lines.end(), [=](const v1::LineRecord& line) {
    return line.kind() == kind && period::InForce(line, day);
  });
  return it == lines.end() ? nullptr : &*it;
}

bool MakesCycle(const LinesOfPerson& lines, const std::string& person, const std::string& manager,
                int start_day) {
  std::vector<std::string> way;
  const auto above = [](const v1::LineRecord& line) {
    return line.kind() == v1::LINE_KIND_LINE ? line.manager() : std::string();
  };
  return period::Reaches<v1::LineRecord>(lines, above, person, manager, start_day, period::kForever, way);
}

}  // namespace laurel::directory::line
