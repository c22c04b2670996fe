// WatchOrganization over the wire, on one replica and on two.
#include <gmock/gmock.h>

#include <atomic>
#include <thread>
#include <utility>

#include "common/testing/status_matchers.h"
#include "services/directory/testing/suite.h"

namespace laurel::directory {
namespace {

using laurel::testing::IsOk;
using laurel::testing::StatusIs;
using testing::Suite;

constexpr absl::CivilDay kDay(2026, 1, 14);
constexpr const char* kAna = "ana@example.com";
constexpr const char* kBen = "ben@example.com";

// A watcher that keeps its organisation as services do.
class Watcher {
 public:
  Watcher(Suite& suite, std::string_view caller, std::string_view resume_token = "",
          std::shared_ptr<const org::Organization> known = std::make_shared<org::Organization>())
      : organization(std::move(known)), context_(laurel::testing::CallAs(caller)) {
    context_->set_deadline(std::chrono::system_clock::now() + std::chrono::minutes(1));
    v1::WatchOrganizationRequest request;
    request.set_resume_token(std::string(resume_token));
    stream_ = suite.stub().WatchOrganization(context_.get(), request);
  }
  ~Watcher() {
    context_->TryCancel();
    if (stream_ != nullptr) End().IgnoreError();
  }

  // Until the version is reached and a message said so.
  void ReadUntil(std::int64_t version) {
    v1::WatchOrganizationResponse message;
    while (reached < version) {
      ASSERT_NE(stream_, nullptr) << "it has ended";
      ASSERT_TRUE(stream_->Read(&message)) << End() << " after version " << reached << " of " << version;
      if (message.has_snapshot()) {
        ++snapshots;
        EXPECT_EQ(message.version(), 0);
        organization = organization->With(message.snapshot(), 0);
      }
      if (message.has_change()) {
        versions.push_back(message.version());
        organization = organization->With(message.change(), message.version());
      }
      if (message.version() == 0) continue;
      reached = message.version();
      token = message.resume_token();
    }
  }
  // What the stream ended with. Nothing can be read afterwards.
  absl::Status End() {
    for (v1::WatchOrganizationResponse rest; stream_->Read(&rest);) {
    }
    return rpc::FromWire(std::exchange(stream_, nullptr)->Finish());
  }

  std::shared_ptr<const org::Organization> organization;
  std::string token;
  std::int64_t reached = 0;
  int snapshots = 0;
  std::vector<std::int64_t> versions;  // of the changes

 private:
  std::unique_ptr<grpc::ClientContext> context_;
  std::unique_ptr<grpc::ClientReader<v1::WatchOrganizationResponse>> stream_;
};

std::vector<std::int64_t> Range(std::int64_t first, std::int64_t last) {
  std::vector<std::int64_t> numbers;
  for (std::int64_t n = first; n <= last; ++n) numbers.push_back(n);
  return numbers;
}

class Watch : public ::testing::Test {
 protected:
  Watch() {
    suite.Given(
        {"employee_number,email,display_name,manager", "1,ana@example.com,Ana,2", "2,ben@example.com,Ben,"});
  }

  std::int64_t Version() { return suite.database.QueryInt("SELECT version FROM organization_guard"); }
  std::string Id(std::string_view email) { return std::string(api::IdOf(suite.Name(email))); }
  // One change more, whatever was before.
  void Change(Suite& replica) {
    ASSERT_THAT(replica.SetManager(kAna, ++changes_ % 2 == 0 ? kBen : testing::kRoot, kDay), IsOk());
  }

  Suite suite;

