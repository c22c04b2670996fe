// WatchOrganization over the wire.
#include <gmock/gmock.h>

#include <utility>

#include "common/testing/status_matchers.h"
#include "services/directory/testing/suite.h"

namespace laurel::directory {
namespace {

using laurel::testing::IsOk;
using laurel::testing::StatusIs;
using testing::Suite;

// A watcher that keeps its organisation as services do.
class Watcher {
 public:
  Watcher(Suite& suite, std::string_view caller, std::string_view resume_token = "",
          std::shared_ptr<const org::Organization> known = std::make_shared<org::Organization>())
      : organization(std::move(known)), context_(laurel::testing::CallAs(caller)) {
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
      ASSERT_TRUE(stream_->Read(&message));
      if (message.has_snapshot()) {
        ++snapshots;
        organization = organization->With(message.snapshot(), 0);
      }
      if (message.has_change()) {
        ++changes;
        organization = organization->With(message.change(), message.version());
      }
      if (message.version() == 0) continue;
      reached = message.version();
      token = message.resume_token();
    }
  }
  // What the stream ended with. Nothing can be read afterwards.
  absl::Status End() {
    v1::WatchOrganizationResponse rest;
    while (stream_->Read(&rest)) {
    }
    return rpc::FromWire(std::exchange(stream_, nullptr)->Finish());
  }

  std::shared_ptr<const org::Organization> organization;
  std::string token;
  std::int64_t reached = 0;
  int snapshots = 0;
  int changes = 0;

 private:
  std::unique_ptr<grpc::ClientContext> context_;
  std::unique_ptr<grpc::ClientReader<v1::WatchOrganizationResponse>> stream_;
};

class Watch : public ::testing::Test {
 protected:
  Watch() {
    suite.Given(
        {"employee_number,email,display_name,manager", "1,ana@example.com,Ana,2", "2,ben@example.com,Ben,"});
  }

  std::int64_t Version() { return suite.organization.Current()->version(); }
  std::string Id(std::string_view email) { return std::string(api::IdOf(suite.Name(email))); }

  Suite suite;
};

TEST_F(Watch, BeginsWithTheWholeOrganisation) {
  Watcher watcher(suite, testing::kService);
  watcher.ReadUntil(Version());
  EXPECT_EQ(watcher.snapshots, 1);
  EXPECT_EQ(watcher.organization->people_count(), 3U);
  EXPECT_EQ(watcher.organization->FindByEmail("ana@example.com"), Id("ana@example.com"));
  EXPECT_EQ(watcher.organization->ManagerOn(Id("ana@example.com"), absl::CivilDay(2026, 1, 14)),
            Id("ben@example.com"));
}

TEST_F(Watch, GoesOnWithEveryChange) {
  Watcher watcher(suite, testing::kService);
  watcher.ReadUntil(Version());
  ASSERT_THAT(suite.SetManager("ana@example.com", "", absl::CivilDay(2026, 1, 14)), IsOk());
  watcher.ReadUntil(Version());
  EXPECT_EQ(watcher.changes, 1);
  EXPECT_EQ(watcher.organization->ManagerOn(Id("ana@example.com"), absl::CivilDay(2026, 1, 14)),
            std::nullopt);
}

TEST_F(Watch, ResumesWithoutASnapshot) {
  std::string token;
  std::shared_ptr<const org::Organization> known;
  {
    Watcher watcher(suite, testing::kService);
    watcher.ReadUntil(Version());
    token = watcher.token;
    known = watcher.organization;
  }
  ASSERT_THAT(suite.SetManager("ana@example.com", "", absl::CivilDay(2026, 1, 14)), IsOk());
  suite.Given({"employee_number,email,display_name", "3,dora@example.com,Dora"});
  Watcher watcher(suite, testing::kService, token, known);
  watcher.ReadUntil(Version());
  EXPECT_EQ(watcher.snapshots, 0);
  EXPECT_EQ(watcher.changes, 2);
  EXPECT_TRUE(watcher.organization->FindByEmail("dora@example.com").has_value());
}

TEST_F(Watch, BeginsAgainWhenTheTokenIsOfNoUse) {
  std::string token;
  {
    Watcher watcher(suite, testing::kService);
    watcher.ReadUntil(Version());
    token = watcher.token;
  }
  Watcher altered(suite, testing::kService, "x" + token);
  altered.ReadUntil(Version());
  EXPECT_EQ(altered.snapshots, 1);
  // What came after the token is not kept any more.
  ASSERT_THAT(suite.SetManager("ana@example.com", "", absl::CivilDay(2026, 1, 14)), IsOk());
  suite.database.Execute("DELETE FROM organization_change");
  Watcher late(suite, testing::kService, token);
  late.ReadUntil(Version());
  EXPECT_EQ(late.snapshots, 1);
}

TEST_F(Watch, IsForServicesOnly) {
  Watcher watcher(suite, "ana@example.com");
  EXPECT_THAT(watcher.End(), StatusIs(absl::StatusCode::kPermissionDenied));
}

}  // namespace
}  // namespace laurel::directory
