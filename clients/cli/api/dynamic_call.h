// One RPC of any kind with messages known at run time only: on the wire a unary call is a stream of one
// message each way.
#pragma once

#include <functional>
#include <memory>

#include "clients/cli/api/methods.h"
#include "grpcpp/channel.h"
#include "grpcpp/client_context.h"
#include "grpcpp/support/status.h"

namespace laurel::cli {

// The next message to send, or nullptr when there is none. Called by the thread of the caller.
using NextRequest = std::function<std::unique_ptr<google::protobuf::Message>()>;
// Called by a thread of gRPC's, one answer at a time, in order.
using OnResponse = std::function<void(const google::protobuf::Message&)>;

// Blocks until the call has ended.
grpc::Status CallDynamically(const std::shared_ptr<grpc::Channel>& channel, grpc::ClientContext& context,
                             const Method& method, const NextRequest& next, const OnResponse& on_response);

}  // namespace laurel::cli
