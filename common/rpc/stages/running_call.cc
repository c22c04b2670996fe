#include "common/rpc/stages/running_call.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <exception>
#include <string>
#include <utility>

#include "common/api/digest.h"
#include "common/api/field_rules.h"
#include "common/api/text.h"
#include "common/log/log.h"
#include "common/rpc/stages/wire.h"
#include "common/status/error.h"
#include "common/status/macros.h"
#include "fmt/format.h"

namespace laurel::rpc {
namespace {

using std::chrono::steady_clock;

constexpr int kMaxResolving = 2;  // so that unknown callers never hold all workers

bool IsPending(const absl::StatusOr<auth::Principal>& principal) {
  return !principal.ok() && ReasonOf(principal.status()) == "PERSON_PENDING";
}

// What remains of the caller's own deadline; infinite when it sent none.
absl::Duration RemainingOf(const Context& context) {
  const auto deadline = context.deadline();
  if (deadline == std::chrono::system_clock::time_point::max()) return absl::InfiniteDuration();
  return absl::FromChrono(deadline - std::chrono::system_clock::now());
}

bool IsServerFault(absl::StatusCode code) {
  switch (code) {
    case absl::StatusCode::kUnknown:
    case absl::StatusCode::kInternal:
    case absl::StatusCode::kDataLoss:
    case absl::StatusCode::kUnavailable:
    case absl::StatusCode::kUnimplemented:
    case absl::StatusCode::kDeadlineExceeded:
      return true;
    default:
      return false;
  }
}

// What handlers, verifiers and resolvers throw must neither end the process nor reach gRPC, which would
// answer UNIMPLEMENTED.
template <typename Function>
absl::Status CatchAll(const std::string& method, Function function) {
  try {
    return function();
  } catch (const std::exception& error) {
    return InternalError(fmt::format("{}: {}", method, error.what()));
  } catch (...) {
    return InternalError(fmt::format("{}: an exception of an unknown type", method));
  }
}

}  // namespace

RunningCall::RunningCall(Engine& engine, const Method& method, Context& context, Deadline deadline)
    : engine_(engine), method_(method), context_(context), start_(steady_clock::now()) {
  method_.metrics->Started();
  engine_.admission.in_flight.Increment();
  absl::Duration remaining = RemainingOf(context);
  if (deadline == Deadline::kBounded) {
    if (remaining == absl::InfiniteDuration()) remaining = engine_.options.default_deadline;
    remaining = std::min(remaining, engine_.options.longest_deadline);
  }
  // A year stands for "none": it is beyond every stream and within every clock.
  remaining = std::min(remaining, absl::Hours(24 * 365));
  deadline_ = start_ + absl::ToChronoNanoseconds(remaining);
  call_data_.method = method_.full_name;
  call_data_.audited = method_.audited;
  call_data_.now = engine_.clock.Now();
  call_data_.deadline = call_data_.now + remaining;
  CopyMetadata(context, call_data_);
}

bool RunningCall::Gone() const {
  return call_data_.cancelled.load(std::memory_order_relaxed) || steady_clock::now() >= deadline_;
}

absl::Status RunningCall::WhyGone() const {
  if (steady_clock::now() >= deadline_) {
    return Error(absl::StatusCode::kDeadlineExceeded, "DEADLINE_EXCEEDED",
                 "the call's deadline passed before it was done");
  }
  return Error(absl::StatusCode::kCancelled, "CANCELLED", "the caller cancelled the call");
}

absl::Status RunningCall::Admit() {
  return CatchAll(method_.full_name, [this] { return AdmitToken(); });
}

absl::Status RunningCall::AdmitToken() {
  if (Gone()) return WhyGone();
  const std::string_view token = BearerToken(context_);
  if (token.empty()) return Unauthenticated();
  absl::StatusOr<auth::Identity> identity = engine_.verifier(token);
  if (!identity.ok()) return Unauthenticated();
  call_data_.token_expires = identity->expire_time;
  absl::StatusOr<auth::Principal> principal =
      engine_.resolver(*identity, /*may_wait=*/false, call_data_.deadline);
  if (IsPending(principal)) {
    RETURN_IF_ERROR(engine_.limiter.Take(identity->subject, start_));
    identity_ = *std::move(identity);
    return absl::OkStatus();
  }
  return AdmitPrincipal(std::move(principal));
}

absl::Status RunningCall::AdmitPerson() {
  const auth::Identity identity = *std::exchange(identity_, std::nullopt);
  const bool may_wait = engine_.resolving.fetch_add(1) < kMaxResolving;
  absl::StatusOr<auth::Principal> principal = absl::Status(UnknownPerson());
  absl::Status resolved = absl::OkStatus();
  if (may_wait) {
    resolved = CatchAll(method_.full_name, [&] {
      principal = engine_.resolver(identity, /*may_wait=*/true, call_data_.deadline);
      return absl::OkStatus();
    });
  }
  engine_.resolving.fetch_sub(1);
  RETURN_IF_ERROR(resolved);
  if (IsPending(principal)) principal = absl::Status(UnknownPerson());
  return AdmitPrincipal(std::move(principal));
}

absl::Status RunningCall::AdmitPrincipal(absl::StatusOr<auth::Principal> principal) {
  RETURN_IF_ERROR(principal.status());
  call_data_.caller = *std::move(principal);
  RETURN_IF_ERROR(engine_.limiter.Take(call_data_.caller.id, start_));
  const bool permitted =
      std::any_of(method_.callers.begin(), method_.callers.end(),
                  [&](common::v1::Caller caller) { return call_data_.caller.is.Has(caller); });
  if (permitted) return absl::OkStatus();
  return Error(absl::StatusCode::kPermissionDenied, "PERMISSION_DENIED", "your role may not call this method")
      .With("method", method_.full_name);
}

absl::Status RunningCall::CheckRequest(google::protobuf::Message& request) {
  request_bytes_ += request.ByteSizeLong();
  return api::ApplyFieldRules(call_data_.caller.name, request);
}

void RunningCall::MakeKey(google::protobuf::Message& request) {
  call_data_.key.principal = call_data_.caller.id;
  call_data_.key.method = method_.full_name;
  if (method_.request_id == nullptr) return;
  const google::protobuf::Reflection& fields = *request.GetReflection();
  const std::string sent = fields.GetString(request, method_.request_id);
  if (sent.empty()) return;
  fields.ClearField(&request, method_.request_id);
  call_data_.key.body_hash = api::Sha256(api::SerializeDeterministically(request));
  call_data_.key.request_id = api::LowerAscii(sent);
  fields.SetString(&request, method_.request_id, call_data_.key.request_id);
}

absl::Status RunningCall::RunHandler(const std::function<absl::Status()>& handler) {
  return CatchAll(method_.full_name, [&]() -> absl::Status {
    if (engine_.options.before_handler) RETURN_IF_ERROR(engine_.options.before_handler(call_data_));
    return handler();
  });
}

grpc::Status RunningCall::End(absl::Status status) {
  status = Presentable(std::move(status));
  const double seconds = std::chrono::duration<double>(steady_clock::now() - start_).count();
  for (const auto& [key, value] : call_data_.trailing_metadata) context_.AddTrailingMetadata(key, value);
  WriteLog(status, seconds);
  engine_.admission.CountRefusal(status);
  method_.metrics->Handled(status.code(), seconds);
  engine_.admission.in_flight.Decrement();
  return ToWire(status);
}

void RunningCall::WriteLog(const absl::Status& status, double seconds) const {
  const bool noteworthy = IsServerFault(status.code()) || method_.request_id != nullptr || method_.audited;
  const std::string reason = ReasonOf(status);
  const auto write = noteworthy ? log::Info : log::Debug;
  write("call", {{"method", std::string_view(method_.full_name)},
                 {"code", CodeName(status.code())},
                 {"reason", std::string_view(reason)},
                 {"caller", std::string_view(call_data_.caller.id)},
                 {"milliseconds", std::round(seconds * 1e6) / 1e3},
                 {"request_bytes", static_cast<std::int64_t>(request_bytes_)}});
}

}  // namespace laurel::rpc
