// SQL that reads table `audit_record`; what writes it stands in common/sql/write. Stateless; a connection is
// used by one thread at a time. The database's errors as they are.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "common/sql/connection.h"
#include "laurel/audit/v1/audit_record.pb.h"

namespace laurel::audit {

// Which records: an empty filter, any. Texts are ASCII.
struct Listing {
  std::string actor = {};     // "people/{id}" or "service:{subject}"
  std::string subject = {};   // "people/{id}"
  std::string resource = {};  // full name
  std::string method = {};    // full name
  std::optional<absl::Time> start = {};
  std::optional<absl::Time> end = {};  // exclusive
  std::string before = {};             // an id: the page goes on below it
  int limit = 0;
};

struct Statement {
  std::string sql;
  sql::Values values;
};
// The statement of a list. The database is told which index to take, and reads one range of it backwards:
// left to itself it may walk the whole audit in the order of ids, looking for the few that match.
Statement StatementOf(const Listing& listing);

// Newest first: by id, which is made of the time.
absl::StatusOr<std::vector<v1::AuditRecord>> List(sql::Connection& connection, const Listing& listing);

}  // namespace laurel::audit
