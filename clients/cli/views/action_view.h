// Action items as people read them. Pure functions.
#pragma once

#include <string>
#include <vector>

#include "clients/cli/dates/moment.h"
#include "clients/cli/output/table.h"
#include "clients/cli/people/names.h"
#include "laurel/feedback/v1/action_item.pb.h"

namespace laurel::cli {

using Item = feedback::v1::ActionItem;

// OPEN or IN_PROGRESS.
bool IsOpen(const Item& item);
bool IsOverdue(const Item& item, absl::CivilDay today);
// By due date, items without one last; those due on one day as they came.
void SortByDueDate(std::vector<Item>& items);

std::vector<std::string> PeopleOf(const std::vector<Item>& items);
std::vector<std::string> NamesOfAll(const std::vector<Item>& items);

// "overdue, Fri 20 Nov" in red; empty without a date.
Cell DueCell(const Item& item, const Here& here);
Table ActionTable(const std::vector<Item>& items, const Names& names, const Here& here);
Table ActionDetails(const Item& item, const Names& names, const Here& here);

}  // namespace laurel::cli
