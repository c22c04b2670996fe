#include "clients/cli/views/audience_view.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace laurel::cli {
namespace {

namespace v1 = feedback::v1;

class WhoReadsTest : public ::testing::Test {
 protected:
  WhoReadsTest() {
    for (const char* name :
         {"Ana Ribeiro", "Marta Lopes", "Rui Costa", "Inês Dias", "Joana Reis", "Sofia Brandão"}) {
      directory::v1::Person person;
      person.set_name(NameOf(name));
      person.set_display_name(name);
      person.set_email(NameOf(name) + "@example.com");
      names_.Add(person);
    }
  }

  static std::string NameOf(std::string display_name) {
    return "people/" + display_name.substr(0, display_name.find(' '));
  }
  void Add(const std::string& name, std::vector<v1::AudienceRelation> relations,
           common::v1::View view = common::v1::VIEW_FULL) {
    auto& member = *audience_.add_readers();
    member.set_person(NameOf(name));
    for (const auto relation : relations) member.add_relations(relation);
    member.set_view(view);
  }
  std::string Sentence() const { return WhoReads(audience_, "people/Ana", names_); }

  Audience audience_;
  Names names_;
};

TEST_F(WhoReadsTest, NamesThoseWhoAreNearAndHr) {
  Add("Rui Costa", {v1::AUDIENCE_RELATION_AUTHOR});
  Add("Marta Lopes", {v1::AUDIENCE_RELATION_LINE_MANAGER});
  Add("Ana Ribeiro", {v1::AUDIENCE_RELATION_SUBJECT});
  Add("Sofia Brandão", {v1::AUDIENCE_RELATION_HR_ADMIN});
  Add("Joana Reis", {v1::AUDIENCE_RELATION_AUDITOR}, common::v1::VIEW_SUMMARY);
  EXPECT_EQ(Sentence(), "Ana, Marta Lopes and HR can read it.");
}

TEST_F(WhoReadsTest, LeavesOutWhoeverWroteItAlsoAsTheManager) {
  Add("Marta Lopes", {v1::AUDIENCE_RELATION_AUTHOR, v1::AUDIENCE_RELATION_LINE_MANAGER});
  Add("Ana Ribeiro", {v1::AUDIENCE_RELATION_SUBJECT});
  EXPECT_EQ(Sentence(), "Only Ana can read it.");
}

TEST_F(WhoReadsTest, SaysWhenItIsNotForTheSubject) {
  EXPECT_EQ(Sentence(), "Nobody else can read it, Ana cannot.");
  Add("Marta Lopes", {v1::AUDIENCE_RELATION_LINE_MANAGER, v1::AUDIENCE_RELATION_HR_ADMIN});
  EXPECT_EQ(Sentence(), "Only Marta Lopes can read it, Ana cannot.");
}

TEST_F(WhoReadsTest, CountsTheMany) {
  Add("Ana Ribeiro", {v1::AUDIENCE_RELATION_SUBJECT});
  Add("Rui Costa", {v1::AUDIENCE_RELATION_CHAIN_ABOVE});
  Add("Marta Lopes", {v1::AUDIENCE_RELATION_LINE_MANAGER});
  Add("Inês Dias", {v1::AUDIENCE_RELATION_COACH, v1::AUDIENCE_RELATION_TEAM_MEMBER});
  Add("Joana Reis", {v1::AUDIENCE_RELATION_CHAIN_ABOVE});
  Add("Sofia Brandão", {v1::AUDIENCE_RELATION_TEAM_MEMBER});
  audience_.add_audience_teams("teams/unknown");
  EXPECT_EQ(Sentence(),
            "Ana, Marta Lopes, Inês Dias, Rui Costa, 1 other and the team (unknown) can read it.");
  audience_.set_everyone(true);
  EXPECT_EQ(Sentence(), "Everybody can read it.");
}

TEST_F(WhoReadsTest, ATableSaysWhy) {
  Add("Marta Lopes", {v1::AUDIENCE_RELATION_LINE_MANAGER, v1::AUDIENCE_RELATION_HR_ADMIN});
  Add("Joana Reis", {v1::AUDIENCE_RELATION_AUDITOR}, common::v1::VIEW_SUMMARY);
  const Table table = AudienceTable(audience_, names_);
  EXPECT_EQ(table.rows()[0][2].shown, "line manager, HR");
  EXPECT_EQ(table.rows()[0][3].shown, "all of it");
  EXPECT_EQ(table.rows()[1][3].shown, "that it is there");
  EXPECT_EQ(table.rows()[1][3].data, "summary");
}

}  // namespace
}  // namespace laurel::cli
