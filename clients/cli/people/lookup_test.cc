#include "clients/cli/people/lookup.h"

#include "clients/cli/connection/exit_code.h"
#include "clients/cli/people/names.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace laurel::cli {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

directory::v1::Person Somebody(const std::string& name, const std::string& email,
                               directory::v1::PersonState state = directory::v1::PERSON_STATE_ACTIVE) {
  directory::v1::Person person;
  person.set_name("people/" + email);
  person.set_display_name(name);
  person.set_email(email);
  person.set_state(state);
  return person;
}

const auto kAna = Somebody("Ana Pereira", "ana.pereira@example.com");
const auto kAnabel = Somebody("Anabel Ortiz", "anabel.ortiz@example.com");
const auto kAnaWhoLeft = Somebody("Ana Gone", "ana.gone@example.com", directory::v1::PERSON_STATE_LEFT);

std::string Chosen(std::string_view text, const std::vector<directory::v1::Person>& people,
                   bool more = false) {
  const auto person = ChoosePerson(text, people, more);
  return person.ok() ? person->email() : std::string(person.status().message());
}

TEST(ChoosePerson, TakesTheOnlyOne) { EXPECT_EQ(Chosen("ana", {kAna}), "ana.pereira@example.com"); }

TEST(ChoosePerson, TakesTheAddressWithoutRegardToCase) {
  EXPECT_EQ(Chosen("ANA.Pereira@example.com", {kAna, kAnabel}), "ana.pereira@example.com");
}

TEST(ChoosePerson, DoesNotTakeTheBeginningOfAnAddressForIt) {
  EXPECT_THAT(Chosen("ana.pereira@example.co", {kAna}), HasSubstr("nobody is called"));
}

TEST(ChoosePerson, TakesTheWholeNameBeforeBeginnings) {
  const auto longer = Somebody("Ana Pereira Lopes", "ana.lopes@example.com");
  EXPECT_EQ(Chosen("ana pereira", {kAna, longer}), "ana.pereira@example.com");
}

TEST(ChoosePerson, TakesWhoHasNotLeft) {
  EXPECT_EQ(Chosen("ana", {kAna, kAnaWhoLeft}), "ana.pereira@example.com");
  EXPECT_EQ(Chosen("ana", {kAnaWhoLeft}), "ana.gone@example.com");
}

TEST(ChoosePerson, ListsTheCandidatesWithTheirAddresses) {
  const auto person = ChoosePerson("ana", {kAna, kAnabel, kAnaWhoLeft}, false);
  EXPECT_EQ(ExitCodeOf(person.status()), ExitCode::kUsage);
  const std::string message(person.status().message());
  EXPECT_THAT(message,
              HasSubstr("Ana Pereira <ana.pereira@example.com>, Anabel Ortiz <anabel.ortiz@example.com>"));
  EXPECT_THAT(message, Not(HasSubstr("gone")));
  EXPECT_THAT(Chosen("ana", {kAna}, true), HasSubstr("or somebody else"));
}

TEST(ChoosePerson, SaysThatNobodyFits) {
  EXPECT_EQ(ExitCodeOf(ChoosePerson("bob", {}, false).status()), ExitCode::kNotFound);
}

TEST(Names, ShowTheNameToPeopleAndTheAddressToPrograms) {
  Names names;
  names.Add(kAna);
  EXPECT_EQ(names.Person(kAna.name()).shown, "Ana Pereira");
  EXPECT_EQ(names.Person(kAna.name()).data, "ana.pereira@example.com");
  EXPECT_EQ(names.Person("people/x").shown, "(unknown)");
  EXPECT_EQ(names.Person("").shown, "");
}

TEST(Names, TellNamesakesApart) {
  Names names;
  names.Add(kAna);
  names.Add(kAna);
  EXPECT_EQ(names.Person(kAna.name()).shown, "Ana Pereira");
  names.Add(Somebody("Ana Pereira", "ana2@example.com"));
  EXPECT_EQ(names.People({kAna.name(), "people/ana2@example.com"}).shown,
            "Ana Pereira <ana.pereira@example.com>, Ana Pereira <ana2@example.com>");
}

}  // namespace
}  // namespace laurel::cli
