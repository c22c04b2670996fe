// Lists of recognitions in SQL. A list is the union of branches, each one range of one index from its newest
// end, so that a page costs the same however much there is. A connection is used by one thread at a time.
#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "common/api/time_position.h"
#include "common/sql/connection.h"
#include "laurel/recognition/v1/recognition.pb.h"
#include "services/recognition/recognition/store.h"

namespace laurel::recognition::reading {

// Recognitions that belong to a list for one reason. Ids, not names; what is empty does not count.
struct Branch {
  // At most one of: recipient, sender, team, any of them together; value; parent, with a sender or not. None:
  // of everybody. A recipient and a team: only what is TEAM.
  std::string recipient = {};
  std::string sender = {};
  std::string team = {};
  std::string value = {};
  std::string parent = {};
  std::vector<recognition::Shown> shown = {};  // one of these
  // With a parent, judged inside of its range: only those that this person received, or that were given to
  // one of these teams. Either is enough; both empty: all.
  std::string received_by = {};
  std::vector<std::string> teams = {};
  // Judged inside as well, of what waits for approval: not those that this person sent or received.
  std::string without = {};
};
// A recognition is in the list when it is in one of the branches; once, newest first.
struct Listing {
  std::vector<Branch> branches;
  api::TimeRange within;  // of recognition::OrderTimeOf
  int limit = 0;
};
// Whole recognitions, without reactions and comments.
absl::StatusOr<std::vector<v1::Recognition>> List(sql::Connection& connection, const Listing& listing);

}  // namespace laurel::recognition::reading
