// The calls about reactions. Thread-safe.
#pragma once

#include "absl/status/statusor.h"
#include "common/rpc/call.h"
#include "google/protobuf/empty.pb.h"
#include "laurel/recognition/v1/recognition_service.pb.h"
#include "services/recognition/env.h"

namespace laurel::recognition::reaction {

absl::StatusOr<v1::Reaction> AddReaction(Env& env, rpc::Call& call, const v1::AddReactionRequest& request);
absl::StatusOr<google::protobuf::Empty> RemoveReaction(Env& env, rpc::Call& call,
                                                       const v1::RemoveReactionRequest& request);

}  // namespace laurel::recognition::reaction
