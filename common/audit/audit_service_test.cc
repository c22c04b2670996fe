// ListAuditRecords over the wire.
#include "common/audit/audit_service.h"

#include <gmock/gmock.h>

#include <vector>

#include "common/api/page.h"
#include "common/audit/testing/records.h"
#include "common/testing/status_matchers.h"
#include "common/testing/test_server.h"
#include "common/time/convert.h"

namespace laurel::audit {
namespace {

using laurel::testing::IsOk;
using laurel::testing::StatusIs;
using laurel::testing::TestServer;
using laurel::testing::ViolatesField;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using testing::Person;
using testing::Records;
using testing::Written;
using Request = v1::ListAuditRecordsRequest;
using Answer = absl::StatusOr<v1::ListAuditRecordsResponse>;

// The token is the role that its bearer, the first person, holds.
absl::StatusOr<auth::Principal> Resolve(const auth::Identity& identity, bool /*may_wait*/,
                                        absl::Time /*deadline*/) {
  auth::Principal principal{.id = Person(1).substr(7), .name = Person(1), .is = {}};
  principal.is.Add(common::v1::CALLER_PERSON);
  if (identity.subject == "auditor") principal.is.Add(common::v1::CALLER_AUDITOR);
  if (identity.subject == "hr") principal.is.Add(common::v1::CALLER_HR_ADMIN);
  return principal;
}

TestServer::Options Options(const Clock& clock) {
  TestServer::Options options;
  options.clock = &clock;
  options.resolver = Resolve;
  return options;
}

class Audit : public ::testing::Test {
 protected:
  Answer List(const Request& request, std::string_view token = "auditor") {
    return laurel::testing::Answer(*stub_, token, &v1::AuditService::Stub::ListAuditRecords, request);
  }
  std::vector<std::string> Ids(const Request& request) {
    const Answer answer = List(request);
    EXPECT_THAT(answer, IsOk());
    std::vector<std::string> ids;
    if (answer.ok()) {
      for (const v1::AuditRecord& record : answer->audit_records()) ids.push_back(record.id());
    }
    return ids;
  }
  absl::Time At(double seconds) const { return records_.clock.Now() + absl::Seconds(seconds); }

