#include "common/rpc/stages/stream_call.h"

#include "common/status/macros.h"

namespace laurel::rpc {

void StreamCall::Start() {
  absl::Status status = Admit();
  if (status.ok() && !needs_person()) status = CheckRequest(request_);
  if (status.ok()) status = engine_.queue.Push(this);
  if (!status.ok()) core().Opened(std::move(status));
}

void StreamCall::Run() {
  const auto core_alive = core().shared_from_this();  // *this may be gone as soon as it is open
  core_alive->Opened(Open());
}

void StreamCall::Refuse(absl::Status why) {
  const auto core_alive = core().shared_from_this();
  core_alive->Opened(Gone() ? WhyGone() : std::move(why));
}

absl::Status StreamCall::Open() {
  if (Gone()) return WhyGone();
  if (needs_person()) {
    RETURN_IF_ERROR(AdmitPerson());
    RETURN_IF_ERROR(CheckRequest(request_));
  }
  MakeKey(request_);
  if (!engine_.streams.Add(core().shared_from_this())) return ShuttingDown();
  return RunHandler([this] { return Handle(); });
}

void StreamCall::EndStream(const absl::Status& status) {
  grpc::Status wire = End(status);
  FinishWith(std::move(wire));  // *this may be gone
}

void StreamCall::Leave() {
  engine_.streams.Remove(&core());
  core().TransportDone();
}

}  // namespace laurel::rpc
