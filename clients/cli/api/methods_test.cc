#include "clients/cli/api/methods.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "laurel/feedback/v1/coaching_service.pb.h"

namespace laurel::cli {
namespace {

using ::testing::HasSubstr;

TEST(FindMethod, TakesShortAndLongNames) {
  for (const char* call :
       {"GetCoachingSession", "CoachingService/GetCoachingSession", "coachingservice.getcoachingsession",
        "laurel.feedback.v1.CoachingService/GetCoachingSession",
        "laurel.feedback.v1.CoachingService.GetCoachingSession"}) {
    const auto method = FindMethod(call);
    ASSERT_TRUE(method.ok()) << method.status();
    EXPECT_EQ(PathOf(**method), "/laurel.feedback.v1.CoachingService/GetCoachingSession");
    EXPECT_EQ(ServiceOf(**method), "feedback");
  }
  EXPECT_EQ(ServiceOf(**FindMethod("GetMe")), "directory");
  EXPECT_EQ(PathOf(**FindMethod("GetFeedback")), "/laurel.feedback.v1.FeedbackService/GetFeedback");
  EXPECT_EQ(ServiceOf(**FindMethod("GiveRecognition")), "recognition");
  EXPECT_EQ(ServiceOf(**FindMethod("RecordCheckIn")), "goals");
  EXPECT_EQ(ServiceOf(**FindMethod("WatchEvents")), "");
}

TEST(FindMethod, SuggestsWhatComesNear) {
  const auto method = FindMethod("CoachingSession");
  EXPECT_THAT(std::string(method.status().message()), HasSubstr("CoachingService/GetCoachingSession"));
  EXPECT_FALSE(FindMethod("").ok());
  EXPECT_FALSE(FindMethod("Nothing").ok());
}

TEST(FindMethod, AsksWhichOneIsMeantWhereSeveralHaveTheName) {
  const auto method = FindMethod("ListStatusChanges");
  ASSERT_FALSE(method.ok());
  const std::string said(method.status().message());
  for (const char* name : {"CoachingService/ListStatusChanges", "GoalService/ListStatusChanges",
                           "RecognitionService/ListStatusChanges"}) {
    EXPECT_THAT(said, HasSubstr(name));
  }
  EXPECT_EQ(PathOf(**FindMethod("GoalService/ListStatusChanges")),
            "/laurel.goals.v1.GoalService/ListStatusChanges");
}

TEST(FindMethod, TakesTheOneOfTheService) {
  EXPECT_EQ(PathOf(**FindMethod("ListStatusChanges", "goals")),
            "/laurel.goals.v1.GoalService/ListStatusChanges");
  EXPECT_EQ(PathOf(**FindMethod("WatchEvents", "goals")), "/laurel.events.v1.EventService/WatchEvents");
  EXPECT_FALSE(FindMethod("ListStatusChanges", "directory").ok());
}

TEST(RequestFromJson, ReadsProtobufsMapping) {
  const auto message =
      RequestFromJson(**FindMethod("GetCoachingSession"), " {\"name\": \"coachingSessions/1\"}\n");
  ASSERT_TRUE(message.ok()) << message.status();
  EXPECT_EQ(static_cast<const feedback::v1::GetCoachingSessionRequest&>(**message).name(),
            "coachingSessions/1");
}

TEST(RequestFromJson, GivesMutationsARequestId) {
  const Method& method = **FindMethod("AddNote");
  const auto request_id = [&](const char* json) {
    return static_cast<const feedback::v1::AddNoteRequest&>(**RequestFromJson(method, json)).request_id();
  };
  EXPECT_EQ(request_id("{}").size(), 36u);
  EXPECT_EQ(request_id("{\"requestId\": \"mine\"}"), "mine");
}

TEST(RequestFromJson, SaysWhatIsWrong) {
  EXPECT_THAT(std::string(RequestFromJson(**FindMethod("GetMe"), "{\"nme\": 1}").status().message()),
              HasSubstr("nme"));
  EXPECT_FALSE(RequestFromJson(**FindMethod("GetMe"), "nonsense").ok());
}

}  // namespace
}  // namespace laurel::cli
