#include "common/sql/errors.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <string>

#include "absl/strings/cord.h"
#include "common/status/error.h"

namespace laurel::sql {
namespace {

constexpr char kNumberPayload[] = "laurel/sql_error";
constexpr std::size_t kStatementShown = 200;

constexpr std::array kContention = {kDeadlock, kLockWaitTimeout, 1020 /* record has changed */};
// 1053 shutdown, 1290 read only (a primary that is one no more), 1317 interrupted, 1927 killed, 2006 gone,
// 2013 lost, 2055 lost with a system error, 4031 closed for idling. All end the connection's use.
constexpr std::array kUnavailable = {1053, 1290, 1317, 1927, 2006, 2013, 2055, 4031};
// The session's limit for a statement: MariaDB, MySQL.
constexpr std::array kOverLimit = {1969, 3024};

absl::StatusCode CodeOf(int number) {
  if (number == kDuplicateKey) return absl::StatusCode::kAlreadyExists;
  if (std::ranges::count(kContention, number) > 0) return absl::StatusCode::kAborted;
  if (std::ranges::count(kUnavailable, number) > 0) return absl::StatusCode::kUnavailable;
  if (std::ranges::count(kOverLimit, number) > 0) return absl::StatusCode::kDeadlineExceeded;
  return absl::StatusCode::kInternal;
}

absl::Status Numbered(absl::StatusCode code, int number, const std::string& message) {
  absl::Status status(code, message);
  status.SetPayload(kNumberPayload, absl::Cord(std::to_string(number)));
  return status;
}

}  // namespace

absl::Status StatementError(int number, std::string_view sql_state, std::string_view statement) {
  return Numbered(
      CodeOf(number), number,
      fmt::format("sql error {} [{}] in: {}", number, sql_state, statement.substr(0, kStatementShown)));
}

absl::Status ConnectError(int number, std::string_view sql_state) {
  return Numbered(absl::StatusCode::kUnavailable, number,
                  fmt::format("sql error {} [{}] while connecting", number, sql_state));
}

int SqlErrorOf(const absl::Status& status) {
  const auto payload = status.GetPayload(kNumberPayload);
  if (!payload.has_value()) return 0;
  const std::string text(*payload);
  int number = 0;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

bool IsDuplicateKey(const absl::Status& status) { return SqlErrorOf(status) == kDuplicateKey; }

bool IsContention(const absl::Status& status) {
  return status.GetPayload(kNumberPayload).has_value() && status.code() == absl::StatusCode::kAborted;
}

bool IsConnectionLost(const absl::Status& status) {
  return status.GetPayload(kNumberPayload).has_value() && status.code() == absl::StatusCode::kUnavailable;
}

absl::Status ToPublic(const absl::Status& status) {
  if (!status.GetPayload(kNumberPayload).has_value()) return status;
  if (IsConnectionLost(status)) return NoDatabase();
  if (IsContention(status)) return Contention();
  if (status.code() == absl::StatusCode::kDeadlineExceeded) {
    return Error(status.code(), "DEADLINE_EXCEEDED", "the database took longer than the call may take");
  }
  return InternalError(std::string_view(status.message().data(), status.message().size()));
}

absl::Status NoDatabase() {
  return Error(absl::StatusCode::kUnavailable, "DATABASE_UNAVAILABLE",
               "the database cannot be reached; nothing was changed: try again")
      .RetryAfter(absl::Seconds(1));
}

absl::Status Contention() {
  return Error(absl::StatusCode::kUnavailable, "CONTENTION",
               "too many calls change the same thing at once; nothing was changed: try again")
      .RetryAfter(absl::Milliseconds(200));
}

absl::Status OutcomeUnknown(bool with_request_id) {
  return Error(absl::StatusCode::kUnavailable, "OUTCOME_UNKNOWN",
               with_request_id
                   ? "the database did not say whether the change was made: send the same call with "
                     "the same request_id again; it is made at most once"
                   : "the database did not say whether the change was made: look before trying again; "
                     "a call with a request_id could be sent again safely")
      .RetryAfter(absl::Seconds(1));
}

}  // namespace laurel::sql
