#include "clients/cli/ids/short_id.h"

#include <filesystem>

#include "clients/cli/connection/exit_code.h"
#include "clients/cli/ids/shown_ids.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace laurel::cli {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

constexpr char kOne[] = "coachingSessions/01jd8z3v5n7q2w4e6r8tabcdef";
constexpr char kTwo[] = "coachingSessions/01jd8z3v5n7q2w4e6r8txbcdef";
constexpr char kItem[] = "actionItems/01jd8z3v5n7q2w4e6r8tabcdef";

TEST(ShortIds, AreSixCharactersAndMoreWhereTheyWouldClash) {
  EXPECT_EQ(ShortIds({kOne}).Of(kOne), "abcdef");
  EXPECT_EQ(ShortIds({kOne, kTwo}).Of(kTwo), "xbcdef");
  const std::string three = "coachingSessions/01jd8z3v5n7q2w4e6r00abcdef";
  EXPECT_EQ(ShortIds({kOne, three}).Of(three), "0abcdef");
  EXPECT_EQ(ShortIds({kOne, kOne}).Of(kOne), "abcdef");
}

TEST(FullName, AcceptsNamesAndWholeIds) {
  EXPECT_EQ(*FullName("coachingSessions", kOne), kOne);
  EXPECT_EQ(*FullName("coachingSessions", "01JD8Z3V5N7Q2W4E6R8TABCDEF"), kOne);
  EXPECT_EQ(*FullName("coachingSessions", "abcdef"), "");
  EXPECT_EQ(ExitCodeOf(FullName("coachingSessions", kItem).status()), ExitCode::kUsage);
}

TEST(MatchShortId, FindsTheOnlyOne) {
  EXPECT_EQ(*MatchShortId("coachingSessions", "ABCDEF", {kOne, kTwo, kItem}), kOne);
  EXPECT_EQ(*MatchShortId("actionItems", "cdef", {kOne, kTwo, kItem, kItem}), kItem);
}

TEST(MatchShortId, SaysWhyItCannot) {
  const auto several = MatchShortId("coachingSessions", "bcdef", {kOne, kTwo});
  EXPECT_THAT(std::string(several.status().message()), HasSubstr(kTwo));
  EXPECT_EQ(ExitCodeOf(several.status()), ExitCode::kUsage);
  EXPECT_EQ(ExitCodeOf(MatchShortId("coachingSessions", "zzzzzz", {kOne}).status()), ExitCode::kNotFound);
  EXPECT_EQ(ExitCodeOf(MatchShortId("coachingSessions", "def", {kOne}).status()), ExitCode::kUsage);
}

TEST(ShownIds, RemembersWhatWasShown) {
  const std::string directory = ::testing::TempDir() + "/laurel_shown";
  std::filesystem::remove_all(directory);
  const ShownIds shown(ShownIdsPath(directory, "/home/ana"));
  EXPECT_THAT(shown.Recall(), ElementsAre());
  shown.Remember({kOne, kItem});
  shown.Remember({kTwo, kOne});
  EXPECT_THAT(shown.Recall(), ElementsAre(kItem, kTwo, kOne));
}

TEST(ShownIds, HoldNothingOfWhatWasOnlyTried) {
  const std::string directory = ::testing::TempDir() + "/laurel_tried";
  std::filesystem::remove_all(directory);
  const ShownIds shown(ShownIdsPath(directory, "/home/ana"));
  shown.Remember({"", kOne});
  shown.Remember({""});
  EXPECT_THAT(shown.Recall(), ElementsAre(kOne));
}

TEST(ShownIds, WorksWithoutAHome) {
  const ShownIds shown(ShownIdsPath("", ""));
  shown.Remember({kOne});
  EXPECT_THAT(shown.Recall(), ElementsAre());
}

}  // namespace
}  // namespace laurel::cli
