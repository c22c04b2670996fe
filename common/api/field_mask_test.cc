#include "common/api/field_mask.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "common/api/field_rules_test.pb.h"
#include "common/testing/status_matchers.h"

namespace laurel::api {
namespace {

using ::google::protobuf::FieldMask;
using ::laurel::testing::ViolatesField;
using ::testing::ElementsAre;

FieldMask Mask(std::initializer_list<const char*> paths) {
  FieldMask mask;
  for (const char* path : paths) mask.add_paths(path);
  return mask;
}

TEST(ResolveMask, KeepsWhatIsNamedOnceInTheOrderOfTheResource) {
  const auto mask = ResolveMask(Mask({"text", "title", "text"}), testing::Talk());
  ASSERT_TRUE(mask.ok()) << mask.status();
  EXPECT_THAT(mask->paths(), ElementsAre("title", "text"));
}

TEST(ResolveMask, OfAStarIsEverythingThatCanBeUpdated) {
  const auto mask = ResolveMask(Mask({"*"}), testing::Talk());
  ASSERT_TRUE(mask.ok()) << mask.status();
  EXPECT_THAT(mask->paths(), ::testing::IsSupersetOf({"title", "text", "attendees", "due_date"}));
  for (const char* path : {"name", "etag", "create_time", "place"}) {
    EXPECT_THAT(mask->paths(), ::testing::Not(::testing::Contains(path)));
  }
}

TEST(ResolveMask, WhenEmptyIsWhatIsSet) {
  testing::Talk talk;
  talk.set_name("talks/1");
  talk.set_place("immutable");
  talk.set_title("x");
  talk.add_attendees("people/1");
  talk.set_weight(0);
  const auto mask = ResolveMask(FieldMask(), talk);
  ASSERT_TRUE(mask.ok()) << mask.status();
  EXPECT_THAT(mask->paths(), ElementsAre("title", "attendees", "weight"));
}

TEST(ResolveMask, RefusesWhatCannotBeUpdated) {
  const std::string endless(1000, 'x');
  for (const char* path : {"", "nothing", "evidence.url", "due_date.year", "create_time", "place", "name",
                           "etag", "Title", "titl*", endless.c_str()}) {
    EXPECT_THAT(ResolveMask(Mask({"title", path}), testing::Talk()), ViolatesField("update_mask")) << path;
    EXPECT_THAT(ResolveMask(Mask({"*", path}), testing::Talk()), ViolatesField("update_mask")) << path;
  }
}

TEST(CopyMasked, ReplacesAndClearsOnlyWhatIsNamed) {
  testing::Talk from;
  from.set_title("new");
  from.add_attendees("b");
  from.mutable_due_date()->set_month(2);
  testing::Talk to;
  to.set_title("old");
  to.set_text("kept");
  to.add_attendees("a");
  to.set_kind(testing::TALK_KIND_LONG);
  to.mutable_held_time()->set_seconds(1);
  to.mutable_due_date()->set_year(2026);
  to.set_weight(3);
  to.add_evidence();
  CopyMasked(Mask({"title", "attendees", "kind", "held_time", "due_date", "weight", "evidence"}), from, to);
  EXPECT_EQ(to.title(), "new");
  EXPECT_EQ(to.text(), "kept");
  EXPECT_THAT(to.attendees(), ElementsAre("b"));
  EXPECT_EQ(to.kind(), testing::TALK_KIND_UNSPECIFIED);
  EXPECT_FALSE(to.has_held_time());
  EXPECT_EQ(to.due_date().year(), 0);
  EXPECT_EQ(to.due_date().month(), 2);
  EXPECT_FALSE(to.has_weight());
  EXPECT_EQ(to.evidence_size(), 0);
}

}  // namespace
}  // namespace laurel::api
