// The calls about coaching sessions. Free functions, one a call; they run on database workers, after the
// pipeline has checked what the protos declare. Errors are those of docs and protos: NOT_FOUND,
// PERMISSION_DENIED, FAILED_PRECONDITION, ABORTED.
#pragma once

#include "absl/status/statusor.h"
#include "common/rpc/call.h"
#include "laurel/feedback/v1/coaching_service.pb.h"
#include "services/feedback/env.h"

namespace laurel::feedback::coaching_session {

absl::StatusOr<v1::CoachingSession> CreateCoachingSession(Env& env, rpc::Call& call,
                                                          const v1::CreateCoachingSessionRequest& request);
absl::StatusOr<v1::CoachingSession> GetCoachingSession(Env& env, rpc::Call& call,
                                                       const v1::GetCoachingSessionRequest& request);
absl::StatusOr<v1::BatchGetCoachingSessionsResponse> BatchGetCoachingSessions(
    Env& env, rpc::Call& call, const v1::BatchGetCoachingSessionsRequest& request);
absl::StatusOr<v1::ListCoachingSessionsResponse> ListCoachingSessions(
    Env& env, rpc::Call& call, const v1::ListCoachingSessionsRequest& request);
absl::StatusOr<v1::CoachingSession> UpdateCoachingSession(Env& env, rpc::Call& call,
                                                          const v1::UpdateCoachingSessionRequest& request);
absl::StatusOr<v1::CoachingSession> RescheduleCoachingSession(
    Env& env, rpc::Call& call, const v1::RescheduleCoachingSessionRequest& request);
absl::StatusOr<v1::CoachingSession> StartCoachingSession(Env& env, rpc::Call& call,
                                                         const v1::StartCoachingSessionRequest& request);
absl::StatusOr<v1::CoachingSession> CancelCoachingSession(Env& env, rpc::Call& call,
                                                          const v1::CancelCoachingSessionRequest& request);
absl::StatusOr<v1::CoachingSession> MarkCoachingSessionNoShow(
    Env& env, rpc::Call& call, const v1::MarkCoachingSessionNoShowRequest& request);
absl::StatusOr<v1::CoachingSession> HoldCoachingSession(Env& env, rpc::Call& call,
                                                        const v1::HoldCoachingSessionRequest& request);
absl::StatusOr<v1::CoachingSession> VoidCoachingSession(Env& env, rpc::Call& call,
                                                        const v1::VoidCoachingSessionRequest& request);
absl::StatusOr<v1::CoachingSession> AcknowledgeCoachingSession(
    Env& env, rpc::Call& call, const v1::AcknowledgeCoachingSessionRequest& request);

}  // namespace laurel::feedback::coaching_session
