// What is added to somebody else's thanks: to whom it goes, and who reads it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>

#include "common/testing/status_matchers.h"
#include "services/recognition/testing/suite.h"
#include "services/recognition/tests/refusals.h"

namespace laurel::recognition::testing {
namespace {

using laurel::testing::IsOk;
using laurel::testing::StatusIs;
using ::testing::ElementsAre;
using ::testing::UnorderedElementsAre;
using Stub = Suite::Stub;

class AddingOn : public ::testing::Test {
 protected:
  absl::StatusOr<v1::Recognition> Add(
      const std::string& sender, const std::string& parent, const std::vector<std::string>& recipients = {},
      v1::RecognitionVisibility visibility = v1::RECOGNITION_VISIBILITY_UNSPECIFIED) {
    auto request = GiveRequest(recipients, 2, visibility);
    request.mutable_recognition()->set_parent(parent);
    return suite.As(sender, &Stub::GiveRecognition, request);
  }
  absl::StatusOr<v1::Recognition> Get(const std::string& person, const std::string& name) {
    return suite.As(person, &Stub::GetRecognition, Named<v1::GetRecognitionRequest>(name));
  }

  Suite suite;
};

TEST_F(AddingOn, GoesToAllRecipientsOfTheParentButItsSender) {
  const std::string parent = suite.Given(kSam, {kAna, kBen, kCarla}, 5).name();
  const auto add_on = Add(kBen, parent);
  ASSERT_THAT(add_on, IsOk());
  EXPECT_EQ(add_on->parent(), parent);
  EXPECT_EQ(add_on->sender(), Person(kBen));
  EXPECT_THAT(add_on->recipients(), UnorderedElementsAre(Person(kAna), Person(kCarla)));
  EXPECT_EQ(add_on->visibility(), v1::RECOGNITION_VISIBILITY_PUBLIC);
  EXPECT_EQ(suite.Balance(kAna).earned(), 7);
  EXPECT_EQ(suite.Balance(kBen).given(), 4);
  suite.Verify();
}

TEST_F(AddingOn, GoesToThoseItNames) {
  const std::string parent = suite.Given(kSam, {kAna, kBen, kCarla}).name();
  const auto add_on = Add(kPeer, parent, {kCarla});
  ASSERT_THAT(add_on, IsOk());
  EXPECT_THAT(add_on->recipients(), ElementsAre(Person(kCarla)));
}

TEST_F(AddingOn, LeavesOutThoseWhoHaveLeftSince) {
  const std::string parent = suite.Given(kSam, {kAna, kBen}).name();
  suite.Leave(kBen);
  const auto add_on = Add(kPeer, parent);
  ASSERT_THAT(add_on, IsOk());
  EXPECT_THAT(add_on->recipients(), ElementsAre(Person(kAna)));
  EXPECT_THAT(Add(kPeer, parent, {kBen}), StatusIs(absl::StatusCode::kFailedPrecondition, "PERSON_LEFT"));
}

TEST_F(AddingOn, IsSeenAsFarAsTheParentOrLess) {
  const auto kPublic = v1::RECOGNITION_VISIBILITY_PUBLIC;
  const auto kPrivate = v1::RECOGNITION_VISIBILITY_PRIVATE;
  for (int of_parent = kPublic; of_parent <= kPrivate; ++of_parent) {
    const std::string parent =
        suite.Given(kSam, {kAna, kPeer}, 0, static_cast<v1::RecognitionVisibility>(of_parent)).name();
    EXPECT_EQ(Add(kPeer, parent)->visibility(), of_parent);
    for (int wanted = kPublic; wanted <= kPrivate; ++wanted) {
      const auto add_on = Add(kPeer, parent, {}, static_cast<v1::RecognitionVisibility>(wanted));
      if (wanted >= of_parent) {
        EXPECT_THAT(add_on, IsOk());
      } else {
        EXPECT_THAT(add_on, StatusIs(absl::StatusCode::kInvalidArgument, "VISIBILITY_NOT_ALLOWED"));
      }
    }
  }
}

// The team that a recipient has come into since does not read the parent, so not what is added to it either.
TEST_F(AddingOn, IsReadByNoTeamThatDoesNotReadTheParent) {
  const std::string parent = suite.Given(kSam, {kAna, kPeer}, 0, v1::RECOGNITION_VISIBILITY_TEAM).name();
  suite.Reorganize(
      [](org::testing::Records& records) { records.Member(kNoTeam, kAna).Member(kNoTeam, kStranger); });
  const auto add_on = Add(kPeer, parent);
  ASSERT_THAT(add_on, IsOk());
  EXPECT_THAT(add_on->audience_teams(), ElementsAre(Team(kTeam)));
  EXPECT_THAT(Get(kLead, add_on->name()), IsOk());
  EXPECT_THAT(Get(kStranger, add_on->name()), StatusIs(absl::StatusCode::kNotFound));
}

// It waits; meanwhile what it was added to goes out of sight.
TEST_F(AddingOn, IsApprovedOnlyWhileTheParentStands) {
  const auto approve = [&](const std::string& name) {
    return suite.As(kRewarder, &Stub::ApproveRecognition, Named<v1::ApproveRecognitionRequest>(name));
  };
  const std::string kept = suite.Given(kSam, {kAna}).name();
  const std::string hidden = suite.Given(kSam, {kAna}).name();
  const std::string revoked = suite.Given(kSam, {kAna}).name();
  suite.SetProgram([](v1::Program& program) { program.set_approval_threshold(1); });
  std::map<std::string, std::string> add_ons;
  for (const std::string& parent : {kept, hidden, revoked}) add_ons[parent] = Add(kPeer, parent)->name();
  ASSERT_THAT(suite.As(kRewarder, &Stub::HideRecognition, HideRequest(hidden)), IsOk());
  ASSERT_THAT(suite.As(kSam, &Stub::RevokeRecognition, Named<v1::RevokeRecognitionRequest>(revoked)), IsOk());
  for (const std::string& parent : {hidden, revoked}) {
    const auto refused = approve(add_ons[parent]);
    EXPECT_THAT(refused, StatusIs(absl::StatusCode::kFailedPrecondition, "WRONG_STATE"));
    EXPECT_EQ(MetadataOf(refused, "allowed"), "REJECTED");
    EXPECT_THAT(suite.As(kRewarder, &Stub::RejectRecognition, RejectRequest(add_ons[parent])), IsOk());
  }
  EXPECT_THAT(approve(add_ons[kept]), IsOk());
  EXPECT_EQ(suite.Balance(kAna).earned(), 2);
  EXPECT_EQ(suite.Balance(kPeer).given(), 2);
  suite.Verify();
}

TEST_F(AddingOn, StandsByItselfAfterwards) {
  const std::string parent = suite.Given(kSam, {kAna}, 5).name();
  const auto add_on = Add(kPeer, parent);
  ASSERT_THAT(add_on, IsOk());
  ASSERT_THAT(suite.As(kSam, &Stub::RevokeRecognition, Named<v1::RevokeRecognitionRequest>(parent)), IsOk());
  EXPECT_EQ(Get(kStranger, add_on->name())->state(), v1::RECOGNITION_STATE_PUBLISHED);
  EXPECT_EQ(suite.Balance(kAna).earned(), 2);
  EXPECT_THAT(Add(kPeer, parent), StatusIs(absl::StatusCode::kInvalidArgument));  // not read any more
  EXPECT_THAT(Add(kRewarder, parent), StatusIs(absl::StatusCode::kFailedPrecondition, "WRONG_STATE"));
  suite.Verify();
}

}  // namespace
}  // namespace laurel::recognition::testing
