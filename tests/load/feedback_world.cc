#include "tests/load/feedback_world.h"

#include <stdexcept>

#include "absl/time/clock.h"
#include "common/rpc/testing/eventually.h"
#include "common/sql/database.h"
#include "common/time/convert.h"
#include "laurel/directory/v1/directory_service.grpc.pb.h"
#include "tests/faults/organization.h"
#include "tests/load/feedback_rows.h"

namespace laurel::load {
namespace {

constexpr char kAdmin[] = "admin@orbit.example";
constexpr char kTeam[] = "Load";

directory::v1::ImportPeopleRequest Row(const std::string& email, const std::string& team,
                                       const std::string& roles) {
  directory::v1::ImportPeopleRequest request;
  auto& row = *request.mutable_row();
  row.set_employee_number(email == kSubject ? "A0" : email);  // the subject is there already
  row.set_email(email);
  row.set_display_name(email);
  row.set_hire_date("2020-01-01");
  row.set_team(team);
  row.set_roles(roles);
  return request;
}

std::string IdOf(const std::string& name) { return name.substr(name.rfind('/') + 1); }

// As a server that is meant for it: what is measured is not the test server's small memory, and what is
// committed is on the disk.
void TuneDatabase(const testing::TestDatabase& database) {
  database.Execute("SET GLOBAL innodb_flush_log_at_trx_commit = 1");
  database.Execute("SET GLOBAL innodb_buffer_pool_size = 2147483648");
}

}  // namespace

FeedbackWorld::FeedbackWorld() {
  TuneDatabase(suite_.feedback_database());
  AddPeople();
  for (const auto& [email, name] : names_) tokens_[email] = suite_.Token(email);
  const auto stub = v1::CoachingService::NewStub(faults::Connect(address()));
  v1::CreateCoachingSessionRequest request;
  request.mutable_coaching_session()->add_attendees(NameOf(kSubject));
  *request.mutable_coaching_session()->mutable_held_time() = ToTimestamp(absl::Now() - absl::Hours(1));
  // Feedback hears of the new ones in a moment.
  v1::CoachingSession session;
  rpc::testing::Eventually([&] {
    v1::ListFeedbackRequest list;
    list.set_author(NameOf(kAuthor));
    v1::ListFeedbackResponse answer;
    const auto feedback = v1::FeedbackService::NewStub(faults::Connect(address()));
    return Try(*feedback, &v1::FeedbackService::Stub::ListFeedback, kHr, list, answer).ok() &&
           Try(*feedback, &v1::FeedbackService::Stub::ListFeedback, kAuditor, list, answer).ok();
  });
  session_ = Call(*stub, &v1::CoachingService::Stub::CreateCoachingSession, kAuthor, request).name();
}

FeedbackWorld::~FeedbackWorld() = default;

void FeedbackWorld::AddPeople() {
  const auto channel = faults::Connect(suite_.directory().address());
  const auto stub = directory::v1::DirectoryService::NewStub(channel);
  const std::string token = suite_.Token(kAdmin);
  grpc::ClientContext context;
  rpc::Authorize(context, token);
  const auto stream = stub->ImportPeople(&context);
  directory::v1::ImportPeopleRequest options;
  options.mutable_options();
  stream->Write(options);
  stream->Write(Row(kSubject, kTeam, ""));
  stream->Write(Row(kPeer, kTeam, ""));
  stream->Write(Row(kHr, "", "HR_ADMIN"));
  stream->Write(Row(kAuditor, "", "AUDITOR"));
  stream->WritesDone();
  directory::v1::ImportPeopleResponse answer;
  while (stream->Read(&answer)) {
    if (answer.row().outcome() == directory::v1::IMPORT_OUTCOME_ERROR) {
      throw std::runtime_error(answer.ShortDebugString());
    }
  }
  if (const grpc::Status status = stream->Finish(); !status.ok())
    throw std::runtime_error(status.error_message());
  names_ = faults::PeopleByEmail(channel, token);
  grpc::ClientContext listing;
  rpc::Authorize(listing, token);
  directory::v1::ListTeamsResponse teams;
  stub->ListTeams(&listing, {}, &teams);
  team_ = IdOf(teams.teams().at(0).name());
}

void FeedbackWorld::Insert(int pieces) {
  const auto database = suite_.feedback_database().Open();
  const Heavy heavy{.subject = IdOf(NameOf(kSubject)),
                    .author = IdOf(NameOf(kAuthor)),
                    .peer = IdOf(NameOf(kPeer)),
                    .team = team_,
                    .session = IdOf(session_)};
  InsertPieces(*database, heavy, pieces);
  suite_.feedback_database().Query("ANALYZE TABLE feedback, feedback_team");  // it answers rows
}

}  // namespace laurel::load
