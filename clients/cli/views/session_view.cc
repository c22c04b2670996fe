#include "clients/cli/views/session_view.h"

#include "clients/cli/dates/show.h"
#include "clients/cli/ids/short_id.h"
#include "clients/cli/output/enum_word.h"
#include "clients/cli/views/id_cell.h"
#include "clients/cli/views/moment_cell.h"
#include "common/time/convert.h"
#include "fmt/format.h"
#include "fmt/ranges.h"

namespace laurel::cli {
namespace {

namespace v1 = feedback::v1;

Style StyleOf(v1::CoachingSessionState state) {
  switch (state) {
    case v1::COACHING_SESSION_STATE_ACKNOWLEDGED:
      return Style::kGood;
    case v1::COACHING_SESSION_STATE_NO_SHOW:
      return Style::kWarning;
    case v1::COACHING_SESSION_STATE_CANCELLED:
    case v1::COACHING_SESSION_STATE_VOIDED:
      return Style::kDim;
    default:
      return Style::kPlain;
  }
}

Cell StateCell(const Session& session) {
  const std::string word = EnumWord(session.state());
  return {word, word, StyleOf(session.state())};
}

std::vector<std::string> AttendeesOf(const Session& session) {
  return {session.attendees().begin(), session.attendees().end()};
}

}  // namespace

absl::Time WhenOf(const Session& session) {
  return FromTimestamp(session.has_held_time() ? session.held_time() : session.scheduled_time());
}

absl::Duration LengthOf(const Session& session) {
  return session.has_duration() ? FromDuration(session.duration()) : absl::Minutes(30);
}

std::vector<std::string> PeopleOf(const Session& session) {
  std::vector<std::string> people = AttendeesOf(session);
  people.push_back(session.coach());
  for (const auto& acknowledgement : session.acknowledgements()) people.push_back(acknowledgement.person());
  return people;
}

std::vector<std::string> PeopleOf(const std::vector<Session>& sessions) {
  std::vector<std::string> people;
  for (const Session& session : sessions) {
    const auto some = PeopleOf(session);
    people.insert(people.end(), some.begin(), some.end());
  }
  return people;
}

std::vector<std::string> NamesOfAll(const std::vector<Session>& sessions) {
  std::vector<std::string> names;
  for (const Session& session : sessions) names.push_back(session.name());
  return names;
}

Table SessionTable(const std::vector<Session>& sessions, const Names& names, const Here& here) {
  const ShortIds ids(NamesOfAll(sessions));
  Table table({"id", "when", "state", "coach", "with", "focus"});
  for (const Session& session : sessions) {
    table.Add({Cell(ids.Of(session.name()), session.name()), MomentCell(WhenOf(session), here),
               StateCell(session), names.Person(session.coach()), names.People(AttendeesOf(session)),
               session.focus_area()});
  }
  return table;
}

Table SessionDetails(const Session& session, const Names& names, const Here& here) {
  Table table({"field", "value"});
  table.Add({"id", Cell(ShortIds({session.name()}).Of(session.name()), session.name())});
  table.Add({"state", StateCell(session)});
  table.Add({"kind", EnumWord(session.kind())});
  table.Add({"coach", names.Person(session.coach())});
  table.Add({"with", names.People(AttendeesOf(session))});
  table.Add({"focus", session.focus_area()});
  if (session.has_scheduled_time())
    table.Add({"planned", MomentCell(FromTimestamp(session.scheduled_time()), here)});
  if (session.has_held_time()) table.Add({"held", MomentCell(FromTimestamp(session.held_time()), here)});
  table.Add({"length", ShowLength(LengthOf(session))});
  for (const std::string& behaviour : session.behaviours()) table.Add({"behaviour", behaviour});
  for (const std::string& goal : session.goals()) table.Add({"goal", IdCell(goal)});
  if (session.has_follow_up_time())
    table.Add({"follow up", MomentCell(FromTimestamp(session.follow_up_time()), here)});
  for (const auto& a : session.acknowledgements()) {
    const Cell who = names.Person(a.person());
    const Cell when = MomentCell(FromTimestamp(a.time()), here);
    const std::string comment = a.comment().empty() ? "" : ": " + a.comment();
    table.Add({"acknowledged", Cell(fmt::format("{}, {}{}", who.shown, when.shown, comment),
                                    fmt::format("{} {}{}", who.data, when.data, comment))});
  }
  return table;
}

}  // namespace laurel::cli
