#include "clients/cli/editor/edited_file.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <system_error>

#include "clients/cli/connection/failure.h"
#include "clients/cli/connection/token.h"
#include "fmt/format.h"

namespace laurel::cli {
namespace {

absl::Status CannotWrite(const std::string& path) {
  return UsageError(fmt::format("{} cannot be written: {}", path, std::strerror(errno)));
}

absl::Status WriteNew(const std::string& path, std::string_view text) {
  const int file = open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, S_IRUSR | S_IWUSR);
  if (file < 0) return CannotWrite(path);
  bool written = true;
  while (written && !text.empty()) {
    const ssize_t size = write(file, text.data(), text.size());
    if (size < 0 && errno == EINTR) continue;
    written = size >= 0;
    if (written) text.remove_prefix(static_cast<std::size_t>(size));
  }
  const absl::Status status = written ? absl::OkStatus() : CannotWrite(path);
  close(file);
  return status;
}

}  // namespace

// The ending lets editors know that it is a text.
EditedFile::EditedFile(std::string folder, std::string_view text)
    : folder_(std::move(folder)), path_(folder_ + "/text.md"), original_(text) {}

absl::StatusOr<std::unique_ptr<EditedFile>> EditedFile::Create(const std::string& folder,
                                                               std::string_view text) {
  std::string own = fmt::format("{}/laurel-XXXXXX", folder);
  if (mkdtemp(own.data()) == nullptr) return CannotWrite(own);
  std::unique_ptr<EditedFile> file(new EditedFile(std::move(own), text));
  const absl::Status written = WriteNew(file->path_, text);
  if (!written.ok()) return written;
  return file;
}

EditedFile::~EditedFile() {
  if (kept_) return;
  std::error_code ignored;
  std::filesystem::remove_all(folder_, ignored);
}

absl::StatusOr<std::string> EditedFile::Read() const { return ReadFile(path_); }

bool EditedFile::HasChanged() const {
  const auto text = Read();
  return text.ok() && *text != original_;
}

}  // namespace laurel::cli
