#include "clients/cli/views/history_view.h"

#include "common/time/convert.h"
#include "gtest/gtest.h"

namespace laurel::cli {
namespace {

Here Saturday() {
  Here here;
  here.zone = *FindTimeZone("Europe/Madrid");
  here.now = absl::FromCivil(absl::CivilMinute(2026, 11, 21, 16, 20), here.zone);
  return here;
}

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

StatusChange Change(const std::string& from, const std::string& to,
                    const std::string& actor = "people/Marta") {
  StatusChange change;
  change.set_from_state(from);
  change.set_to_state(to);
  change.set_actor(actor);
  return change;
}

std::string Told(const StatusChange& change) { return ChangeSentence(change, Known(), Saturday()); }

constexpr char kPlanned[] = "COACHING_SESSION_STATE_SCHEDULED";

TEST(ChangeSentence, TellsAMoveAndItsReason) {
  StatusChange change = Change(kPlanned, kPlanned);
  *change.mutable_former_scheduled_time() = ToTimestamp(Saturday().now + absl::Hours(48));
  *change.mutable_scheduled_time() = ToTimestamp(Saturday().now + absl::Hours(72));
  change.set_reason("she is in training");
  EXPECT_EQ(Told(change), "Marta moved it from Mon 23 Nov 16:20 to Tue 24 Nov 16:20: she is in training");
  *change.mutable_scheduled_time() = change.former_scheduled_time();
  change.clear_reason();
  EXPECT_EQ(Told(change), "Marta changed how long it takes");
}

TEST(ChangeSentence, TellsWhoIsToComeNow) {
  StatusChange change = Change(kPlanned, kPlanned);
  change.add_attendees_added("people/Ana");
  change.add_attendees_removed("people/Bruno");
  EXPECT_EQ(Told(change), "Marta added Ana and took Bruno off");
}

TEST(ChangeSentence, TellsStates) {
  EXPECT_EQ(Told(Change("", kPlanned)), "Marta planned it");
  EXPECT_EQ(Told(Change("", "COACHING_SESSION_STATE_HELD")), "Marta logged it");
  EXPECT_EQ(Told(Change(kPlanned, "COACHING_SESSION_STATE_HELD")), "Marta held it");
  EXPECT_EQ(Told(Change(kPlanned, "COACHING_SESSION_STATE_NO_SHOW")), "Marta noted that nobody came");
  EXPECT_EQ(Told(Change(kPlanned, "COACHING_SESSION_STATE_CANCELLED", "")), "Laurel cancelled it");
  EXPECT_EQ(Told(Change("ACTION_ITEM_STATE_DONE", "ACTION_ITEM_STATE_OPEN")), "Marta opened it again");
  EXPECT_EQ(Told(Change("", "GOAL_LIFECYCLE_ACTIVE")), "Marta made and activated it");
  EXPECT_EQ(Told(Change("GOAL_LIFECYCLE_DRAFT", "GOAL_LIFECYCLE_ACTIVE")), "Marta activated it");
  EXPECT_EQ(Told(Change("FEEDBACK_STATE_SUBMITTED", "FEEDBACK_STATE_DISPUTED")), "Marta made it disputed");
}

}  // namespace
}  // namespace laurel::cli
