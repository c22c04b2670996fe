// `laurel thank` as it is typed.
#include <stdlib.h>

#include <filesystem>

#include "clients/cli/testing/fake_suite.h"
#include "common/status/error.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "nlohmann/json.hpp"

namespace laurel::cli {
namespace {

namespace v1 = recognition::v1;
using ::testing::AllOf;
using ::testing::ElementsAre;
using testing::FakeSuite;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using testing::Outcome;

class Thank : public ::testing::Test {
 protected:
  Outcome Run(std::vector<std::string> words, const std::string& in = "") {
    words.insert(words.begin(), "thank");
    return suite_.Run(std::move(words), in);
  }
  const v1::Recognition& Given() const {
    static const v1::Recognition none;
    return suite_.recognition.given.empty() ? none : suite_.recognition.given.back().recognition();
  }

  FakeSuite suite_;
};

TEST_F(Thank, SaysWhoWasThankedAndWhatIsLeft) {
  const Outcome outcome = Run({"ana pereira", "stayed two hours to calm the Orbit outage", "--value",
                               "teamwork", "--points", "10", "--evidence", "zendesk:48213"});
  EXPECT_EQ(outcome.code, 0) << outcome.err;
  EXPECT_EQ(outcome.out,
            "Thanked: Ana Pereira, +10 #teamwork (gggggg). Everybody can read it.\n"
            "45 of 100 points are left to give until Tue 1 Dec.\n");
  EXPECT_THAT(Given().recipients(), ElementsAre("people/ana"));
  EXPECT_EQ(Given().message(), "stayed two hours to calm the Orbit outage");
  EXPECT_EQ(Given().value(), "values/teamwork");
  EXPECT_EQ(Given().points_each(), 10);
  EXPECT_EQ(Given().evidence().external_id(), "48213");
  EXPECT_EQ(suite_.recognition.given[0].request_id().size(), 36u);
  EXPECT_THAT(suite_.recognition.balances_asked, ElementsAre("people/me/balance"));
}

TEST_F(Thank, TakesSeveralPeopleAndLastTheWords) {
  EXPECT_THAT(Run({"ana pereira", "anabel", "Thanks!", "--points", "5"}).out,
              HasSubstr("Thanked: Ana Pereira, Anabel Ortiz, +5 each, 10 in all (gggggg)."));
  EXPECT_THAT(Given().recipients(), ElementsAre("people/ana", "people/anabel"));
  EXPECT_EQ(Given().message(), "Thanks!");
  Run({"ana pereira", "-"}, "two\r\nlines");
  EXPECT_EQ(Given().message(), "two\nlines");
}

TEST_F(Thank, TakesNobodysNameForAMessage) {
  for (const char* last : {"anabel ortiz", "anabel@example.com", "ana"}) {
    EXPECT_EQ(Run({"ana pereira", last}).code, 2) << last;
  }
  EXPECT_EQ(Run({"ana pereira", "nobody@example.com"}).code, 3);
  EXPECT_EQ(Run({"nobody", "well done"}).code, 3);
  EXPECT_EQ(Run({}).code, 2);
  EXPECT_THAT(suite_.recognition.given, IsEmpty());
}

TEST_F(Thank, SaysWhatToTypeWhereItIsNotUnderstood) {
  EXPECT_THAT(Run({"ana pereira", "anabel"}).err,
              HasSubstr("error: \"anabel\" is taken for somebody's name, and your message is missing: laurel "
                        "thank WHO... \"message\"; if \"anabel\" is your message: --message \"anabel\"\n"));
  EXPECT_THAT(Run({"ana pereira", "ana"}).err,
              HasSubstr("give the address; if it is your message: --message \"ana\""));
  EXPECT_THAT(Run({"ana pereira"}).err,
              HasSubstr("thank them for? laurel thank WHO... \"message\", or --edit"));
  EXPECT_THAT(Run({"nobody", "well done"}).err, HasSubstr("who there is; laurel thank WHO... \"message\""));
  const std::string words = "stayed two hours to calm the Orbit outage, " + std::string(300, 'x');
  const Outcome alone = Run({words});
  EXPECT_EQ(alone.code, 2);
  EXPECT_THAT(alone.err,
              AllOf(HasSubstr("is nobody's name: say whom you thank, and your message last: laurel"),
                    Not(HasSubstr("query"))));
  EXPECT_THAT(suite_.recognition.given, IsEmpty());
}

TEST_F(Thank, TakesAMessageThatIsAlsoAName) {
  EXPECT_EQ(Run({"ana pereira", "--message", "anabel"}).code, 0);
  EXPECT_THAT(Given().recipients(), ElementsAre("people/ana"));
  EXPECT_EQ(Given().message(), "anabel");
  EXPECT_EQ(Run({"ana pereira", "anabel", "--message", "-"}, "both\nof you").code, 0);
  EXPECT_THAT(Given().recipients(), ElementsAre("people/ana", "people/anabel"));
  EXPECT_EQ(Given().message(), "both\nof you");
  EXPECT_EQ(Run({"ana pereira", "tab\there"}).code, 0) << "no name holds one";
}

TEST_F(Thank, GoesToATeamOrJoinsWhatSomebodyElseGave) {
  EXPECT_THAT(Run({"--team", "Billing", "not one open case"}).out, HasSubstr("Thanked: Billing (gggggg)."));
  EXPECT_EQ(Given().team(), "teams/billing");
  EXPECT_EQ(Run({"--team", "Billing", "ana pereira", "words"}).code, 2);
  suite_.recognition.Add("ccccc1", "people/ana", "people/anabel", "calm");
  EXPECT_EQ(Run({"--add-on-to", "ccccc1", "and the next morning too", "--points", "5"}).code, 0);
  EXPECT_EQ(Given().parent(), "recognitions/01jd8z3v5n7q2w4e6r8tccccc1");
  EXPECT_THAT(Given().recipients(), IsEmpty());
}

TEST_F(Thank, SaysWhoApprovesWhatWaits) {
  suite_.recognition.needs_approval = true;
  EXPECT_EQ(Run({"ana pereira", "the whole weekend", "--points", "50"}).out,
            "Not sent yet: Ana Pereira, +50 (gggggg).\n"
            "So many points wait for approval by whoever administers recognition, and are held until then.\n"
            "45 of 100 points are left to give until Tue 1 Dec.\n");
  suite_.recognition.pending_approver = "people/anabel";
  EXPECT_THAT(Run({"ana pereira", "the whole weekend", "--points", "50"}).out,
              HasSubstr("wait for approval by Anabel Ortiz, and are held"));
}

TEST_F(Thank, SendsNothingWhenItIsADryRun) {
  EXPECT_THAT(Run({"ana pereira", "words", "--visibility", "private", "--dry-run"}).out,
              HasSubstr("Nothing was sent. It would thank Ana Pereira. Those thanked can read it, and "
                        "whoever administers recognition.\n"));
  EXPECT_TRUE(suite_.recognition.given.back().validate_only());
}

TEST_F(Thank, TellsWhatIsLeftWhenItIsTooMuch) {
  suite_.recognition.broken["GiveRecognition"] =
      Error(absl::StatusCode::kFailedPrecondition, "ALLOWANCE_EXCEEDED", "over the allowance")
          .With("needed", "60")
          .With("remaining", "45")
          .With("boost", "0")
          .With("reset_time", "2026-11-30T23:00:00Z");
  Outcome outcome = Run({"ana pereira", "words", "--points", "60"});
  EXPECT_EQ(outcome.code, 5);
  EXPECT_EQ(outcome.err,
            "error: that takes 60 points, and you have 45 to give until Tue 1 Dec\n"
            "hint:  thank with fewer points, or with none: words cost nothing\n"
            "reason: ALLOWANCE_EXCEEDED\n");
  suite_.recognition.broken["GiveRecognition"] =
      Error(absl::StatusCode::kFailedPrecondition, "PAIR_CAP_EXCEEDED", "over the cap")
          .With("person", "people/anabel")
          .With("remaining", "20")
          .With("pair_cap", "100")
          .With("reset_time", "2026-11-30T23:00:00Z");
  EXPECT_THAT(
      Run({"ana pereira", "anabel", "words", "--points", "60"}).err,
      HasSubstr("error: you can give Anabel Ortiz 20 more points until Tue 1 Dec: at most 100 a month to "
                "the same person\n"));
  Error self(absl::StatusCode::kInvalidArgument, "SELF_RECOGNITION", "nobody thanks themselves");
  self.Field("recognition.recipients[0]", "is yourself");
  suite_.recognition.broken["GiveRecognition"] = self;
  EXPECT_THAT(Run({"me", "words"}).err, HasSubstr("error: WHO \"me\": is yourself\n"));
}

TEST_F(Thank, IsDoneAlsoWhenTheAllowanceCannotBeTold) {
  suite_.recognition.broken["GetBalance"] = Error(absl::StatusCode::kInternal, "INTERNAL", "incident 7");
  const Outcome outcome = Run({"ana pereira", "words"});
  EXPECT_EQ(outcome.code, 0);
  EXPECT_THAT(outcome.out, HasSubstr("Thanked: Ana Pereira (gggggg)."));
  EXPECT_THAT(outcome.err, HasSubstr("what you may still give is not known now: incident 7"));
}

TEST_F(Thank, OpensAnEditorForTheWords) {
  std::string folder = (std::filesystem::temp_directory_path() / "laurel_thank_XXXXXX").string();
  suite_.variables["TMPDIR"] = mkdtemp(folder.data());
  suite_.variables["EDITOR"] = "sed -i -e '1i the calmest handover'";
  suite_.in_is_terminal = true;
  EXPECT_THAT(Run({"ana pereira", "--value", "#team"}).out,
              HasSubstr("Thanked: Ana Pereira, #teamwork (gggggg)."));
  EXPECT_EQ(Given().message(), "the calmest handover");
  ASSERT_EQ(suite_.recognition.given.size(), 2u);
  EXPECT_TRUE(suite_.recognition.given[0].validate_only());  // before a word was written
  suite_.in_is_terminal = false;
  EXPECT_EQ(Run({"ana pereira"}).code, 2);
  std::filesystem::remove_all(folder);
}

TEST_F(Thank, IsTheContractForPrograms) {
  const auto json = nlohmann::json::parse(Run({"ana pereira", "words", "-o", "json"}).out);
  EXPECT_EQ(json["recipients"][0], "people/ana");
  EXPECT_THAT(Run({"ana pereira", "words", "-o", "csv"}).out,
              HasSubstr("\"ana@example.com\",\"0\",\"\",\"words\""));
}

TEST_F(Thank, CompletesPeopleValuesAndVisibility) {
  EXPECT_THAT(suite_.Run({"complete", "--", "thank", "ana"}).out,
              AllOf(HasSubstr("ana@example.com\tAna Pereira\n"), HasSubstr("anabel@example.com")));
  EXPECT_EQ(suite_.Run({"complete", "--", "thank", "ana", "--value", "#t"}).out,
            "teamwork\tWe help each other\n");
  EXPECT_EQ(suite_.Run({"complete", "--", "thank", "--visibility", "p"}).out, "public\t\nprivate\t\n");
  EXPECT_THAT(suite_.Run({"complete", "--", "thank", "--value", ""}).out, Not(HasSubstr("speed")));
}

}  // namespace
}  // namespace laurel::cli
