#include "clients/cli/commands/arguments.h"
#include "clients/cli/commands/feedback/feedback.h"
#include "common/status/macros.h"

namespace laurel::cli {
namespace {

namespace v1 = feedback::v1;
using Request = v1::ListFeedbackRequest;

struct ListOptions {
  std::string about, by, session, kind, state, since, until;
  int limit = 50;
};

absl::Status SetWords(Context& context, const ListOptions& options, Request& request) {
  ASSIGN_OR_RETURN(const auto kind, EnumArgument<v1::FeedbackKind>("--kind", options.kind));
  ASSIGN_OR_RETURN(const auto state, EnumArgument<v1::FeedbackState>("--state", options.state));
  request.set_kind(kind);
  request.set_state(state);
  return SetRange(context, options.since, options.until, request);
}

// What somebody else gave is listed as far as it is about one person: the way on is an option, no relation.
absl::Status Reworded(const Request& request, const absl::Status& status) {
  const bool by_somebody = !request.author().empty() && request.subject().empty();
  if (!by_somebody || ReasonOf(status) != "NOT_YOUR_REPORT") return status;
  return Error(absl::StatusCode::kPermissionDenied, kUsageReason,
               "what somebody else gave can be listed about one person: add --about WHO");
}

absl::Status List(Context& context, const ListOptions& options) {
  Request request;
  RETURN_IF_ERROR(SetWords(context, options, request));  // before anything is asked of a service
  ASSIGN_OR_RETURN(*request.mutable_subject(), PersonArgument(context, options.about));
  ASSIGN_OR_RETURN(*request.mutable_author(), PersonArgument(context, options.by));
  if (!options.session.empty()) {
    ASSIGN_OR_RETURN(*request.mutable_session(), SessionArgument(context, options.session));
  }
  const auto listed = ListPieces(context, request, options.limit);
  if (!listed.ok()) return Reworded(request, listed.status());
  PrintPieces(context, listed->items, "No feedback that you can read.");
  RemarkIfMore(context.screen(), listed->more, options.limit);
  return absl::OkStatus();
}

absl::Status Drafts(Context& context, int limit) {
  Request request;
  request.set_author("people/me");
  request.set_state(v1::FEEDBACK_STATE_DRAFT);
  ASSIGN_OR_RETURN(const auto listed, ListPieces(context, request, limit));
  PrintPieces(context, listed.items, "No drafts.");
  RemarkIfMore(context.screen(), listed.more, limit);
  return absl::OkStatus();
}

}  // namespace

void AddFeedbackList(CLI::App& noun, Chosen& chosen) {
  CLI::App* list = AddCommand(
      noun, "list", "Feedback, newest first; without a filter what you gave and what you were given",
      "laurel feedback list --about ana\nlaurel feedback list --by me --since monday\n"
      "laurel feedback list --about me --state submitted\nlaurel feedback list --about ana --limit 0 -o csv");
  auto options = std::make_shared<ListOptions>();
  list->add_option("--about", options->about, "given to this person")->type_name("WHO");
  list->add_option("--by", options->by, "given by this person")->type_name("WHO");
  list->add_option("--session", options->session, "that comes from this session")->type_name("SESSION");
  list->add_option("--kind", options->kind, "praise, constructive or mixed")->type_name("KIND");
  list->add_option("--state", options->state, "draft, submitted, acknowledged, …")->type_name("STATE");
  list->add_option("--since", options->since, "from this day or time on: monday, 2026-11-01")
      ->type_name("DAY");
  list->add_option("--until", options->until, "before this day or time")->type_name("DAY");
  AddLimit(*list, options->limit);
  chosen.When(list, [options](Context& context) { return List(context, *options); });

  CLI::App* drafts = AddCommand(noun, "drafts", "What you have begun and not given, newest first",
                                "laurel feedback drafts\nlaurel feedback edit k3x9qz");
  auto limit = std::make_shared<int>(50);
  AddLimit(*drafts, *limit);
  chosen.When(drafts, [limit](Context& context) { return Drafts(context, *limit); });
}

}  // namespace laurel::cli
