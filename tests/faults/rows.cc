#include "tests/faults/rows.h"

namespace laurel::faults {
namespace {

// A row whose resource is not there has no mark, and is explained by nothing.
constexpr char kRows[] = R"(
  SELECT 'coaching_session', focus_area, id FROM coaching_session
  UNION ALL
  SELECT 'participant', CONCAT(s.focus_area, '/', p.position), p.session
    FROM session_participant p LEFT JOIN coaching_session s ON s.id = p.session
  UNION ALL
  SELECT 'note', text, id FROM note
  UNION ALL
  SELECT 'action_item', text, id FROM action_item
  UNION ALL
  SELECT 'status_change', COALESCE(s.focus_area, i.text), c.resource
    FROM status_change c LEFT JOIN coaching_session s ON s.id = c.resource LEFT JOIN action_item i ON i.id = c.resource
  UNION ALL
  SELECT 'audit_record', COALESCE(s.focus_area, i.text, n.text), SUBSTRING_INDEX(r.resource, '/', -1)
    FROM audit_record r
    LEFT JOIN coaching_session s ON s.id = SUBSTRING_INDEX(r.resource, '/', -1)
    LEFT JOIN action_item i ON i.id = SUBSTRING_INDEX(r.resource, '/', -1)
    LEFT JOIN note n ON n.id = SUBSTRING_INDEX(r.resource, '/', -1)
)";

}  // namespace

std::vector<Row> ReadRows(const testing::TestDatabase& feedback) {
  std::vector<Row> rows;
  for (const sql::Row& row : feedback.Query(kRows)) {
    rows.push_back(
        {.what = std::string(row.Text(0)) + "/" + std::string(row.Text(1)), .id = std::string(row.Text(2))});
  }
  return rows;
}

std::vector<std::string> RowsOfSession(const std::string& mark) {
  return {"coaching_session/" + mark,     "participant/" + mark + "/0",
          "participant/" + mark + "/1",   "note/" + mark,
          "action_item/" + mark + "/a",   "action_item/" + mark + "/b",
          "status_change/" + mark,        "status_change/" + mark + "/a",
          "status_change/" + mark + "/b", "audit_record/" + mark};
}

std::vector<std::string> RowsOfNote(const std::string& mark) {
  return {"note/" + mark, "audit_record/" + mark};
}

std::vector<std::string> RowsOfItem(const std::string& mark) {
  return {"action_item/" + mark, "status_change/" + mark, "audit_record/" + mark};
}

}  // namespace laurel::faults
