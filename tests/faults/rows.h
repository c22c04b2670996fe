// What feedback's database holds, as the checker wants it: each row by its table and by the mark that its
// client put into the text of the resource it belongs to.
#pragma once

#include <string>
#include <vector>

#include "common/testing/test_database.h"
#include "tests/faults/checker.h"

namespace laurel::faults {

std::vector<Row> ReadRows(const testing::TestDatabase& feedback);

// What each kind of change leaves there.
std::vector<std::string> RowsOfSession(
    const std::string& mark);  // a shared note and two action items with it
std::vector<std::string> RowsOfNote(const std::string& mark);
std::vector<std::string> RowsOfItem(const std::string& mark);

}  // namespace laurel::faults
