// Recognition with a few thanks in it, for tests of commands: what was asked is kept, what is answered can be
// set before a command is run.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "laurel/events/v1/event_service.grpc.pb.h"
#include "laurel/recognition/v1/recognition_service.grpc.pb.h"

namespace laurel::cli::testing {

// Maria Costa (people/maria) is the caller; there are the values teamwork and, retired, speed.
class FakeRecognition final : public recognition::v1::RecognitionService::Service {
 public:
  FakeRecognition();

  grpc::Status GiveRecognition(grpc::ServerContext*, const recognition::v1::GiveRecognitionRequest* request,
                               recognition::v1::Recognition* answer) override;
  grpc::Status GetRecognition(grpc::ServerContext*, const recognition::v1::GetRecognitionRequest* request,
                              recognition::v1::Recognition* answer) override;
  grpc::Status BatchGetRecognitions(grpc::ServerContext*,
                                    const recognition::v1::BatchGetRecognitionsRequest* request,
                                    recognition::v1::BatchGetRecognitionsResponse* answer) override;
  grpc::Status ListRecognitions(grpc::ServerContext*, const recognition::v1::ListRecognitionsRequest* request,
                                recognition::v1::ListRecognitionsResponse* answer) override;
  grpc::Status RevokeRecognition(grpc::ServerContext*,
                                 const recognition::v1::RevokeRecognitionRequest* request,
                                 recognition::v1::Recognition* answer) override;
  grpc::Status ApproveRecognition(grpc::ServerContext*,
                                  const recognition::v1::ApproveRecognitionRequest* request,
                                  recognition::v1::Recognition* answer) override;
  grpc::Status RejectRecognition(grpc::ServerContext*,
                                 const recognition::v1::RejectRecognitionRequest* request,
                                 recognition::v1::Recognition* answer) override;
  grpc::Status ListStatusChanges(grpc::ServerContext*,
                                 const recognition::v1::ListStatusChangesRequest* request,
                                 recognition::v1::ListStatusChangesResponse* answer) override;
  grpc::Status AddReaction(grpc::ServerContext*, const recognition::v1::AddReactionRequest* request,
                           recognition::v1::Reaction* answer) override;
  grpc::Status RemoveReaction(grpc::ServerContext*, const recognition::v1::RemoveReactionRequest* request,
                              google::protobuf::Empty*) override;
  grpc::Status AddComment(grpc::ServerContext*, const recognition::v1::AddCommentRequest* request,
                          recognition::v1::Comment* answer) override;
  grpc::Status ListComments(grpc::ServerContext*, const recognition::v1::ListCommentsRequest*,
                            recognition::v1::ListCommentsResponse* answer) override;
  grpc::Status DeleteComment(grpc::ServerContext*, const recognition::v1::DeleteCommentRequest* request,
                             google::protobuf::Empty*) override;
  grpc::Status CreateValue(grpc::ServerContext*, const recognition::v1::CreateValueRequest* request,
                           recognition::v1::CompanyValue* answer) override;
  grpc::Status UpdateValue(grpc::ServerContext*, const recognition::v1::UpdateValueRequest* request,
                           recognition::v1::CompanyValue* answer) override;
  grpc::Status ListValues(grpc::ServerContext*, const recognition::v1::ListValuesRequest*,
                          recognition::v1::ListValuesResponse* answer) override;
  grpc::Status GetProgram(grpc::ServerContext*, const recognition::v1::GetProgramRequest*,
                          recognition::v1::Program* answer) override;
  grpc::Status UpdateProgram(grpc::ServerContext*, const recognition::v1::UpdateProgramRequest* request,
                             recognition::v1::Program* answer) override;
  grpc::Status GetBalance(grpc::ServerContext*, const recognition::v1::GetBalanceRequest* request,
                          recognition::v1::Balance* answer) override;
  grpc::Status ListLedgerTransactions(grpc::ServerContext*,
                                      const recognition::v1::ListLedgerTransactionsRequest* request,
                                      recognition::v1::ListLedgerTransactionsResponse* answer) override;
  grpc::Status BoostAllowance(grpc::ServerContext*, const recognition::v1::BoostAllowanceRequest* request,
                              recognition::v1::Balance* answer) override;
  grpc::Status AdjustBalance(grpc::ServerContext*, const recognition::v1::AdjustBalanceRequest* request,
                             recognition::v1::Balance* answer) override;
  grpc::Status VerifyLedger(grpc::ServerContext*, const recognition::v1::VerifyLedgerRequest*,
                            recognition::v1::VerifyLedgerResponse* answer) override;
  grpc::Status GetRecognitionSummary(grpc::ServerContext*,
                                     const recognition::v1::GetRecognitionSummaryRequest* request,
                                     recognition::v1::RecognitionSummary* answer) override;

  // One more, PUBLIC and published 25 hours ago; "recognitions/01jd8z3v5n7q2w4e6r8t" + id.
  recognition::v1::Recognition& Add(const std::string& id, const std::string& sender,
                                    const std::string& recipient, const std::string& message);

  // The error that each of these calls answers, by its name.
  std::map<std::string, absl::Status> broken;
  bool needs_approval = false;  // what is given waits
  std::string pending_approver = {};
  std::vector<recognition::v1::Recognition> recognitions;
  std::vector<recognition::v1::GiveRecognitionRequest> given;
  std::vector<recognition::v1::ListRecognitionsRequest> listed;
  std::vector<common::v1::StatusChange> changes;
  std::vector<recognition::v1::AddReactionRequest> reactions;
  std::vector<std::string> removed;  // reactions and comments
  std::vector<recognition::v1::Comment> comments;
  std::vector<recognition::v1::CompanyValue> values;
  std::vector<recognition::v1::UpdateValueRequest> updated_values;
  recognition::v1::Program program;
  std::vector<recognition::v1::UpdateProgramRequest> updated_program;
  recognition::v1::Balance balance;  // of everybody
  std::vector<std::string> balances_asked;
  std::vector<recognition::v1::LedgerTransaction> ledger;
  std::vector<recognition::v1::ListLedgerTransactionsRequest> ledger_asked;
  std::vector<std::int64_t> adjusted;
  recognition::v1::VerifyLedgerResponse verified;
  recognition::v1::RecognitionSummary summary;
  std::vector<recognition::v1::GetRecognitionSummaryRequest> summaries;

 private:
  grpc::Status Broken(const char* call) const;
  grpc::Status Move(const std::string& name, recognition::v1::RecognitionState state,
                    const std::string& reason, recognition::v1::Recognition* answer);
};

// Tells that each of `subjects` was given, and breaks off after each of them; a stream after the last one is
// refused, so that whoever follows comes to an end.
class FakeEvents final : public events::v1::EventService::Service {
 public:
  grpc::Status WatchEvents(grpc::ServerContext*, const events::v1::WatchEventsRequest* request,
                           grpc::ServerWriter<events::v1::WatchEventsResponse>* writer) override;

  std::vector<std::string> subjects;
};

}  // namespace laurel::cli::testing
