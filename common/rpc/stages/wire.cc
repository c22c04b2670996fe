#include "common/rpc/stages/wire.h"

#include <algorithm>
#include <cctype>
#include <string>
#include <utility>

#include "common/status/error.h"
#include "google/rpc/error_details.pb.h"
#include "google/rpc/status.pb.h"

namespace laurel::rpc {
namespace {

constexpr std::size_t kMaxMessageBytes = 1024;
constexpr std::size_t kMaxDetailsBytes = 4096;

// Takes the last violation out; false when there is none left to take.
bool DropViolation(google::rpc::Status& status) {
  for (google::protobuf::Any& detail : *status.mutable_details()) {
    google::rpc::BadRequest fields;
    if (!detail.UnpackTo(&fields) || fields.field_violations().size() <= 1) continue;
    fields.mutable_field_violations()->RemoveLast();
    detail.PackFrom(fields);
    return true;
  }
  return false;
}

std::string SerializeDetails(const absl::Status& status) {
  google::rpc::Status details = ToProto(status);
  if (details.message().size() > kMaxMessageBytes) details.clear_message();  // grpc-message has it
  while (details.ByteSizeLong() > kMaxDetailsBytes && DropViolation(details)) {
  }
  return details.SerializeAsString();
}

std::string_view View(grpc::string_ref text) { return {text.data(), text.size()}; }

std::string CutToMessage(std::string text) {
  if (text.size() > kMaxMessageBytes) {
    text.resize(kMaxMessageBytes);
    text += "…";
  }
  return text;
}

bool StartsWithBearer(std::string_view value) {
  constexpr std::string_view kScheme = "bearer ";
  return value.size() > kScheme.size() &&
         std::equal(kScheme.begin(), kScheme.end(), value.begin(), [](char expected, char sent) {
           return expected == std::tolower(static_cast<unsigned char>(sent));
         });
}

}  // namespace

absl::Status Presentable(absl::Status status) {
  if (status.ok() || !ReasonOf(status).empty()) return status;
  if (status.code() == absl::StatusCode::kInternal || status.code() == absl::StatusCode::kUnknown) {
    return InternalError(std::string(status.message()));
  }
  const std::string reason = absl::StatusCodeToString(status.code());
  Error error(status.code(), reason, status.message().empty() ? reason : std::string(status.message()));
  const bool passes = status.code() == absl::StatusCode::kUnavailable ||
                      status.code() == absl::StatusCode::kResourceExhausted;
  if (passes) error.RetryAfter(absl::Seconds(1));
  return error;
}

grpc::Status ToWire(const absl::Status& status) {
  if (status.ok()) return grpc::Status::OK;
  return {static_cast<grpc::StatusCode>(status.code()), CutToMessage(std::string(status.message())),
          SerializeDetails(status)};
}

std::string_view BearerToken(const grpc::CallbackServerContext& context) {
  const auto [begin, end] = context.client_metadata().equal_range("authorization");
  if (begin == end || std::next(begin) != end) return {};
  const std::string_view value = View(begin->second);
  return StartsWithBearer(value) ? value.substr(sizeof("bearer ") - 1) : std::string_view();
}

void CopyMetadata(const grpc::CallbackServerContext& context, Call& call) {
  constexpr std::string_view kPrefix = "laurel-";
  const auto& metadata = context.client_metadata();
  for (auto entry = metadata.lower_bound(grpc::string_ref(kPrefix.data(), kPrefix.size()));
       entry != metadata.end() && View(entry->first).starts_with(kPrefix); ++entry) {
    call.metadata.emplace_back(View(entry->first), View(entry->second));
  }
}

}  // namespace laurel::rpc
