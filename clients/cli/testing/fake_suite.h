// Both services in this process with a few people in them, and the command run against them. For tests of
// commands: what was asked is kept, what is answered can be set. Start it, run commands, look.
#pragma once

#include <deque>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "clients/cli/dates/moment.h"
#include "grpcpp/server.h"
#include "laurel/directory/v1/directory_service.grpc.pb.h"
#include "laurel/feedback/v1/coaching_service.grpc.pb.h"

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

class FakeCoaching final : public feedback::v1::CoachingService::Service {
 public:
  grpc::Status CreateCoachingSession(grpc::ServerContext* context,
                                     const feedback::v1::CreateCoachingSessionRequest* request,
                                     feedback::v1::CoachingSession* answer) override;
  grpc::Status ListCoachingSessions(grpc::ServerContext*,
                                    const feedback::v1::ListCoachingSessionsRequest* request,
                                    feedback::v1::ListCoachingSessionsResponse* answer) override;
  grpc::Status ListActionItems(grpc::ServerContext*, const feedback::v1::ListActionItemsRequest* request,
                               feedback::v1::ListActionItemsResponse* answer) override;
  grpc::Status CompleteActionItem(grpc::ServerContext*,
                                  const feedback::v1::CompleteActionItemRequest* request,
                                  feedback::v1::ActionItem* answer) override;
  grpc::Status GetCoachingCoverage(grpc::ServerContext*, const feedback::v1::GetCoachingCoverageRequest*,
                                   feedback::v1::GetCoachingCoverageResponse* answer) override;

  std::deque<absl::Status> failures;  // of CreateCoachingSession, before it succeeds
  std::vector<feedback::v1::CreateCoachingSessionRequest> created;
  std::vector<std::string> authorizations;
  std::vector<std::string> completed;
  std::vector<feedback::v1::CoachingSession> sessions;
  std::vector<feedback::v1::ActionItem> items;
  feedback::v1::GetCoachingCoverageResponse coverage;
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

  // On Saturday 2026-11-21, 16:20 in Madrid, not at a terminal.
  Outcome Run(std::vector<std::string> arguments, const std::string& in = "");

  static Here Now();

  FakeDirectory directory;
  FakeCoaching coaching;

 private:
  std::unique_ptr<grpc::Server> server_;
  std::string address_;
  std::string state_;  // a folder of this suite's own
};

}  // namespace laurel::cli::testing
