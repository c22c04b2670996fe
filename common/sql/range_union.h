// A page of a list that is the union of ranges, each a stretch of one key that ends in order_time and id:
// read from its newest end, a range costs what the page takes of it, however much it holds. Where one
// condition with OR, or a join, would make the server read all and sort, a UNION of ranges reads a page of
// each (docs/adr/0016). A connection is used by one thread at a time.
#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "common/sql/connection.h"
#include "common/sql/where.h"

namespace laurel::sql {

// Rows of a table that has order_time. Each column that they are chosen by is an equality at the beginning of
// the key; what is filtered besides has to be little. The key is named: while their statistics are old,
// servers take another one that begins alike.
struct Range {
  std::string table;  // and the key: "feedback FORCE INDEX (by_subject)"
  std::string id;     // the column that holds it
  Where where;        // after the last page: AndAfter({"order_time", id}, …, descending)
};

// Ids of the newest rows of all ranges together, by order_time and id from the newest; an id that is in
// several ranges is there once, and has one order_time. At most `limit`. Ranges that differ in their values
// alone are read by one text, repeated to a power of two, so that a connection keeps a handful of prepared
// statements; of very many ranges several statements are made.
absl::StatusOr<std::vector<std::string>> NewestIds(Connection& connection, const std::vector<Range>& ranges,
                                                   int limit);

}  // namespace laurel::sql
