// laurel.recognition.v1.RecognitionService: each call handed to the pipeline with its handler. Thread-safe.
#pragma once

#include "common/rpc/routes.h"
#include "laurel/recognition/v1/recognition_service.grpc.pb.h"
#include "services/recognition/env.h"

namespace laurel::recognition {

class RecognitionService final : public v1::RecognitionService::CallbackService {
 public:
  RecognitionService(rpc::Pipeline& pipeline, Env& env)
      : routes_(pipeline, v1::RecognitionService::service_full_name(), env) {}

  grpc::ServerUnaryReactor* GiveRecognition(rpc::Context* c, const v1::GiveRecognitionRequest* q,
                                            v1::Recognition* a) override;
  grpc::ServerUnaryReactor* GetRecognition(rpc::Context* c, const v1::GetRecognitionRequest* q,
                                           v1::Recognition* a) override;
  grpc::ServerUnaryReactor* BatchGetRecognitions(rpc::Context* c, const v1::BatchGetRecognitionsRequest* q,
                                                 v1::BatchGetRecognitionsResponse* a) override;
  grpc::ServerUnaryReactor* ListRecognitions(rpc::Context* c, const v1::ListRecognitionsRequest* q,
                                             v1::ListRecognitionsResponse* a) override;
  grpc::ServerUnaryReactor* RevokeRecognition(rpc::Context* c, const v1::RevokeRecognitionRequest* q,
                                              v1::Recognition* a) override;
  grpc::ServerUnaryReactor* HideRecognition(rpc::Context* c, const v1::HideRecognitionRequest* q,
                                            v1::Recognition* a) override;
  grpc::ServerUnaryReactor* ApproveRecognition(rpc::Context* c, const v1::ApproveRecognitionRequest* q,
                                               v1::Recognition* a) override;
  grpc::ServerUnaryReactor* RejectRecognition(rpc::Context* c, const v1::RejectRecognitionRequest* q,
                                              v1::Recognition* a) override;
  grpc::ServerUnaryReactor* ListStatusChanges(rpc::Context* c, const v1::ListStatusChangesRequest* q,
                                              v1::ListStatusChangesResponse* a) override;
  grpc::ServerUnaryReactor* AddReaction(rpc::Context* c, const v1::AddReactionRequest* q,
                                        v1::Reaction* a) override;
  grpc::ServerUnaryReactor* RemoveReaction(rpc::Context* c, const v1::RemoveReactionRequest* q,
                                           google::protobuf::Empty* a) override;
  grpc::ServerUnaryReactor* AddComment(rpc::Context* c, const v1::AddCommentRequest* q,
                                       v1::Comment* a) override;
  grpc::ServerUnaryReactor* ListComments(rpc::Context* c, const v1::ListCommentsRequest* q,
                                         v1::ListCommentsResponse* a) override;
  grpc::ServerUnaryReactor* DeleteComment(rpc::Context* c, const v1::DeleteCommentRequest* q,
                                          google::protobuf::Empty* a) override;
  grpc::ServerUnaryReactor* CreateValue(rpc::Context* c, const v1::CreateValueRequest* q,
                                        v1::CompanyValue* a) override;
  grpc::ServerUnaryReactor* UpdateValue(rpc::Context* c, const v1::UpdateValueRequest* q,
                                        v1::CompanyValue* a) override;
  grpc::ServerUnaryReactor* ListValues(rpc::Context* c, const v1::ListValuesRequest* q,
                                       v1::ListValuesResponse* a) override;
  grpc::ServerUnaryReactor* GetProgram(rpc::Context* c, const v1::GetProgramRequest* q,
                                       v1::Program* a) override;
  grpc::ServerUnaryReactor* UpdateProgram(rpc::Context* c, const v1::UpdateProgramRequest* q,
                                          v1::Program* a) override;
  grpc::ServerUnaryReactor* GetBalance(rpc::Context* c, const v1::GetBalanceRequest* q,
                                       v1::Balance* a) override;
  grpc::ServerUnaryReactor* ListLedgerTransactions(rpc::Context* c,
                                                   const v1::ListLedgerTransactionsRequest* q,
                                                   v1::ListLedgerTransactionsResponse* a) override;
  grpc::ServerUnaryReactor* BoostAllowance(rpc::Context* c, const v1::BoostAllowanceRequest* q,
                                           v1::Balance* a) override;
  grpc::ServerUnaryReactor* AdjustBalance(rpc::Context* c, const v1::AdjustBalanceRequest* q,
                                          v1::Balance* a) override;
  grpc::ServerUnaryReactor* VerifyLedger(rpc::Context* c, const v1::VerifyLedgerRequest* q,
                                         v1::VerifyLedgerResponse* a) override;
  grpc::ServerUnaryReactor* GetRecognitionSummary(rpc::Context* c, const v1::GetRecognitionSummaryRequest* q,
                                                  v1::RecognitionSummary* a) override;

 private:
  rpc::Routes<Env> routes_;
};

}  // namespace laurel::recognition
