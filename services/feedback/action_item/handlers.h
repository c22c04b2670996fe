// The calls about action items. Free functions, one a call; they run on database workers, after the pipeline
// has checked what the protos declare.
#pragma once

#include "absl/status/statusor.h"
#include "common/rpc/call.h"
#include "laurel/feedback/v1/coaching_service.pb.h"
#include "services/feedback/env.h"

namespace laurel::feedback::action_item {

absl::StatusOr<v1::ActionItem> CreateActionItem(Env& env, rpc::Call& call,
                                                const v1::CreateActionItemRequest& request);
absl::StatusOr<v1::ActionItem> GetActionItem(Env& env, rpc::Call& call,
                                             const v1::GetActionItemRequest& request);
absl::StatusOr<v1::ActionItem> UpdateActionItem(Env& env, rpc::Call& call,
                                                const v1::UpdateActionItemRequest& request);
absl::StatusOr<v1::ActionItem> CompleteActionItem(Env& env, rpc::Call& call,
                                                  const v1::CompleteActionItemRequest& request);
absl::StatusOr<v1::ActionItem> DropActionItem(Env& env, rpc::Call& call,
                                              const v1::DropActionItemRequest& request);
absl::StatusOr<v1::ActionItem> ReopenActionItem(Env& env, rpc::Call& call,
                                                const v1::ReopenActionItemRequest& request);
absl::StatusOr<v1::ListActionItemsResponse> ListActionItems(Env& env, rpc::Call& call,
                                                            const v1::ListActionItemsRequest& request);

}  // namespace laurel::feedback::action_item