  Records records_;
  TestServer server_{Options(records_.clock), [this](rpc::Pipeline& pipeline) {
                       TestServer::Services services;
                       services.push_back(std::make_unique<AuditService>(pipeline, AuditEnv{*records_.db}));
                       return services;
                     }};
  std::unique_ptr<v1::AuditService::Stub> stub_ = v1::AuditService::NewStub(server_.channel());
};

TEST_F(Audit, IsForAuditorsOnly) {
  EXPECT_THAT(List({}, "auditor"), IsOk());
  EXPECT_THAT(List({}, "hr"), StatusIs(absl::StatusCode::kPermissionDenied, "PERMISSION_DENIED"));
  EXPECT_THAT(List({}, "ana"), StatusIs(absl::StatusCode::kPermissionDenied, "PERMISSION_DENIED"));
}

TEST_F(Audit, TellsEverythingOfARecord) {
  const std::string id = records_.Add({.time = At(0) + absl::Microseconds(7), .subject = Person(2)});
  const Answer answer = List({});
  ASSERT_THAT(answer, IsOk());
  ASSERT_EQ(answer->audit_records_size(), 1);
  const v1::AuditRecord& record = answer->audit_records(0);
  EXPECT_EQ(record.id(), id);
  EXPECT_EQ(FromTimestamp(record.time()), At(0) + absl::Microseconds(7));
  EXPECT_EQ(record.actor(), "service:crm");
  EXPECT_EQ(record.method(), "laurel.feedback.v1.CoachingService/CreateActionItem");
  EXPECT_EQ(record.request_id(), "request");
  EXPECT_EQ(record.resource(), "actionItems/01arz3ndektsv4rrffq69g5fav");
  EXPECT_EQ(record.subject(), Person(2));
  EXPECT_THAT(record.fields(), ElementsAre("text", "owner"));
  EXPECT_EQ(record.earlier_hash(), std::string(32, '\x80'));
}

TEST_F(Audit, FiltersByActorSubjectResourceAndMethodTogetherAndAlone) {
  const std::string by_ana = records_.Add({.time = At(1), .actor = Person(1)});
  const std::string about_ben = records_.Add({.time = At(2), .subject = Person(2)});
  const std::string of_team = records_.Add({.time = At(3), .resource = "teams/x", .method = "m"});
  const std::string all = records_.Add(
      {.time = At(4), .actor = Person(1), .subject = Person(2), .resource = "teams/x", .method = "m"});
  Request request;
  EXPECT_THAT(Ids(request), ElementsAre(all, of_team, about_ben, by_ana));
  request.set_actor(Person(1));
  EXPECT_THAT(Ids(request), ElementsAre(all, by_ana));
  request.set_actor("people/me");
  EXPECT_THAT(Ids(request), ElementsAre(all, by_ana));
  request.set_actor("service:crm");
  EXPECT_THAT(Ids(request), ElementsAre(of_team, about_ben));
  request.set_method("m");
  EXPECT_THAT(Ids(request), ElementsAre(of_team));
  request.Clear();
  request.set_subject(Person(2));
  EXPECT_THAT(Ids(request), ElementsAre(all, about_ben));
  request.set_resource("teams/x");
  EXPECT_THAT(Ids(request), ElementsAre(all));
  request.set_resource("teams/X");
  EXPECT_THAT(Ids(request), IsEmpty());
}

TEST_F(Audit, TakesTheStartOfATimeRangeAndNotItsEndToTheMicrosecond) {
  std::vector<std::string> ids;
  for (int i = 0; i < 4; ++i) ids.push_back(records_.Add({.time = At(1) + absl::Microseconds(i)}));
  Request request;
  *request.mutable_start_time() = ToTimestamp(At(1) + absl::Microseconds(1));
  *request.mutable_end_time() = ToTimestamp(At(1) + absl::Microseconds(3));
  EXPECT_THAT(Ids(request), ::testing::UnorderedElementsAre(ids[1], ids[2]));
  *request.mutable_start_time() = ToTimestamp(At(1));
  *request.mutable_end_time() = ToTimestamp(At(1));
  EXPECT_THAT(Ids(request), IsEmpty());
  *request.mutable_end_time() = ToTimestamp(At(2));
  EXPECT_EQ(Ids(request).size(), 4U);
}

TEST_F(Audit, PagesTogetherAreTheListWithoutGapOrDouble) {
  std::vector<std::string> expected;
  for (int i = 0; i < 7; ++i) {
    expected.insert(expected.begin(), records_.Add({.time = At(i), .actor = Person(1)}));
    records_.Add({.time = At(i)});
  }
  Request request;
  request.set_actor(Person(1));
  request.set_page_size(3);
  std::vector<std::string> ids;
  do {
    const Answer page = List(request);
    ASSERT_THAT(page, IsOk());
    ASSERT_LE(page->audit_records_size(), 3);
    for (const v1::AuditRecord& record : page->audit_records()) ids.push_back(record.id());
    request.set_page_token(page->next_page_token());
  } while (!request.page_token().empty());
  EXPECT_EQ(ids, expected);
}

TEST_F(Audit, TakesATokenWithItsOwnArgumentsOnly) {
  for (int i = 0; i < 3; ++i) records_.Add({.time = At(i), .actor = Person(1)});
  Request request;
  request.set_page_size(2);
  const Answer page = List(request);
  ASSERT_THAT(page, IsOk());
  request.set_page_token(page->next_page_token());
  EXPECT_EQ(Ids(request).size(), 1U);
  request.set_actor(Person(1));
  EXPECT_THAT(List(request), ViolatesField("page_token"));
  request.clear_actor();
  for (const char* cursor : {"", "~", "01arz3ndektsv4rrffq69g5fa"}) {
    request.clear_page_token();
    request.set_page_token(api::MakePageToken(Person(1).substr(7), request, {cursor}));
    EXPECT_THAT(List(request), ViolatesField("page_token")) << cursor;
  }
}

TEST_F(Audit, RefusesWhatNoRecordCanHold) {
  for (const char* actor : {"ana", "people/ana", "people/", "service:", "service:a b", "service:\u00e9",
                            "teams/01arz3ndektsv4rrffq69g5fav"}) {
    Request request;
    request.set_actor(actor);
    EXPECT_THAT(List(request), ViolatesField("actor")) << actor;
  }
  Request request;
  request.set_subject("service:crm");
  EXPECT_THAT(List(request), ViolatesField("subject"));
  request.Clear();
  request.set_resource("caf\u00e9s/1");
  EXPECT_THAT(List(request), ViolatesField("resource"));
  request.set_method("\u00e9");
  EXPECT_THAT(List(request), ViolatesField("method"));
  request.Clear();
  request.set_page_size(-1);
  EXPECT_THAT(List(request), ViolatesField("page_size"));
  request.Clear();
  *request.mutable_start_time() = ToTimestamp(At(1));
  *request.mutable_end_time() = ToTimestamp(At(0));
  EXPECT_THAT(List(request), ViolatesField("end_time"));
}

}  // namespace
}  // namespace laurel::audit
