// What resources are called: ULIDs, name patterns, etags.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "common/api/etag.h"
#include "common/api/resource_pattern.h"
#include "common/api/ulid.h"
#include "common/status/error.h"
#include "common/testing/status_matchers.h"

namespace laurel::api {
namespace {

using ::laurel::testing::IsOk;
using ::laurel::testing::StatusIs;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Optional;

constexpr char kId[] = "01arz3ndektsv4rrffq69g5fav";
constexpr char kOther[] = "7zzzzzzzzzzzzzzzzzzzzzzzzz";

TEST(Ulid, IsTwentySixDigitsOfTheAlphabet) {
  EXPECT_TRUE(IsUlid(NewUlid(absl::Now())));
  EXPECT_TRUE(IsUlid(kId));
  EXPECT_TRUE(IsUlid(kOther));
}

TEST(Ulid, IsNothingElse) {
  for (const char* text :
       {"", "01ARZ3NDEKTSV4RRFFQ69G5FAV", "01arz3ndektsv4rrffq69g5fa", "01arz3ndektsv4rrffq69g5favv",
        "8zzzzzzzzzzzzzzzzzzzzzzzzz", "01arz3ndektsv4rrffq69g5fai", "01arz3ndektsv4rrffq69g5fau",
        "01arz3ndektsv4rrffq69g5fa/"}) {
    EXPECT_FALSE(IsUlid(text)) << text;
  }
}

TEST(Ulid, BeginsWithTheTimeOfTheSpecification) {
  EXPECT_EQ(NewUlid(absl::FromUnixMillis(1469918176385)).substr(0, 10), "01aryz6s41");
  EXPECT_EQ(NewUlid(absl::FromUnixMillis(0)).substr(0, 10), "0000000000");
  EXPECT_TRUE(IsUlid(NewUlid(absl::FromUnixMillis(-1))));
  EXPECT_EQ(NewUlid(absl::FromUnixMillis((std::int64_t{1} << 48) - 1)).substr(0, 10), "7zzzzzzzzz");
}

TEST(Ulid, OfATimeBeginsWithTheSmallestOfItsMillisecond) {
  const absl::Time time = absl::FromUnixMillis(1469918176385) + absl::Microseconds(700);
  EXPECT_EQ(SmallestUlidOf(time), "01aryz6s410000000000000000");
  EXPECT_LT(SmallestUlidOf(time), NewUlid(time));
  EXPECT_LT(NewUlid(time), SmallestUlidOf(time + absl::Milliseconds(1)));
  EXPECT_EQ(SmallestUlidOf(absl::FromUnixMillis(-1)), "00000000000000000000000000");
  EXPECT_EQ(SmallestUlidOf(absl::InfiniteFuture()), "7zzzzzzzzz0000000000000000");
}

TEST(Ulid, SortsByTheMillisecondOfMaking) {
  std::string previous;
  for (std::int64_t ms = 1'767'225'600'000; ms < 1'767'225'602'000; ++ms) {
    std::string next = NewUlid(absl::FromUnixMillis(ms));
    ASSERT_LT(previous, next);
    previous = std::move(next);
  }
}

TEST(UlidSequence, IncreasesWithinAMillisecondAndWhileTheClockGoesBack) {
  UlidSequence sequence;
  std::string previous = sequence.Next(absl::FromUnixMillis(2'000));
  for (int i = 0; i < 10'000; ++i) {
    std::string next = sequence.Next(absl::FromUnixMillis(i % 2 == 0 ? 2'000 : 1'000));
    ASSERT_TRUE(IsUlid(next));
    ASSERT_LT(previous, next);
    previous = std::move(next);
  }
  EXPECT_EQ(previous.substr(0, 10), NewUlid(absl::FromUnixMillis(2'000)).substr(0, 10));
}

TEST(UlidSequence, BeginsAnewWithEachMillisecond) {
  UlidSequence sequence;
  const std::string first = sequence.Next(absl::FromUnixMillis(1'000));
  const std::string second = sequence.Next(absl::FromUnixMillis(1'001));
  EXPECT_EQ(second.substr(0, 10), NewUlid(absl::FromUnixMillis(1'001)).substr(0, 10));
  EXPECT_NE(first.substr(10), second.substr(10));
}

TEST(UlidSequence, IncreasesAcrossThreads) {
  UlidSequence sequence;
  std::vector<std::vector<std::string>> made(4);
  {
    std::vector<std::jthread> threads;
    for (std::vector<std::string>& mine : made) {
      threads.emplace_back([&] {
        for (int i = 0; i < 1'000; ++i) mine.push_back(sequence.Next(absl::FromUnixMillis(1'000)));
      });
    }
  }
  std::set<std::string> all;
  for (const std::vector<std::string>& mine : made) {
    EXPECT_TRUE(std::is_sorted(mine.begin(), mine.end()));
    all.insert(mine.begin(), mine.end());
  }
  EXPECT_EQ(all.size(), 4'000u);
}

TEST(Ulid, DiffersInTheSameMillisecond) {
  std::set<std::string> seen;
  for (int i = 0; i < 10'000; ++i) seen.insert(NewUlid(absl::FromUnixMillis(1)));
  EXPECT_EQ(seen.size(), 10'000u);
}

TEST(ResourcePattern, FormatsAndMatchesTheSameIds) {
  constexpr ResourcePattern kNotes("coachingSessions/{session}/notes/{note}");
  const std::string name = kNotes.Format({kId, kOther});
  EXPECT_EQ(name, std::string("coachingSessions/") + kId + "/notes/" + kOther);
  EXPECT_THAT(kNotes.Match(name), Optional(ElementsAre(kId, kOther)));
  EXPECT_EQ(IdOf(name), kOther);
  EXPECT_EQ(IdOf(""), "");
}

TEST(ResourcePattern, OfASingletonHasFewerIdsThanSegments) {
  constexpr ResourcePattern kBalance("people/{person}/balance");
  EXPECT_THAT(kBalance.Match(kBalance.Format({kId})), Optional(ElementsAre(kId)));
  EXPECT_THAT(ResourcePattern("program").Match("program"), Optional(IsEmpty()));
  EXPECT_EQ(ResourcePattern("program").Format({}), "program");
}

TEST(ResourcePattern, RefusesNamesOfAnotherShape) {
  constexpr ResourcePattern kPeople("people/{person}");
  for (const std::string& name :
       {std::string(), std::string("people"), std::string("people/"), std::string("people/me"),
        std::string("people/-"), std::string("People/") + kId, std::string("/people/") + kId,
        std::string("people/") + kId + "/", std::string("people//") + kId,
        std::string("people/") + kId + "/lines", std::string("teams/") + kId,
        std::string("people/") + kId + '\0'}) {
    EXPECT_FALSE(kPeople.Match(name).has_value()) << name;
  }
}

TEST(Etag, OfTheVersionOrNonePasses) {
  EXPECT_THAT(CheckEtag("", 7), IsOk());
  EXPECT_THAT(CheckEtag(EtagOf(7), 7), IsOk());
}

TEST(Etag, OfAnotherVersionIsStaleAndTellsTheCurrentOne) {
  for (const std::string& sent : {EtagOf(6), EtagOf(70), std::string("x")}) {
    const absl::Status status = CheckEtag(sent, 7);
    EXPECT_THAT(status, StatusIs(absl::StatusCode::kAborted, "STALE_ETAG"));
    EXPECT_EQ(ErrorInfoOf(status)->metadata().at("current_etag"), EtagOf(7));
  }
}

}  // namespace
}  // namespace laurel::api
