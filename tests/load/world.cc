#include "tests/load/world.h"

#include "laurel/directory/v1/directory_service.grpc.pb.h"

namespace laurel::load {

void TuneDatabase(const testing::TestDatabase& database) {
  database.Execute("SET GLOBAL innodb_flush_log_at_trx_commit = 1");
  database.Execute("SET GLOBAL innodb_buffer_pool_size = 2147483648");
}

directory::v1::ImportPeopleRow RowOf(const std::string& email, const std::string& team,
                                     const std::string& manager, const std::string& roles) {
  directory::v1::ImportPeopleRow row;
  row.set_employee_number(email);
  row.set_email(email);
  row.set_display_name(email);
  row.set_hire_date("2020-01-01");
  row.set_team(team);
  row.set_manager(manager);
  row.set_roles(roles);
  return row;
}

void ImportPeople(const std::shared_ptr<grpc::Channel>& directory, const std::string& admin_token,
                  const std::vector<directory::v1::ImportPeopleRow>& rows) {
  const auto stub = directory::v1::DirectoryService::NewStub(directory);
  grpc::ClientContext context;
  rpc::Authorize(context, admin_token);
  const auto stream = stub->ImportPeople(&context);
  directory::v1::ImportPeopleRequest request;
  request.mutable_options();
  stream->Write(request);
  for (const directory::v1::ImportPeopleRow& row : rows) {
    *request.mutable_row() = row;
    stream->Write(request);
  }
  stream->WritesDone();
  std::string refused;
  directory::v1::ImportPeopleResponse answer;
  while (stream->Read(&answer)) {
    if (answer.row().outcome() == directory::v1::IMPORT_OUTCOME_ERROR) refused += answer.ShortDebugString();
  }
  if (const grpc::Status status = stream->Finish(); !status.ok())
    throw std::runtime_error(status.error_message());
  if (!refused.empty()) throw std::runtime_error(refused);
}

std::string OnlyTeam(const std::shared_ptr<grpc::Channel>& directory, const std::string& token) {
  grpc::ClientContext context;
  rpc::Authorize(context, token);
  directory::v1::ListTeamsResponse teams;
  const grpc::Status status =
      directory::v1::DirectoryService::NewStub(directory)->ListTeams(&context, {}, &teams);
  if (!status.ok()) throw std::runtime_error(status.error_message());
  return IdOf(teams.teams().at(0).name());
}

std::string IdOf(const std::string& name) { return name.substr(name.rfind('/') + 1); }

}  // namespace laurel::load
