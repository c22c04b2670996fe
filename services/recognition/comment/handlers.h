// The calls about comments. Thread-safe.
#pragma once

#include "absl/status/statusor.h"
#include "common/rpc/call.h"
#include "google/protobuf/empty.pb.h"
#include "laurel/recognition/v1/recognition_service.pb.h"
#include "services/recognition/env.h"

namespace laurel::recognition::comment {

absl::StatusOr<v1::Comment> AddComment(Env& env, rpc::Call& call, const v1::AddCommentRequest& request);
absl::StatusOr<v1::ListCommentsResponse> ListComments(Env& env, rpc::Call& call,
                                                      const v1::ListCommentsRequest& request);
absl::StatusOr<google::protobuf::Empty> DeleteComment(Env& env, rpc::Call& call,
                                                      const v1::DeleteCommentRequest& request);

}  // namespace laurel::recognition::comment
