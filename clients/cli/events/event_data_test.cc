#include "clients/cli/events/event_data.h"

#include <gmock/gmock.h>

#include <filesystem>
#include <fstream>

#include "fmt/format.h"
#include "laurel/goals/v1/events.pb.h"
#include "nlohmann/json.hpp"

namespace laurel::cli {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::IsSupersetOf;

events::v1::Event Event(const std::string& type) {
  events::v1::Event event;
  event.set_id("01jd8z3v5n7q2w4e6r8taaaaa1");
  event.set_type(type);
  event.set_subject("goals/1");
  return event;
}

events::v1::Event OfAnotherVersion() {
  events::v1::Event event = Event("goal.sung");
  event.mutable_data()->set_type_url("type.googleapis.com/laurel.goals.v1.SongEvent");
  event.mutable_data()->set_value("la la");
  return event;
}

// The full names of all messages in the contract that carry the data of events, as its files have them.
std::vector<std::string> DataInTheContract() {
  std::vector<std::string> all;
  for (const auto& file : std::filesystem::recursive_directory_iterator(LAUREL_PROTOS)) {
    if (file.path().extension() != ".proto") continue;
    std::ifstream in(file.path());
    std::string package, message;
    for (std::string line; std::getline(in, line);) {
      if (line.starts_with("package ")) package = line.substr(8, line.find(';') - 8);
      if (line.starts_with("message ")) message = line.substr(8, line.find(' ', 8) - 8);
      const std::string name = fmt::format("{}.{}", package, message);
      const bool carries = line.find("option (common.v1.event_types)") != std::string::npos;
      if (carries && (all.empty() || all.back() != name)) all.push_back(name);
    }
  }
  return all;
}

TEST(KnowsData, OfEveryMessageThatTheContractHasForEvents) {
  const std::vector<std::string> all = DataInTheContract();
  ASSERT_THAT(all, IsSupersetOf({"laurel.goals.v1.GoalEvent", "laurel.goals.v1.CheckInEvent",
                                 "laurel.goals.v1.GoalCommentEvent", "laurel.feedback.v1.CoachingEvent",
                                 "laurel.directory.v1.PersonEvent"}));
  for (const std::string& name : all) {
    events::v1::Event event = Event("x.happened");
    event.mutable_data()->set_type_url("type.googleapis.com/" + name);
    EXPECT_TRUE(KnowsData(event)) << name;
    EXPECT_EQ(nlohmann::json::parse(EventLine(event))["data"]["@type"], "type.googleapis.com/" + name);
  }
}

TEST(KnowsData, IsFalseOfAnotherVersionsAndTrueWithoutAny) {
  EXPECT_FALSE(KnowsData(OfAnotherVersion()));
  EXPECT_TRUE(KnowsData(Event("goal.activated")));
}

TEST(EventLine, KeepsWhatItCannotReadAsItCame) {
  const std::string line = EventLine(OfAnotherVersion());
  EXPECT_EQ(line.find('\n'), line.size() - 1);
  const auto json = nlohmann::json::parse(line);
  EXPECT_EQ(json["id"], "01jd8z3v5n7q2w4e6r8taaaaa1");
  EXPECT_EQ(json["type"], "goal.sung");
  EXPECT_EQ(json["subject"], "goals/1");
  EXPECT_EQ(json["dataschema"], "type.googleapis.com/laurel.goals.v1.SongEvent");
  EXPECT_EQ(json["data_base64"], "bGEgbGE=");
  EXPECT_FALSE(json.contains("error"));
}

TEST(EventLine, KeepsDataThatIsBroken) {
  events::v1::Event event = Event("goal.activated");
  event.mutable_data()->set_type_url("type.googleapis.com/laurel.goals.v1.GoalEvent");
  event.mutable_data()->set_value("\xff");
  EXPECT_EQ(nlohmann::json::parse(EventLine(event))["data_base64"], "/w==");
}

TEST(PeopleIn, AreTheOwnersOfAGoal) {
  goals::v1::GoalEvent data;
  data.set_goal("goals/1");
  data.add_owners("people/ana");
  data.add_owners("people/bruno");
  events::v1::Event event = Event("goal.activated");
  event.mutable_data()->PackFrom(data);
  EXPECT_THAT(PeopleIn(event), ElementsAre("people/ana", "people/bruno"));
  EXPECT_THAT(PeopleIn(OfAnotherVersion()), IsEmpty());
}

}  // namespace
}  // namespace laurel::cli
