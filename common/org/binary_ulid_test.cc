#include "common/org/binary_ulid.h"

#include <gtest/gtest.h>

#include "absl/time/clock.h"
#include "common/api/ulid.h"

namespace laurel::org {
namespace {

TEST(BinaryUlid, GivesBackTheTextItWasParsedFrom) {
  for (const char* text :
       {"00000000000000000000000000", "7zzzzzzzzzzzzzzzzzzzzzzzzz", "01arz3ndektsv4rrffq69g5fav"}) {
    ASSERT_TRUE(BinaryUlid::Parse(text).has_value()) << text;
    EXPECT_EQ(BinaryUlid::Parse(text)->ToText(), text);
  }
  for (int i = 0; i < 1000; ++i) {
    const std::string text = api::NewUlid(absl::UnixEpoch() + i * absl::Hours(10'000));
    EXPECT_EQ(BinaryUlid::Parse(text)->ToText(), text);
  }
}

TEST(BinaryUlid, IsOrderedAsItsText) {
  std::string former = api::NewUlid(absl::Now());
  for (int i = 0; i < 1000; ++i) {
    const std::string text = api::NewUlid(absl::Now());
    EXPECT_EQ(*BinaryUlid::Parse(former) < *BinaryUlid::Parse(text), former < text);
    former = text;
  }
}

TEST(BinaryUlid, RefusesWhatIsNoUlid) {
  for (const char* text : {"", "me", "01arz3ndektsv4rrffq69g5fa", "01arz3ndektsv4rrffq69g5fau",
                           "80000000000000000000000000", "01ARZ3NDEKTSV4RRFFQ69G5FAV"}) {
    EXPECT_FALSE(BinaryUlid::Parse(text).has_value()) << text;
  }
}

}  // namespace
}  // namespace laurel::org
