#include "clients/cli/completion/position.h"

#include <gmock/gmock.h>

namespace laurel::cli {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

class PositionTest : public ::testing::Test {
 protected:
  PositionTest() {
    program_.add_option("--timeout", timeout_, "how long")->type_name("TIME");
    CLI::App* people = program_.add_subcommand("people", "who is who");
    CLI::App* leave = people->add_subcommand("leave", "goes on leave");
    leave->add_option("WHO", who_, "whom");
    leave->add_option("--on", day_, "when")->type_name("DAY");
    leave->add_flag("--for-good", for_good_, "for good");
    program_.add_subcommand("hidden", "")->group("");
  }

  std::string ValueAt(const std::vector<std::string>& words) const {
    const Position at = PositionOf(program_, words);
    return at.option == nullptr ? "" : ValueName(*at.option);
  }
  std::vector<std::string> OwnAt(const std::vector<std::string>& words) const {
    std::vector<std::string> values;
    for (const Candidate& word : OwnWords(*PositionOf(program_, words).command, words.back())) {
      values.push_back(word.value);
    }
    return values;
  }

  CLI::App program_{"", "laurel"};
  std::string timeout_, who_, day_;
  bool for_good_ = false;
};

TEST_F(PositionTest, BeginsWithTheNounsThatAreForPeople) {
  EXPECT_THAT(OwnAt({""}), ElementsAre("people"));
  EXPECT_THAT(OwnAt({"pe"}), ElementsAre("people"));
  EXPECT_THAT(OwnAt({"x"}), IsEmpty());
}

TEST_F(PositionTest, GoesDownIntoVerbs) { EXPECT_THAT(OwnAt({"people", ""}), ElementsAre("leave")); }

TEST_F(PositionTest, IsAPositionalValueByItsName) {
  EXPECT_EQ(ValueAt({"people", "leave", ""}), "WHO");
  EXPECT_EQ(ValueAt({"people", "leave", "ana", ""}), "");
}

TEST_F(PositionTest, IsTheValueOfTheOptionBefore) {
  EXPECT_EQ(ValueAt({"people", "leave", "--on", ""}), "DAY");
  EXPECT_EQ(ValueAt({"people", "leave", "--on", "friday", ""}), "WHO");
  EXPECT_EQ(ValueAt({"people", "leave", "--for-good", ""}), "WHO");
  EXPECT_EQ(ValueAt({"--timeout", ""}), "TIME");
}

TEST_F(PositionTest, OffersOptionsOfTheVerbAndOfTheProgram) {
  EXPECT_THAT(OwnAt({"people", "leave", "--"}),
              testing::UnorderedElementsAre("--on", "--for-good", "--timeout", "--help"));
}

}  // namespace
}  // namespace laurel::cli
