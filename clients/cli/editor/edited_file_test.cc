#include "clients/cli/editor/edited_file.h"

#include <sys/stat.h>

#include <filesystem>
#include <fstream>

#include "clients/cli/connection/exit_code.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace laurel::cli {
namespace {

namespace fs = std::filesystem;

std::unique_ptr<EditedFile> Created() {
  auto file = EditedFile::Create(::testing::TempDir(), "before");
  EXPECT_TRUE(file.ok()) << file.status();
  return std::move(file).value();
}

mode_t ModeOf(const fs::path& path) {
  struct stat found = {};
  EXPECT_EQ(stat(path.c_str(), &found), 0);
  return found.st_mode & (S_IRWXU | S_IRWXG | S_IRWXO);
}

TEST(EditedFile, IsItsOwnersAlone) {
  const auto file = Created();
  EXPECT_EQ(ModeOf(file->path()), mode_t{S_IRUSR | S_IWUSR});
  EXPECT_EQ(ModeOf(fs::path(file->path()).parent_path()), mode_t{S_IRWXU});
}

TEST(EditedFile, GoesWithWhatAnEditorLeftBesideIt) {
  auto file = Created();
  const fs::path folder = fs::path(file->path()).parent_path();
  std::ofstream(folder / "text.md~") << "a copy";
  file.reset();
  EXPECT_FALSE(fs::exists(folder));
}

TEST(EditedFile, StaysWhenItIsKept) {
  auto file = Created();
  const std::string path = file->path();
  file->Keep();
  file.reset();
  EXPECT_TRUE(fs::exists(path));
  fs::remove_all(fs::path(path).parent_path());
}

TEST(EditedFile, KnowsWhetherItWasWrittenIn) {
  const auto file = Created();
  EXPECT_EQ(*file->Read(), "before");
  EXPECT_FALSE(file->HasChanged());
  std::ofstream(file->path()) << "after";
  EXPECT_TRUE(file->HasChanged());
  fs::remove(file->path());
  EXPECT_FALSE(file->HasChanged());
  EXPECT_EQ(ExitCodeOf(file->Read().status()), ExitCode::kUsage);
}

TEST(EditedFile, SaysWhereItCannotBeWritten) {
  EXPECT_EQ(ExitCodeOf(EditedFile::Create("/nowhere", "x").status()), ExitCode::kUsage);
}

}  // namespace
}  // namespace laurel::cli
