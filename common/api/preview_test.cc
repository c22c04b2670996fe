#include "common/api/preview.h"

#include <gtest/gtest.h>

#include "common/api/field_rules_test.pb.h"

namespace laurel::api {
namespace {

using testing::Talk;

TEST(Preview, HasNeitherNameNorEtag) {
  Talk talk;
  talk.set_name("talks/one");
  talk.set_etag("1");
  talk.set_title("title");
  *talk.mutable_create_time() = google::protobuf::Timestamp();
  MakePreview(talk);
  Talk expected;
  expected.set_title("title");
  *expected.mutable_create_time() = google::protobuf::Timestamp();
  EXPECT_EQ(talk.SerializeAsString(), expected.SerializeAsString());
}

TEST(Preview, HoldsTheNameNowhereElse) {
  Talk talk;
  talk.set_name("talks/one");
  talk.set_place("talks/one");
  talk.add_parts()->set_name("talks/one/parts/first");
  talk.add_parts()->set_name("talks/oneself");
  for (const char* attendee : {"people/ana", "talks/one", "talks/one/parts/first"})
    talk.add_attendees(attendee);
  talk.mutable_parts(1)->set_place("talks/one");
  MakePreview(talk);
  EXPECT_EQ(talk.place(), "");
  ASSERT_EQ(talk.attendees_size(), 1);
  EXPECT_EQ(talk.attendees(0), "people/ana");
  EXPECT_EQ(talk.parts(0).name(), "");
  EXPECT_EQ(talk.parts(1).name(), "talks/oneself");  // another one's
  EXPECT_EQ(talk.parts(1).place(), "");
}

TEST(Preview, OfWhatHasNoNameIsWhatItWas) {
  testing::Evidence evidence;
  evidence.set_system("zendesk");
  MakePreview(evidence);
  EXPECT_EQ(evidence.system(), "zendesk");
}

}  // namespace
}  // namespace laurel::api
