// AuditService, the same on every server: who changed what of this service's records. Thread-safe; what it is
// made of outlives it.
#pragma once

#include "common/audit/handlers.h"
#include "common/rpc/pipeline.h"
#include "common/rpc/routes.h"
#include "laurel/audit/v1/audit_service.grpc.pb.h"

namespace laurel::audit {

class AuditService final : public v1::AuditService::CallbackService {
 public:
  AuditService(rpc::Pipeline& pipeline, AuditEnv env);

  grpc::ServerUnaryReactor* ListAuditRecords(rpc::Context* context,
                                             const v1::ListAuditRecordsRequest* request,
                                             v1::ListAuditRecordsResponse* response) override;

 private:
  AuditEnv env_;
  rpc::Routes<AuditEnv> routes_;
};

}  // namespace laurel::audit
