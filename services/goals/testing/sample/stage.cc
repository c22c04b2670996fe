#include "services/goals/testing/sample/stage.h"

#include "services/goals/events.h"
#include "services/goals/goal_service.h"

namespace laurel::goals::sample {

Stage::Stage(const org::Holder& people, const sql::DatabaseOptions& schema, absl::Time start)
    : laurel::sample::Stage(people, schema, start, "goals", EventData()),
      metrics_(registry()),
      env_{database(), organization(), outbox(), metrics_} {
  goals_ = v1::GoalService::NewStub(Serve([this](rpc::Pipeline& pipeline) {
    laurel::testing::TestServer::Services services;
    services.push_back(std::make_unique<GoalService>(pipeline, env_));
    return services;
  }));
}

Stage::~Stage() {
  goals_.reset();
  Close();
}

absl::StatusOr<bool> Stage::IsEmpty() { return laurel::sample::Stage::IsEmpty("SELECT COUNT(*) FROM goal"); }

}  // namespace laurel::goals::sample
