#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <vector>

#include "common/config/command_line.h"
#include "common/config/secret_file.h"
#include "common/config/service_config.h"
#include "common/testing/status_matchers.h"

namespace laurel::config {
namespace {

using ::laurel::testing::StatusIs;
using ::testing::HasSubstr;

class CommandLine : public ::testing::Test {
 protected:
  CommandLine() {
    config_.address = "127.0.0.1:7401";
    config_.metrics_address = "127.0.0.1:9401";
    config_.database_schema = "laurel_directory";
  }
  ~CommandLine() override {
    for (const char* name : {"LAUREL_WORKERS", "LAUREL_ISSUER", "LAUREL_REFLECTION", "LAUREL_RETENTION"})
      unsetenv(name);
  }

  // With everything that must be given.
  std::optional<int> ParseWith(std::vector<const char*> extra) {
    std::vector<const char*> arguments = {
        "laurel-directory", "--database-address", "unix:///tmp/s.sock", "--database-user", "laurel",
        "--jwks-file",      "jwks.json",          "--audience",         "laurel"};
    if (getenv("LAUREL_ISSUER") == nullptr) extra.insert(extra.end(), {"--issuer", "https://laurel.dev"});
    arguments.insert(arguments.end(), extra.begin(), extra.end());
    return ParseOnly(arguments);
  }

  std::optional<int> ParseOnly(const std::vector<const char*>& arguments) {
    CLI::App app("Directory", "laurel-directory");
    AddServiceOptions(app, config_);
    AddDuration(app, "--retention", retention_, "An option of the service's own");
    return Parse(app, static_cast<int>(arguments.size()), arguments.data(), out_, error_);
  }