 private:
  std::atomic<int> changes_{0};
};

TEST_F(Watch, BeginsWithTheWholeOrganisation) {
  Watcher watcher(suite, testing::kService);
  watcher.ReadUntil(Version());
  EXPECT_EQ(watcher.snapshots, 1);
  EXPECT_EQ(watcher.organization->people_count(), 3U);
  EXPECT_EQ(watcher.organization->FindByEmail(kAna), Id(kAna));
  EXPECT_EQ(watcher.organization->ManagerOn(Id(kAna), kDay), Id(kBen));
}

TEST_F(Watch, GoesOnWithEveryChangeInTheOrderOfVersions) {
  Watcher watcher(suite, testing::kService);
  watcher.ReadUntil(Version());
  const std::int64_t begun = Version();
  for (int i = 0; i < 5; ++i) Change(suite);
  watcher.ReadUntil(Version());
  EXPECT_EQ(watcher.versions, Range(begun + 1, begun + 5));
  EXPECT_EQ(watcher.organization->ManagerOn(Id(kAna), kDay), Id(testing::kRoot));
}

TEST_F(Watch, ResumesWithoutASnapshotAndWithoutAGap) {
  std::string token;
  std::shared_ptr<const org::Organization> known;
  const std::int64_t begun = Version();
  {
    Watcher watcher(suite, testing::kService);
    watcher.ReadUntil(begun);
    token = watcher.token;
    known = watcher.organization;
  }
  Change(suite);
  suite.Given({"employee_number,email,display_name", "3,dora@example.com,Dora"});
  Watcher watcher(suite, testing::kService, token, known);
  watcher.ReadUntil(Version());
  EXPECT_EQ(watcher.snapshots, 0);
  EXPECT_EQ(watcher.versions, Range(begun + 1, Version()));
  EXPECT_TRUE(watcher.organization->FindByEmail("dora@example.com").has_value());

  Watcher idle(suite, testing::kService, watcher.token);
  idle.ReadUntil(Version());
  EXPECT_EQ(idle.snapshots, 0);
  EXPECT_TRUE(idle.versions.empty()) << "nothing has happened since";
}

TEST_F(Watch, BeginsAgainWhenTheTokenIsForeign) {
  std::string token;
  {
    Watcher watcher(suite, testing::kService);
    watcher.ReadUntil(Version());
    token = watcher.token;
  }
  for (const std::string& foreign : {"x" + token, "1" + token, std::string("none"), std::string("1.none")}) {
    Watcher watcher(suite, testing::kService, foreign);
    watcher.ReadUntil(Version());
    EXPECT_EQ(watcher.snapshots, 1) << foreign;
  }
}

TEST_F(Watch, BeginsAgainWhenTheTokenIsOlderThanWhatIsKept) {
  std::string token;
  {
    Watcher watcher(suite, testing::kService);
    watcher.ReadUntil(Version());
    token = watcher.token;
  }
  Change(suite);
  suite.CatchUp();
  suite.database.Execute("DELETE FROM event");
  const auto other = suite.Replica();  // keeps none of them in memory
  Watcher watcher(*other, testing::kService, token);
  watcher.ReadUntil(Version());
  EXPECT_EQ(watcher.snapshots, 1);
  Change(*other);
  watcher.ReadUntil(Version());
  EXPECT_EQ(watcher.versions.size(), 1U);
}

TEST_F(Watch, GoesOnAtAnotherReplica) {
  const auto other = suite.Replica();
  Watcher here(suite, testing::kService);
  here.ReadUntil(Version());
  Change(suite);
  here.ReadUntil(Version());
  // At once: the other replica may not have heard of it yet.
  Watcher there(*other, testing::kService, here.token, here.organization);
  const std::int64_t begun = Version();
  Change(suite);
  Change(*other);
  there.ReadUntil(Version());
  EXPECT_EQ(there.snapshots, 0);
  EXPECT_EQ(there.versions, Range(begun + 1, begun + 2));
}

TEST_F(Watch, OfTwoReplicasEachHasTheChangesOfBothInOneOrder) {
  constexpr int kChanges = 20;
  const auto other = suite.Replica();
  Watcher here(suite, testing::kService);
  Watcher there(*other, testing::kService);
  here.ReadUntil(Version());
  there.ReadUntil(Version());
  const std::int64_t begun = Version();
  suite.Given({"employee_number,email,display_name", "3,dora@example.com,Dora"});
  other->CatchUp();
  std::thread writer([&] {
    for (int i = 0; i < kChanges; ++i)
      EXPECT_THAT(suite.SetManager(kAna, i % 2 == 0 ? testing::kRoot : kBen, kDay), IsOk());
  });
  for (int i = 0; i < kChanges; ++i)
    EXPECT_THAT(other->SetManager("dora@example.com", i % 2 == 0 ? kAna : "", kDay), IsOk());
  writer.join();
  ASSERT_EQ(Version(), begun + 1 + 2 * kChanges);
  here.ReadUntil(Version());
  there.ReadUntil(Version());
  EXPECT_EQ(here.versions, Range(begun + 1, Version()));
  EXPECT_EQ(there.versions, Range(begun + 1, Version()));
  suite.CatchUp();
  other->CatchUp();
  EXPECT_EQ(other->organization.Current()->ManagerOn(Id(kAna), kDay), Id(kBen));
  EXPECT_EQ(suite.organization.Current()->ManagerOn(Id("dora@example.com"), kDay), std::nullopt);
}

TEST_F(Watch, ACallThatSendsTheVersionAlongSeesTheChangeOnAnotherReplica) {
  const auto other = suite.Replica();
  for (int i = 0; i < 20; ++i) {
    const std::string manager = suite.Name(i % 2 == 0 ? testing::kRoot : kBen);
    v1::SetManagerRequest change;
    change.set_person(suite.Name(kAna));
    change.set_manager(manager);
    const auto changing = laurel::testing::CallAs(testing::kRoot);
    v1::Person changed;
    ASSERT_THAT(rpc::FromWire(suite.stub().SetManager(changing.get(), change, &changed)), IsOk());
    const auto& trailing = changing->GetServerTrailingMetadata();
    const auto version = trailing.find(kOrgVersionKey);
    ASSERT_NE(version, trailing.end());

    v1::GetReportingChainRequest chain;
    chain.set_person(suite.Name(kAna));
    const auto reading = laurel::testing::CallAs(kAna);
    reading->AddMetadata(kOrgVersionKey, std::string(version->second.data(), version->second.size()));
    v1::GetReportingChainResponse answer;
    ASSERT_THAT(rpc::FromWire(other->stub().GetReportingChain(reading.get(), chain, &answer)), IsOk());
    ASSERT_EQ(answer.people_size(), 1);
    EXPECT_EQ(answer.people(0).name(), manager);
  }
}

TEST_F(Watch, EndsWhenItsAccountIsDisabled) {
  Watcher watcher(suite, testing::kService);
  watcher.ReadUntil(Version());
  const auto accounts =
      suite.As(testing::kRoot, &testing::Suite::Stub::ListServiceAccounts, v1::ListServiceAccountsRequest());
  ASSERT_THAT(accounts, IsOk());
  ASSERT_EQ(accounts->service_accounts_size(), 1);
  v1::DisableServiceAccountRequest disable;
  disable.set_name(accounts->service_accounts(0).name());
  disable.set_reason("Its key was lost.");
  ASSERT_THAT(suite.As(testing::kRoot, &testing::Suite::Stub::DisableServiceAccount, disable), IsOk());
  suite.CatchUp();
  Change(suite);  // what it would hear of next
  EXPECT_THAT(watcher.End(), StatusIs(absl::StatusCode::kUnauthenticated, "UNAUTHENTICATED"));
}

TEST_F(Watch, IsForServicesOnly) {
  Watcher watcher(suite, kAna);
  EXPECT_THAT(watcher.End(), StatusIs(absl::StatusCode::kPermissionDenied));
}

}  // namespace
}  // namespace laurel::directory
