// The calls about talking points. Free functions, one a call; they run on database workers, after the
// pipeline has checked what the protos declare. A caller who reads no more than the summary of the session:
// PERMISSION_DENIED.
#pragma once

#include "absl/status/statusor.h"
#include "common/rpc/call.h"
#include "laurel/feedback/v1/coaching_service.pb.h"
#include "services/feedback/env.h"

namespace laurel::feedback::talking_point {

absl::StatusOr<v1::TalkingPoint> AddTalkingPoint(Env& env, rpc::Call& call,
                                                 const v1::AddTalkingPointRequest& request);
absl::StatusOr<v1::TalkingPoint> UpdateTalkingPoint(Env& env, rpc::Call& call,
                                                    const v1::UpdateTalkingPointRequest& request);
absl::StatusOr<google::protobuf::Empty> RemoveTalkingPoint(Env& env, rpc::Call& call,
                                                           const v1::RemoveTalkingPointRequest& request);
absl::StatusOr<v1::ListTalkingPointsResponse> ListTalkingPoints(Env& env, rpc::Call& call,
                                                                const v1::ListTalkingPointsRequest& request);

}  // namespace laurel::feedback::talking_point
