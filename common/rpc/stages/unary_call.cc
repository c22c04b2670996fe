#include "common/rpc/stages/unary_call.h"

#include <utility>

#include "common/status/error.h"
#include "common/status/macros.h"

namespace laurel::rpc {
namespace {

// The leader ran out of its own time: that says nothing about what its followers ask for.
bool IsOwnFailure(const absl::Status& status) {
  return status.code() == absl::StatusCode::kDeadlineExceeded ||
         status.code() == absl::StatusCode::kCancelled || ReasonOf(status) == "OUTCOME_UNKNOWN";
}

absl::Status RequestIdReused() {
  return Error(absl::StatusCode::kInvalidArgument, "REQUEST_ID_REUSED",
               "this request_id was used with other arguments; make a new one for a new request")
      .Field("request_id", "was used with other arguments");
}

}  // namespace

grpc::ServerUnaryReactor* StartUnaryCall(Engine& engine, const Method& method, Context& context,
                                         google::protobuf::Message& request,
                                         google::protobuf::Message& response, UnaryHandler handler) {
  auto* call = new UnaryCall(engine, method, context, request, response, std::move(handler));
  call->Start();  // it may be answered already; gRPC keeps it until it has been returned
  return call;
}

UnaryCall::UnaryCall(Engine& engine, const Method& method, Context& context,
                     google::protobuf::Message& request, google::protobuf::Message& response,
                     UnaryHandler handler)
    : RunningCall(engine, method, context, Deadline::kBounded),
      request_(request),
      response_(response),
      handler_(std::move(handler)) {}

void UnaryCall::Start() {
  absl::Status status = Admit();
  if (status.ok() && !needs_person()) {
    status = Prepare();
    if (status.ok() && !LeadFlight()) return;
  }
  if (!status.ok()) return Complete(std::move(status));
  Submit();
}

void UnaryCall::Submit() {
  absl::Status pushed = engine_.queue.Push(this);
  if (!pushed.ok()) Complete(std::move(pushed));
}

void UnaryCall::Run() {
  if (Gone()) return Refuse(WhyGone());
  if (needs_person()) {
    absl::Status status = AdmitPerson();
    if (status.ok()) status = Prepare();
    if (!status.ok()) return Complete(std::move(status));
    if (!LeadFlight()) return;
  }
  Complete(RunHandler([this] { return handler_(call_data_); }));
}

void UnaryCall::Refuse(absl::Status why) {
  if (Gone()) {
    engine_.admission.abandoned.Increment();
    why = WhyGone();
  }
  Complete(std::move(why));
}

absl::Status UnaryCall::Prepare() {
  RETURN_IF_ERROR(CheckRequest(request_));
  MakeKey(request_);
  return absl::OkStatus();
}

bool UnaryCall::LeadFlight() {
  if (call_data_.key.request_id.empty()) return true;
  leads_ = true;  // before Join: as a follower *this is not ours afterwards, and whoever takes it over makes
                  // it lead
  switch (engine_.flights.Join(call_data_.key, this)) {
    case SingleFlight<UnaryCall>::Role::kLeader:
      return true;
    case SingleFlight<UnaryCall>::Role::kFollower:
      return false;
    case SingleFlight<UnaryCall>::Role::kOtherBody:
      leads_ = false;
      Complete(RequestIdReused());
      return false;
    case SingleFlight<UnaryCall>::Role::kFull:
      leads_ = false;
      Complete(Overloaded());
      return false;
  }
  return true;
}

void UnaryCall::EndFlight(const absl::Status& status) {
  leads_ = false;
  if (IsOwnFailure(status)) {
    if (UnaryCall* next = engine_.flights.HandOver(call_data_.key)) next->Submit();
    return;
  }
  for (UnaryCall* twin : engine_.flights.Land(call_data_.key)) twin->CompleteAs(*this, status);
}

void UnaryCall::CompleteAs(const UnaryCall& leader, const absl::Status& status) {
  leads_ = false;
  if (status.ok()) response_.CopyFrom(leader.response_);
  call_data_.trailing_metadata = leader.call_data_.trailing_metadata;
  Complete(status);
}

void UnaryCall::Complete(absl::Status status) {
  if (leads_) EndFlight(status);
  grpc::Status wire = End(std::move(status));
  Finish(std::move(wire));  // *this may be gone
}

}  // namespace laurel::rpc
