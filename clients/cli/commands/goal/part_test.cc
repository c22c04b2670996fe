// `laurel goal part`, and what `laurel goal tree` says of it.
#include "clients/cli/testing/fake_suite.h"
#include "common/status/error.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "nlohmann/json.hpp"

namespace laurel::cli {
namespace {

namespace v1 = goals::v1;
using testing::FakeSuite;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using testing::Outcome;

// Maria's goal with a part of Ana's, and one that Maria cannot read.
class GoalPartTest : public ::testing::Test {
 protected:
  GoalPartTest() {
    v1::GoalNode root = NodeOf(suite_.goals.Add("aaaaa1", "people/maria", "Happier callers"));
    v1::GoalNode read = NodeOf(suite_.goals.Add("aaaaa2", "people/ana", "Write the guide"));
    read.set_depth(1);
    v1::GoalNode hidden;
    hidden.set_name(suite_.goals.Add("aaaaa9", "people/ana", "").name());
    hidden.set_parent(root.name());
    hidden.set_depth(1);
    hidden.set_weight("5");
    v1::GoalNode below = read;
    below.set_name(suite_.goals.Add("aaaaa3", "people/ana", "Take pictures").name());
    below.set_title("Take pictures");
    below.set_depth(2);
    suite_.goals.nodes = {root, read, below, hidden};
  }
  static v1::GoalNode NodeOf(const v1::Goal& goal) {
    v1::GoalNode node;
    node.set_name(goal.name());
    node.set_title(goal.title());
    node.set_level(goal.level());
    return node;
  }
  Outcome Run(std::vector<std::string> words) {
    words.insert(words.begin(), "goal");
    return suite_.Run(std::move(words));
  }
  const v1::SetGoalPartRequest& Asked() const { return suite_.goals.parts.back(); }
  const std::string& NameOf(std::size_t node) const { return suite_.goals.nodes[node].name(); }

