#include "common/log/log.h"

#include <gtest/gtest.h>

#include <functional>
#include <nlohmann/json.hpp>
#include <string>
#include <thread>
#include <vector>

#include "absl/strings/str_split.h"

namespace laurel::log {
namespace {

std::vector<nlohmann::json> Lines(const std::function<void()>& action) {
  ::testing::internal::CaptureStderr();
  action();
  std::vector<nlohmann::json> lines;
  for (const std::string& line : std::vector<std::string>(
           absl::StrSplit(::testing::internal::GetCapturedStderr(), '\n', absl::SkipEmpty()))) {
    lines.push_back(nlohmann::json::parse(line));
  }
  return lines;
}

TEST(Log, WritesOneJsonObjectALine) {
  Init("feedback", Level::kInfo);
  const std::string reason = "two\nlines \"quoted\"";
  const auto lines = Lines([&] {
    Info("started", {{"port", 7402}, {"ratio", 0.5}, {"tls", false}, {"note", "text"}, {"reason", reason}});
  });
  ASSERT_EQ(lines.size(), 1u);
  EXPECT_EQ(lines[0]["level"], "info");
  EXPECT_EQ(lines[0]["service"], "feedback");
  EXPECT_EQ(lines[0]["message"], "started");
  EXPECT_EQ(lines[0]["port"], 7402);
  EXPECT_EQ(lines[0]["ratio"], 0.5);
  EXPECT_EQ(lines[0]["tls"], false);
  EXPECT_EQ(lines[0]["note"], "text");
  EXPECT_EQ(lines[0]["reason"], reason);
  const std::string time = lines[0]["time"];
  EXPECT_EQ(time.size(), std::string("2026-02-28T12:00:00.000000Z").size());
}

TEST(Log, LeavesOutWhatIsBelowTheLowestLevel) {
  Init("feedback", Level::kWarning);
  const auto lines = Lines([] {
    Debug("no");
    Info("no");
    Warning("yes");
    Error("yes");
  });
  ASSERT_EQ(lines.size(), 2u);
  EXPECT_EQ(lines[1]["level"], "error");
}

TEST(Log, SurvivesInvalidUtf8AndFormatBraces) {
  Init("feedback", Level::kDebug);
  const auto lines = Lines([] { Debug("{} %s {0:x}", {{"cause", "a\xff\xc3z"}}); });
  ASSERT_EQ(lines.size(), 1u);
  EXPECT_EQ(lines[0]["message"], "{} %s {0:x}");
}

TEST(Log, DoesNotLetAFieldReplaceTheFixedOnes) {
  Init("feedback", Level::kInfo);
  EXPECT_EQ(Lines([] { Info("kept", {{"message", "forged"}}); })[0]["message"], "kept");
}

TEST(Log, KeepsLinesOfThreadsApart) {
  Init("feedback", Level::kInfo);
  const auto lines = Lines([] {
    std::vector<std::jthread> threads;
    for (int i = 0; i < 4; ++i) {
      threads.emplace_back([] {
        for (int j = 0; j < 100; ++j) Info("line");
      });
    }
  });
  EXPECT_EQ(lines.size(), 400u);
}

}  // namespace
}  // namespace laurel::log
