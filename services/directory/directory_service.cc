#include "services/directory/directory_service.h"

#include "services/directory/import/handlers.h"
#include "services/directory/line/handlers.h"
#include "services/directory/organization/handlers.h"
#include "services/directory/person/handlers.h"
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

grpc::ServerWriteReactor<v1::WatchOrganizationResponse>* DirectoryService::WatchOrganization(
    rpc::Context* c, const v1::WatchOrganizationRequest* q) {
  return routes_.ServerStream(__func__, c, q, organization::WatchOrganization);
}

}  // namespace laurel::directory
