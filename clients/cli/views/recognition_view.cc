#include "clients/cli/views/recognition_view.h"

#include <algorithm>

#include "clients/cli/ids/short_id.h"
#include "clients/cli/output/enum_word.h"
#include "clients/cli/views/evidence_cell.h"
#include "clients/cli/views/id_cell.h"
#include "clients/cli/views/moment_cell.h"
#include "common/time/convert.h"
#include "fmt/format.h"
#include "fmt/ranges.h"

namespace laurel::cli {
namespace {

namespace v1 = recognition::v1;

constexpr int kMostNamed = 3;
constexpr std::string_view kMargin = "  ";

Style StyleOf(v1::RecognitionState state) {
  switch (state) {
    case v1::RECOGNITION_STATE_PENDING_APPROVAL:
      return Style::kWarning;
    case v1::RECOGNITION_STATE_HIDDEN:
    case v1::RECOGNITION_STATE_REVOKED:
    case v1::RECOGNITION_STATE_REJECTED:
      return Style::kDim;
    default:
      return Style::kPlain;
  }
}

Cell StateCell(const Recognition& recognition) {
  const std::string word = EnumWord(recognition.state());
  return {word, word, StyleOf(recognition.state())};
}

std::string CommentsPhrase(const Recognition& recognition) {
  const auto count = recognition.comment_count();
  if (count == 0) return "";
  return count == 1 ? "1 comment" : fmt::format("{} comments", count);
}

constexpr std::string_view kToOneThatIsGone = "added to thanks that have been withdrawn";

// "today 15:04 · k3x9qz · 👏 3 · 2 comments"
SpanLine FootOf(const Recognition& recognition, const Called& called) {
  const std::string id = ShortIds({recognition.name()}).Of(recognition.name());
  SpanLine line = {
      {fmt::format("{}{} · {}", kMargin, ShowMoment(WhenOf(recognition), called.here), id), Style::kDim}};
  const std::string& parent = recognition.parent();
  if (called.gone.contains(parent)) {
    line.push_back({fmt::format(" · {}", kToOneThatIsGone), Style::kDim});
  } else if (!parent.empty()) {
    line.push_back({fmt::format(" · adds to {}", ShortIds({parent}).Of(parent)), Style::kDim});
  }
  for (const std::string& reaction : ReactionPhrases(recognition)) {
    line.push_back({" · ", Style::kDim});
    line.push_back({reaction});
  }
  const std::string comments = CommentsPhrase(recognition);
  if (!comments.empty()) line.push_back({fmt::format(" · {}", comments), Style::kDim});
  return line;
}

Cell TeamsCell(const Recognition& recognition, const Names& names) {
  std::string teams;
  if (recognition.visibility() != v1::RECOGNITION_VISIBILITY_TEAM) return teams;  // they decide nothing
  for (const std::string& team : recognition.audience_teams())
    teams += (teams.empty() ? "" : ", ") + names.Team(team);
  return teams;
}

// "revoked: wrong person", with the reason that was given.
Cell StateAndReason(const Recognition& recognition) {
  Cell cell = StateCell(recognition);
  if (recognition.state_reason().empty()) return cell;
  cell.shown += fmt::format(": {}", recognition.state_reason());
  cell.data = cell.shown;
  return cell;
}

}  // namespace

absl::Time WhenOf(const Recognition& recognition) {
  return FromTimestamp(recognition.has_publish_time() ? recognition.publish_time()
                                                      : recognition.create_time());
}

std::vector<std::string> PeopleOf(const std::vector<Recognition>& recognitions) {
  std::vector<std::string> people;
  for (const Recognition& one : recognitions) {
    people.push_back(one.sender());
    people.push_back(one.approver());
    people.push_back(one.pending_approver());
    if (one.team().empty()) people.insert(people.end(), one.recipients().begin(), one.recipients().end());
  }
  return people;
}

std::vector<std::string> NamesOfAll(const std::vector<Recognition>& recognitions) {
  std::vector<std::string> names;
  for (const Recognition& recognition : recognitions) names.push_back(recognition.name());
  return names;
}

Cell ToWhom(const Recognition& recognition, const Names& names) {
  if (!recognition.team().empty()) {
    const std::string team = names.Team(recognition.team());
    if (recognition.recipients().empty()) return team;
    return {fmt::format("{} ({} people)", team, recognition.recipients_size()), team};
  }
  const Cell all = names.People({recognition.recipients().begin(), recognition.recipients().end()});
  if (recognition.recipients_size() <= kMostNamed) return all;
  return {fmt::format("{}, {} and {} others", names.Person(recognition.recipients(0)).shown,
                      names.Person(recognition.recipients(1)).shown, recognition.recipients_size() - 2),
          all.data};
}

std::string PointsPhrase(const Recognition& recognition) {
  const std::int64_t each = recognition.points_each();
  if (each == 0) return "";
  if (recognition.recipients_size() < 2) return fmt::format("+{}", each);
  return fmt::format("+{} each, {} in all", each, each * recognition.recipients_size());
}

std::string PendingApprover(const Recognition& recognition, const Names& names) {
  if (recognition.pending_approver().empty()) return "whoever administers recognition";
  return names.Person(recognition.pending_approver()).shown;
}

std::string TagOf(const Recognition& recognition, const Tags& tags) {
  if (recognition.value().empty()) return "";
  const auto tag = tags.find(recognition.value());
  return tag == tags.end() ? "#(unknown)" : tag->second;
}

std::string GiftPhrase(const Recognition& recognition, const Called& called) {
  std::string phrase = ToWhom(recognition, called.names).shown;
  const std::string points = PointsPhrase(recognition);
  const std::string tag = TagOf(recognition, called.tags);
  if (!points.empty()) phrase += fmt::format(", {}", points);
  if (!tag.empty()) phrase += fmt::format("{} {}", points.empty() ? "," : "", tag);
  return phrase;
}

std::string ReadersSentence(v1::RecognitionVisibility visibility) {
  switch (visibility) {
    case v1::RECOGNITION_VISIBILITY_PRIVATE:
      return "Those thanked can read it, and whoever administers recognition.";
    case v1::RECOGNITION_VISIBILITY_TEAM:
      return "The teams of those thanked and their managers can read it.";
    default:
      return "Everybody can read it.";
  }
}

std::vector<std::string> ReactionPhrases(const Recognition& recognition) {
  std::vector<std::string> phrases;
  for (const v1::ReactionCount& one : recognition.reactions()) {
    phrases.push_back(
        fmt::format("{} {}{}", one.emoji(), one.count(), one.own().empty() ? "" : " (you too)"));
  }
  return phrases;
}

std::vector<SpanLine> WallEntry(const Recognition& recognition, const Called& called, std::size_t width) {
  SpanLine head = {{called.names.Person(recognition.sender()).shown, Style::kStrong},
                   {" → ", Style::kDim},
                   {ToWhom(recognition, called.names).shown, Style::kStrong}};
  const std::string points = PointsPhrase(recognition);
  const std::string tag = TagOf(recognition, called.tags);
  if (!points.empty()) head.push_back({fmt::format("  {}", points), Style::kGood});
  if (!tag.empty()) head.push_back({fmt::format("  {}", tag), Style::kAccent});
  if (recognition.state() != v1::RECOGNITION_STATE_PUBLISHED) {
    head.push_back({fmt::format("  {}", EnumWord(recognition.state())), StyleOf(recognition.state())});
  }
  std::vector<SpanLine> lines = {std::move(head)};
  const std::size_t room = width > kMargin.size() ? width - kMargin.size() : 1;
  for (const std::string& line : Wrapped(recognition.message(), room)) {
    lines.push_back({{line.empty() ? "" : fmt::format("{}{}", kMargin, line)}});
  }
  lines.push_back(FootOf(recognition, called));
  return lines;
}

Table RecognitionTable(const std::vector<Recognition>& recognitions, const Called& called) {
  const ShortIds ids(NamesOfAll(recognitions));
  Table table({"id", "when", "state", "from", "to", "points", "value", "what"});
  for (const Recognition& one : recognitions) {
    table.Add({Cell(ids.Of(one.name()), one.name()), MomentCell(WhenOf(one), called.here), StateCell(one),
               called.names.Person(one.sender()), ToWhom(one, called.names),
               one.points_each() == 0 ? Cell("", "0") : Cell(std::to_string(one.points_each())),
               TagOf(one, called.tags), one.message()});
  }
  return table;
}

Table RecognitionDetails(const Recognition& recognition, const Called& called) {
  const std::vector<std::string> reactions = ReactionPhrases(recognition);
  Table table({"field", "value"});
  table.Add({"id", IdCell(recognition.name())});
  table.Add({"state", StateAndReason(recognition)});
  table.Add({"from", called.names.Person(recognition.sender())});
  table.Add({"to", ToWhom(recognition, called.names)});
  table.Add({"points", Cell(PointsPhrase(recognition), std::to_string(recognition.points_each()))});
  table.Add({"value", TagOf(recognition, called.tags)});
  table.Add(
      {recognition.has_publish_time() ? "published" : "given", MomentCell(WhenOf(recognition), called.here)});
  if (recognition.state() == v1::RECOGNITION_STATE_PENDING_APPROVAL &&
      recognition.view() == common::v1::VIEW_FULL) {
    table.Add({"waits for", Cell(PendingApprover(recognition, called.names),
                                 called.names.Person(recognition.pending_approver()).data)});
  }
  table.Add({"decided by", called.names.Person(recognition.approver())});
  table.Add({"readers", EnumWord(recognition.visibility())});
  table.Add({"teams", TeamsCell(recognition, called.names)});
  const bool gone = called.gone.contains(recognition.parent());
  table.Add({"adds to", gone ? Cell("thanks that have been withdrawn", recognition.parent(), Style::kDim)
                             : IdCell(recognition.parent())});
  if (recognition.has_evidence()) {
    table.Add({"evidence", EvidenceCell(recognition.evidence(), called.here)});
    table.Add({"", recognition.evidence().excerpt()});
  }
  table.Add({"reactions", fmt::format("{}", fmt::join(reactions, ", "))});
  return table;
}

}  // namespace laurel::cli
