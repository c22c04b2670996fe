// How something came into its state, as people tell it: "Marta Lopes moved it from Mon 23 Nov 10:00 to Tue
// 24 Nov 10:00: she is in training". Pure functions.
#pragma once

#include <string>
#include <vector>

#include "clients/cli/dates/moment.h"
#include "clients/cli/output/table.h"
#include "clients/cli/people/names.h"
#include "laurel/common/v1/status_change.pb.h"

namespace laurel::cli {

using StatusChange = common::v1::StatusChange;

std::vector<std::string> PeopleOf(const std::vector<StatusChange>& changes);
// Of a session, an action item, a piece of feedback, a goal or a recognition.
std::string ChangeSentence(const StatusChange& change, const Names& names, const Here& here);
// For people: when, and the sentence.
Table HistoryTable(const std::vector<StatusChange>& changes, const Names& names, const Here& here);
// For programs: a column for each thing that is told.
Table ChangeTable(const std::vector<StatusChange>& changes, const Names& names, const Here& here);

}  // namespace laurel::cli
