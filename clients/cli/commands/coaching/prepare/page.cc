#include "clients/cli/commands/coaching/prepare/page.h"

#include <algorithm>

#include "clients/cli/app/pages.h"
#include "clients/cli/commands/recognition/recognition.h"
#include "clients/cli/connection/failure.h"
#include "clients/cli/dates/show.h"
#include "clients/cli/ids/short_id.h"
#include "clients/cli/output/enum_word.h"
#include "clients/cli/views/key_result_view.h"
#include "clients/cli/views/moment_cell.h"
#include "common/time/convert.h"
#include "fmt/format.h"

namespace laurel::cli {
namespace {

namespace v1 = feedback::v1;

constexpr std::size_t kFirstWords = 80;

std::string Reason(const absl::Status& status) { return Explain(status).errors.front(); }

template <typename Thing>
void AddTo(std::vector<std::string>& names, const absl::StatusOr<std::vector<Thing>>& things) {
  if (!things.ok()) return;
  for (const Thing& thing : *things) names.push_back(thing.name());
}

// Everybody who stands on the page, in one question to the directory.
std::vector<std::string> PeopleOn(const Preparation& page) {
  std::vector<std::string> people = {page.other};
  const auto add = [&](const std::vector<std::string>& some) {
    people.insert(people.end(), some.begin(), some.end());
  };
  if (page.next.ok() && page.next->has_value()) add(PeopleOf(**page.next));
  if (page.open.ok()) add(PeopleOf(*page.open));
  if (page.points.ok()) add(PeopleOf(*page.points));
  if (page.feedback.ok()) add(PeopleOf(*page.feedback));
  if (page.recognitions.ok()) add(PeopleOf(*page.recognitions));
  return people;
}

// What is to be improved comes first where that is what it is about.
Cell FirstWords(const Piece& piece) {
  std::vector<TitledText> texts = TextsIn(piece);
  if (piece.kind() == v1::FEEDBACK_KIND_CONSTRUCTIVE) std::swap(texts[0], texts[1]);
  for (const TitledText& one : texts) {
    if (!one.text.empty()) return {Shortened(OneLine(one.text), kFirstWords), one.text};
  }
  return "";
}

Table RecentTable(const std::vector<Piece>& pieces, const Names& names, const Here& here) {
  const ShortIds ids(NamesOfAll(pieces));
  Table table({"id", "when", "kind", "from", "what"});
  for (const Piece& piece : pieces) {
    const bool draft = piece.state() == v1::FEEDBACK_STATE_DRAFT;
    table.Add({Cell(ids.Of(piece.name()), piece.name()), MomentCell(WhenOf(piece), here),
               EnumWord(piece.kind()) + (draft ? ", a draft" : ""), names.Person(piece.author()),
               FirstWords(piece)});
  }
  return table;
}

// What the newest check-in says: "Fri 20 Nov 16:20: CSAT 87.5 %, on track: the new greeting works".
Cell LastCheckIn(const PreparedGoal& one, const Here& here) {
  if (!one.check_ins.ok()) {
    return {fmt::format("withheld: {}", Reason(one.check_ins.status())), "", Style::kWarning};
  }
  if (one.check_ins->empty()) return {"never", "", Style::kDim};
  std::string shown;
  for (const CheckIn& check_in : *one.check_ins) {
    if (!check_in.superseded_by().empty()) continue;
    const std::string comment = check_in.comment().empty() ? "" : fmt::format(": {}", check_in.comment());
    shown = fmt::format("{}: {}{}", ShowMoment(FromTimestamp(check_in.time()), here),
                        CheckInPhrase(check_in, one.goal), comment);
    break;
  }
  return {Shortened(OneLine(shown), kFirstWords), shown};
}

Table PreparedGoals(const std::vector<PreparedGoal>& goals, const GoalReader& reader) {
  std::vector<std::string> names;
  for (const PreparedGoal& one : goals) names.push_back(one.goal.name());
  const ShortIds ids(names);
  Table table({"id", "goal", "progress", "health", "until", "last_check_in"});
  for (const PreparedGoal& one : goals) {
    const auto end = FromDate(one.goal.end_date());
    table.Add({Cell(ids.Of(one.goal.name()), one.goal.name()), one.goal.title(),
               ProgressCell(one.goal.progress(), reader), HealthCell(one.goal.health()),
               end ? Cell(ShowDay(*end, reader.here.Today()), FormatIsoDate(*end)) : Cell(""),
               LastCheckIn(one, reader.here)});
  }
  return table;
}

Table ThanksTable(const std::vector<Recognition>& recognitions, const Called& called) {
  const ShortIds ids(NamesOfAll(recognitions));
  Table table({"id", "when", "from", "points", "value", "what"});
  for (const Recognition& one : recognitions) {
    table.Add({Cell(ids.Of(one.name()), one.name()), MomentCell(WhenOf(one), called.here),
               called.names.Person(one.sender()),
               one.points_each() == 0 ? Cell("", "0") : Cell(PointsPhrase(one)), TagOf(one, called.tags),
               Cell(Shortened(OneLine(one.message()), kFirstWords), one.message())});
  }
  return table;
}

// By the one who is coached, where that is known: of a group others may be late.
bool IsAcknowledged(const Session& session, const std::string& attendee) {
  return session.state() == v1::COACHING_SESSION_STATE_ACKNOWLEDGED ||
         std::ranges::any_of(session.acknowledgements(),
                             [&](const auto& one) { return one.person() == attendee; });
}

Table LastTable(const std::vector<Session>& sessions, const std::string& attendee, const Here& here) {
  const ShortIds ids(NamesOfAll(sessions));
  Table table({"id", "when", "focus", "acknowledged"});
  for (const Session& session : sessions) {
    const bool acknowledged = IsAcknowledged(session, attendee);
    table.Add({Cell(ids.Of(session.name()), session.name()), MomentCell(WhenOf(session), here),
               session.focus_area(),
               acknowledged ? Cell("yes", "yes", Style::kGood) : Cell("not yet", "no", Style::kWarning)});
  }
  return table;
}

std::string NextLine(const Session& next, const Names& names, const Here& here) {
  const bool goes_on = next.state() == v1::COACHING_SESSION_STATE_IN_PROGRESS;
  std::string line =
      fmt::format("{}{}, {}", goes_on ? "Begun: planned for " : "Next: ", ShowMoment(WhenOf(next), here),
                  ShowLength(LengthOf(next)));
  if (!next.focus_area().empty()) line += ", " + next.focus_area();
  if (next.attendees_size() > 1) {
    line += fmt::format(", with {}", names.People({next.attendees().begin(), next.attendees().end()}).shown);
  }
  return fmt::format("{} ({})", line, ShortIds({next.name()}).Of(next.name()));
}

// Said of the session that shows it, and of no more: that somebody coached once makes no line of coaching.
std::string HeadOf(const Preparation& page, const Names& names) {
  const std::string other = names.Person(page.other).shown;
  if (!page.coached) return other;
  const bool planned = page.next.ok() && page.next->has_value();
  return fmt::format("{}, who {}", other, planned ? "coaches you" : "coached you last");
}

void PrintHead(Screen& screen, const Preparation& page, const Names& names, const Here& here) {
  const Cell other = names.Person(page.other);
  screen.Heading(HeadOf(page, names));
  if (!page.next.ok()) {
    screen.Say(fmt::format("What is planned is withheld: {}", Reason(page.next.status())), Style::kWarning);
  } else if (page.next->has_value()) {
    screen.Say(NextLine(**page.next, names, here));
  } else if (page.coached) {
    screen.Say("Nothing is planned between you.", Style::kDim);
  } else {
    screen.Say(fmt::format("Nothing is planned between you: laurel coaching plan {} --at \"tomorrow 10:00\"",
                           other.data == other.shown ? page.other : other.data),
               Style::kDim);
  }
}

template <typename Thing, typename ToTable>
void PrintPart(Screen& screen, std::string_view title, std::string_view hint,
               const absl::StatusOr<std::vector<Thing>>& things, ToTable to_table) {
  screen.Say("");
  screen.Heading(title, things.ok() ? hint : "");
  if (things.ok()) {
    screen.Print(to_table(*things), "None.");
  } else {
    screen.Say(fmt::format("Withheld: {}", Reason(things.status())), Style::kWarning);
  }
}

void PrintPage(Context& context, const Preparation& page) {
  const Tags tags = page.recognitions.ok() ? TagsFor(context, *page.recognitions) : Tags();
  const Names& names = context.NamesOf(PeopleOn(page));
  const Here& here = context.here();
  Screen& screen = context.screen();
  PrintHead(screen, page, names, here);
  PrintPart(screen, "Open action items", "laurel action done ID", page.open,
            [&](const auto& items) { return ActionTable(items, names, here); });
  if (!page.next.ok() || page.next->has_value()) {
    const std::string id =
        page.next.ok() ? ShortIds({(*page.next)->name()}).Of((*page.next)->name()) : "SESSION";
    PrintPart(screen, "Talking points", fmt::format("laurel coaching point {} \"…\"", id), page.points,
              [&](const auto& points) { return PointTable(points, names); });
  }
  const std::string about = page.coached ? "you" : names.Person(page.other).shown;
  PrintPart(screen, fmt::format("Goals of {}", about), "laurel goal show ID", page.goals,
            [&](const auto& goals) {
              return PreparedGoals(goals, {names, here, screen.drawing(), screen.width(0)});
            });
  PrintPart(screen, fmt::format("Feedback about {}, last {} days", about, kRecentDays),
            "laurel feedback show ID", page.feedback,
            [&](const auto& feedback) { return RecentTable(feedback, names, here); });
  PrintPart(screen, fmt::format("Recognition of {}, last {} days", about, kRecentDays),
            "laurel recognition show ID", page.recognitions, [&](const auto& recognitions) {
              return WithoutEmptyColumns(ThanksTable(recognitions, {names, tags, here}));
            });
  PrintPart(screen, "Last sessions", "laurel coaching show ID", page.last,
            [&](const auto& sessions) { return LastTable(sessions, page.attendee, here); });
}

// The same columns for everything, so that it is one table.
void PrintCsv(Context& context, const Preparation& page) {
  const Names& names = context.NamesOf(PeopleOn(page));
  const Here& here = context.here();
  Table table({"section", "id", "when", "who", "what"});
  const auto add_session = [&](const char* section, const Session& session) {
    table.Add({section, session.name(), MomentCell(WhenOf(session), here), names.Person(page.other),
               session.focus_area()});
  };
  if (page.next.ok() && page.next->has_value()) add_session("next", **page.next);
  if (page.open.ok()) {
    for (const Item& item : *page.open) {
      table.Add(
          {"open_action_items", item.name(), DueCell(item, here), names.Person(item.owner()), item.text()});
    }
  }
  if (page.points.ok()) {
    for (const TalkingPoint& point : *page.points) {
      table.Add({"talking_points", point.name(), MomentCell(FromTimestamp(point.create_time()), here),
                 names.Person(point.creator()), point.text()});
    }
  }
  if (page.goals.ok()) {
    for (const PreparedGoal& one : *page.goals) {
      table.Add({"goals", one.goal.name(),
                 Cell(FormatIsoDate(FromDate(one.goal.end_date()).value_or(here.Today()))),
                 names.Person(page.attendee), one.goal.title()});
      if (!one.check_ins.ok()) continue;
      for (const CheckIn& check_in : *one.check_ins) {
        table.Add({"check_ins", check_in.name(), MomentCell(FromTimestamp(check_in.time()), here),
                   names.Person(check_in.creator()), CheckInPhrase(check_in, one.goal)});
      }
    }
  }
  if (page.recognitions.ok()) {
    for (const Recognition& one : *page.recognitions) {
      table.Add({"recognitions", one.name(), MomentCell(WhenOf(one), here), names.Person(one.sender()),
                 one.message()});
    }
  }
  if (page.feedback.ok()) {
    for (const Piece& piece : *page.feedback) {
      table.Add({"feedback", piece.name(), MomentCell(WhenOf(piece), here), names.Person(piece.author()),
                 FirstWords(piece)});
    }
  }
  if (page.last.ok()) {
    for (const Session& session : *page.last) add_session("last_sessions", session);
  }
  context.screen().Print(table);
}

void PrintRecords(Screen& screen, const Preparation& page) {
  RecordGroups groups;
  std::vector<Session> next;
  if (page.next.ok() && page.next->has_value()) next.push_back(**page.next);
  if (page.next.ok()) groups.emplace_back("next", RecordsOf(next));
  if (page.open.ok()) groups.emplace_back("openActionItems", RecordsOf(*page.open));
  if (page.points.ok()) groups.emplace_back("talkingPoints", RecordsOf(*page.points));
  if (page.goals.ok()) {
    Records goals;
    Records check_ins;
    bool all = true;
    for (const PreparedGoal& one : *page.goals) {
      goals.push_back(&one.goal);
      all = all && one.check_ins.ok();
      if (!one.check_ins.ok()) continue;
      for (const CheckIn& check_in : *one.check_ins) check_ins.push_back(&check_in);
    }
    groups.emplace_back("goals", goals);
    if (all) groups.emplace_back("checkIns", check_ins);
  }
  if (page.feedback.ok()) groups.emplace_back("feedback", RecordsOf(*page.feedback));
  if (page.recognitions.ok()) groups.emplace_back("recognitions", RecordsOf(*page.recognitions));
  if (page.last.ok()) groups.emplace_back("lastSessions", RecordsOf(*page.last));
  screen.Print(groups);
}

void RemarkWithheld(Screen& screen, std::string_view what, const absl::Status& status) {
  if (!status.ok()) screen.Remark(fmt::format("{} withheld: {}", what, Reason(status)));
}

void Remember(Context& context, const Preparation& page) {
  std::vector<std::string> names;
  AddTo(names, page.feedback);
  AddTo(names, page.recognitions);
  if (page.goals.ok()) {
    for (const PreparedGoal& one : *page.goals) {
      const auto some = NamesWithKeyResults({one.goal});
      names.insert(names.end(), some.begin(), some.end());
    }
  }
  AddTo(names, page.last);
  AddTo(names, page.open);
  if (page.next.ok() && page.next->has_value()) names.push_back((*page.next)->name());
  context.shown_ids().Remember(names);
}

}  // namespace

void PrintPreparation(Context& context, const Preparation& preparation) {
  Screen& screen = context.screen();
  if (screen.format() == Format::kTable) {
    PrintPage(context, preparation);
    return Remember(context, preparation);
  }
  RemarkWithheld(screen, "what is planned is", preparation.next.status());
  RemarkWithheld(screen, "open action items are", preparation.open.status());
  RemarkWithheld(screen, "talking points are", preparation.points.status());
  RemarkWithheld(screen, "goals are", preparation.goals.status());
  if (preparation.goals.ok()) {
    for (const PreparedGoal& one : *preparation.goals) {
      RemarkWithheld(screen, fmt::format("check-ins of {} are", one.goal.title()), one.check_ins.status());
    }
  }
  RemarkWithheld(screen, "feedback is", preparation.feedback.status());
  RemarkWithheld(screen, "recognition is", preparation.recognitions.status());
  RemarkWithheld(screen, "the last sessions are", preparation.last.status());
  screen.wants_records() ? PrintRecords(screen, preparation) : PrintCsv(context, preparation);
}

}  // namespace laurel::cli
