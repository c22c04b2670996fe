#include "common/testing/sample/stage.h"

#include "common/org/resolver.h"

namespace laurel::sample {

Stage::Stage(const org::Holder& organization, const sql::DatabaseOptions& database, absl::Time start,
             std::string_view service, const std::vector<const google::protobuf::Descriptor*>& event_data)
    : organization_(organization),
      clock_(start),
      database_(sql::Database::Create(database, clock_)),
      catalog_(service, event_data),
      events_(catalog_, *database_, registry_) {}

Stage::~Stage() = default;

std::shared_ptr<grpc::Channel> Stage::Serve(const MakeServices& services) {
  laurel::testing::TestServer::Options options;
  options.resolver = org::MakeResolver(organization_, clock_);  // a token is the address of whose it is
  options.clock = &clock_;
  options.pipeline.rate = 0;
  server_ = std::make_unique<laurel::testing::TestServer>(options, services);
  return server_->channel();
}

absl::StatusOr<bool> Stage::IsEmpty(const std::string& sum) {
  return database_->Read<bool>(clock_.Now() + absl::Seconds(10),
                               [&sum](sql::Connection& connection) -> absl::StatusOr<bool> {
                                 const auto rows = connection.Query(sum);
                                 if (!rows.ok()) return rows.status();
                                 return rows->at(0).Int(0) == 0;
                               });
}

}  // namespace laurel::sample
