// How a recognition came into its states, as those may read it who read the recognition itself.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "common/testing/status_matchers.h"
#include "common/time/convert.h"
#include "services/recognition/testing/suite.h"

namespace laurel::recognition::testing {
namespace {

using laurel::testing::IsOk;
using laurel::testing::StatusIs;
using laurel::testing::ViolatesField;
using ::testing::ElementsAre;
using Stub = Suite::Stub;

class StatusChanges : public ::testing::Test {
 protected:
  absl::StatusOr<v1::ListStatusChangesResponse> List(const std::string& person, const std::string& parent) {
    return suite.As(person, &Stub::ListStatusChanges, About<v1::ListStatusChangesRequest>(parent));
  }
  // "FROM>TO actor: reason", without the prefix of the enum; the actor as the last two digits of the id.
  std::vector<std::string> Story(const std::string& person, const std::string& parent) {
    constexpr std::string_view kPrefix = "RECOGNITION_STATE_";
    const auto state = [&](const std::string& name) {
      return name.empty() ? name : name.substr(kPrefix.size());
    };
    std::vector<std::string> story;
    const auto page = List(person, parent);
    EXPECT_THAT(page, IsOk());
    if (!page.ok()) return story;
    for (const common::v1::StatusChange& change : page->status_changes()) {
      EXPECT_TRUE(change.name().starts_with(parent + "/statusChanges/")) << change.name();
      story.push_back(fmt::format("{}>{} {}: {}", state(change.from_state()), state(change.to_state()),
                                  Digits(change.actor()), change.reason()));
    }
    return story;
  }
  static std::string Digits(const std::string& person) {
    return person.empty() ? person : person.substr(person.size() - 2);
  }
  // Approved with a reason, then hidden.
  std::string Hidden() {
    const std::string name = suite.Pending(kSam, {kAna}, 2).name();
    auto approve = Named<v1::ApproveRecognitionRequest>(name);
    approve.set_reason("well earned");
    EXPECT_THAT(suite.As(kMona, &Stub::ApproveRecognition, approve), IsOk());
    EXPECT_THAT(suite.As(kRewarder, &Stub::HideRecognition, HideRequest(name)), IsOk());
    return name;
  }

  Suite suite;
};

TEST_F(StatusChanges, TellWhoWhenAndWhy) {
  const std::string name = suite.Pending(kSam, {kAna}, 2).name();
  suite.Pass(absl::Minutes(1));
  auto approve = Named<v1::ApproveRecognitionRequest>(name);
  approve.set_reason("well earned");
  ASSERT_THAT(suite.As(kMona, &Stub::ApproveRecognition, approve), IsOk());
  const absl::Time approved = suite.clock.Now();
  suite.Pass(absl::Minutes(1));
  auto revoke = Named<v1::RevokeRecognitionRequest>(name);
  revoke.set_reason("for somebody else");
  ASSERT_THAT(suite.As(kSam, &Stub::RevokeRecognition, revoke), IsOk());
  EXPECT_THAT(Story(kSam, name), ElementsAre(">PENDING_APPROVAL " + Digits(kSam) + ": ",
                                             "PENDING_APPROVAL>PUBLISHED " + Digits(kMona) + ": well earned",
                                             "PUBLISHED>REVOKED " + Digits(kSam) + ": for somebody else"));
  EXPECT_EQ(FromTimestamp(List(kSam, name)->status_changes(1).time()), approved);
}

TEST_F(StatusChanges, OfWhatIsPublishedAreReadByEverybodyWhoReadsIt) {
  const std::string name = suite.Given(kSam, {kAna}).name();
  EXPECT_THAT(Story(kStranger, name), ElementsAre(">PUBLISHED " + Digits(kSam) + ": "));
  const std::string secret = suite.Given(kSam, {kAna}, 0, v1::RECOGNITION_VISIBILITY_PRIVATE).name();
  EXPECT_THAT(List(kStranger, secret), StatusIs(absl::StatusCode::kNotFound));
  EXPECT_THAT(List(kSam, "recognitions/" + kNobody), StatusIs(absl::StatusCode::kNotFound));
  EXPECT_THAT(List(kSam, "values/" + kNobody), ViolatesField("parent"));
}

TEST_F(StatusChanges, TellWhyItWasHiddenToThoseWhomItConcerns) {
  const std::string name = Hidden();
  const std::string approved = "PENDING_APPROVAL>PUBLISHED " + Digits(kMona) + ": ";
  const std::string hidden = "PUBLISHED>HIDDEN " + Digits(kRewarder) + ": ";
  const std::string made = ">PENDING_APPROVAL " + Digits(kSam) + ": ";
  for (const std::string& full : {kSam, kRewarder}) {
    EXPECT_THAT(Story(full, name), ElementsAre(made, approved + "well earned", hidden + "Names a customer"));
  }
  EXPECT_THAT(Story(kAna, name), ElementsAre(made, approved, hidden + "Names a customer"));
  EXPECT_THAT(Story(kAuditor, name), ElementsAre(made, approved, hidden));
  for (const std::string& nobody : {kMona, kPeer, kCarla, kStranger}) {
    EXPECT_THAT(List(nobody, name), StatusIs(absl::StatusCode::kNotFound));
  }
}

TEST_F(StatusChanges, ComeInPagesOldestFirst) {
  auto request = About<v1::ListStatusChangesRequest>(Hidden());
  request.set_page_size(1);
  std::vector<std::string> names;
  do {
    const auto page = suite.As(kSam, &Stub::ListStatusChanges, request);
    ASSERT_THAT(page, IsOk());
    ASSERT_EQ(page->status_changes_size(), 1);
    names.push_back(page->status_changes(0).name().substr(request.parent().size()));
    request.set_page_token(page->next_page_token());
  } while (!request.page_token().empty());
  EXPECT_THAT(names, ElementsAre("/statusChanges/1", "/statusChanges/2", "/statusChanges/3"));
}

}  // namespace
}  // namespace laurel::recognition::testing
