// Coaching with a few sessions in it, for tests of commands: what was asked is kept, what is answered can be
// set before a command is run.
#pragma once

#include <deque>
#include <map>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "grpcpp/server_context.h"
#include "laurel/feedback/v1/coaching_service.grpc.pb.h"

namespace laurel::cli::testing {

// An error as it travels.
grpc::Status ToGrpc(const absl::Status& status);

// Maria Costa (people/maria) is the caller.
class FakeCoaching final : public feedback::v1::CoachingService::Service {
 public:
  grpc::Status CreateCoachingSession(grpc::ServerContext* context,
                                     const feedback::v1::CreateCoachingSessionRequest* request,
                                     feedback::v1::CoachingSession* answer) override;
  grpc::Status ListCoachingSessions(grpc::ServerContext*,
                                    const feedback::v1::ListCoachingSessionsRequest* request,
                                    feedback::v1::ListCoachingSessionsResponse* answer) override;
  grpc::Status ListActionItems(grpc::ServerContext*, const feedback::v1::ListActionItemsRequest* request,
                               feedback::v1::ListActionItemsResponse* answer) override;
  grpc::Status CompleteActionItem(grpc::ServerContext*,
                                  const feedback::v1::CompleteActionItemRequest* request,
                                  feedback::v1::ActionItem* answer) override;
  grpc::Status GetCoachingSession(grpc::ServerContext*,
                                  const feedback::v1::GetCoachingSessionRequest* request,
                                  feedback::v1::CoachingSession* answer) override;
  grpc::Status UpdateCoachingSession(grpc::ServerContext*,
                                     const feedback::v1::UpdateCoachingSessionRequest* request,
                                     feedback::v1::CoachingSession* answer) override;
  grpc::Status RescheduleCoachingSession(grpc::ServerContext*,
                                         const feedback::v1::RescheduleCoachingSessionRequest* request,
                                         feedback::v1::CoachingSession* answer) override;
  grpc::Status CancelCoachingSession(grpc::ServerContext*,
                                     const feedback::v1::CancelCoachingSessionRequest* request,
                                     feedback::v1::CoachingSession* answer) override;
  grpc::Status ListStatusChanges(grpc::ServerContext*, const feedback::v1::ListStatusChangesRequest*,
                                 feedback::v1::ListStatusChangesResponse* answer) override;
  grpc::Status ListNotes(grpc::ServerContext*, const feedback::v1::ListNotesRequest*,
                         feedback::v1::ListNotesResponse* answer) override;
  grpc::Status ReviseNote(grpc::ServerContext*, const feedback::v1::ReviseNoteRequest* request,
                          feedback::v1::Note* answer) override;
  grpc::Status ListNoteRevisions(grpc::ServerContext*, const feedback::v1::ListNoteRevisionsRequest*,
                                 feedback::v1::ListNoteRevisionsResponse* answer) override;
  grpc::Status AddTalkingPoint(grpc::ServerContext*, const feedback::v1::AddTalkingPointRequest* request,
                               feedback::v1::TalkingPoint* answer) override;
  grpc::Status UpdateTalkingPoint(grpc::ServerContext*,
                                  const feedback::v1::UpdateTalkingPointRequest* request,
                                  feedback::v1::TalkingPoint* answer) override;
  grpc::Status RemoveTalkingPoint(grpc::ServerContext*,
                                  const feedback::v1::RemoveTalkingPointRequest* request,
                                  google::protobuf::Empty*) override;
  grpc::Status ListTalkingPoints(grpc::ServerContext*, const feedback::v1::ListTalkingPointsRequest* request,
                                 feedback::v1::ListTalkingPointsResponse* answer) override;
  grpc::Status GetCoachingCoverage(grpc::ServerContext*, const feedback::v1::GetCoachingCoverageRequest*,
                                   feedback::v1::GetCoachingCoverageResponse* answer) override;

  std::deque<absl::Status> failures;  // of the calls that plan or log, before they succeed
  // The error that each of these calls answers, by its name.
  std::map<std::string, absl::Status> broken;
  std::vector<feedback::v1::CreateCoachingSessionRequest> created;
  std::vector<std::string> authorizations;
  std::vector<std::string> completed;
  std::vector<feedback::v1::CoachingSession> sessions;
  std::vector<feedback::v1::ActionItem> items;
  feedback::v1::GetCoachingCoverageResponse coverage;
  std::vector<feedback::v1::UpdateCoachingSessionRequest> updated;
  std::vector<feedback::v1::RescheduleCoachingSessionRequest> moved;
  std::vector<feedback::v1::CancelCoachingSessionRequest> cancelled;
  std::vector<feedback::v1::ReviseNoteRequest> revised;
  std::vector<feedback::v1::UpdateTalkingPointRequest> updated_points;
  std::vector<common::v1::StatusChange> changes;
  std::vector<feedback::v1::Note> notes;
  std::vector<feedback::v1::NoteRevision> revisions;
  std::vector<feedback::v1::TalkingPoint> points;  // of every session

 private:
  grpc::Status Broken(const char* call) const;
  // The session of that name, or NOT_FOUND.
  grpc::Status Find(const std::string& name, feedback::v1::CoachingSession* answer) const;
};

}  // namespace laurel::cli::testing
