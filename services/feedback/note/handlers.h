// The calls about notes. Free functions, one a call; they run on database workers, after the pipeline has
// checked what the protos declare. A caller who reads no more than the summary of the session:
// PERMISSION_DENIED.
#pragma once

#include "absl/status/statusor.h"
#include "common/rpc/call.h"
#include "laurel/feedback/v1/coaching_service.pb.h"
#include "services/feedback/env.h"

namespace laurel::feedback::note {

absl::StatusOr<v1::Note> AddNote(Env& env, rpc::Call& call, const v1::AddNoteRequest& request);
absl::StatusOr<v1::Note> ReviseNote(Env& env, rpc::Call& call, const v1::ReviseNoteRequest& request);
absl::StatusOr<v1::ListNoteRevisionsResponse> ListNoteRevisions(Env& env, rpc::Call& call,
                                                                const v1::ListNoteRevisionsRequest& request);
absl::StatusOr<v1::ListNotesResponse> ListNotes(Env& env, rpc::Call& call,
                                                const v1::ListNotesRequest& request);

}  // namespace laurel::feedback::note