  FakeSuite suite_;
};

TEST_F(GoalPartTest, IsWeighedByItsTitleOrId) {
  EXPECT_EQ(Run({"part", "happier", "guide", "--weight", "0.5"}).out,
            "\"Write the guide\" (aaaaa2) counts 0.5 in \"Happier callers\" now.\n");
  EXPECT_EQ(Asked().parent(), NameOf(0));
  EXPECT_EQ(Asked().part(), NameOf(1));
  EXPECT_EQ(Asked().weight(), "0.5");
  EXPECT_FALSE(Asked().removed());
  EXPECT_EQ(Asked().request_id().size(), 36u);
  EXPECT_EQ(Run({"part", "aaaaa1", NameOf(1), "--weight", "0"}).code, 0);
  EXPECT_EQ(Run({"part", NameOf(0), "AAAAA2", "--weight", "0"}).code, 0);
}

TEST_F(GoalPartTest, IsWeighedAndTakenOutAlsoWhenItIsNotRead) {
  suite_.goals.broken["GetGoal"] = NotFound();
  EXPECT_EQ(Run({"part", "happier", "aaaaa9", "--weight", "1"}).out,
            "aaaaa9 (not for you to read) counts 1 in \"Happier callers\" now.\n");
  EXPECT_EQ(Run({"part", "happier", NameOf(3), "--remove"}).out,
            "aaaaa9 (not for you to read) is no part of \"Happier callers\" any more.\n");
  EXPECT_EQ(Asked().part(), NameOf(3));
  EXPECT_TRUE(Asked().removed());
  EXPECT_EQ(Asked().weight(), "");
  const auto json = nlohmann::json::parse(Run({"part", "happier", "aaaaa9", "--remove", "-o", "json"}).out);
  EXPECT_EQ(json["name"], NameOf(3));
  EXPECT_THAT(Run({"part", "happier", "aaaaa9", "--remove", "-o", "csv"}).out, HasSubstr(NameOf(3)));
}

TEST_F(GoalPartTest, IsFoundOnEveryPageOfTheParts) {
  const v1::GoalNode last = suite_.goals.nodes.back();
  for (int i = 0; i < 450; ++i) {
    v1::GoalNode& one = suite_.goals.nodes.emplace_back();
    one.set_depth(1);
  }
  suite_.goals.nodes.push_back(last);
  suite_.goals.nodes.erase(suite_.goals.nodes.begin() + 3);
  EXPECT_EQ(Run({"part", "happier", "aaaaa9", "--remove"}).code, 0);
  EXPECT_EQ(suite_.goals.trees.size(), 3u);
  EXPECT_EQ(suite_.goals.trees.back().max_depth(), 1);
}

TEST_F(GoalPartTest, IsNotGuessed) {
  const Outcome below = Run({"part", "happier", "pictures", "--remove"});
  EXPECT_EQ(below.code, 3);
  EXPECT_THAT(below.err,
              HasSubstr("error: PART: no part of \"Happier callers\" is called \"pictures\" or ends in "
                        "it: laurel goal tree aaaaa1 shows them\n"));
  EXPECT_EQ(Run({"part", "happier", "aaaaa3", "--remove"}).code, 3);
  EXPECT_EQ(Run({"part", "happier", NameOf(0), "--remove"}).code, 3);
  EXPECT_EQ(Run({"part", "happier", "recognitions/1", "--remove"}).code, 3);
  EXPECT_EQ(Run({"part", "happier", " ", "--remove"}).code, 3);
  suite_.goals.nodes[2].set_depth(1);
  suite_.goals.nodes[2].set_title("Write it down");
  EXPECT_THAT(
      Run({"part", "happier", "write", "--remove"}).err,
      HasSubstr("error: PART: \"write\" may be Write the guide (aaaaa2), Write it down (aaaaa3): give "
                "the id\n"));
  suite_.goals.nodes[2].set_name("goals/01jd8z3v5n7q2w4e6raaaaaa2");
  EXPECT_THAT(Run({"part", "happier", "aaaa2", "--remove"}).err, HasSubstr("several goals end in \"aaaa2\""));
  EXPECT_THAT(suite_.goals.parts, IsEmpty());
}

TEST_F(GoalPartTest, IsEitherWeighedOrTakenOut) {
  EXPECT_THAT(Run({"part", "happier", "guide"}).err, HasSubstr("--weight N says how much it counts"));
  EXPECT_EQ(Run({"part", "happier", "guide", "--weight", "1", "--remove"}).code, 2);
  EXPECT_THAT(suite_.goals.parts, IsEmpty());
  Error wrong(absl::StatusCode::kInvalidArgument, "INVALID_FIELD", "wrong");
  wrong.Field("part", "there is no such part that counts in this goal")
      .Field("weight", "must not be negative");
  suite_.goals.broken["SetGoalPart"] = wrong;
  const Outcome refused = Run({"part", "happier", "guide", "--weight", "1"});
  EXPECT_THAT(refused.err, HasSubstr("error: PART: there is no such part that counts in this goal\n"));
  EXPECT_THAT(refused.err, HasSubstr("error: --weight: must not be negative\n"));
}

TEST_F(GoalPartTest, IsToldOfBelowTheTree) {
  suite_.goals.nodes.erase(suite_.goals.nodes.begin() + 1, suite_.goals.nodes.begin() + 3);
  EXPECT_EQ(
      Run({"tree", "happier"}).out,
      "GOAL                     WEIGHT  ID\n"
      "Happier callers                  aaaaa1\n"
      "  (not for you to read)  5       aaaaa9\n"
      "\n"
      "Whatever you cannot read here and has an id is a part of a goal that you may change, the GOAL right "
      "above it. laurel goal part GOAL ID --remove takes it out, laurel goal part GOAL ID --weight N says "
      "how "
      "much it counts.\n");
  suite_.goals.nodes.back().clear_name();
  EXPECT_THAT(Run({"tree", "happier"}).out, Not(HasSubstr("takes it out")));
}

TEST_F(GoalPartTest, IsCompleted) {
  Run({"tree", "happier"});
  EXPECT_THAT(suite_.Run({"complete", "--", "goal", "part", "happier", "aaaaa9"}).out, "aaaaa9\t\n");
}

}  // namespace
}  // namespace laurel::cli
