#include "common/rpc/channel.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "common/testing/status_matchers.h"

namespace laurel::rpc {
namespace {

using laurel::testing::IsOk;
using laurel::testing::IsOkAndHolds;
using laurel::testing::StatusIs;
using ::testing::Eq;

class TokenFileTest : public ::testing::Test {
 protected:
  void Write(std::string_view content, int age_seconds) {
    std::ofstream(path_) << content;
    std::filesystem::last_write_time(
        path_, std::filesystem::file_time_type::clock::now() - std::chrono::seconds(age_seconds));
  }
  ~TokenFileTest() override { std::filesystem::remove(path_); }

  const std::string path_ = ::testing::TempDir() + "laurel_token_" + std::to_string(getpid());
};

TEST_F(TokenFileTest, IsReadAgainWhenItChanged) {
  TokenFile file(path_);
  Write("first\n", 20);
  EXPECT_THAT(file.Read(), IsOkAndHolds(Eq("first")));
  Write("second\n", 10);
  EXPECT_THAT(file.Read(), IsOkAndHolds(Eq("second")));
}

TEST_F(TokenFileTest, IsUnavailableWhileItIsMissing) {
  TokenFile file(path_);
  EXPECT_THAT(file.Read(), StatusIs(absl::StatusCode::kUnavailable));
  Write("token", 0);
  EXPECT_THAT(file.Read(), IsOkAndHolds(Eq("token")));
}

TEST(Channel, RefusesPlaintextToAnotherMachineUnlessAskedByName) {
  EXPECT_THAT(MakeChannel("directory.example:7401"), StatusIs(absl::StatusCode::kInvalidArgument));
  EXPECT_THAT(MakeChannel("127.0.0.1:7401"), IsOk());
  EXPECT_THAT(MakeChannel("directory.example:7401",
                          {.tls = {.certificate = {}, .key = {}, .authorities = {}, .plaintext = true}}),
              IsOk());
}

TEST(Channel, RefusesTlsFilesThatCannotBeRead) {
  EXPECT_THAT(MakeChannel("directory.example:7401",
                          {.tls = {.certificate = {}, .key = {}, .authorities = "/nowhere.pem"}}),
              StatusIs(absl::StatusCode::kInvalidArgument));
}

TEST(LocalAddress, IsLoopbackOrASocket) {
  EXPECT_TRUE(IsLocalAddress("127.0.0.1:1"));
  EXPECT_TRUE(IsLocalAddress("localhost:1"));
  EXPECT_TRUE(IsLocalAddress("dns:///localhost:1"));
  EXPECT_TRUE(IsLocalAddress("[::1]:1"));
  EXPECT_TRUE(IsLocalAddress("unix:/run/x"));
  EXPECT_FALSE(IsLocalAddress("0.0.0.0:1"));
  EXPECT_FALSE(IsLocalAddress("localhost.example:1"));
}

}  // namespace
}  // namespace laurel::rpc