  ServiceConfig config_;
  absl::Duration retention_ = absl::Hours(168);
  std::ostringstream out_;
  std::ostringstream error_;
};

TEST_F(CommandLine, KeepsTheServicesDefaults) {
  EXPECT_EQ(ParseWith({}), std::nullopt) << error_.str();
  EXPECT_EQ(config_.address, "127.0.0.1:7401");
  EXPECT_EQ(config_.database_schema, "laurel_directory");
  EXPECT_EQ(config_.workers, 8);
  EXPECT_TRUE(config_.reflection);
  EXPECT_EQ(config_.drain_wait, absl::Seconds(5));
  EXPECT_EQ(retention_, absl::Hours(168));
}

TEST_F(CommandLine, SetsEveryKindOfValue) {
  EXPECT_EQ(ParseWith({"--address", "0.0.0.0:0", "--workers=4", "--rate", "0.5", "--no-reflection",
                       "--allow-plaintext", "--drain-wait", "1.5s", "--log-level", "warning", "--tls-cert",
                       "c", "--tls-key", "k"}),
            std::nullopt)
      << error_.str();
  EXPECT_EQ(config_.address, "0.0.0.0:0");
  EXPECT_EQ(config_.workers, 4);
  EXPECT_EQ(config_.rate, 0.5);
  EXPECT_FALSE(config_.reflection);
  EXPECT_TRUE(config_.allow_plaintext);
  EXPECT_EQ(config_.drain_wait, absl::Milliseconds(1500));
  EXPECT_EQ(config_.log_level, log::Level::kWarning);
}

TEST_F(CommandLine, TakesFromTheEnvironmentWhatNoFlagSays) {
  setenv("LAUREL_ISSUER", "https://issuer", 1);
  setenv("LAUREL_REFLECTION", "false", 1);
  setenv("LAUREL_WORKERS", "3", 1);
  setenv("LAUREL_RETENTION", "1h", 1);
  EXPECT_EQ(ParseWith({"--workers", "5"}), std::nullopt) << error_.str();
  EXPECT_EQ(config_.issuer, "https://issuer");
  EXPECT_FALSE(config_.reflection);
  EXPECT_EQ(config_.workers, 5);
  EXPECT_EQ(retention_, absl::Hours(1));
}

TEST_F(CommandLine, RefusesABadValueOfTheEnvironment) {
  setenv("LAUREL_WORKERS", "many", 1);
  EXPECT_EQ(ParseWith({}), 2);
  EXPECT_THAT(error_.str(), HasSubstr("--workers"));
}

TEST_F(CommandLine, SaysInOneLineWhatIsWrong) {
  const std::vector<std::pair<std::vector<const char*>, const char*>> cases = {
      {{"--wrokers", "4"}, "--wrokers"},
      {{"stray"}, "stray"},
      {{"--workers"}, "--workers"},
      {{"--workers", "0"}, "--workers"},
      {{"--workers", "4x"}, "--workers"},
      {{"--queue", "-1"}, "--queue"},
      {{"--rate", "-1"}, "--rate"},
      {{"--address", "7401"}, "--address"},
      {{"--address", "host:70000"}, "--address"},
      {{"--metrics-address", ":9401"}, "--metrics-address"},
      {{"--drain-wait", "5"}, "--drain-wait"},
      {{"--drain-wait", "-5s"}, "--drain-wait"},
      {{"--log-level", "loud"}, "--log-level"},
      {{"--tls-cert", "c"}, "--tls-key"},
      {{"--tls-client-ca", "c"}, "--tls-cert"},
  };
  for (const auto& [extra, named] : cases) {
    error_.str("");
    EXPECT_EQ(ParseWith(extra), 2);
    EXPECT_THAT(error_.str(), HasSubstr(named));
    EXPECT_THAT(error_.str(), ::testing::StartsWith("laurel-directory: "));
    EXPECT_EQ(std::ranges::count(error_.str(), '\n'), 1) << error_.str();
  }
}

TEST_F(CommandLine, NamesWhatMustBeGiven) {
  EXPECT_EQ(ParseOnly({"laurel-directory"}), 2);
  EXPECT_THAT(error_.str(), HasSubstr("--database-address is required"));
  error_.str("");
  EXPECT_EQ(ParseOnly({"laurel-directory", "--wrokers", "4"}), 2);
  EXPECT_THAT(error_.str(), HasSubstr("--wrokers"));
}

TEST_F(CommandLine, AnswersHelpAndVersionOnStandardOutput) {
  EXPECT_EQ(ParseOnly({"laurel-directory", "--version"}), 0);
  EXPECT_EQ(out_.str(), "laurel-directory " + std::string(Version()) + "\n");
  out_.str("");
  EXPECT_EQ(ParseOnly({"laurel-directory", "--help"}), 0);
  EXPECT_THAT(out_.str(), HasSubstr("LAUREL_JWKS_FILE"));
  EXPECT_THAT(out_.str(), HasSubstr("127.0.0.1:7401"));
  EXPECT_EQ(error_.str(), "");
}

class SecretFile : public ::testing::Test {
 protected:
  SecretFile()
      : path_(std::filesystem::path(::testing::TempDir()) / ("secret-" + std::to_string(getpid()))) {}
  ~SecretFile() override { std::filesystem::remove(path_); }
  absl::StatusOr<std::string> ReadBack(const std::string& content) {
    std::ofstream(path_, std::ios::binary) << content;
    return ReadSecretFile(path_);
  }
  const std::filesystem::path path_;
};

TEST_F(SecretFile, LosesOneLineEndAndNothingElse) {
  EXPECT_EQ(*ReadBack("secret"), "secret");
  EXPECT_EQ(*ReadBack("secret\n"), "secret");
  EXPECT_EQ(*ReadBack("secret\r\n"), "secret");
  EXPECT_EQ(*ReadBack(" se cret \n\n"), " se cret \n");
}

TEST_F(SecretFile, IsRefusedWithItsNameWhenThereIsNoSecret) {
  for (const auto& result : {ReadSecretFile("/nowhere/secret"), ReadSecretFile("/tmp"), ReadBack(""),
                             ReadBack("\n"), ReadBack(std::string(70'000, 'x'))}) {
    EXPECT_THAT(result, StatusIs(absl::StatusCode::kFailedPrecondition));
    EXPECT_NE(result.status().message().find("secret file /"), absl::string_view::npos) << result.status();
  }
}

}  // namespace
}  // namespace laurel::config
