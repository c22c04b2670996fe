// How errors of the database travel inside the process, and what callers get to see of them.
//
// Inside, a failed statement is a status with the number that server or client gave it (SqlErrorOf) and the
// statement's text, which holds placeholders only; the server's own message quotes values and is never kept.
// Database turns it into a public error at its door. Pure functions.
#pragma once

#include <string_view>

#include "absl/status/status.h"

namespace laurel::sql {

inline constexpr int kDuplicateKey = 1062;
inline constexpr int kLockWaitTimeout = 1205;
inline constexpr int kDeadlock = 1213;

// The status of a statement that failed with `number`: ALREADY_EXISTS (duplicate key), ABORTED (contention),
// UNAVAILABLE (the connection is gone, or the server takes no writes now), DEADLINE_EXCEEDED (the server
// ended it after the session's limit), else INTERNAL.
absl::Status StatementError(int number, std::string_view sql_state, std::string_view statement);
// UNAVAILABLE, whatever the number.
absl::Status ConnectError(int number, std::string_view sql_state);

// The number that the server or the client gave to what went wrong, kept in a payload of the status inside
// the process; 0 for a status that is no error of the database.
int SqlErrorOf(const absl::Status& status);
bool IsDuplicateKey(const absl::Status& status);  // kDuplicateKey
// Deadlock, lock wait or changed record: the same transaction may well succeed when it runs again.
bool IsContention(const absl::Status& status);
// The session is of no further use: killed, timed out, or its server is going or takes no writes.
bool IsConnectionLost(const absl::Status& status);

// What a caller may see: DATABASE_UNAVAILABLE, CONTENTION (both UNAVAILABLE with RetryInfo),
// DEADLINE_EXCEEDED or INTERNAL for a database's error; any other status as it is.
absl::Status ToPublic(const absl::Status& status);

absl::Status NoDatabase();
absl::Status Contention();
// The COMMIT was sent and its answer never came. `with_request_id`: the caller can ask again safely.
absl::Status OutcomeUnknown(bool with_request_id);

}  // namespace laurel::sql
