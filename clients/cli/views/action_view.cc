#include "clients/cli/views/action_view.h"

#include <algorithm>

#include "clients/cli/dates/show.h"
#include "clients/cli/ids/short_id.h"
#include "clients/cli/output/enum_word.h"
#include "clients/cli/views/id_cell.h"
#include "clients/cli/views/moment_cell.h"
#include "common/time/convert.h"
#include "fmt/format.h"

namespace laurel::cli {

namespace v1 = feedback::v1;

bool IsOpen(const Item& item) {
  return item.state() == v1::ACTION_ITEM_STATE_OPEN || item.state() == v1::ACTION_ITEM_STATE_IN_PROGRESS;
}

bool IsOverdue(const Item& item, absl::CivilDay today) {
  const auto due = FromDate(item.due_date());
  return due && *due < today && IsOpen(item);
}

void SortByDueDate(std::vector<Item>& items) {
  std::stable_sort(items.begin(), items.end(), [](const Item& a, const Item& b) {
    return FromDate(a.due_date()).value_or(absl::CivilDay::max()) <
           FromDate(b.due_date()).value_or(absl::CivilDay::max());
  });
}

std::vector<std::string> PeopleOf(const std::vector<Item>& items) {
  std::vector<std::string> people;
  for (const Item& item : items) {
    people.push_back(item.owner());
    people.push_back(item.creator());
  }
  return people;
}

std::vector<std::string> NamesOfAll(const std::vector<Item>& items) {
  std::vector<std::string> names;
  for (const Item& item : items) names.push_back(item.name());
  return names;
}

Cell DueCell(const Item& item, const Here& here) {
  const auto due = FromDate(item.due_date());
  if (!due) return "";
  const std::string shown = ShowDay(*due, here.Today());
  if (!IsOverdue(item, here.Today())) return {shown, FormatIsoDate(*due)};
  return {fmt::format("overdue, {}", shown), FormatIsoDate(*due), Style::kBad};
}

Table ActionTable(const std::vector<Item>& items, const Names& names, const Here& here) {
  const ShortIds ids(NamesOfAll(items));
  Table table({"id", "due", "owner", "state", "text"});
  for (const Item& item : items) {
    table.Add({Cell(ids.Of(item.name()), item.name()), DueCell(item, here), names.Person(item.owner()),
               EnumWord(item.state()), item.text()});
  }
  return table;
}

Table ActionDetails(const Item& item, const Names& names, const Here& here) {
  Table table({"field", "value"});
  table.Add({"id", IdCell(item.name())});
  table.Add({"text", item.text()});
  table.Add({"owner", names.Person(item.owner())});
  table.Add({"due", DueCell(item, here)});
  table.Add({"state", EnumWord(item.state())});
  table.Add({"agreed by", names.Person(item.creator())});
  table.Add({"session", IdCell(item.session())});
  table.Add({"goal", IdCell(item.goal())});
  if (item.has_create_time()) {
    table.Add({"made", MomentCell(FromTimestamp(item.create_time()), here)});
  }
  return table;
}

}  // namespace laurel::cli
