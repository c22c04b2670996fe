#include "clients/cli/commands/action_phrase.h"

#include "common/time/convert.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace laurel::cli {
namespace {

using ::testing::HasSubstr;

Here Saturday() {
  Here here;
  here.zone = absl::UTCTimeZone();
  here.now = absl::FromCivil(absl::CivilMinute(2026, 11, 21, 16, 20), here.zone);
  return here;
}

std::string Parsed(std::string_view phrase) {
  const auto action = ParseActionPhrase(phrase, Saturday());
  if (!action.ok()) return std::string(action.status().message());
  return action->who + "|" + action->text + "|" + (action->due ? FormatIsoDate(*action->due) : "");
}

TEST(ParseActionPhrase, FindsWhoseAndUntilWhen) {
  EXPECT_EQ(Parsed("ana: call the customer back @friday"), "ana|call the customer back|2026-11-27");
  EXPECT_EQ(Parsed("call the customer back"), "|call the customer back|");
  EXPECT_EQ(Parsed(" Ana Pereira :  listen in @in 2 weeks "), "Ana Pereira|listen in|2026-12-05");
}

TEST(ParseActionPhrase, KeepsColonsAndAtsThatBelongToTheText) {
  EXPECT_EQ(Parsed("ana: read https://example.com/a:b"), "ana|read https://example.com/a:b|");
  EXPECT_EQ(Parsed(": remember: smile @2026-12-01"), "|remember: smile|2026-12-01");
  EXPECT_EQ(Parsed("ana: mail bob@example.com @tomorrow"), "ana|mail bob@example.com|2026-11-22");
}

TEST(ParseActionPhrase, DoesNotSwallowADayThatIsNone) {
  EXPECT_THAT(Parsed("ana: call @fridya"), HasSubstr("\"fridya\" is not a day"));
}

TEST(ParseActionPhrase, DoesNotQuoteWhatWasNotTyped) {
  EXPECT_EQ(Parsed(": "), "the text does not say what to do; say it like \"call back @friday\"");
}

TEST(ParseActionPhrase, NeedsSomethingToDo) {
  for (const char* phrase : {"", "  ", "ana:  @friday", "ana: "}) {
    EXPECT_THAT(Parsed(phrase), HasSubstr("does not say what to do")) << phrase;
  }
}

Participant Somebody(const std::string& name, const std::string& typed, bool me = false) {
  Participant one;
  one.person.set_name("people/" + typed);
  one.person.set_display_name(name);
  one.person.set_email(typed + "@example.com");
  one.typed = typed;
  one.me = me;
  return one;
}

std::string Owner(std::string_view who, const std::vector<Participant>& participants) {
  const auto owner = OwnerOf(who, participants);
  return owner.ok() ? *owner : std::string(owner.status().message());
}

TEST(OwnerOf, IsAParticipantByAnyOfTheirNames) {
  const std::vector<Participant> two = {Somebody("Ana Pereira", "ana"),
                                        Somebody("Maria Costa", "boss", true)};
  EXPECT_EQ(Owner("ana", two), "people/ana");
  EXPECT_EQ(Owner("Per", two), "people/ana");
  EXPECT_EQ(Owner("ANA@example.com", two), "people/ana");
  EXPECT_EQ(Owner("maria", two), "people/boss");
  EXPECT_EQ(Owner("me", two), "people/boss");
  EXPECT_EQ(Owner("", two), "people/ana");
}

TEST(OwnerOf, AsksWhenItIsNotClear) {
  const std::vector<Participant> three = {Somebody("Ana Pereira", "ana"), Somebody("Anabel Ortiz", "bel"),
                                          Somebody("Maria Costa", "boss", true)};
  EXPECT_THAT(Owner("an", three), HasSubstr("Ana Pereira, Anabel Ortiz, Maria Costa"));
  EXPECT_THAT(Owner("", three), HasSubstr("whose is it?"));
  EXPECT_THAT(Owner("bob", three), HasSubstr("\"bob\" is none"));
}

}  // namespace
}  // namespace laurel::cli
