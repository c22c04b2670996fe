// What feedback tells: every call exactly what it changed, heard by those who read the piece as it is then.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "common/testing/status_matchers.h"
#include "services/feedback/testing/suite.h"
#include "services/feedback/tests/telling.h"

namespace laurel::feedback::testing {
namespace {

using laurel::testing::IsOk;
using ::testing::ElementsAre;
using Stub = v1::FeedbackService::Stub;

const google::protobuf::ServiceDescriptor& Service() {
  return *v1::CreateFeedbackRequest::descriptor()->file()->FindServiceByName("FeedbackService");
}

// A verb on a draft, or on what was given, of Peer about Ana.
template <typename Request>
std::function<Prepared(Suite&)> Verb(const std::string& person, auto method, bool draft, const char* tells) {
  return [=](Suite& s) -> Prepared {
    const v1::Feedback piece = draft ? s.Drafted(kPeer, kAna) : s.Given(kPeer, kAna);
    return {Calling(s, person, method, Named<Request>(piece.name())), {tells}};
  };
}

CallsByRpc Writes() {
  return {
      {"CreateFeedback",
       [](Suite& s) -> Prepared {
         return {Calling(s, kPeer, &Stub::CreateFeedback, FeedbackRequest(kAna)), {"feedback.submitted"}};
       }},
      {"CreateFeedback",
       [](Suite& s) -> Prepared {
         auto request = FeedbackRequest(kAna);
         request.set_submit(false);
         return {Calling(s, kPeer, &Stub::CreateFeedback, request), {"feedback.drafted"}};
       }},
      {"UpdateFeedback",
       [](Suite& s) -> Prepared {
         v1::UpdateFeedbackRequest request;
         request.mutable_feedback()->set_name(s.Drafted(kPeer, kAna).name());
         request.mutable_feedback()->set_next_step("Close the ticket the same day");
         return {Calling(s, kPeer, &Stub::UpdateFeedback, request), {"feedback.updated"}};
       }},
      {"SubmitFeedback",
       Verb<v1::SubmitFeedbackRequest>(kPeer, &Stub::SubmitFeedback, true, "feedback.submitted")},
      {"DiscardFeedback",
       Verb<v1::DiscardFeedbackRequest>(kPeer, &Stub::DiscardFeedback, true, "feedback.discarded")},
      {"AcknowledgeFeedback", Verb<v1::AcknowledgeFeedbackRequest>(kAna, &Stub::AcknowledgeFeedback, false,
                                                                   "feedback.acknowledged")},
      {"RetractFeedback",
       Verb<v1::RetractFeedbackRequest>(kPeer, &Stub::RetractFeedback, false, "feedback.retracted")},
  };
}

CallsByRpc Reads() {
  return {
      {"GetFeedback",
       [](Suite& s) -> Prepared {
         const std::string name = s.Given(kPeer, kAna).name();
         return {Calling(s, kAna, &Stub::GetFeedback, Named<v1::GetFeedbackRequest>(name)), {}};
       }},
      {"BatchGetFeedback",
       [](Suite& s) -> Prepared {
         v1::BatchGetFeedbackRequest request;
         request.add_names(s.Given(kPeer, kAna).name());
         return {Calling(s, kAna, &Stub::BatchGetFeedback, request), {}};
       }},
      {"ListFeedback",
       [](Suite& s) -> Prepared {
         return {Calling(s, kAna, &Stub::ListFeedback, v1::ListFeedbackRequest()), {}};
       }},
      {"ListFeedbackRevisions",
       [](Suite& s) -> Prepared {
         v1::ListFeedbackRevisionsRequest request;
         request.set_parent(s.Given(kPeer, kAna).name());
         return {Calling(s, kAna, &Stub::ListFeedbackRevisions, request), {}};
       }},
      {"PreviewAudience",
       [](Suite& s) -> Prepared {
         v1::PreviewAudienceRequest request;
         request.set_name(s.Drafted(kPeer, kAna).name());
         return {Calling(s, kPeer, &Stub::PreviewAudience, request), {}};
       }},
  };
}

TEST(FeedbackEvents, OfEveryCallAreExactlyThoseOfWhatItChanged) {
  CallsByRpc calls = Writes();
  calls.merge(Reads());
  ExpectCallsTellWhatTheyChange(calls, Service());
}

TEST(FeedbackEvents, AreToldOnceForACallThatIsSentTwiceAndNotForOneThatIsRefused) {
  Suite suite;
  auto request = FeedbackRequest(kAna);
  request.set_request_id("7d3b1a52-6f0e-4c55-9d6b-0d6a2c1f7a10");
  for (int replica : {0, 1}) ASSERT_THAT(suite.As(kPeer, &Stub::CreateFeedback, request, replica), IsOk());
  request.set_request_id("");
  request.set_validate_only(true);
  ASSERT_THAT(suite.As(kPeer, &Stub::CreateFeedback, request), IsOk());
  EXPECT_FALSE(suite.As(kAna, &Stub::CreateFeedback, FeedbackRequest(kAna)).ok());
  EXPECT_THAT(suite.Told(), ElementsAre("feedback.submitted"));
}

TEST(FeedbackEvents, HoldNoTextThatPeopleWrote) {
  Suite suite;
  auto acknowledge = Named<v1::AcknowledgeFeedbackRequest>(suite.Given(kPeer, kAna).name());
  acknowledge.set_comment("Much obliged");
  ASSERT_THAT(suite.As(kAna, &Stub::AcknowledgeFeedback, acknowledge), IsOk());
  for (const sql::Row& row : suite.database.Query("SELECT data FROM event_pending")) {
    for (const char* text : {"Calms", "Closes", "obliged"}) {
      EXPECT_EQ(row.Text(0).find(text), std::string_view::npos) << text;
    }
  }
}

using KeptFeedback = Audiences;

// Whatever words a replica of another version knows, it finds no such one.
TEST_F(KeptFeedback, NamesItsSubjectToNobodyWhoHears) {
  const std::string name = suite.Drafted(kPeer, kAna, v1::FEEDBACK_VISIBILITY_MANAGER_ONLY).name();
  ASSERT_THAT(suite.As(kPeer, &Stub::SubmitFeedback, Named<v1::SubmitFeedbackRequest>(name)), IsOk());
  ASSERT_THAT(suite.As(kPeer, &Stub::RetractFeedback, Named<v1::RetractFeedbackRequest>(name)), IsOk());
  for (const std::string& audience : AudiencesOf(name)) {
    EXPECT_EQ(audience.find("person:" + kAna), std::string::npos) << audience;
  }
}

class EachVisibility : public Audiences, public ::testing::WithParamInterface<v1::FeedbackVisibility> {
 protected:
  // Runs the call, and expects that what it told is heard by those who get the piece now.
  template <typename Request>
  void Then(const std::string& person, auto method, const std::string& name) {
    auto request = Named<Request>(name);
    request.set_reason("as it should be");
    suite.database.Execute("DELETE FROM event_pending");
    ASSERT_THAT(suite.As(person, method, request), IsOk()) << name;
    ExpectHeardByThoseWhoGet(name);
  }
  void ExpectHeardByThoseWhoGet(const std::string& name) {
    ExpectHeardByReaders(name, [&](const std::string& person) {
      return suite.As(person, &Stub::GetFeedback, Named<v1::GetFeedbackRequest>(name)).ok();
    });
  }
  // A draft about them; its making has been told.
  std::string DraftAbout(const std::string& subject) {
    suite.database.Execute("DELETE FROM event_pending");
    const std::string name = suite.Drafted(kStranger, subject, GetParam()).name();
    ExpectHeardByThoseWhoGet(name);
    return name;
  }
  // Somebody whose roles would read it, had it been about another, is among them.
  std::vector<std::string> Subjects() const {
    if (GetParam() == v1::FEEDBACK_VISIBILITY_TEAM) return {kAna};
    return {kAna, kHr, kAuditor};
  }
};

TEST_P(EachVisibility, IsHeardByThoseWhoGetItInEveryState) {
  for (const std::string& subject : Subjects()) {
    const std::string discarded = DraftAbout(subject);
    Then<v1::DiscardFeedbackRequest>(kStranger, &Stub::DiscardFeedback, discarded);
    const std::string retracted = DraftAbout(subject);
    Then<v1::SubmitFeedbackRequest>(kStranger, &Stub::SubmitFeedback, retracted);
    Then<v1::RetractFeedbackRequest>(kStranger, &Stub::RetractFeedback, retracted);
    if (GetParam() == v1::FEEDBACK_VISIBILITY_MANAGER_ONLY) continue;  // nobody acknowledges it
    const std::string acknowledged = DraftAbout(subject);
    Then<v1::SubmitFeedbackRequest>(kStranger, &Stub::SubmitFeedback, acknowledged);
    Then<v1::AcknowledgeFeedbackRequest>(subject, &Stub::AcknowledgeFeedback, acknowledged);
    // HR does not read it, or it is about them.
    if (GetParam() == v1::FEEDBACK_VISIBILITY_PRIVATE || subject == kHr) continue;
    Then<v1::RetractFeedbackRequest>(kHr, &Stub::RetractFeedback, acknowledged);
  }
}

std::string NameOf(const ::testing::TestParamInfo<v1::FeedbackVisibility>& info) {
  return v1::FeedbackVisibility_Name(info.param).substr(std::string_view("FEEDBACK_VISIBILITY_").size());
}

INSTANTIATE_TEST_SUITE_P(FeedbackAudiences, EachVisibility,
                         ::testing::Values(v1::FEEDBACK_VISIBILITY_PRIVATE,
                                           v1::FEEDBACK_VISIBILITY_SUBJECT_AND_MANAGER,
                                           v1::FEEDBACK_VISIBILITY_MANAGER_ONLY, v1::FEEDBACK_VISIBILITY_TEAM,
                                           v1::FEEDBACK_VISIBILITY_PUBLIC),
                         NameOf);

}  // namespace
}  // namespace laurel::feedback::testing
