#include "services/directory/directory_service.h"

#include "services/directory/import/handlers.h"
#include "services/directory/line/handlers.h"
#include "services/directory/membership/handlers.h"
#include "services/directory/organization/handlers.h"
#include "services/directory/person/handlers.h"
#include "services/directory/role/handlers.h"
#include "services/directory/service_account/handlers.h"
#include "services/directory/team/handlers.h"

namespace laurel::directory {

using grpc::ServerUnaryReactor;

ServerUnaryReactor* DirectoryService::GetMe(rpc::Context* c, const v1::GetMeRequest* q, v1::Me* a) {
  return routes_.Unary(__func__, c, q, a, person::GetMe);
}

ServerUnaryReactor* DirectoryService::GetPerson(rpc::Context* c, const v1::GetPersonRequest* q,
                                                v1::Person* a) {
  return routes_.Unary(__func__, c, q, a, person::GetPerson);
}

ServerUnaryReactor* DirectoryService::BatchGetPeople(rpc::Context* c, const v1::BatchGetPeopleRequest* q,
                                                     v1::BatchGetPeopleResponse* a) {
  return routes_.Unary(__func__, c, q, a, person::BatchGetPeople);
}

ServerUnaryReactor* DirectoryService::ListPeople(rpc::Context* c, const v1::ListPeopleRequest* q,
                                                 v1::ListPeopleResponse* a) {
  return routes_.Unary(__func__, c, q, a, person::ListPeople);
}

grpc::ServerBidiReactor<v1::ImportPeopleRequest, v1::ImportPeopleResponse>* DirectoryService::ImportPeople(
    rpc::Context* c) {
  return routes_.Bidi(__func__, c, import::ImportPeople);
}

ServerUnaryReactor* DirectoryService::SetManager(rpc::Context* c, const v1::SetManagerRequest* q,
                                                 v1::Person* a) {
  return routes_.Unary(__func__, c, q, a, line::SetManager);
}

ServerUnaryReactor* DirectoryService::ListReports(rpc::Context* c, const v1::ListReportsRequest* q,
                                                  v1::ListReportsResponse* a) {
  return routes_.Unary(__func__, c, q, a, line::ListReports);
}

ServerUnaryReactor* DirectoryService::GetReportingChain(rpc::Context* c,
                                                        const v1::GetReportingChainRequest* q,
                                                        v1::GetReportingChainResponse* a) {
  return routes_.Unary(__func__, c, q, a, line::GetReportingChain);
}

ServerUnaryReactor* DirectoryService::ListTeams(rpc::Context* c, const v1::ListTeamsRequest* q,
                                                v1::ListTeamsResponse* a) {
  return routes_.Unary(__func__, c, q, a, team::ListTeams);
}

ServerUnaryReactor* DirectoryService::CreatePerson(rpc::Context* c, const v1::CreatePersonRequest* q,
                                                   v1::Person* a) {
  return routes_.Unary(__func__, c, q, a, person::CreatePerson);
}

ServerUnaryReactor* DirectoryService::UpdatePerson(rpc::Context* c, const v1::UpdatePersonRequest* q,
                                                   v1::Person* a) {
  return routes_.Unary(__func__, c, q, a, person::UpdatePerson);
}

ServerUnaryReactor* DirectoryService::MarkPersonOnLeave(rpc::Context* c,
                                                        const v1::MarkPersonOnLeaveRequest* q,
                                                        v1::Person* a) {
  return routes_.Unary(__func__, c, q, a, person::MarkPersonOnLeave);
}

ServerUnaryReactor* DirectoryService::MarkPersonReturned(rpc::Context* c,
                                                         const v1::MarkPersonReturnedRequest* q,
                                                         v1::Person* a) {
  return routes_.Unary(__func__, c, q, a, person::MarkPersonReturned);
}

ServerUnaryReactor* DirectoryService::MarkPersonLeft(rpc::Context* c, const v1::MarkPersonLeftRequest* q,
                                                     v1::Person* a) {
  return routes_.Unary(__func__, c, q, a, person::MarkPersonLeft);
}

ServerUnaryReactor* DirectoryService::ReinstatePerson(rpc::Context* c, const v1::ReinstatePersonRequest* q,
                                                      v1::Person* a) {
  return routes_.Unary(__func__, c, q, a, person::ReinstatePerson);
}

ServerUnaryReactor* DirectoryService::SetCoach(rpc::Context* c, const v1::SetCoachRequest* q, v1::Person* a) {
  return routes_.Unary(__func__, c, q, a, line::SetCoach);
}

ServerUnaryReactor* DirectoryService::CreateTeam(rpc::Context* c, const v1::CreateTeamRequest* q,
                                                 v1::Team* a) {
  return routes_.Unary(__func__, c, q, a, team::CreateTeam);
}

ServerUnaryReactor* DirectoryService::GetTeam(rpc::Context* c, const v1::GetTeamRequest* q, v1::Team* a) {
  return routes_.Unary(__func__, c, q, a, team::GetTeam);
}

ServerUnaryReactor* DirectoryService::UpdateTeam(rpc::Context* c, const v1::UpdateTeamRequest* q,
                                                 v1::Team* a) {
  return routes_.Unary(__func__, c, q, a, team::UpdateTeam);
}

ServerUnaryReactor* DirectoryService::MoveTeam(rpc::Context* c, const v1::MoveTeamRequest* q, v1::Team* a) {
  return routes_.Unary(__func__, c, q, a, team::MoveTeam);
}

ServerUnaryReactor* DirectoryService::CloseTeam(rpc::Context* c, const v1::CloseTeamRequest* q, v1::Team* a) {
  return routes_.Unary(__func__, c, q, a, team::CloseTeam);
}

ServerUnaryReactor* DirectoryService::AddTeamMember(rpc::Context* c, const v1::AddTeamMemberRequest* q,
                                                    v1::TeamMember* a) {
  return routes_.Unary(__func__, c, q, a, membership::AddTeamMember);
}

ServerUnaryReactor* DirectoryService::RemoveTeamMember(rpc::Context* c, const v1::RemoveTeamMemberRequest* q,
                                                       v1::TeamMember* a) {
  return routes_.Unary(__func__, c, q, a, membership::RemoveTeamMember);
}

ServerUnaryReactor* DirectoryService::ListTeamMembers(rpc::Context* c, const v1::ListTeamMembersRequest* q,
                                                      v1::ListTeamMembersResponse* a) {
  return routes_.Unary(__func__, c, q, a, membership::ListTeamMembers);
}

ServerUnaryReactor* DirectoryService::GrantRole(rpc::Context* c, const v1::GrantRoleRequest* q,
                                                v1::RoleGrant* a) {
  return routes_.Unary(__func__, c, q, a, role::GrantRole);
}

ServerUnaryReactor* DirectoryService::RevokeRole(rpc::Context* c, const v1::RevokeRoleRequest* q,
                                                 v1::RoleGrant* a) {
  return routes_.Unary(__func__, c, q, a, role::RevokeRole);
}

ServerUnaryReactor* DirectoryService::ListRoleGrants(rpc::Context* c, const v1::ListRoleGrantsRequest* q,
                                                     v1::ListRoleGrantsResponse* a) {
  return routes_.Unary(__func__, c, q, a, role::ListRoleGrants);
}

ServerUnaryReactor* DirectoryService::CreateServiceAccount(rpc::Context* c,
                                                           const v1::CreateServiceAccountRequest* q,
                                                           v1::ServiceAccount* a) {
  return routes_.Unary(__func__, c, q, a, service_account::CreateServiceAccount);
}

ServerUnaryReactor* DirectoryService::DisableServiceAccount(rpc::Context* c,
                                                            const v1::DisableServiceAccountRequest* q,
                                                            v1::ServiceAccount* a) {
  return routes_.Unary(__func__, c, q, a, service_account::DisableServiceAccount);
}

ServerUnaryReactor* DirectoryService::ListServiceAccounts(rpc::Context* c,
                                                          const v1::ListServiceAccountsRequest* q,
                                                          v1::ListServiceAccountsResponse* a) {
  return routes_.Unary(__func__, c, q, a, service_account::ListServiceAccounts);
}

grpc::ServerWriteReactor<v1::WatchOrganizationResponse>* DirectoryService::WatchOrganization(
    rpc::Context* c, const v1::WatchOrganizationRequest* q) {
  return routes_.ServerStream(__func__, c, q, organization::WatchOrganization);
}

}  // namespace laurel::directory
