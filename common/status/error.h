// Errors as callers see them: a code, a machine-readable reason, what happened and what to do next.
//
// An error is an absl::Status whose payloads are google.rpc messages (AIP-193): ErrorInfo always, BadRequest
// for fields, PreconditionFailure for wrong states, RetryInfo where trying again helps. common/rpc puts them
// on the wire. Everything here is a value or a pure function: thread-safe without locks.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "google/rpc/error_details.pb.h"
#include "google/rpc/status.pb.h"

namespace laurel {

// Builds one error; converts to absl::Status and to any absl::StatusOr<T>, so that a function can `return
// Error(…).With(…);`.
class Error {
 public:
  // `reason` is UPPER_SNAKE and part of the contract; `message` says what happened and what to do, without
  // personal data.
  Error(absl::StatusCode code, std::string_view reason, std::string_view message);

  Error& With(std::string_view key, std::string_view value);          // ErrorInfo.metadata
  Error& Field(std::string_view path, std::string_view description);  // BadRequest.field_violations
  Error& Precondition(std::string_view type, std::string_view subject, std::string_view description);
  Error& RetryAfter(absl::Duration delay);  // RetryInfo

  operator absl::Status() const;  // NOLINT(google-explicit-constructor): the point of the class
  template <typename T>
  operator absl::StatusOr<T>() const {  // NOLINT(google-explicit-constructor)
    return absl::Status(*this);
  }

 private:
  absl::StatusCode code_;
  std::string message_;
  google::rpc::ErrorInfo info_;
  google::rpc::BadRequest fields_;
  google::rpc::PreconditionFailure preconditions_;
  std::optional<absl::Duration> retry_after_;
};

// INVALID_ARGUMENT, INVALID_FIELD: one field is wrong. `path` as in the request, e.g.
// "coaching_session.attendees[1]".
Error InvalidField(std::string_view path, std::string_view description);

// NOT_FOUND, NOT_FOUND: unknown, or not readable by the caller: one text for both, so that nobody learns
// which.
Error NotFound();

// UNAUTHENTICATED, UNAUTHENTICATED: whatever is wrong with a token, and somebody who has left: one text, so
// that whether a person has left is told to nobody.
Error Unauthenticated();

// PERMISSION_DENIED, PERSON_UNKNOWN: a good token of somebody who is not in the organisation.
Error UnknownPerson();

// INTERNAL: an incident id for the caller; `cause` goes to the log under the same id.
absl::Status InternalError(std::string_view cause);

// Collects the violations of a whole request, so that a caller sees all of them at once: the first 20,
// because they travel in trailing metadata, which peers limit to 8 KiB.
class FieldViolations {
 public:
  void Add(std::string_view path, std::string_view description);
  bool empty() const { return violations_.empty(); }
  absl::Status ToStatus() const;  // OK when empty

 private:
  static constexpr std::size_t kMost = 20;

  std::map<std::string, std::string> violations_;  // by path; the first description wins
};

// What an error carries; nullopt or empty where it carries none.
std::string ReasonOf(const absl::Status& status);
std::optional<google::rpc::ErrorInfo> ErrorInfoOf(const absl::Status& status);
std::optional<google::rpc::BadRequest> BadRequestOf(const absl::Status& status);
std::optional<absl::Duration> RetryDelayOf(const absl::Status& status);

// Both ways between absl::Status and the message that travels in `grpc-status-details-bin`.
google::rpc::Status ToProto(const absl::Status& status);
absl::Status FromProto(const google::rpc::Status& status);

}  // namespace laurel
