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
  grpc::ServerUnaryReactor* CreatePerson(rpc::Context* c, const v1::CreatePersonRequest* q,
                                         v1::Person* a) override;
  grpc::ServerUnaryReactor* UpdatePerson(rpc::Context* c, const v1::UpdatePersonRequest* q,
                                         v1::Person* a) override;
  grpc::ServerUnaryReactor* MarkPersonOnLeave(rpc::Context* c, const v1::MarkPersonOnLeaveRequest* q,
                                              v1::Person* a) override;
  grpc::ServerUnaryReactor* MarkPersonReturned(rpc::Context* c, const v1::MarkPersonReturnedRequest* q,
                                               v1::Person* a) override;
  grpc::ServerUnaryReactor* MarkPersonLeft(rpc::Context* c, const v1::MarkPersonLeftRequest* q,
                                           v1::Person* a) override;
  grpc::ServerUnaryReactor* ReinstatePerson(rpc::Context* c, const v1::ReinstatePersonRequest* q,
                                            v1::Person* a) override;
  grpc::ServerUnaryReactor* SetCoach(rpc::Context* c, const v1::SetCoachRequest* q, v1::Person* a) override;
  grpc::ServerUnaryReactor* CreateTeam(rpc::Context* c, const v1::CreateTeamRequest* q, v1::Team* a) override;
  grpc::ServerUnaryReactor* GetTeam(rpc::Context* c, const v1::GetTeamRequest* q, v1::Team* a) override;
  grpc::ServerUnaryReactor* UpdateTeam(rpc::Context* c, const v1::UpdateTeamRequest* q, v1::Team* a) override;
  grpc::ServerUnaryReactor* MoveTeam(rpc::Context* c, const v1::MoveTeamRequest* q, v1::Team* a) override;
  grpc::ServerUnaryReactor* CloseTeam(rpc::Context* c, const v1::CloseTeamRequest* q, v1::Team* a) override;
  grpc::ServerUnaryReactor* AddTeamMember(rpc::Context* c, const v1::AddTeamMemberRequest* q,
                                          v1::TeamMember* a) override;
  grpc::ServerUnaryReactor* RemoveTeamMember(rpc::Context* c, const v1::RemoveTeamMemberRequest* q,
                                             v1::TeamMember* a) override;
  grpc::ServerUnaryReactor* ListTeamMembers(rpc::Context* c, const v1::ListTeamMembersRequest* q,
                                            v1::ListTeamMembersResponse* a) override;
  grpc::ServerUnaryReactor* GrantRole(rpc::Context* c, const v1::GrantRoleRequest* q,
                                      v1::RoleGrant* a) override;
  grpc::ServerUnaryReactor* RevokeRole(rpc::Context* c, const v1::RevokeRoleRequest* q,
                                       v1::RoleGrant* a) override;
  grpc::ServerUnaryReactor* ListRoleGrants(rpc::Context* c, const v1::ListRoleGrantsRequest* q,
                                           v1::ListRoleGrantsResponse* a) override;
  grpc::ServerUnaryReactor* CreateServiceAccount(rpc::Context* c, const v1::CreateServiceAccountRequest* q,
                                                 v1::ServiceAccount* a) override;
  grpc::ServerUnaryReactor* DisableServiceAccount(rpc::Context* c, const v1::DisableServiceAccountRequest* q,
                                                  v1::ServiceAccount* a) override;
  grpc::ServerUnaryReactor* ListServiceAccounts(rpc::Context* c, const v1::ListServiceAccountsRequest* q,
                                                v1::ListServiceAccountsResponse* a) override;
  grpc::ServerWriteReactor<v1::WatchOrganizationResponse>* WatchOrganization(
      rpc::Context* c, const v1::WatchOrganizationRequest* q) override;

 private:
  rpc::Routes<Env> routes_;
};

}  // namespace laurel::directory
