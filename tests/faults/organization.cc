#include "tests/faults/organization.h"

#include <fmt/format.h>

#include <cstdlib>
#include <iostream>

#include "absl/time/clock.h"
#include "common/rpc/channel.h"
#include "common/rpc/testing/eventually.h"
#include "laurel/directory/v1/directory_service.grpc.pb.h"

namespace laurel::faults {
namespace {

namespace v1 = directory::v1;
using rpc::testing::Eventually;

constexpr absl::Duration kPatience = absl::Seconds(30);

void Prepare(grpc::ClientContext& context, std::string_view token) {
  rpc::Authorize(context, token);
  context.set_wait_for_ready(true);
  context.set_deadline(absl::ToChronoTime(absl::Now() + kPatience));
}

[[noreturn]] void Die(const std::string& why) {
  std::cerr << "the organisation of the test: " << why << "\n";
  std::abort();
}

v1::ImportPeopleRequest RowOf(const std::string& number, const std::string& email,
                              const std::string& manager) {
  v1::ImportPeopleRequest request;
  v1::ImportPeopleRow& row = *request.mutable_row();
  row.set_employee_number(number);
  row.set_email(email);
  row.set_display_name(number);
  row.set_manager(manager);
  row.set_hire_date("2020-01-01");
  row.set_coachable(manager.empty() ? "no" : "yes");
  return request;
}

// What was refused is in `seen`.
grpc::Status Import(v1::DirectoryService::Stub& stub, std::string_view admin_token, int first, int last,
                    std::string& seen) {
  grpc::ClientContext context;
  Prepare(context, admin_token);
  const auto stream = stub.ImportPeople(&context);
  v1::ImportPeopleRequest options;
  options.mutable_options();
  stream->Write(options);
  for (int pair = first; pair < last; ++pair) {
    stream->Write(RowOf(fmt::format("M{}", pair), ManagerEmail(pair), ""));
    stream->Write(RowOf(fmt::format("A{}", pair), AgentEmail(pair), ManagerEmail(pair)));
  }
  stream->WritesDone();
  v1::ImportPeopleResponse answer;
  while (stream->Read(&answer)) {
    if (answer.row().outcome() == v1::IMPORT_OUTCOME_ERROR) seen += answer.ShortDebugString() + "\n";
  }
  return stream->Finish();
}

}  // namespace

std::string ManagerEmail(int pair) { return fmt::format("manager{}@orbit.example", pair); }
std::string AgentEmail(int pair) { return fmt::format("agent{}@orbit.example", pair); }

void ImportPairs(const std::shared_ptr<grpc::Channel>& directory, std::string_view admin_token, int first,
                 int last) {
  const auto stub = v1::DirectoryService::NewStub(directory);
  std::string seen;
  grpc::Status status;
  // As any client would, while the service is still coming up.
  Eventually([&] {
    seen.clear();
    status = Import(*stub, admin_token, first, last, seen);
    return status.error_code() != grpc::StatusCode::UNAVAILABLE;
  });
  if (!status.ok()) Die(status.error_message());
  if (!seen.empty()) Die(seen);
}

void GrantRecognitionAdmin(const std::shared_ptr<grpc::Channel>& directory, std::string_view admin_token,
                           const std::string& person) {
  grpc::ClientContext context;
  Prepare(context, admin_token);
  v1::GrantRoleRequest request;
  request.mutable_role_grant()->set_person(person);
  request.mutable_role_grant()->set_role(v1::ROLE_RECOGNITION_ADMIN);
  v1::RoleGrant granted;
  const grpc::Status status =
      v1::DirectoryService::NewStub(directory)->GrantRole(&context, request, &granted);
  if (!status.ok()) Die(status.error_message());
}

std::map<std::string, std::string> PeopleByEmail(const std::shared_ptr<grpc::Channel>& directory,
                                                 std::string_view token) {
  grpc::ClientContext context;
  Prepare(context, token);
  v1::ListPeopleRequest request;
  request.set_page_size(100);
  v1::ListPeopleResponse people;
  const grpc::Status status =
      v1::DirectoryService::NewStub(directory)->ListPeople(&context, request, &people);
  if (!status.ok()) Die(status.error_message());
  std::map<std::string, std::string> names;
  for (const v1::Person& person : people.people()) names[person.email()] = person.name();
  return names;
}

}  // namespace laurel::faults
