#include "common/events/catalog.h"

#include <gmock/gmock.h>

#include <stdexcept>

#include "common/events/testing/things.pb.h"
#include "common/testing/status_matchers.h"

namespace laurel::events {
namespace {

using ::laurel::testing::IsOk;
using ::laurel::testing::StatusIs;
using ::laurel::testing::ViolatesField;
using ::testing::ElementsAre;
using ::testing::Not;
using ::testing::Pair;

Catalog Things() { return {"shed", {testing::ThingEvent::descriptor(), testing::BoxEvent::descriptor()}}; }

TEST(Catalog, IsWhatItsMessagesDeclare) {
  const Catalog catalog = Things();
  EXPECT_EQ(catalog.source(), "//laurel/shed");
  EXPECT_THAT(catalog.types(), ElementsAre(Pair("box.opened", "laurel.events.testing.BoxEvent"),
                                           Pair("thing.broken", "laurel.events.testing.ThingEvent"),
                                           Pair("thing.made", "laurel.events.testing.ThingEvent"),
                                           Pair("thing.mended", "laurel.events.testing.ThingEvent")));
}

TEST(Catalog, IsRefusedWhenTwoMessagesDeclareOneType) {
  EXPECT_THROW(Catalog("shed", {testing::ThingEvent::descriptor(), testing::AnotherThingEvent::descriptor()}),
               std::logic_error);
}

TEST(Catalog, IsRefusedWithAMessageThatDeclaresNoType) {
  EXPECT_THROW(Catalog("shed", {testing::NoEvent::descriptor()}), std::logic_error);
}

TEST(EventFilter, NamesTypesOrAllOfAResource) {
  const Catalog catalog = Things();
  EXPECT_THAT(catalog.CheckFilter({}), IsOk());
  EXPECT_THAT(catalog.CheckFilter({"thing.*", "box.opened"}), IsOk());
}

TEST(EventFilter, IsRefusedWithEachEntryThatMatchesNothing) {
  const absl::Status status =
      Things().CheckFilter({"thing.made", "thing.lost", "*", ".*", "thin.*", "thing*"});
  EXPECT_THAT(status, StatusIs(absl::StatusCode::kInvalidArgument, "UNKNOWN_EVENT_TYPE"));
  for (const char* path : {"types[1]", "types[2]", "types[3]", "types[4]", "types[5]"})
    EXPECT_THAT(status, ViolatesField(path));
  EXPECT_THAT(status, Not(ViolatesField("types[0]")));
  EXPECT_EQ(ErrorInfoOf(status)->metadata().at("known"), "box.opened,thing.broken,thing.made,thing.mended");
}

TEST(EventFilter, LetsThroughWhatItNames) {
  EXPECT_TRUE(Catalog::Matches({}, "thing.made"));
  EXPECT_TRUE(Catalog::Matches({"box.opened", "thing.made"}, "thing.made"));
  EXPECT_TRUE(Catalog::Matches({"thing.*"}, "thing.made"));
  EXPECT_FALSE(Catalog::Matches({"box.*", "thing.broken"}, "thing.made"));
  EXPECT_FALSE(Catalog::Matches({"thing.*"}, "things.made"));
}

TEST(StateEvent, IsTheFirstThatTheStateDeclares) {
  EXPECT_EQ(StateEvent(*testing::ThingState_descriptor(), testing::THING_STATE_WHOLE), "thing.made");
  EXPECT_EQ(StateEvent(*testing::ThingState_descriptor(), testing::THING_STATE_BROKEN), "thing.broken");
  EXPECT_EQ(StateEvent(*testing::ThingState_descriptor(), testing::THING_STATE_UNSPECIFIED), "");
  EXPECT_EQ(StateEvent(*testing::ThingState_descriptor(), 99), "");
}

}  // namespace
}  // namespace laurel::events
