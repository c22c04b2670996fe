// All services in this process with a few people in them, and the command run against them. For tests of
// commands: what was asked is kept, what is answered can be set. Start it, run commands, look.
#pragma once

#include <cstddef>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "clients/cli/dates/moment.h"
#include "clients/cli/testing/fake_coaching.h"
#include "clients/cli/testing/fake_feedback.h"
#include "clients/cli/testing/fake_goals.h"
#include "clients/cli/testing/fake_recognition.h"
#include "grpcpp/server.h"
#include "laurel/directory/v1/directory_service.grpc.pb.h"

namespace laurel::cli::testing {

// Ana Pereira and Anabel Ortiz report to Maria Costa, who is the caller.
class FakeDirectory final : public directory::v1::DirectoryService::Service {
 public:
  FakeDirectory();

  grpc::Status GetMe(grpc::ServerContext*, const directory::v1::GetMeRequest*,
                     directory::v1::Me* answer) override;
  grpc::Status GetPerson(grpc::ServerContext*, const directory::v1::GetPersonRequest* request,
                         directory::v1::Person* answer) override;
  grpc::Status BatchGetPeople(grpc::ServerContext*, const directory::v1::BatchGetPeopleRequest* request,
                              directory::v1::BatchGetPeopleResponse* answer) override;
  grpc::Status ListPeople(grpc::ServerContext*, const directory::v1::ListPeopleRequest* request,
                          directory::v1::ListPeopleResponse* answer) override;
  grpc::Status ListTeams(grpc::ServerContext*, const directory::v1::ListTeamsRequest*,
                         directory::v1::ListTeamsResponse* answer) override;
  // Creates every row with an email, refuses the others. Breaks off after `break_after` rows when that is
  // set.
  grpc::Status ImportPeople(grpc::ServerContext* context,
                            grpc::ServerReaderWriter<directory::v1::ImportPeopleResponse,
                                                     directory::v1::ImportPeopleRequest>* stream) override;

  std::vector<directory::v1::Person> people;
  int break_after = 0;
};

struct Outcome {
  int code;
  std::string out;
  std::string err;
};

class FakeSuite {
 public:
  FakeSuite();
  ~FakeSuite();

  // On Saturday 2026-11-21, 16:20 in Madrid, not at a terminal unless said otherwise.
  Outcome Run(std::vector<std::string> arguments, const std::string& in = "");

  static Here Now();

  FakeDirectory directory;
  FakeCoaching coaching;
  FakeFeedback feedback;
  FakeGoals goals;
  FakeRecognition recognition;
  FakeEvents events;                             // of every service
  std::map<std::string, std::string> variables;  // of the environment, beside those that lead here
  bool in_is_terminal = false;
  std::size_t columns = 0;  // of the terminal that shows what comes out; 0: a pipe

 private:
  std::unique_ptr<grpc::Server> server_;
  std::string address_;
  std::string state_;  // a folder of this suite's own
};

}  // namespace laurel::cli::testing
