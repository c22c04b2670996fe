// What every service's history is played from, and how it went.
#pragma once

#include <functional>
#include <string>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "common/org/organization.h"
#include "common/sql/connection.h"

namespace laurel::sample {

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
using Play = std::function<absl::StatusOr<Played>(const org::Holder&, const HistoryOptions&)>;

}  // namespace laurel::sample
