#include "clients/cli/views/points_view.h"

#include "common/time/convert.h"
#include "gtest/gtest.h"

namespace laurel::cli {
namespace {

namespace v1 = recognition::v1;

const Here kHere{absl::FromCivil(absl::CivilDay(2026, 11, 21), absl::UTCTimeZone()), absl::UTCTimeZone()};

Names Known() {
  Names names;
  for (const char* name : {"Ana", "Bruno", "Marta"}) {
    directory::v1::Person person;
    person.set_name(std::string("people/") + name);
    person.set_display_name(name);
    names.Add(person);
  }
  return names;
}

// What is told of Bruno's thanks to Ana.
std::string Told(v1::LedgerKind kind, const std::string& creator, const std::string& reader,
                 bool is_caller = true) {
  static const Names names = Known();
  static const std::map<std::string, Recognition> recognitions = [] {
    Recognition one;
    one.set_sender("people/Bruno");
    one.add_recipients("people/Ana");
    return std::map<std::string, Recognition>{{"recognitions/1", one}};
  }();
  Posting posting;
  posting.set_kind(kind);
  posting.set_creator(creator);
  posting.set_period("2026-10");
  if (kind >= v1::LEDGER_KIND_GIVE && kind <= v1::LEDGER_KIND_REVERSE)
    posting.set_recognition("recognitions/1");
  return PostingSentence(posting, {reader, is_caller, names, recognitions, kHere});
}

TEST(PostingSentence, IsToldToWhoeverGave) {
  const std::string bruno = "people/Bruno";
  EXPECT_EQ(Told(v1::LEDGER_KIND_GIVE, bruno, bruno), "You thanked Ana");
  EXPECT_EQ(Told(v1::LEDGER_KIND_HOLD, bruno, bruno), "Your thanks to Ana wait for approval");
  EXPECT_EQ(Told(v1::LEDGER_KIND_RELEASE, "people/Marta", bruno), "Marta approved your thanks to Ana");
  EXPECT_EQ(Told(v1::LEDGER_KIND_REJECT, "people/Marta", bruno), "Marta did not approve your thanks to Ana");
  EXPECT_EQ(Told(v1::LEDGER_KIND_REJECT, "", bruno), "Nobody decided about your thanks to Ana in time");
  EXPECT_EQ(Told(v1::LEDGER_KIND_REVERSE, bruno, bruno), "You took the thanks to Ana back");
}

TEST(PostingSentence, IsToldToWhoeverReceived) {
  const std::string ana = "people/Ana";
  EXPECT_EQ(Told(v1::LEDGER_KIND_GIVE, "people/Bruno", ana), "Bruno thanked you");
  EXPECT_EQ(Told(v1::LEDGER_KIND_RELEASE, "people/Marta", ana), "Bruno thanked you");
  EXPECT_EQ(Told(v1::LEDGER_KIND_REVERSE, "people/Bruno", ana), "Bruno took the thanks to you back");
}

TEST(PostingSentence, IsToldToWhoeverLooksAfterIt) {
  EXPECT_EQ(Told(v1::LEDGER_KIND_GIVE, "people/Bruno", "people/Ana", false), "Bruno thanked Ana");
  EXPECT_EQ(Told(v1::LEDGER_KIND_HOLD, "people/Bruno", "", false), "Bruno's thanks to Ana wait for approval");
}

TEST(PostingSentence, TellsWhatComesFromNobodysThanks) {
  const std::string ana = "people/Ana";
  EXPECT_EQ(Told(v1::LEDGER_KIND_GRANT, "", ana), "Your allowance for October");
  EXPECT_EQ(Told(v1::LEDGER_KIND_EXPIRE, "", ana), "What was left of October expired");
  EXPECT_EQ(Told(v1::LEDGER_KIND_BOOST, "people/Marta", ana), "Marta gave you a boost");
  EXPECT_EQ(Told(v1::LEDGER_KIND_ADJUST, "people/Marta", ana), "Marta corrected what you have earned");
  EXPECT_EQ(Told(v1::LEDGER_KIND_AWARD, "people/Marta", ana), "award");
}

TEST(MovedFor, CountsOwnAccountsAlone) {
  Posting posting;
  const auto add = [&posting](const char* account, const char* person, std::int64_t delta) {
    v1::LedgerEntry& entry = *posting.add_entries();
    entry.set_account(account);
    entry.set_person(person);
    entry.set_delta(delta);
  };
  add("giving/Bruno/2026-11", "people/Bruno", -15);
  add("boost/Bruno", "people/Bruno", -5);
  add("earned/Ana", "people/Ana", 20);
  EXPECT_EQ(MovedFor(posting, "people/Bruno").to_give, -20);
  EXPECT_EQ(MovedFor(posting, "people/Bruno").earned, 0);
  EXPECT_EQ(MovedFor(posting, "people/Ana").earned, 20);
}

TEST(AllowanceSentence, SaysWhatIsLeftAndUntilWhen) {
  Balance balance;
  balance.set_allowance(100);
  balance.set_remaining(45);
  *balance.mutable_reset_time() =
      ToTimestamp(absl::FromCivil(absl::CivilDay(2026, 12, 1), absl::UTCTimeZone()));
  EXPECT_EQ(AllowanceSentence(balance, kHere), "45 of 100 points are left to give until Tue 1 Dec.");
  balance.set_boost(20);
  EXPECT_EQ(AllowanceSentence(balance, kHere),
            "45 of 100 points are left to give until Tue 1 Dec, and a boost of 20.");
  balance.set_remaining(0);
  EXPECT_EQ(AllowanceSentence(balance, kHere),
            "A boost of 20 is left to give; the month's next points come Tue 1 Dec.");
  balance.set_boost(0);
  EXPECT_EQ(AllowanceSentence(balance, kHere), "No points are left to give; the next come Tue 1 Dec.");
}

}  // namespace
}  // namespace laurel::cli
