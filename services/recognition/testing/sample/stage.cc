#include "services/recognition/testing/sample/stage.h"

#include "services/recognition/allowance/sweep.h"
#include "services/recognition/events.h"
#include "services/recognition/outcome/expire_pending.h"
#include "services/recognition/recognition_service.h"

namespace laurel::recognition::sample {

Stage::Stage(const org::Holder& people, const sql::DatabaseOptions& schema, absl::Time start)
    : laurel::sample::Stage(people, schema, start, "recognition", EventData()),
      metrics_(registry()),
      env_{database(), organization(), outbox(), metrics_} {
  recognition_ = v1::RecognitionService::NewStub(Serve([this](rpc::Pipeline& pipeline) {
    laurel::testing::TestServer::Services services;
    services.push_back(std::make_unique<RecognitionService>(pipeline, env_));
    return services;
  }));
}

Stage::~Stage() {
  recognition_.reset();
  Close();
}

absl::StatusOr<bool> Stage::IsEmpty() {
  return laurel::sample::Stage::IsEmpty(
      "SELECT (SELECT COUNT(*) FROM recognition) + (SELECT COUNT(*) FROM company_value) + (SELECT COUNT(*) "
      "FROM "
      "ledger_transaction)");
}

absl::Status Stage::GrantAllowances() { return allowance::Sweep(env_, clock().Now(), std::stop_token()); }

absl::Status Stage::RejectUndecided() {
  return outcome::ExpirePending(env_, clock().Now(), std::stop_token());
}

}  // namespace laurel::recognition::sample
