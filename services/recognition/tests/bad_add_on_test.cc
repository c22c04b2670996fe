// What nobody can add to somebody else's recognition, each with its own reason.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "common/testing/status_matchers.h"
#include "services/recognition/testing/suite.h"
#include "services/recognition/tests/refusals.h"

namespace laurel::recognition::testing {
namespace {

using laurel::testing::IsOk;
using laurel::testing::StatusIs;
using laurel::testing::ViolatesField;
using Stub = Suite::Stub;

constexpr auto kInvalid = absl::StatusCode::kInvalidArgument;
constexpr auto kPrecondition = absl::StatusCode::kFailedPrecondition;

class BadAddOn : public ::testing::Test {
 protected:
  absl::StatusOr<v1::Recognition> Give(const v1::GiveRecognitionRequest& request,
                                       const std::string& sender = kSam) {
    return suite.As(sender, &Stub::GiveRecognition, request);
  }
  v1::GiveRecognitionRequest To(const std::string& parent, const std::vector<std::string>& recipients = {}) {
    auto request = GiveRequest(recipients, 1);
    request.mutable_recognition()->set_parent(parent);
    return request;
  }

  Suite suite;
};

TEST_F(BadAddOn, IsToWhatItsSenderGave) {
  EXPECT_THAT(Give(To(suite.Given(kSam, {kAna}).name())), StatusIs(kPrecondition, "ADD_ON_TO_OWN"));
}

TEST_F(BadAddOn, IsToAnAddOn) {
  const std::string parent = suite.Given(kSam, {kAna, kBen}).name();
  const auto add_on = Give(To(parent), kBen);
  ASSERT_THAT(add_on, IsOk());
  EXPECT_THAT(add_on->recipients(), ::testing::ElementsAre(Person(kAna)));  // all of them but Ben
  EXPECT_THAT(Give(To(add_on->name()), kCarla), StatusIs(kPrecondition, "ADD_ON_TO_ADD_ON"));
}

TEST_F(BadAddOn, IsToWhatIsNotPublished) {
  const std::string pending = suite.Pending(kSam, {kAna}).name();
  const auto to_pending = Give(To(pending), kMona);
  EXPECT_THAT(to_pending, StatusIs(kPrecondition, "WRONG_STATE"));
  EXPECT_EQ(MetadataOf(to_pending, "state"), "PENDING_APPROVAL");
}

TEST_F(BadAddOn, IsToWhatItsSenderDoesNotReadInFull) {
  const std::string hidden = suite.Given(kSam, {kAna}, 0, v1::RECOGNITION_VISIBILITY_PRIVATE).name();
  for (const std::string& parent : {hidden, "recognitions/" + kNobody}) {
    for (const std::string& sender : {kBen, kAuditor}) {
      EXPECT_THAT(Give(To(parent), sender), ViolatesField("recognition.parent"));
    }
  }
}

TEST_F(BadAddOn, NamesOthersThanItsParentOrATeam) {
  const std::string parent = suite.Given(kSam, {kAna, kBen}).name();
  EXPECT_THAT(Give(To(parent, {kBen, kCarla}), kPeer), ViolatesField("recognition.recipients[1]"));
  auto request = To(parent);
  request.mutable_recognition()->set_team(Team(kTeam));
  EXPECT_THAT(Give(request, kPeer), StatusIs(kInvalid, "INVALID_FIELD"));
  EXPECT_THAT(Give(To(parent, {kBen}), kPeer), IsOk());
}

TEST_F(BadAddOn, OfTheOnlyRecipientIsToNobody) {
  const std::string parent = suite.Given(kSam, {kAna}).name();
  EXPECT_THAT(Give(To(parent), kAna), StatusIs(kInvalid, "NO_RECIPIENTS"));
}

TEST_F(BadAddOn, IsShownToMoreThanReadItsParent) {
  const std::string parent = suite.Given(kSam, {kAna}, 0, v1::RECOGNITION_VISIBILITY_TEAM).name();
  auto request = To(parent);
  request.mutable_recognition()->set_visibility(v1::RECOGNITION_VISIBILITY_PUBLIC);
  const auto given = Give(request, kPeer);
  EXPECT_THAT(given, StatusIs(kInvalid, "VISIBILITY_NOT_ALLOWED"));
  EXPECT_THAT(given, ViolatesField("recognition.visibility"));
  request.mutable_recognition()->clear_visibility();
  const auto as_parent = Give(request, kPeer);
  ASSERT_THAT(as_parent, IsOk());
  EXPECT_EQ(as_parent->visibility(), v1::RECOGNITION_VISIBILITY_TEAM);
}

}  // namespace
}  // namespace laurel::recognition::testing
