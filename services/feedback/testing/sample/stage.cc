#include "services/feedback/testing/sample/stage.h"

#include "common/org/resolver.h"
#include "services/feedback/events.h"

namespace laurel::feedback::sample {

Stage::Stage(const org::Holder& organization, const sql::DatabaseOptions& database, absl::Time start)
    : clock_(start),
      database_(sql::Database::Create(database, clock_)),
      catalog_("feedback", EventData()),
      events_(catalog_, *database_, registry_),
      env_{*database_, organization, events_.outbox(), metrics_} {
  laurel::testing::TestServer::Options options;
  options.resolver = org::MakeResolver(organization, clock_);  // a token is the address of whose it is
  options.clock = &clock_;
  options.pipeline.rate = 0;
  server_ = std::make_unique<laurel::testing::TestServer>(options, [this](rpc::Pipeline& pipeline) {
    laurel::testing::TestServer::Services services;
    services.push_back(std::make_unique<CoachingService>(pipeline, env_));
    services.push_back(std::make_unique<FeedbackService>(pipeline, env_));
    return services;
  });
  coaching_ = v1::CoachingService::NewStub(server_->channel());
  feedback_ = v1::FeedbackService::NewStub(server_->channel());
}

Stage::~Stage() {
  feedback_.reset();
  coaching_.reset();
  server_.reset();
}

absl::StatusOr<bool> Stage::IsEmpty() {
  return database_->Read<bool>(clock_.Now() + absl::Seconds(10),
                               [](sql::Connection& connection) -> absl::StatusOr<bool> {
                                 const auto rows = connection.Query(
                                     "SELECT (SELECT COUNT(*) FROM coaching_session) + (SELECT COUNT(*) FROM "
                                     "feedback) + (SELECT COUNT(*) FROM action_item)");
                                 if (!rows.ok()) return rows.status();
                                 return rows->at(0).Int(0) == 0;
                               });
}

}  // namespace laurel::feedback::sample
