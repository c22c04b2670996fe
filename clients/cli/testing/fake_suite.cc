#include "clients/cli/testing/fake_suite.h"

#include <stdlib.h>

#include <filesystem>
#include <sstream>

#include "clients/cli/app/program.h"
#include "common/api/text.h"
#include "common/status/error.h"
#include "common/time/convert.h"
#include "fmt/format.h"
#include "grpcpp/server_builder.h"

namespace laurel::cli::testing {
namespace {

namespace dv1 = directory::v1;

dv1::Person Somebody(const std::string& id, const std::string& name) {
  dv1::Person person;
  person.set_name("people/" + id);
  person.set_display_name(name);
  person.set_email(id + "@example.com");
  person.set_state(dv1::PERSON_STATE_ACTIVE);
  person.set_team("teams/billing");
  person.set_manager("people/maria");
  return person;
}

bool BeginsAWord(const dv1::Person& person, const std::string& query) {
  const std::string text = " " + api::LowerAscii(person.display_name()) + " " + person.email();
  return text.find(" " + api::LowerAscii(query)) != std::string::npos;
}

}  // namespace

FakeDirectory::FakeDirectory() {
  people = {Somebody("ana", "Ana Pereira"), Somebody("anabel", "Anabel Ortiz"),
            Somebody("maria", "Maria Costa")};
  people.back().clear_manager();
}

grpc::Status FakeDirectory::GetMe(grpc::ServerContext*, const dv1::GetMeRequest*, dv1::Me* answer) {
  *answer->mutable_person() = people.back();
  answer->add_roles(dv1::ROLE_HR_ADMIN);
  answer->set_direct_reports(2);
  return grpc::Status::OK;
}

grpc::Status FakeDirectory::GetPerson(grpc::ServerContext*, const dv1::GetPersonRequest* request,
                                      dv1::Person* answer) {
  for (const dv1::Person& person : people) {
    if (person.name() == request->name()) *answer = person;
  }
  if (request->name() == "people/me") *answer = people.back();
  return answer->name().empty() ? ToGrpc(NotFound()) : grpc::Status::OK;
}

grpc::Status FakeDirectory::BatchGetPeople(grpc::ServerContext*, const dv1::BatchGetPeopleRequest* request,
                                           dv1::BatchGetPeopleResponse* answer) {
  for (const std::string& name : request->names()) {
    for (const dv1::Person& person : people) {
      if (person.name() == name) *answer->add_people() = person;
    }
  }
  return grpc::Status::OK;
}

grpc::Status FakeDirectory::ListPeople(grpc::ServerContext*, const dv1::ListPeopleRequest* request,
                                       dv1::ListPeopleResponse* answer) {
  for (const dv1::Person& person : people) {
    if (BeginsAWord(person, request->query())) *answer->add_people() = person;
  }
  return grpc::Status::OK;
}

grpc::Status FakeDirectory::ListTeams(grpc::ServerContext*, const dv1::ListTeamsRequest*,
                                      dv1::ListTeamsResponse* answer) {
  dv1::Team& team = *answer->add_teams();
  team.set_name("teams/billing");
  team.set_display_name("Billing");
  team.set_kind(dv1::TEAM_KIND_TEAM);
  return grpc::Status::OK;
}

grpc::Status FakeDirectory::ImportPeople(
    grpc::ServerContext*,
    grpc::ServerReaderWriter<dv1::ImportPeopleResponse, dv1::ImportPeopleRequest>* stream) {
  dv1::ImportPeopleRequest request;
  dv1::ImportPeopleResponse last;
  dv1::ImportPeopleSummary& summary = *last.mutable_summary();
  for (int rows = 0; stream->Read(&request);) {
    if (!request.has_row()) continue;
    dv1::ImportPeopleResponse response;
    dv1::ImportPeopleRowResult& result = *response.mutable_row();
    const bool good = !request.row().email().empty();
    result.set_line_number(request.row().line_number());
    result.set_outcome(good ? dv1::IMPORT_OUTCOME_CREATED : dv1::IMPORT_OUTCOME_ERROR);
    if (!good) result.set_column("email");
    if (!good) result.set_reason("is required for a new person");
    good ? summary.set_created(summary.created() + 1) : summary.set_errors(summary.errors() + 1);
    stream->Write(response);
    if (++rows == break_after) return grpc::Status(grpc::StatusCode::UNAVAILABLE, "connection reset");
  }
  stream->Write(last);
  return grpc::Status::OK;
}

FakeSuite::FakeSuite() {
  int port = 0;
  grpc::ServerBuilder builder;
  builder.AddListeningPort("127.0.0.1:0", grpc::InsecureServerCredentials(), &port);
  builder.RegisterService(&directory);
  builder.RegisterService(&coaching);
  builder.RegisterService(&feedback);
  builder.RegisterService(&goals);
  builder.RegisterService(&recognition);
  builder.RegisterService(&events);
  server_ = builder.BuildAndStart();
  address_ = fmt::format("127.0.0.1:{}", port);
  std::string folder = (std::filesystem::temp_directory_path() / "laurel_cli_XXXXXX").string();
  state_ = mkdtemp(folder.data());
}

FakeSuite::~FakeSuite() {
  server_->Shutdown();
  std::filesystem::remove_all(state_);
}

Here FakeSuite::Now() {
  Here here;
  here.zone = *FindTimeZone("Europe/Madrid");
  here.now = absl::FromCivil(absl::CivilMinute(2026, 11, 21, 16, 20), here.zone);
  return here;
}

Outcome FakeSuite::Run(std::vector<std::string> arguments, const std::string& in) {
  std::istringstream input(in);
  std::ostringstream out;
  std::ostringstream err;
  const auto variable = [&](const char* name) -> std::optional<std::string> {
    const std::string_view wanted = name;
    if (wanted.starts_with("LAUREL_") && wanted.ends_with("_ADDRESS")) return address_;
    if (wanted == "LAUREL_TOKEN") return "a.b.c";
    if (wanted == "XDG_STATE_HOME") return state_;
    const auto found = variables.find(name);
    return found == variables.end() ? std::nullopt : std::optional<std::string>(found->second);
  };
  Streams streams{out, err};
  streams.out_is_terminal = columns > 0;
  streams.columns = columns;
  streams.colours = !variables.contains("NO_COLOR");
  const int code = cli::Run(std::move(arguments), {input, streams, Now(), variable, in_is_terminal});
  return {code, out.str(), err.str()};
}

}  // namespace laurel::cli::testing
