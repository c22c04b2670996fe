#include "common/audit/audit_service.h"

#include "common/audit/handlers.h"

namespace laurel::audit {

AuditService::AuditService(rpc::Pipeline& pipeline, AuditEnv env)
    : env_(env), routes_(pipeline, v1::AuditService::service_full_name(), env_) {}

grpc::ServerUnaryReactor* AuditService::ListAuditRecords(rpc::Context* context,
                                                         const v1::ListAuditRecordsRequest* request,
                                                         v1::ListAuditRecordsResponse* response) {
  return routes_.Unary(__func__, context, request, response, audit::ListAuditRecords);
}

}  // namespace laurel::audit
