#include "clients/cli/app/edited_text.h"

#include <algorithm>

#include "clients/cli/connection/failure.h"
#include "clients/cli/editor/editor.h"
#include "common/status/macros.h"
#include "fmt/format.h"

namespace laurel::cli {
namespace {

constexpr char kRemark[] =
    "Lines that begin with \"# \" are left out. Leave it {}empty, and nothing is sent.";

std::string TemporaryFolder(const Context& context) {
  const std::string folder = context.variable("TMPDIR").value_or("");
  return folder.empty() ? "/tmp" : folder;
}

// The file as the editor has left it.
absl::StatusOr<std::string> Written(Context& context, const std::string& text, Unchanged unchanged) {
  const std::string command = EditorCommand([&](const char* name) { return context.variable(name); });
  if (command.empty()) {
    return UsageError("there is no editor here: name one in VISUAL or EDITOR, or give the text as an option");
  }
  ASSIGN_OR_RETURN(auto created, EditedFile::Create(TemporaryFolder(context), text));
  const EditedFile& file = *context.edited().emplace_back(std::move(created));
  context.screen().out().flush();
  RETURN_IF_ERROR(RunEditor(command, file.path()));
  // Writing takes time, and tokens do not last: a renewed one is taken, without one the old one is tried.
  static_cast<void>(context.SignInAgain().ok());
  ASSIGN_OR_RETURN(std::string written, file.Read());
  if (unchanged == Unchanged::kIsRefused && !file.HasChanged()) {
    return UsageError("it is unchanged, so nothing is sent");
  }
  return written;
}

}  // namespace

absl::StatusOr<std::vector<std::string>> TextsFromEditor(Context& context,
                                                         const std::vector<Section>& sections,
                                                         std::vector<std::string> remarks,
                                                         Unchanged unchanged) {
  remarks.push_back(fmt::format(kRemark, unchanged == Unchanged::kIsRefused ? "as it is, or " : ""));
  ASSIGN_OR_RETURN(const std::string written, Written(context, TemplateOf(sections, remarks), unchanged));
  std::vector<std::string> titles;
  for (const Section& section : sections) titles.push_back(section.title);
  ASSIGN_OR_RETURN(std::vector<std::string> texts, TextsOf(written, titles));
  if (std::ranges::all_of(texts, [](const std::string& text) { return text.empty(); })) {
    context.edited().pop_back();  // there is nothing in it to keep
    return UsageError("no text is left, so nothing is sent");
  }
  return texts;
}

absl::StatusOr<std::string> TextFromEditor(Context& context, const std::string& text,
                                           const std::vector<std::string>& remarks, Unchanged unchanged) {
  ASSIGN_OR_RETURN(std::vector<std::string> texts,
                   TextsFromEditor(context, {{"", text}}, remarks, unchanged));
  return std::move(texts.front());
}

void KeepEdited(Context& context) {
  for (const auto& file : context.edited()) {
    if (!file->HasChanged()) continue;
    file->Keep();
    context.screen().Remark(fmt::format("what you wrote is kept in {}", file->path()));
  }
}

}  // namespace laurel::cli
