#include "clients/cli/events/kept_tokens.h"

#include <gmock/gmock.h>
#include <stdlib.h>

#include <filesystem>
#include <fstream>

#include "clients/cli/connection/failure.h"
#include "common/testing/status_matchers.h"

namespace laurel::cli {
namespace {

using ::testing::IsEmpty;
using testing::IsOk;
using testing::StatusIs;

class KeptTokensTest : public ::testing::Test {
 protected:
  KeptTokensTest() {
    std::string pattern = (std::filesystem::temp_directory_path() / "laurel-kept-XXXXXX").string();
    folder_ = mkdtemp(pattern.data());
    path_ = folder_ + "/watch.json";
  }
  ~KeptTokensTest() override { std::filesystem::remove_all(folder_); }

  std::string folder_, path_;
};

TEST_F(KeptTokensTest, AreThereAgainForTheNextProcess) {
  auto first = KeptTokens::Open(path_);
  ASSERT_THAT(first, IsOk());
  EXPECT_THAT((*first)->Of("feedback"), IsEmpty());
  EXPECT_THAT((*first)->Keep("feedback", "a"), IsOk());
  EXPECT_THAT((*first)->Keep("directory", "b"), IsOk());
  EXPECT_THAT((*first)->Keep("feedback", "c"), IsOk());
  const auto second = KeptTokens::Open(path_);
  ASSERT_THAT(second, IsOk());
  EXPECT_EQ((*second)->Of("feedback"), "c");
  EXPECT_EQ((*second)->Of("directory"), "b");
}

TEST_F(KeptTokensTest, AreNotLookedForInAnotherFile) {
  std::ofstream(path_) << "employee_number,email\n";
  EXPECT_THAT(KeptTokens::Open(path_),
              StatusIs(absl::StatusCode::kInvalidArgument, std::string(kUsageReason)));
}

TEST_F(KeptTokensTest, SayWhenTheyCannotBeWritten) {
  const auto kept = KeptTokens::Open(folder_ + "/no/such/folder/watch.json");
  ASSERT_THAT(kept, IsOk());
  EXPECT_THAT((*kept)->Keep("feedback", "a"),
              StatusIs(absl::StatusCode::kInvalidArgument, std::string(kUsageReason)));
}

}  // namespace
}  // namespace laurel::cli
