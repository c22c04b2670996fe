// The gRPC face of directory: one line an RPC. Thread-safe.
#pragma once

#include "common/rpc/routes.h"
#include "laurel/directory/v1/directory_service.grpc.pb.h"
#include "services/directory/env.h"

namespace laurel::directory {

class DirectoryService final : public v1::DirectoryService::CallbackService {
 public:
  DirectoryService(rpc::Pipeline& pipeline, Env& env)
      : routes_(pipeline, v1::DirectoryService::service_full_name(), env) {}

  grpc::ServerUnaryReactor* GetMe(rpc::Context* c, const v1::GetMeRequest* q, v1::Me* a) override;
  grpc::ServerUnaryReactor* GetPerson(rpc::Context* c, const v1::GetPersonRequest* q, v1::Person* a) override;
  grpc::ServerUnaryReactor* BatchGetPeople(rpc::Context* c, const v1::BatchGetPeopleRequest* q,
                                           v1::BatchGetPeopleResponse* a) override;
  grpc::ServerUnaryReactor* ListPeople(rpc::Context* c, const v1::ListPeopleRequest* q,
                                       v1::ListPeopleResponse* a) override;
  grpc::ServerBidiReactor<v1::ImportPeopleRequest, v1::ImportPeopleResponse>* ImportPeople(
      rpc::Context* c) override;
  grpc::ServerUnaryReactor* SetManager(rpc::Context* c, const v1::SetManagerRequest* q,
                                       v1::Person* a) override;
  grpc::ServerUnaryReactor* ListReports(rpc::Context* c, const v1::ListReportsRequest* q,
                                        v1::ListReportsResponse* a) override;
  grpc::ServerUnaryReactor* GetReportingChain(rpc::Context* c, const v1::GetReportingChainRequest* q,
                                              v1::GetReportingChainResponse* a) override;
  grpc::ServerUnaryReactor* ListTeams(rpc::Context* c, const v1::ListTeamsRequest* q,
                                      v1::ListTeamsResponse* a) override;
  grpc::ServerWriteReactor<v1::WatchOrganizationResponse>* WatchOrganization(
      rpc::Context* c, const v1::WatchOrganizationRequest* q) override;

 private:
  rpc::Routes<Env> routes_;
};

}  // namespace laurel::directory
