#include "clients/cli/commands/recognition/comments.h"
#include "clients/cli/commands/recognition/recognition.h"
#include "common/status/macros.h"

namespace laurel::cli {
namespace {

// A recognition and what was said to it.
struct Shown {
  Recognition recognition;
  std::vector<Comment> comments;
};

absl::StatusOr<Shown> Collect(Context& context, const std::string& typed) {
  Shown shown;
  ASSIGN_OR_RETURN(const std::string name, RecognitionArgument(context, typed));
  ASSIGN_OR_RETURN(shown.recognition, GetRecognition(context, name));
  if (shown.recognition.comment_count() > 0) {
    ASSIGN_OR_RETURN(shown.comments, ListComments(context, name));
  }
  return shown;
}

Table DetailsOf(Context& context, const Recognition& recognition) {
  const std::vector<Recognition> one = {recognition};
  const Tags tags = TagsFor(context, one);
  std::vector<std::string> people = PeopleOf(one);
  const bool teams = !recognition.team().empty() || !recognition.audience_teams().empty();
  const Names& names = teams ? context.NamesWithTeams(people) : context.NamesOf(people);
  Table details =
      RecognitionDetails(recognition, {names, tags, context.here(), WithdrawnParents(context, one)});
  if (context.screen().format() == Format::kCsv) details.Add({"message", recognition.message()});
  return details;
}

absl::Status Show(Context& context, const std::string& typed) {
  ASSIGN_OR_RETURN(const Shown shown, Collect(context, typed));
  Screen& screen = context.screen();
  if (screen.wants_records()) {
    screen.Print(
        RecordGroups{{"recognition", {&shown.recognition}}, {"comments", RecordsOf(shown.comments)}});
    return absl::OkStatus();
  }
  screen.PrintDetails(DetailsOf(context, shown.recognition));
  context.shown_ids().Remember({shown.recognition.name()});
  if (shown.recognition.view() == common::v1::VIEW_SUMMARY) {
    screen.Say("You can see that it is there, not what it says.", Style::kDim);
  } else {
    screen.Say("");
    screen.Quote(shown.recognition.message());
  }
  if (shown.comments.empty() || screen.format() != Format::kTable) return absl::OkStatus();
  screen.Say("");
  screen.Heading("Comments", "laurel recognition comment ID \"…\"");
  PrintComments(context, shown.comments);
  return absl::OkStatus();
}

}  // namespace

void AddRecognitionShow(CLI::App& noun, Chosen& chosen) {
  CLI::App* command =
      AddCommand(noun, "show", "One recognition with all that it says and what was said to it",
                 "laurel recognition show k3x9qz\nlaurel recognition show k3x9qz -o json");
  auto id = std::make_shared<std::string>();
  AddRecognitionId(*command, *id);
  chosen.When(command, [id](Context& context) { return Show(context, *id); });
}

}  // namespace laurel::cli
