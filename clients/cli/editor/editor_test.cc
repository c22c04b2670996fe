#include "clients/cli/editor/editor.h"

#include <csignal>
#include <filesystem>
#include <fstream>
#include <map>

#include "clients/cli/connection/exit_code.h"
#include "clients/cli/connection/token.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace laurel::cli {
namespace {

using ::testing::HasSubstr;

std::string CommandOf(const std::map<std::string, std::string>& variables) {
  return EditorCommand([&](const char* name) -> std::optional<std::string> {
    const auto found = variables.find(name);
    if (found == variables.end()) return std::nullopt;
    return found->second;
  });
}

TEST(EditorCommand, IsTheOneThatWasChosen) {
  EXPECT_EQ(CommandOf({{"VISUAL", "code --wait"}, {"EDITOR", "nano"}}), "code --wait");
  EXPECT_EQ(CommandOf({{"VISUAL", ""}, {"EDITOR", "nano"}}), "nano");
}

TEST(EditorCommand, IsElseOneThatIsThere) {
  const std::string folder = ::testing::TempDir() + "/laurel_editors";
  std::filesystem::remove_all(folder);
  std::filesystem::create_directories(folder);
  std::ofstream(folder + "/vi") << "#!/bin/sh\n";
  EXPECT_EQ(CommandOf({{"PATH", folder}}), "");  // not executable
  std::filesystem::permissions(folder + "/vi", std::filesystem::perms::owner_all);
  EXPECT_EQ(CommandOf({{"PATH", "/nowhere::" + folder}}), "vi");
  EXPECT_EQ(CommandOf({}), "");
}

TEST(RunEditor, HandsThePathOverAsItIs) {
  const std::string path = ::testing::TempDir() + "/a \"$(touch owned)\"; `x` 'text'";
  std::ofstream(path) << "before";
  ASSERT_TRUE(RunEditor("sed -i -e s/before/after/", path).ok());
  EXPECT_EQ(*ReadFile(path), "after");
  EXPECT_FALSE(std::filesystem::exists("owned"));
  std::filesystem::remove(path);
}

TEST(RunEditor, SaysWhyItCannot) {
  EXPECT_THAT(std::string(RunEditor("laurel-no-such-editor 2>/dev/null", "x").message()),
              HasSubstr("could not be run: name one that is there"));
  EXPECT_THAT(std::string(RunEditor("exit 3;", "x").message()), HasSubstr("ended with 3"));
  EXPECT_THAT(std::string(RunEditor("kill -TERM $$;", "x").message()), HasSubstr("ended by signal 15"));
  EXPECT_EQ(ExitCodeOf(RunEditor("false", "x")), ExitCode::kUsage);
}

TEST(RunEditor, IsInterruptedAloneAndLeavesSignalsAsTheyWere) {
  std::signal(SIGINT, SIG_DFL);
  // The editor sends what Ctrl-C sends to everybody at the terminal: to whoever waits for it, and to itself.
  EXPECT_THAT(std::string(RunEditor("kill -INT $PPID; kill -INT $$;", "x").message()),
              HasSubstr("ended by signal 2"));
  EXPECT_EQ(std::signal(SIGINT, SIG_DFL), SIG_DFL);
}

}  // namespace
}  // namespace laurel::cli
