#include "common/rpc/admission/single_flight.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace laurel::rpc {
namespace {

using Flights = SingleFlight<int>;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

api::RequestKey Key(std::string principal = "ana", std::string body = "body") {
  return {.principal = std::move(principal), .method = "m", .request_id = "r", .body_hash = std::move(body)};
}

TEST(SingleFlight, TwinsFollowTheFirst) {
  Flights flights(10);
  int first = 1, second = 2, third = 3;
  EXPECT_EQ(flights.Join(Key(), &first), Flights::Role::kLeader);
  EXPECT_EQ(flights.Join(Key(), &second), Flights::Role::kFollower);
  EXPECT_EQ(flights.Join(Key(), &third), Flights::Role::kFollower);
  EXPECT_THAT(flights.Land(Key()), ElementsAre(&second, &third));
  EXPECT_EQ(flights.Join(Key(), &second), Flights::Role::kLeader);
}

TEST(SingleFlight, AnotherBodyIsRefusedAndAnotherCallerIsNoTwin) {
  Flights flights(10);
  int first = 1, second = 2;
  EXPECT_EQ(flights.Join(Key(), &first), Flights::Role::kLeader);
  EXPECT_EQ(flights.Join(Key("ana", "other"), &second), Flights::Role::kOtherBody);
  EXPECT_EQ(flights.Join(Key("ben"), &second), Flights::Role::kLeader);
}

TEST(SingleFlight, HandsOverToTheNextUntilNoneIsLeft) {
  Flights flights(10);
  int first = 1, second = 2;
  flights.Join(Key(), &first);
  flights.Join(Key(), &second);
  EXPECT_EQ(flights.HandOver(Key()), &second);
  EXPECT_EQ(flights.HandOver(Key()), nullptr);
  EXPECT_THAT(flights.Land(Key()), IsEmpty());
}

TEST(SingleFlight, BoundsThoseWhoWait) {
  Flights flights(1);
  int first = 1, second = 2, third = 3;
  flights.Join(Key(), &first);
  EXPECT_EQ(flights.Join(Key(), &second), Flights::Role::kFollower);
  EXPECT_EQ(flights.Join(Key(), &third), Flights::Role::kFull);
  flights.Land(Key());
  flights.Join(Key(), &first);
  EXPECT_EQ(flights.Join(Key(), &third), Flights::Role::kFollower);
}

}  // namespace
}  // namespace laurel::rpc
