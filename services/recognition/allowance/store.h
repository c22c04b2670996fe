// The giver rows: the guard of what one person may give, and which month they were granted last. A connection
// is used by one thread at a time.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "common/sql/changes.h"
#include "common/sql/connection.h"
#include "common/sql/guard_rows.h"
#include "common/sql/lock.h"

namespace laurel::recognition::allowance {

// For sql::LockGuards and sql::WithGuards; keys are ids of people.
extern const sql::GuardRows kGivers;

struct Giver {
  std::int64_t version = 0;  // 0: no row
  std::string period = {};   // "" : nothing was granted yet
  std::int64_t allowance = 0;
};
// Without a row: an empty one.
absl::StatusOr<Giver> FindGiver(sql::Connection& connection, std::string_view person, sql::Lock lock);

// In the order of `people`; locks nothing.
absl::StatusOr<std::vector<Giver>> FindGivers(sql::Connection& connection,
                                              const std::vector<std::string>& people);

// Guarded by the version that was read. `period` "": nothing that may be left.
void SaveGiver(sql::Changes& changes, std::string_view person, const Giver& before, std::string_view period,
               std::int64_t allowance);

// Up to `limit` ids after `after` whose last grant is for `period`, in their order.
absl::StatusOr<std::vector<std::string>> FindGranted(sql::Connection& connection, std::string_view period,
                                                     std::string_view after, int limit);

// The months that anybody's last grant is for, the earliest first: few, as whoever has left is in none of
// those that are over.
absl::StatusOr<std::vector<std::string>> FindGrantedMonths(sql::Connection& connection);

}  // namespace laurel::recognition::allowance
