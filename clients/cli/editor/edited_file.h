// A private file in which somebody writes: nobody else can read it, and it is gone with the object, together
// with what an editor leaves beside it, unless it is kept. Not thread-safe.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

namespace laurel::cli {

class EditedFile {
 public:
  // Holds `text`; in a folder of its own (0700) below `folder`, as a file that its owner alone may read
  // (0600). An error when that cannot be written.
  static absl::StatusOr<std::unique_ptr<EditedFile>> Create(const std::string& folder, std::string_view text);
  ~EditedFile();
  EditedFile(const EditedFile&) = delete;
  EditedFile& operator=(const EditedFile&) = delete;

  const std::string& path() const { return path_; }
  // As it is now. USAGE when it cannot be read: it was moved or removed.
  absl::StatusOr<std::string> Read() const;
  // Something else stands in it than at the beginning.
  bool HasChanged() const;
  // It stays when the object goes.
  void Keep() { kept_ = true; }

 private:
  EditedFile(std::string folder, std::string_view text);

  std::string folder_;
  std::string path_;
  std::string original_;
  bool kept_ = false;
};

}  // namespace laurel::cli
