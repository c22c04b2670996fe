// Three months of coaching and feedback, played: every call that people would have made, in the order of
// time. The same day makes the same history, for the same organisation.
#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "common/org/organization.h"
#include "common/sql/connection.h"

namespace laurel::feedback::sample {

struct HistoryOptions {
  std::string people;  // people.csv, which the organisation holds
  std::string words;   // docs/sample/history
  sql::DatabaseOptions database;
  absl::Time now;
};
struct Played {
  int calls = 0;
  int refused = 0;  // each printed to standard error
};

// FAILED_PRECONDITION: there is something already; nothing is played then. INVALID_ARGUMENT: the files.
absl::StatusOr<Played> PlayHistory(const org::Holder& organization, const HistoryOptions& options);

}  // namespace laurel::feedback::sample
