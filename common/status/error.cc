#include "common/status/error.h"

#include <utility>

#include "absl/random/random.h"
#include "absl/strings/cord.h"
#include "common/log/log.h"
#include "fmt/format.h"
#include "google/protobuf/duration.pb.h"

namespace laurel {
namespace {

constexpr char kTypePrefix[] = "type.googleapis.com/";

template <typename Message>
std::string TypeUrl() {
  return kTypePrefix + Message::descriptor()->full_name();
}

template <typename Message>
void Attach(absl::Status& status, const Message& message) {
  status.SetPayload(TypeUrl<Message>(), absl::Cord(message.SerializeAsString()));
}

template <typename Message>
std::optional<Message> Detail(const absl::Status& status) {
  const auto payload = status.GetPayload(TypeUrl<Message>());
  Message message;
  if (!payload.has_value() || !message.ParseFromString(std::string(*payload))) return std::nullopt;
  return message;
}

}  // namespace

Error::Error(absl::StatusCode code, std::string_view reason, std::string_view message)
    : code_(code), message_(message) {
  info_.set_reason(std::string(reason));
  info_.set_domain("laurel");
}

Error& Error::With(std::string_view key, std::string_view value) {
  (*info_.mutable_metadata())[std::string(key)] = std::string(value);
  return *this;
}

Error& Error::Field(std::string_view path, std::string_view description) {
  auto* violation = fields_.add_field_violations();
  violation->set_field(std::string(path));
  violation->set_description(std::string(description));
  return *this;
}

Error& Error::Precondition(std::string_view type, std::string_view subject, std::string_view description) {
  auto* violation = preconditions_.add_violations();
  violation->set_type(std::string(type));
  violation->set_subject(std::string(subject));
  violation->set_description(std::string(description));
  return *this;
}

Error& Error::RetryAfter(absl::Duration delay) {
  retry_after_ = delay;
  return *this;
}

Error::operator absl::Status() const {
  absl::Status status(code_, message_);
  Attach(status, info_);
  if (fields_.field_violations_size() > 0) Attach(status, fields_);
  if (preconditions_.violations_size() > 0) Attach(status, preconditions_);
  if (retry_after_.has_value()) {
    google::rpc::RetryInfo retry;
    absl::Duration rest;
    retry.mutable_retry_delay()->set_seconds(absl::IDivDuration(*retry_after_, absl::Seconds(1), &rest));
    retry.mutable_retry_delay()->set_nanos(static_cast<int>(absl::ToInt64Nanoseconds(rest)));
    Attach(status, retry);
  }
  return status;
}

Error InvalidField(std::string_view path, std::string_view description) {
  return Error(absl::StatusCode::kInvalidArgument, "INVALID_FIELD", fmt::format("{}: {}", path, description))
      .Field(path, description);
}

Error NotFound() {
  return Error(absl::StatusCode::kNotFound, "NOT_FOUND",
               "there is no such resource, or you may not read it: check the name");
}

Error Unauthenticated() {
  return Error(absl::StatusCode::kUnauthenticated, "UNAUTHENTICATED",
               "sign in again: a valid bearer token is needed");
}

Error UnknownPerson() {
  return Error(absl::StatusCode::kPermissionDenied, "PERSON_UNKNOWN",
               "you are not in the directory: ask HR to import you");
}

absl::Status InternalError(std::string_view cause) {
  thread_local absl::InsecureBitGen generator;  // An incident id is a search key, not a secret.
  const std::string incident = fmt::format("{:016x}", absl::Uniform<std::uint64_t>(generator));
  log::Error("internal error", {{"incident", incident}, {"cause", cause}});
  return Error(absl::StatusCode::kInternal, "INTERNAL",
               fmt::format("something went wrong on our side; tell the operators incident {}", incident))
      .With("incident", incident);
}

void FieldViolations::Add(std::string_view path, std::string_view description) {
  if (violations_.size() == kMost) return;
  violations_.try_emplace(std::string(path), description);
}

absl::Status FieldViolations::ToStatus() const {
  if (violations_.empty()) return absl::OkStatus();
  const auto& [first_path, first_description] = *violations_.begin();
  std::string message = fmt::format("{}: {}", first_path, first_description);
  if (violations_.size() > 1) message += fmt::format(" (and {} more)", violations_.size() - 1);
  Error error(absl::StatusCode::kInvalidArgument, "INVALID_FIELD", message);
  for (const auto& [path, description] : violations_) error.Field(path, description);
  return error;
}

std::optional<google::rpc::ErrorInfo> ErrorInfoOf(const absl::Status& status) {
  return Detail<google::rpc::ErrorInfo>(status);
}

std::optional<google::rpc::BadRequest> BadRequestOf(const absl::Status& status) {
  return Detail<google::rpc::BadRequest>(status);
}

std::string ReasonOf(const absl::Status& status) {
  const auto info = ErrorInfoOf(status);
  return info.has_value() ? info->reason() : std::string();
}

std::optional<absl::Duration> RetryDelayOf(const absl::Status& status) {
  const auto retry = Detail<google::rpc::RetryInfo>(status);
  if (!retry.has_value()) return std::nullopt;
  return absl::Seconds(retry->retry_delay().seconds()) + absl::Nanoseconds(retry->retry_delay().nanos());
}

google::rpc::Status ToProto(const absl::Status& status) {
  google::rpc::Status proto;
  proto.set_code(static_cast<int>(status.code()));
  proto.set_message(std::string(status.message().data(), status.message().size()));
  status.ForEachPayload([&](absl::string_view type_url, const absl::Cord& payload) {
    auto* detail = proto.add_details();
    detail->set_type_url(std::string(type_url.data(), type_url.size()));
    detail->set_value(std::string(payload));
  });
  return proto;
}

absl::Status FromProto(const google::rpc::Status& status) {
  absl::Status result(static_cast<absl::StatusCode>(status.code()), status.message());
  for (const auto& detail : status.details()) {
    result.SetPayload(detail.type_url(), absl::Cord(detail.value()));  // Without effect on OK.
  }
  return result;
}

}  // namespace laurel
