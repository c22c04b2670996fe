// Between our errors and gRPC's, and what a call's metadata says. Pure functions.
#pragma once

#include <string_view>

#include "absl/status/status.h"
#include "common/rpc/call.h"
#include "grpcpp/server_context.h"
#include "grpcpp/support/server_callback.h"
#include "grpcpp/support/status.h"

namespace laurel::rpc {

// Every error that leaves has an ErrorInfo: one without (a handler passed on a library's status) is given the
// name of its code as reason; UNKNOWN and INTERNAL without become INTERNAL with an incident id, their text
// goes to the log.
absl::Status Presentable(absl::Status status);

// With google.rpc.Status in the details, cut to what fits into a client's 8 KiB of metadata: field violations
// go last.
grpc::Status ToWire(const absl::Status& status);

// The token of `authorization: Bearer …`; empty when there is none, or more than one.
std::string_view BearerToken(const grpc::CallbackServerContext& context);

// Copies the caller's "laurel-" metadata into the call.
void CopyMetadata(const grpc::CallbackServerContext& context, Call& call);

}  // namespace laurel::rpc
