#include "clients/cli/commands/feedback/feedback.h"

#include "clients/cli/app/show.h"
#include "clients/cli/commands/arguments.h"
#include "clients/cli/commands/commands.h"
#include "clients/cli/dates/show.h"
#include "clients/cli/ids/short_id.h"
#include "common/status/macros.h"
#include "fmt/format.h"

namespace laurel::cli {

namespace v1 = feedback::v1;
using Stub = v1::FeedbackService::Stub;

void AddFeedbackId(CLI::App& command, std::string& id) {
  command.add_option("FEEDBACK", id, "the id that lists show, or the full name")->required();
}

absl::StatusOr<Piece> GetPiece(Context& context, const std::string& typed) {
  v1::GetFeedbackRequest request;
  ASSIGN_OR_RETURN(*request.mutable_name(), FeedbackArgument(context, typed));
  return context.feedback().Call(&Stub::GetFeedback, request);
}

absl::StatusOr<Listed<Piece>> ListPieces(Context& context, const v1::ListFeedbackRequest& request,
                                         int limit) {
  return ListPages<Piece>(context.feedback(), &Stub::ListFeedback, request,
                          &v1::ListFeedbackResponse::feedback, limit);
}

void PrintPieces(Context& context, const std::vector<Piece>& pieces, std::string_view nothing) {
  const auto table = [&] {
    context.shown_ids().Remember(NamesOfAll(pieces));
    return FeedbackTable(pieces, context.NamesOf(PeopleOf(pieces)), context.here());
  };
  ShowList(context.screen(), pieces, table, nothing);
}

void PrintChanged(Context& context, std::string_view done, const Piece& piece) {
  if (context.screen().wants_records()) return context.screen().Print(piece);
  if (context.screen().format() == Format::kCsv) return PrintPieces(context, {piece}, "");
  const Names& names = context.NamesOf({piece.author(), piece.subject()});
  context.screen().Say(fmt::format("{}: {} from {} to {}, {} ({})", done, KindPhrase(piece),
                                   names.Person(piece.author()).shown, names.Person(piece.subject()).shown,
                                   ShowMoment(WhenOf(piece), context.here()),
                                   ShortIds({piece.name()}).Of(piece.name())));
  context.shown_ids().Remember({piece.name()});
}

void PrintGiven(Context& context, const Piece& piece) {
  if (context.screen().format() != Format::kTable) return PrintChanged(context, "", piece);
  const auto audience = PreviewOf(context, piece.name());
  const std::string to = context.NamesOf({piece.subject()}).Person(piece.subject()).shown;
  const std::string readers =
      audience.ok() ? " " + WhoReads(*audience, piece.subject(), NamesIn(context, *audience)) : "";
  context.screen().Say(
      fmt::format("Given to {} ({}).{}", to, ShortIds({piece.name()}).Of(piece.name()), readers));
  context.shown_ids().Remember({piece.name()});
  // It has been given: that its readers cannot be told is no failure.
  if (!audience.ok()) {
    context.screen().Remark(
        fmt::format("who can read it is not known now: {}", std::string(audience.status().message())));
  }
}

absl::StatusOr<Audience> PreviewOf(Context& context, const Piece& piece) {
  v1::PreviewAudienceRequest request;
  *request.mutable_feedback() = piece;
  return context.feedback().Call(&Stub::PreviewAudience, request);
}

absl::StatusOr<Audience> PreviewOf(Context& context, const std::string& name) {
  v1::PreviewAudienceRequest request;
  request.set_name(name);
  return context.feedback().Call(&Stub::PreviewAudience, request);
}

const Names& NamesIn(Context& context, const Audience& audience) {
  return audience.audience_teams().empty() ? context.NamesOf(PeopleOf(audience))
                                           : context.NamesWithTeams(PeopleOf(audience));
}

void PrintAudience(Context& context, const Audience& audience, bool draft) {
  Screen& screen = context.screen();
  const Names& names = NamesIn(context, audience);
  screen.Heading("Who can read it");
  if (draft) screen.Say("Only you. Once it is given, these can:");
  if (audience.everyone()) screen.Say("Everybody. Those to whom it is nearer:");
  for (const std::string& team : audience.audience_teams()) {
    screen.Say(fmt::format("Whoever is in the team {}.", names.Team(team)));
  }
  screen.Print(AudienceTable(audience, names), "Nobody else.");
}

void AddFeedback(CLI::App& app, Chosen& chosen) {
  CLI::App* noun = AddNoun(app, "feedback", "Feedback: giving, reading, acknowledging",
                           "laurel feedback give ana --strength \"Greets warmly\" --growth \"Asks late\"\n"
                           "laurel feedback give ana                     opens your editor\n"
                           "laurel feedback list --about me\n"
                           "laurel feedback ack k3x9qz");
  AddGive(*noun, chosen);
  AddFeedbackList(*noun, chosen);
  AddFeedbackShow(*noun, chosen);
  AddFeedbackEdit(*noun, chosen);
  AddFeedbackMoves(*noun, chosen);
}

}  // namespace laurel::cli
