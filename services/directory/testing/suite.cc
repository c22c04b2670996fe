#include "services/directory/testing/suite.h"

#include <gtest/gtest.h>

#include "absl/strings/str_split.h"
#include "absl/time/clock.h"
#include "common/org/resolver.h"
#include "common/sql/migrate.h"
#include "common/testing/status_matchers.h"
#include "common/time/convert.h"
#include "laurel/directory/v1/events.pb.h"
#include "schema/directory_schema.h"
#include "services/directory/bootstrap/administrator.h"
#include "services/directory/bootstrap/org_readers.h"
#include "services/directory/directory_service.h"

namespace laurel::directory::testing {
namespace {

using laurel::testing::IsOk;
using laurel::testing::TestServer;

v1::ImportPeopleRow Cells(const std::vector<std::string>& columns, const std::string& line) {
  const std::vector<std::string> cells = absl::StrSplit(line, ',');
  v1::ImportPeopleRow row;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    row.GetReflection()->SetString(&row, row.GetDescriptor()->FindFieldByName(columns.at(i)), cells[i]);
  }
  return row;
}

events::EventLogOptions QuickEvents() {
  events::EventLogOptions options;
  options.sequencer.poll = absl::Milliseconds(2);
  options.feed.poll = absl::Milliseconds(2);
  return options;
}

}  // namespace

v1::ImportPeopleRowResult Imported::Line(std::int64_t line_number) const {
  for (const v1::ImportPeopleRowResult& row : rows) {
    if (row.line_number() == line_number) return row;
  }
  return {};
}

Suite::Suite() : Suite(std::make_shared<Ground>()) {}

Suite::Suite(std::shared_ptr<Ground> ground)
    : ground_(std::move(ground)),
      clock(ground_->clock),
      database(ground_->database),
      db(database.Open(clock)),
      catalog("directory", {v1::OrganizationRecords::descriptor(), v1::PersonEvent::descriptor(),
                            v1::RoleEvent::descriptor(), v1::ServiceAccountEvent::descriptor(),
                            v1::TeamEvent::descriptor()}),
      events(std::make_unique<events::EventLog>(catalog, *db, registry, QuickEvents())) {
  EXPECT_THAT(sql::Migrate(*db, "directory", Migrations(), clock.Now() + absl::Minutes(1)), IsOk());
  EXPECT_THAT(bootstrap::EnsureAdministrator(*db, std::string(kRoot), clock, events->outbox()), IsOk());
  EXPECT_THAT(bootstrap::EnsureOrgReaders(*db, {std::string(kService)}, clock, events->outbox()), IsOk());
  events->Start();
  keeper = std::make_unique<organization::Keeper>(
      *db, events->feed(), organization, clock,
      organization::KeeperOptions{.alive_every = absl::Milliseconds(5)});
  keeper->Start();
  CatchUp();
  env_ = std::make_unique<Env>(Env{*db, organization, *keeper, events->outbox(), events->feed(), clock});
  TestServer::Options server;
  server.clock = &clock;
  server.pipeline.rate = 0;
  server.pipeline.before_handler = [this](const rpc::Call& call) { return org_version_.Await(call); };
  server.resolver = org::MakeResolver(organization, clock);
  server_ = std::make_unique<TestServer>(server, [this](rpc::Pipeline& pipeline) {
    TestServer::Services services;
    services.push_back(std::make_unique<DirectoryService>(pipeline, *env_));
    return services;
  });
  stub_ = v1::DirectoryService::NewStub(server_->channel());
}

Suite::~Suite() = default;

std::unique_ptr<Suite> Suite::Replica() const { return std::unique_ptr<Suite>(new Suite(ground_)); }

void Suite::CatchUp() {
  const std::int64_t version = database.QueryInt("SELECT version FROM organization_guard");
  const auto reached = organization.WaitUntil(
      absl::Now() + absl::Seconds(60),
      [version](const org::Organization& current) { return current.version() >= version; });
  EXPECT_GE(reached->version(), version);
}

Imported Suite::Import(const std::vector<std::string>& lines, std::string_view email, bool validate_only) {
  Imported result;
  const auto context = laurel::testing::CallAs(email);
  context->set_deadline(std::chrono::system_clock::now() + std::chrono::minutes(2));
  const auto stream = stub_->ImportPeople(context.get());
  v1::ImportPeopleRequest request;
  request.mutable_options()->set_validate_only(validate_only);
  bool open = stream->Write(request);
  const std::vector<std::string> columns = absl::StrSplit(lines.front(), ',');
  for (std::size_t i = 1; open && i < lines.size(); ++i) {
    *request.mutable_row() = Cells(columns, lines[i]);
    request.mutable_row()->set_line_number(static_cast<std::int64_t>(i) + 1);
    open = stream->Write(request);
  }
  stream->WritesDone();
  for (v1::ImportPeopleResponse response; stream->Read(&response);) {
    if (response.has_row()) result.rows.push_back(response.row());
    if (response.has_summary()) result.summary = response.summary();
  }
  result.status = rpc::FromWire(stream->Finish());
  return result;
}

void Suite::Given(const std::vector<std::string>& lines) {
  const Imported result = Import(lines);
  EXPECT_THAT(result.status, IsOk());
  for (const v1::ImportPeopleRowResult& row : result.rows) {
    EXPECT_NE(row.outcome(), v1::IMPORT_OUTCOME_ERROR) << row.ShortDebugString();
  }
  CatchUp();
}

std::string Suite::Name(std::string_view email) const {
  const auto id = organization.Current()->FindByEmail(email);
  EXPECT_TRUE(id.has_value()) << email;
  return org::kPersonPattern.Format({id.value_or("")});
}

absl::StatusOr<v1::Person> Suite::Get(std::string_view caller, std::string_view email) {
  v1::GetPersonRequest request;
  request.set_name(Name(email));
  return As(caller, &Stub::GetPerson, request);
}

absl::StatusOr<v1::Person> Suite::SetManager(std::string_view email, std::string_view manager,
                                             absl::CivilDay start, std::string_view request_id) {
  v1::SetManagerRequest request;
  request.set_person(Name(email));
  if (!manager.empty()) request.set_manager(Name(manager));
  *request.mutable_start_date() = ToDate(start);
  request.set_request_id(std::string(request_id));
  return As(kRoot, &Stub::SetManager, request);
}

}  // namespace laurel::directory::testing
