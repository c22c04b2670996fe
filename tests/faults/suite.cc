#include "tests/faults/suite.h"

#include <gtest/gtest.h>
#include <stdlib.h>

#include <filesystem>
#include <fstream>
#include <iostream>

#include "absl/time/clock.h"
#include "common/rpc/channel.h"
#include "common/rpc/testing/eventually.h"
#include "laurel/feedback/v1/coaching_service.grpc.pb.h"
#include "tests/faults/organization.h"
#include "tests/faults/rows.h"

namespace laurel::faults {
namespace {

using rpc::testing::Eventually;

constexpr char kAdmin[] = "admin@orbit.example";
constexpr char kFeedbackSubject[] = "laurel-feedback";
constexpr const char* kSubjects[] = {kFeedbackSubject, "laurel-recognition"};

std::string NewFolder() {
  // Short: a socket's path has 107 bytes at most.
  std::string pattern = (std::filesystem::temp_directory_path() / "laurel-faults-XXXXXX").string();
  if (mkdtemp(pattern.data()) == nullptr) {
    std::perror(pattern.c_str());
    std::abort();
  }
  return pattern;
}

[[noreturn]] void Die(const Service& service, const char* why) {
  std::cerr << service.address() << " " << why << "\n" << std::ifstream(service.log()).rdbuf();
  std::abort();
}

void AwaitServing(const Service& service) {
  if (!Eventually([&] { return service.Serving(); })) Die(service, "is not SERVING");
}

}  // namespace

testing::TestDatabase Suite::OpenDatabase(const std::string& address) {
  return address.empty() ? testing::TestDatabase() : testing::TestDatabase(address);
}

Suite::Suite(const SuiteOptions& options)
    : options_(options),
      folder_(NewFolder()),
      directory_database_(OpenDatabase(options.database)),
      feedback_database_(OpenDatabase(options.database)) {
  issuer_.WriteKeySet(folder_ + "/jwks.json");

  std::vector<std::string> flags = Flags(directory_database_, directory_database_.options().address);
  flags.push_back(std::string("--bootstrap-admin=") + kAdmin);
  for (const char* subject : kSubjects) {
    std::ofstream(folder_ + "/" + subject + ".token") << issuer_.ServiceToken(subject, absl::Now());
    flags.push_back(std::string("--org-reader=") + subject);
  }
  directory_ = std::make_unique<Service>("directory", folder_, std::move(flags));
  feedback_ = std::make_unique<Service>("feedback", folder_, FeedbackFlags());

  for (Service* service : {directory_.get(), feedback_.get()}) {
    service->Migrate();
    service->Start();
  }
  AwaitServing(*directory_);
  const auto channel = Connect(directory_->address());
  ImportPairs(channel, Token(kAdmin), 0, kPairs);
  pairs_ = kPairs;
  people_ = PeopleByEmail(channel, Token(kAdmin));
  AwaitServing(*feedback_);
  AwaitPeople();
}

// Feedback may serve before it has heard of those who were imported last.
void Suite::AwaitPeople() const {
  const auto stub = feedback::v1::CoachingService::NewStub(Connect(feedback_->address()));
  const std::string token = Token(ManagerEmail(kPairs - 1));
  const bool known = Eventually([&] {
    grpc::ClientContext context;
    rpc::Authorize(context, token);
    feedback::v1::ListActionItemsResponse answer;
    return stub->ListActionItems(&context, {}, &answer).ok();
  });
  if (!known) Die(*feedback_, "does not know who was imported");
}

Suite::~Suite() {
  feedback_.reset();
  directory_.reset();
  if (::testing::Test::HasFailure()) {
    std::cerr << "logs and journals: " << folder_ << "\n";
    return;
  }
  std::error_code ignored;
  std::filesystem::remove_all(folder_, ignored);
}

std::vector<std::string> Suite::Flags(const testing::TestDatabase& database,
                                      const std::string& address) const {
  return {"--database-address=" + address,
          "--database-user=" + database.options().user,
          "--database-schema=" + database.options().schema,
          "--jwks-file=" + folder_ + "/jwks.json",
          "--issuer=" + issuer_.issuer(),
          "--audience=" + issuer_.audience()};
}

std::vector<std::string> Suite::FlagsOf(const std::string& subject, const testing::TestDatabase& database,
                                        const std::string& address) const {
  std::vector<std::string> flags = Flags(database, address);
  flags.push_back("--directory-address=" + directory_->address());
  flags.push_back("--directory-token-file=" + folder_ + "/" + subject + ".token");
  return flags;
}

std::vector<std::string> Suite::FeedbackFlags() const {
  const std::string& own = options_.feedback_database;
  return FlagsOf(kFeedbackSubject, feedback_database_,
                 own.empty() ? feedback_database_.options().address : own);
}

std::string Suite::AdminToken() const { return Token(kAdmin); }

std::unique_ptr<Service> Suite::AnotherFeedback() const {
  return std::make_unique<Service>("feedback", folder_, FeedbackFlags(), "-2");
}

std::string Suite::Token(const std::string& email) const { return issuer_.PersonToken(email, absl::Now()); }

int Suite::AddPair() {
  const auto channel = Connect(directory_->address());
  ImportPairs(channel, Token(kAdmin), pairs_, pairs_ + 1);
  people_ = PeopleByEmail(channel, Token(kAdmin));
  return pairs_++;
}

std::vector<Row> Suite::Rows() const { return ReadRows(feedback_database_); }

}  // namespace laurel::faults
