// Texts that somebody writes in their own editor: $VISUAL, $EDITOR, or one that is there.
#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "clients/cli/app/context.h"
#include "clients/cli/editor/template.h"

namespace laurel::cli {

// A text that is left as the editor was opened on it: nobody wanted to write, or it says already what was
// wanted, because it was given on the command line.
enum class Unchanged { kIsRefused, kIsTaken };

// What was written below the headings of these sections. Below them the editor shows the remarks, and that
// "# " begins a line that is left out. USAGE when no text is left, when it is unchanged and that is refused,
// and when there is no editor. The file stays until the command ends, and after it when the command fails.
absl::StatusOr<std::vector<std::string>> TextsFromEditor(Context& context,
                                                         const std::vector<Section>& sections,
                                                         std::vector<std::string> remarks,
                                                         Unchanged unchanged = Unchanged::kIsRefused);
// The same for one text without headings, which begins as `text`.
absl::StatusOr<std::string> TextFromEditor(Context& context, const std::string& text,
                                           const std::vector<std::string>& remarks,
                                           Unchanged unchanged = Unchanged::kIsRefused);

// What was written and has not been sent stays in its file; says where.
void KeepEdited(Context& context);

}  // namespace laurel::cli
