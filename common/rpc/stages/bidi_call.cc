#include "common/rpc/stages/bidi_call.h"

#include "common/rpc/admission/bounded_queue.h"
#include "common/status/macros.h"

namespace laurel::rpc {

void BidiCall::Start() {
  if (absl::Status status = Admit(); !status.ok()) return Complete(std::move(status));
  if (!engine_.bidi_threads.TryRun([this] { Run(); })) Complete(Overloaded());
}

void BidiCall::Run() {
  absl::Status status = Serve();
  const bool client_stuck = !core().Flush().ok();
  if (client_stuck) context_.TryCancel();  // else a write that nobody reads would keep the call for ever
  Complete(std::move(status));
}

absl::Status BidiCall::Serve() {
  if (needs_person()) RETURN_IF_ERROR(AdmitPerson());
  call_data_.key.principal = call_data_.caller.id;
  call_data_.key.method = method_.full_name;
  core().Begin(call_data_.caller.name);
  return RunHandler([this] { return Handle(); });
}

void BidiCall::Complete(absl::Status status) {
  grpc::Status wire = End(std::move(status));
  FinishWith(std::move(wire));  // *this may be gone
}

}  // namespace laurel::rpc
