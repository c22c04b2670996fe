#include "tests/load/recognition_world.h"

#include <stdlib.h>

#include <filesystem>
#include <fstream>

#include "absl/time/clock.h"
#include "common/rpc/testing/eventually.h"
#include "fmt/format.h"
#include "tests/faults/organization.h"
#include "tests/load/recognition_rows.h"

namespace laurel::load {
namespace {

using rpc::testing::Eventually;
using Stub = v1::RecognitionService::Stub;

constexpr char kAdmin[] = "admin@orbit.example";
constexpr char kTeam[] = "Load";
constexpr char kServiceSubject[] = "laurel-recognition";
constexpr std::int64_t kPlenty = 1'000'000;

std::string NewFolder() {
  // Short: a socket's path has 107 bytes at most.
  std::string pattern = (std::filesystem::temp_directory_path() / "laurel-load-XXXXXX").string();
  if (mkdtemp(pattern.data()) == nullptr) throw std::runtime_error("no folder: " + pattern);
  return pattern;
}

void Await(const char* what, const std::function<bool()>& done) {
  if (!Eventually(done)) throw std::runtime_error(std::string("waited in vain: ") + what);
}

}  // namespace

std::string GiverEmail(int n) { return fmt::format("giver{}@orbit.example", n); }

RecognitionWorld::RecognitionWorld() : folder_(NewFolder()) {
  TuneDatabase(recognition_database_);
  Start();
  OpenProgram();
  AddPeople();
}

RecognitionWorld::~RecognitionWorld() {
  recognition_.reset();
  directory_.reset();
  std::error_code ignored;
  std::filesystem::remove_all(folder_, ignored);
}

void RecognitionWorld::Start() {
  const std::string keys = folder_ + "/jwks.json";
  const std::string token_file = folder_ + "/recognition.token";
  issuer_.WriteKeySet(keys);
  std::ofstream(token_file) << issuer_.ServiceToken(kServiceSubject, absl::Now());
  const auto flags = [&](const testing::TestDatabase& database) {
    const sql::DatabaseOptions& options = database.options();
    return std::vector<std::string>{
        "--database-address=" + options.address, "--database-user=" + options.user,
        "--database-schema=" + options.schema,   "--jwks-file=" + keys,
        "--issuer=" + issuer_.issuer(),          "--audience=" + issuer_.audience()};
  };
  std::vector<std::string> of_directory = flags(directory_database_);
  of_directory.push_back(std::string("--bootstrap-admin=") + kAdmin);
  of_directory.push_back(std::string("--org-reader=") + kServiceSubject);
  directory_ = std::make_unique<faults::Service>("directory", folder_, std::move(of_directory));
  std::vector<std::string> of_recognition = flags(recognition_database_);
  of_recognition.push_back("--directory-address=" + directory_->address());
  of_recognition.push_back("--directory-token-file=" + token_file);
  recognition_ = std::make_unique<faults::Service>("recognition", folder_, std::move(of_recognition));
  for (faults::Service* service : {directory_.get(), recognition_.get()}) {
    service->Migrate();
    service->Start();
    Await("a service is SERVING", [service] { return service->Serving(); });
  }
}

// Before anybody is granted anything: nobody who is measured comes to an end of what they may give.
void RecognitionWorld::OpenProgram() {
  ImportPeople(faults::Connect(directory_->address()), issuer_.PersonToken(kAdmin, absl::Now()),
               {RowOf(kRewarder, "", "", "RECOGNITION_ADMIN")});
  people_[kRewarder] = {"", issuer_.PersonToken(kRewarder, absl::Now())};
  const auto stub = v1::RecognitionService::NewStub(faults::Connect(address()));
  v1::UpdateProgramRequest request;
  request.mutable_program()->set_name("program");
  request.mutable_program()->set_allowance(kPlenty);
  request.mutable_program()->set_pair_cap(kPlenty);
  for (const char* field : {"allowance", "pair_cap"}) request.mutable_update_mask()->add_paths(field);
  v1::Program program;
  Await("the programme is opened",
        [&] { return Try(*stub, &Stub::UpdateProgram, kRewarder, request, program).ok(); });
  v1::CreateValueRequest value;
  value.mutable_value()->set_title("Teamwork");
  value.mutable_value()->set_hashtag("teamwork");
  value_ = Call(*stub, &Stub::CreateValue, kRewarder, value).name();
}

void RecognitionWorld::AddPeople() {
  std::vector<directory::v1::ImportPeopleRow> rows{RowOf(kManager),     RowOf(kReceiver, kTeam, kManager),
                                                   RowOf(kPeer, kTeam), RowOf(kSender),
                                                   RowOf(kStranger),    RowOf(kAuditor, "", "", "AUDITOR")};
  for (int n = 0; n < kGivers; ++n) rows.push_back(RowOf(GiverEmail(n)));
  const auto channel = faults::Connect(directory_->address());
  const std::string admin = issuer_.PersonToken(kAdmin, absl::Now());
  ImportPeople(channel, admin, rows);
  for (const auto& [email, name] : faults::PeopleByEmail(channel, admin)) {
    people_[email] = {name, issuer_.PersonToken(email, absl::Now())};
  }
  team_ = OnlyTeam(channel, admin);
  const auto stub = v1::RecognitionService::NewStub(faults::Connect(address()));
  v1::GetBalanceRequest request;
  request.set_name(NameOf(GiverEmail(kGivers - 1)) + "/balance");
  v1::Balance balance;
  Await("recognition knows who was imported", [&] {
    return Try(*stub, &Stub::GetBalance, GiverEmail(kGivers - 1), request, balance).ok() &&
           balance.remaining() == kPlenty;
  });
}

void RecognitionWorld::Insert(int recognitions) {
  const auto database = recognition_database_.Open();
  InsertRecognitions(*database,
                     {.receiver = IdOf(NameOf(kReceiver)),
                      .sender = IdOf(NameOf(kSender)),
                      .team = team_,
                      .value = IdOf(value_)},
                     recognitions);
  recognition_database_.Query(
      "ANALYZE TABLE recognition, recognition_recipient, recognition_team, recognition_team_recipient, "
      "ledger_transaction, ledger_entry, "
      "ledger_person, ledger_account");  // it answers rows
}

}  // namespace laurel::load
