// Recognitions in SQL; their lists stand in reading/list_store.h. Reads answer whole recognitions, without
// reactions and comments; writes add to a Changes. A connection is used by one thread at a time.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "common/sql/changes.h"
#include "common/sql/connection.h"
#include "common/sql/lock.h"
#include "common/sql/record.h"
#include "laurel/recognition/v1/recognition.pb.h"

namespace laurel::recognition::recognition {

// The table `recognition`: what this store and that of lists read and write by.
const sql::Record& RecognitionRecord();

struct Stored {
  v1::Recognition recognition;
  std::int64_t version = 0;
};

// nullopt: no such row.
absl::StatusOr<std::optional<Stored>> Find(sql::Connection& connection, std::string_view id, sql::Lock lock);
// Those that exist, in no order.
absl::StatusOr<std::vector<v1::Recognition>> FindAll(sql::Connection& connection,
                                                     const std::vector<std::string>& ids);

// The column `shown` of the schema.
enum class Shown { kPending = 0, kPublic = 1, kTeam = 2, kPrivate = 3, kWithdrawn = 4, kRejected = 5 };
Shown ShownOf(const v1::Recognition& recognition);
// What is published, whoever reads it.
inline constexpr std::array kPublished = {Shown::kPublic, Shown::kTeam, Shown::kPrivate};

// What lists are ordered by: publish_time, of what was never published create_time.
absl::Time OrderTimeOf(const v1::Recognition& recognition);

// What each of these (ids) counts against pair_cap of this sender in the month, in their order. Under the
// sender's lock nobody adds to it.
absl::StatusOr<std::vector<std::int64_t>> CapPointsOf(sql::Connection& connection, std::string_view sender,
                                                      std::string_view period,
                                                      const std::vector<std::string>& recipients);

// `period`: the month in which its points count.
void Insert(sql::Changes& changes, const v1::Recognition& recognition, std::string_view period);
// Writes state and all that goes with it: version, state_time, state_reason, publish_time, approver, and what
// lists go by. `frees_cap`: its points count against pair_cap no more. Guarded by the version that was read.
void UpdateState(sql::Changes& changes, const Stored& before, const v1::Recognition& after, bool frees_cap);

// The month in which its points counted.
absl::StatusOr<std::string> PeriodOf(sql::Connection& connection, std::string_view recognition);

// Those of this sender (an id) that wait for approval.
absl::StatusOr<std::vector<std::string>> FindPendingOf(sql::Connection& connection, std::string_view sender);
// Of everybody.
absl::StatusOr<std::int64_t> CountPending(sql::Connection& connection);
// Of those that have waited since before `created`: up to `limit` ids, oldest first.
absl::StatusOr<std::vector<std::string>> FindPendingSince(sql::Connection& connection, absl::Time created,
                                                          int limit);

}  // namespace laurel::recognition::recognition
