// What may be asked of ListRecognitions, and what is refused.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "common/testing/counting.h"
#include "common/testing/status_matchers.h"
#include "common/time/convert.h"
#include "services/recognition/names.h"
#include "services/recognition/reading/list_store.h"
#include "services/recognition/testing/suite.h"

namespace laurel::recognition::testing {
namespace {

using laurel::testing::IsOk;
using laurel::testing::StatusIs;
using laurel::testing::ViolatesField;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using Request = v1::ListRecognitionsRequest;
using Stub = v1::RecognitionService::Stub;

class ListRequests : public ::testing::Test {
 protected:
  Suite suite;
};

Request To(const std::string& recipient) {
  Request request;
  request.set_recipient(Person(recipient));
  return request;
}

Request By(const std::string& sender) {
  Request request;
  request.set_sender(Person(sender));
  return request;
}

// A statement sees one moment: what is hidden or published meanwhile makes no page short.
TEST_F(ListRequests, ReadAPageInOneStatement) {
  std::vector<std::string> names;
  for (int i = 0; i < 4; ++i) {
    names.push_back(suite.Given(kSam, {kAna}).name());
    suite.Pass(absl::Seconds(1));
  }
  using Recognitions = std::vector<v1::Recognition>;
  const auto page =
      suite.db->Read<Recognitions>(suite.clock.Now() + absl::Minutes(1), [&](sql::Connection& connection) {
        laurel::testing::Counting counting(connection);
        auto listed = reading::List(
            counting, {.branches = {{.shown = {recognition::Shown::kPublic}}}, .within = {}, .limit = 3});
        EXPECT_EQ(counting.statements(), 1);
        return listed;
      });
  ASSERT_THAT(page, IsOk());
  ASSERT_EQ(page->size(), 3U);
  for (std::size_t i = 0; i < 3; ++i) EXPECT_EQ((*page)[i].name(), names[3 - i]);
}

TEST_F(ListRequests, AwaitWhoeverDecides) {
  const v1::Recognition pending = suite.Pending(kSam, {kAna});
  suite.Pass(absl::Minutes(1));
  const v1::Recognition to_mona = suite.Pending(kSam, {kMona});
  suite.Given(kSam, {kAna}, 1);
  const auto awaiting = [&](const std::string& caller) {
    Request request;
    request.set_awaiting_decision(true);
    std::vector<std::string> names;
    const auto page = suite.As(caller, &Stub::ListRecognitions, request);
    EXPECT_THAT(page, IsOk());
    for (const v1::Recognition& one : page->recognitions()) names.push_back(one.name());
    return names;
  };
  EXPECT_THAT(awaiting(kMona), ElementsAre(pending.name()));
  EXPECT_THAT(awaiting(kRewarder), ElementsAre(to_mona.name(), pending.name()));
  for (const std::string& caller : {kSam, kAna, kCarla, kAuditor, kHr})
    EXPECT_THAT(awaiting(caller), IsEmpty());
  ASSERT_THAT(
      suite.As(kMona, &Stub::ApproveRecognition, Named<v1::ApproveRecognitionRequest>(pending.name())),
      IsOk());
  EXPECT_THAT(awaiting(kMona), IsEmpty());
}

TEST_F(ListRequests, ShowATeamWhatItReadsWhileItIsPublished) {
  const std::string name = suite.Pending(kSam, {kAna, kStranger}, 2, v1::RECOGNITION_VISIBILITY_TEAM).name();
  Request to_ana_by_sam = To(kAna);
  to_ana_by_sam.set_sender(Person(kSam));
  const auto lists_of = [&](const std::string& caller) {
    int lists = 0;
    for (const Request& request : {To(kAna), To(kStranger), By(kSam), to_ana_by_sam}) {
      const auto page = suite.As(caller, &Stub::ListRecognitions, request);
      EXPECT_THAT(page, IsOk());
      for (const v1::Recognition& one : page->recognitions()) lists += one.name() == name ? 1 : 0;
    }
    return lists;
  };
  EXPECT_EQ(lists_of(kPeer), 0);
  ASSERT_THAT(suite.As(kMona, &Stub::ApproveRecognition, Named<v1::ApproveRecognitionRequest>(name)), IsOk());
  EXPECT_EQ(lists_of(kPeer), 4);
  EXPECT_EQ(lists_of(kCarla), 2);     // Ana's
  EXPECT_EQ(lists_of(kStranger), 2);  // their own, and the sender's
  EXPECT_EQ(lists_of(kBen), 0);       // in a team, but not in one of theirs
  ASSERT_THAT(suite.As(kRewarder, &Stub::HideRecognition, HideRequest(name)), IsOk());
  EXPECT_EQ(lists_of(kPeer), 0);
}

TEST_F(ListRequests, ShowWhatWasSaidToEach) {
  const v1::Recognition given = suite.Given(kSam, {kAna});
  const auto reaction = suite.As(kBen, &Stub::AddReaction, ReactionRequest(given.name()));
  ASSERT_THAT(suite.As(kPeer, &Stub::AddReaction, ReactionRequest(given.name())), IsOk());
  ASSERT_THAT(suite.As(kPeer, &Stub::AddComment, CommentRequest(given.name())), IsOk());
  const auto page = suite.As(kBen, &Stub::ListRecognitions, Request());
  ASSERT_THAT(page, IsOk());
  ASSERT_EQ(page->recognitions_size(), 1);
  const auto got = suite.As(kBen, &Stub::GetRecognition, Named<v1::GetRecognitionRequest>(given.name()));
  ASSERT_THAT(got, IsOk());
  EXPECT_EQ(page->recognitions(0).SerializeAsString(), got->SerializeAsString());
  EXPECT_EQ(got->comment_count(), 1);
  ASSERT_EQ(got->reactions_size(), 1);
  EXPECT_EQ(got->reactions(0).count(), 2);
  EXPECT_EQ(got->reactions(0).own(), reaction->name());
}

TEST_F(ListRequests, TakeATokenOfThemselvesAlone) {
  for (int i = 0; i < 5; ++i) suite.Given(kSam, {kAna});
  Request request = To(kAna);
  request.set_page_size(2);
  const auto page = suite.As(kCarla, &Stub::ListRecognitions, request);
  ASSERT_THAT(page, IsOk());
  request.set_page_token(page->next_page_token());
  request.set_page_size(5);
  EXPECT_THAT(suite.As(kCarla, &Stub::ListRecognitions, request), IsOk());
  EXPECT_THAT(suite.As(kSkip, &Stub::ListRecognitions, request), ViolatesField("page_token"));
  request.set_recipient(Person(kBen));
  EXPECT_THAT(suite.As(kCarla, &Stub::ListRecognitions, request), ViolatesField("page_token"));
}

TEST_F(ListRequests, RefuseWhatCannotBe) {
  const std::string value = suite.Value("care").name();
  const v1::Recognition secret = suite.Given(kSam, {kAna}, 0, v1::RECOGNITION_VISIBILITY_PRIVATE);
  const auto refusal = [&](const std::function<void(Request&)>& change) {
    Request request;
    change(request);
    return suite.As(kStranger, &Stub::ListRecognitions, request).status();
  };
  EXPECT_THAT(refusal([](Request& r) { r.set_recipient(Person(kNobody)); }), ViolatesField("recipient"));
  EXPECT_THAT(refusal([](Request& r) { r.set_sender(Person(kNobody)); }), ViolatesField("sender"));
  EXPECT_THAT(refusal([](Request& r) { r.set_recipient(Person(kGone)); }), IsOk());
  EXPECT_THAT(refusal([](Request& r) { r.set_team(Team(kNobody)); }), ViolatesField("team"));
  EXPECT_THAT(refusal([](Request& r) { r.set_team(Team(kNoTeam)); }), IsOk());
  EXPECT_THAT(refusal([](Request& r) { r.set_value(kValuePattern.Format({kNobody})); }),
              ViolatesField("value"));
  EXPECT_THAT(refusal([](Request& r) { r.set_parent(kRecognitionPattern.Format({kNobody})); }),
              ViolatesField("parent"));
  EXPECT_THAT(refusal([&](Request& r) { r.set_parent(secret.name()); }), ViolatesField("parent"));
  EXPECT_THAT(refusal([](Request& r) { r.set_page_size(-1); }), ViolatesField("page_size"));
  EXPECT_THAT(refusal([&](Request& r) {
                *r.mutable_start_time() = ToTimestamp(suite.clock.Now());
                *r.mutable_end_time() = ToTimestamp(suite.clock.Now() - absl::Hours(1));
              }),
              ViolatesField("end_time"));
  EXPECT_THAT(refusal([&](Request& r) {
                r.set_sender(Person(kSam));
                r.set_team(Team(kTeam));
              }),
              ViolatesField("team"));
  EXPECT_THAT(refusal([&](Request& r) {
                r.set_team(Team(kTeam));
                r.set_value(value);
              }),
              ViolatesField("value"));
  EXPECT_THAT(refusal([&](Request& r) {
                r.set_value(value);
                r.set_parent(secret.name());
              }),
              ViolatesField("parent"));
  EXPECT_THAT(refusal([&](Request& r) {
                r.set_recipient(Person(kAna));
                r.set_awaiting_decision(true);
              }),
              ViolatesField("awaiting_decision"));
}

TEST_F(ListRequests, AnswerWithoutARelationWhileTheOrganisationIsOld) {
  suite.Given(kSam, {kAna});
  suite.Given(kSam, {kAna}, 0, v1::RECOGNITION_VISIBILITY_TEAM);
  suite.clock.Advance(absl::Hours(1));
  const auto count = [&](const std::string& caller, const Request& request) {
    const auto page = suite.As(caller, &Stub::ListRecognitions, request);
    return page.ok() ? page->recognitions_size() : -1;
  };
  EXPECT_EQ(count(kStranger, Request()), 1);
  EXPECT_EQ(count(kAna, To(kAna)), 2);
  EXPECT_EQ(count(kSam, By(kSam)), 2);
  EXPECT_EQ(count(kRewarder, To(kAna)), 2);
  Request of_team;
  of_team.set_team(Team(kTeam));
  for (const Request& request : {To(kAna), By(kSam), of_team}) {
    EXPECT_THAT(suite.As(kStranger, &Stub::ListRecognitions, request),
                StatusIs(absl::StatusCode::kUnavailable, "ORGANIZATION_STALE"));
  }
}

}  // namespace
}  // namespace laurel::recognition::testing
