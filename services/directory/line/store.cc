#include "services/directory/line/store.h"

#include <fmt/format.h>

#include <utility>

#include "absl/container/flat_hash_set.h"
#include "common/sql/where.h"
#include "common/status/macros.h"
#include "common/time/convert.h"
#include "services/directory/period/store.h"
#include "services/directory/sql_values.h"

namespace laurel::directory::line {
namespace {

constexpr std::string_view kTable = "reporting_line";
constexpr std::string_view kSelect =
    "SELECT id, person, manager, kind, start_date, end_date FROM reporting_line";

v1::LineRecord ReadLine(const sql::Row& row) {
  v1::LineRecord line;
  line.set_id(std::string(row.Text(0)));
  line.set_person(std::string(row.Text(1)));
  line.set_manager(std::string(row.Text(2)));
  line.set_kind(static_cast<v1::LineKind>(row.Int(3)));
  line.set_start_day(DayNumber(row.Day(4)));
  line.set_end_day(row.IsNull(5) ? 0 : DayNumber(row.Day(5)));
  return line;
}

std::vector<v1::LineRecord> ReadLines(const sql::Rows& rows) {
  std::vector<v1::LineRecord> lines;
  for (const sql::Row& row : rows) lines.push_back(ReadLine(row));
  return lines;
}

}  // namespace

absl::StatusOr<std::vector<v1::LineRecord>> LinesOf(sql::Connection& connection, const std::string& person) {
  ASSIGN_OR_RETURN(
      const sql::Rows rows,
      connection.Query(fmt::format("{} WHERE person = ? ORDER BY kind, start_date", kSelect), {person}));
  return ReadLines(rows);
}

absl::StatusOr<std::vector<v1::LineRecord>> LinesTo(sql::Connection& connection, const std::string& manager,
                                                    absl::CivilDay from) {
  ASSIGN_OR_RETURN(
      const sql::Rows rows,
      connection.Query(fmt::format("{} WHERE manager = ? AND (end_date IS NULL OR end_date >= ?) "
                                   "ORDER BY person, start_date",
                                   kSelect),
                       {manager, from}));
  return ReadLines(rows);
}

absl::StatusOr<LinesByPerson> LinesAbove(sql::Connection& connection, const std::string& person,
                                         absl::CivilDay from) {
  LinesByPerson lines;
  absl::flat_hash_set<std::string> seen{person};
  // One statement a level of the organisation.
  for (std::vector<std::string> level{person}; !level.empty();) {
    sql::Where where;
    where.And("kind = ?", {static_cast<std::int64_t>(v1::LINE_KIND_LINE)})
        .And("(end_date IS NULL OR end_date >= ?)", {from})
        .AndIn("person", level);
    ASSIGN_OR_RETURN(const sql::Rows rows,
                     connection.Query(fmt::format("{}{}", kSelect, where.sql()), where.values()));
    level.clear();
    for (const sql::Row& row : rows) {
      v1::LineRecord line = ReadLine(row);
      if (seen.insert(line.manager()).second) level.push_back(line.manager());
      lines[line.person()].push_back(std::move(line));
    }
  }
  return lines;
}

void Save(sql::Changes& changes, v1::OrganizationRecords& records, const std::vector<Edit>& edits) {
  period::Save(changes, kTable, edits, *records.mutable_lines(), [&changes](const v1::LineRecord& line) {
    changes.Insert(kTable, {"id", "person", "manager", "kind", "start_date", "end_date"},
                   {line.id(), line.person(), line.manager(), static_cast<std::int64_t>(line.kind()),
                    DayFromNumber(line.start_day()), EndDate(line.end_day())});
  });
}

}  // namespace laurel::directory::line
