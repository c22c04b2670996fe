#include "services/feedback/testing/sample/stage.h"

#include "services/feedback/coaching_service.h"
#include "services/feedback/events.h"
#include "services/feedback/feedback_service.h"

namespace laurel::feedback::sample {

Stage::Stage(const org::Holder& people, const sql::DatabaseOptions& schema, absl::Time start)
    : laurel::sample::Stage(people, schema, start, "feedback", EventData()),
      metrics_(registry()),
      env_{database(), organization(), outbox(), metrics_} {
  const auto channel = Serve([this](rpc::Pipeline& pipeline) {
    laurel::testing::TestServer::Services services;
    services.push_back(std::make_unique<CoachingService>(pipeline, env_));
    services.push_back(std::make_unique<FeedbackService>(pipeline, env_));
    return services;
  });
  coaching_ = v1::CoachingService::NewStub(channel);
  feedback_ = v1::FeedbackService::NewStub(channel);
}

Stage::~Stage() {
  feedback_.reset();
  coaching_.reset();
  Close();
}

absl::StatusOr<bool> Stage::IsEmpty() {
  return laurel::sample::Stage::IsEmpty(
      "SELECT (SELECT COUNT(*) FROM coaching_session) + (SELECT COUNT(*) FROM feedback) + (SELECT COUNT(*) "
      "FROM "
      "action_item)");
}

}  // namespace laurel::feedback::sample
