#include "services/recognition/recognition_service.h"

#include "services/recognition/balance/handlers.h"
#include "services/recognition/comment/handlers.h"
#include "services/recognition/company_value/handlers.h"
#include "services/recognition/giving/handlers.h"
#include "services/recognition/ledger/handlers.h"
#include "services/recognition/outcome/handlers.h"
#include "services/recognition/program/handlers.h"
#include "services/recognition/reaction/handlers.h"
#include "services/recognition/reading/handlers.h"
#include "services/recognition/summary/handlers.h"

namespace laurel::recognition {

using Reactor = grpc::ServerUnaryReactor;

Reactor* RecognitionService::GiveRecognition(rpc::Context* c, const v1::GiveRecognitionRequest* q,
                                             v1::Recognition* a) {
  return routes_.Unary(__func__, c, q, a, giving::GiveRecognition);
}
Reactor* RecognitionService::GetRecognition(rpc::Context* c, const v1::GetRecognitionRequest* q,
                                            v1::Recognition* a) {
  return routes_.Unary(__func__, c, q, a, reading::GetRecognition);
}
Reactor* RecognitionService::BatchGetRecognitions(rpc::Context* c, const v1::BatchGetRecognitionsRequest* q,
                                                  v1::BatchGetRecognitionsResponse* a) {
  return routes_.Unary(__func__, c, q, a, reading::BatchGetRecognitions);
}
Reactor* RecognitionService::ListRecognitions(rpc::Context* c, const v1::ListRecognitionsRequest* q,
                                              v1::ListRecognitionsResponse* a) {
  return routes_.Unary(__func__, c, q, a, reading::ListRecognitions);
}
Reactor* RecognitionService::RevokeRecognition(rpc::Context* c, const v1::RevokeRecognitionRequest* q,
                                               v1::Recognition* a) {
  return routes_.Unary(__func__, c, q, a, outcome::RevokeRecognition);
}
Reactor* RecognitionService::HideRecognition(rpc::Context* c, const v1::HideRecognitionRequest* q,
                                             v1::Recognition* a) {
  return routes_.Unary(__func__, c, q, a, outcome::HideRecognition);
}
Reactor* RecognitionService::ApproveRecognition(rpc::Context* c, const v1::ApproveRecognitionRequest* q,
                                                v1::Recognition* a) {
  return routes_.Unary(__func__, c, q, a, outcome::ApproveRecognition);
}
Reactor* RecognitionService::RejectRecognition(rpc::Context* c, const v1::RejectRecognitionRequest* q,
                                               v1::Recognition* a) {
  return routes_.Unary(__func__, c, q, a, outcome::RejectRecognition);
}
Reactor* RecognitionService::ListStatusChanges(rpc::Context* c, const v1::ListStatusChangesRequest* q,
                                               v1::ListStatusChangesResponse* a) {
  return routes_.Unary(__func__, c, q, a, reading::ListStatusChanges);
}
Reactor* RecognitionService::AddReaction(rpc::Context* c, const v1::AddReactionRequest* q, v1::Reaction* a) {
  return routes_.Unary(__func__, c, q, a, reaction::AddReaction);
}
Reactor* RecognitionService::RemoveReaction(rpc::Context* c, const v1::RemoveReactionRequest* q,
                                            google::protobuf::Empty* a) {
  return routes_.Unary(__func__, c, q, a, reaction::RemoveReaction);
}
Reactor* RecognitionService::AddComment(rpc::Context* c, const v1::AddCommentRequest* q, v1::Comment* a) {
  return routes_.Unary(__func__, c, q, a, comment::AddComment);
}
Reactor* RecognitionService::ListComments(rpc::Context* c, const v1::ListCommentsRequest* q,
                                          v1::ListCommentsResponse* a) {
  return routes_.Unary(__func__, c, q, a, comment::ListComments);
}
Reactor* RecognitionService::DeleteComment(rpc::Context* c, const v1::DeleteCommentRequest* q,
                                           google::protobuf::Empty* a) {
  return routes_.Unary(__func__, c, q, a, comment::DeleteComment);
}
Reactor* RecognitionService::CreateValue(rpc::Context* c, const v1::CreateValueRequest* q,
                                         v1::CompanyValue* a) {
  return routes_.Unary(__func__, c, q, a, company_value::CreateValue);
}
Reactor* RecognitionService::UpdateValue(rpc::Context* c, const v1::UpdateValueRequest* q,
                                         v1::CompanyValue* a) {
  return routes_.Unary(__func__, c, q, a, company_value::UpdateValue);
}
Reactor* RecognitionService::ListValues(rpc::Context* c, const v1::ListValuesRequest* q,
                                        v1::ListValuesResponse* a) {
  return routes_.Unary(__func__, c, q, a, company_value::ListValues);
}
Reactor* RecognitionService::GetProgram(rpc::Context* c, const v1::GetProgramRequest* q, v1::Program* a) {
  return routes_.Unary(__func__, c, q, a, program::GetProgram);
}
Reactor* RecognitionService::UpdateProgram(rpc::Context* c, const v1::UpdateProgramRequest* q,
                                           v1::Program* a) {
  return routes_.Unary(__func__, c, q, a, program::UpdateProgram);
}
Reactor* RecognitionService::GetBalance(rpc::Context* c, const v1::GetBalanceRequest* q, v1::Balance* a) {
  return routes_.Unary(__func__, c, q, a, balance::GetBalance);
}
Reactor* RecognitionService::ListLedgerTransactions(rpc::Context* c,
                                                    const v1::ListLedgerTransactionsRequest* q,
                                                    v1::ListLedgerTransactionsResponse* a) {
  return routes_.Unary(__func__, c, q, a, ledger::ListLedgerTransactions);
}
Reactor* RecognitionService::BoostAllowance(rpc::Context* c, const v1::BoostAllowanceRequest* q,
                                            v1::Balance* a) {
  return routes_.Unary(__func__, c, q, a, balance::BoostAllowance);
}
Reactor* RecognitionService::AdjustBalance(rpc::Context* c, const v1::AdjustBalanceRequest* q,
                                           v1::Balance* a) {
  return routes_.Unary(__func__, c, q, a, balance::AdjustBalance);
}
Reactor* RecognitionService::VerifyLedger(rpc::Context* c, const v1::VerifyLedgerRequest* q,
                                          v1::VerifyLedgerResponse* a) {
  return routes_.Unary(__func__, c, q, a, ledger::VerifyLedger);
}
Reactor* RecognitionService::GetRecognitionSummary(rpc::Context* c, const v1::GetRecognitionSummaryRequest* q,
                                                   v1::RecognitionSummary* a) {
  return routes_.Unary(__func__, c, q, a, summary::GetRecognitionSummary);
}

}  // namespace laurel::recognition
