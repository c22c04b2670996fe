#include "clients/cli/views/history_view.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include "clients/cli/dates/show.h"
#include "clients/cli/views/moment_cell.h"
#include "common/api/text.h"
#include "common/time/convert.h"
#include "fmt/format.h"
#include "fmt/ranges.h"

namespace laurel::cli {
namespace {

constexpr std::string_view kLaurel = "Laurel";

using Row = std::pair<std::string_view, std::string_view>;

// By the state that was come into.
constexpr auto kMade = std::to_array<Row>({{"SCHEDULED", "planned it"},
                                           {"HELD", "logged it"},
                                           {"OPEN", "agreed it"},
                                           {"DRAFT", "began a draft"},
                                           {"SUBMITTED", "gave it"},
                                           {"PENDING_APPROVAL", "gave it, for approval"},
                                           {"PUBLISHED", "gave it"},
                                           {"PROPOSED", "proposed it"},
                                           {"ACTIVE", "made and activated it"}});
constexpr auto kChanged = std::to_array<Row>({{"IN_PROGRESS", "started it"},
                                              {"HELD", "held it"},
                                              {"ACKNOWLEDGED", "acknowledged it"},
                                              {"CANCELLED", "cancelled it"},
                                              {"NO_SHOW", "noted that nobody came"},
                                              {"VOIDED", "voided it"},
                                              {"OPEN", "opened it again"},
                                              {"DONE", "said it is done"},
                                              {"DROPPED", "dropped it"},
                                              {"SUBMITTED", "gave it"},
                                              {"DISCARDED", "discarded it"},
                                              {"RETRACTED", "took it back"},
                                              {"PUBLISHED", "approved it"},
                                              {"REJECTED", "rejected it"},
                                              {"HIDDEN", "hid it"},
                                              {"REVOKED", "took it back"},
                                              {"DRAFT", "accepted it"},
                                              {"DECLINED", "declined it"},
                                              {"ACHIEVED", "closed it: achieved"},
                                              {"MISSED", "closed it: missed"},
                                              {"ARCHIVED", "archived it"}});

// "COACHING_SESSION_STATE_HELD" -> "HELD"
std::string_view StateOf(std::string_view value) {
  for (const std::string_view before : {"_STATE_", "_LIFECYCLE_"}) {
    const std::size_t at = value.find(before);
    if (at != std::string_view::npos) return value.substr(at + before.size());
  }
  return value;
}

std::string WordOf(std::string_view value) {
  std::string word = api::LowerAscii(StateOf(value));
  std::ranges::replace(word, '_', ' ');
  return word;
}

template <std::size_t N>
std::string Verb(std::string_view to, const std::array<Row, N>& rows) {
  const auto row = std::ranges::find(rows, StateOf(to), &Row::first);
  return row == rows.end() ? fmt::format("made it {}", WordOf(to)) : std::string(row->second);
}

std::string ShownTime(const google::protobuf::Timestamp& time, const Here& here) {
  return ShowMoment(FromTimestamp(time), here);
}

std::vector<std::string> Vector(const google::protobuf::RepeatedPtrField<std::string>& names) {
  return {names.begin(), names.end()};
}

// Nothing came into another state: it was moved, or others take part.
std::string Rearranged(const StatusChange& change, const Names& names, const Here& here) {
  std::vector<std::string> parts;
  if (change.has_former_scheduled_time()) {
    const std::string from = ShownTime(change.former_scheduled_time(), here);
    const std::string to = ShownTime(change.scheduled_time(), here);
    parts.push_back(from == to ? "changed how long it takes"
                               : fmt::format("moved it from {} to {}", from, to));
  }
  if (!change.attendees_added().empty()) {
    parts.push_back(fmt::format("added {}", names.People(Vector(change.attendees_added())).shown));
  }
  if (!change.attendees_removed().empty()) {
    parts.push_back(fmt::format("took {} off", names.People(Vector(change.attendees_removed())).shown));
  }
  return parts.empty() ? "changed it" : fmt::format("{}", fmt::join(parts, " and "));
}

std::string Done(const StatusChange& change, const Names& names, const Here& here) {
  if (change.from_state() == change.to_state()) return Rearranged(change, names, here);
  if (StateOf(change.to_state()) == "ACTIVE" && !change.from_state().empty()) {
    return StateOf(change.from_state()) == "DRAFT" ? "activated it" : "opened it again";
  }
  if (!change.from_state().empty()) return Verb(change.to_state(), kChanged);
  const std::string verb = Verb(change.to_state(), kMade);
  return change.has_scheduled_time()
             ? fmt::format("{} for {}", verb, ShownTime(change.scheduled_time(), here))
             : verb;
}

Cell TimeCell(bool set, const google::protobuf::Timestamp& time, const Here& here) {
  return set ? Cell(IsoMoment(FromTimestamp(time), here.zone)) : Cell("");
}

}  // namespace

std::vector<std::string> PeopleOf(const std::vector<StatusChange>& changes) {
  std::vector<std::string> people;
  for (const StatusChange& change : changes) {
    people.push_back(change.actor());
    people.insert(people.end(), change.attendees_added().begin(), change.attendees_added().end());
    people.insert(people.end(), change.attendees_removed().begin(), change.attendees_removed().end());
  }
  return people;
}

std::string ChangeSentence(const StatusChange& change, const Names& names, const Here& here) {
  const std::string actor =
      change.actor().empty() ? std::string(kLaurel) : names.Person(change.actor()).shown;
  return fmt::format("{} {}{}{}", actor, Done(change, names, here), change.reason().empty() ? "" : ": ",
                     change.reason());
}

Table HistoryTable(const std::vector<StatusChange>& changes, const Names& names, const Here& here) {
  Table table({"when", "what"});
  for (const StatusChange& change : changes) {
    table.Add({MomentCell(FromTimestamp(change.time()), here), ChangeSentence(change, names, here)});
  }
  return table;
}

Table ChangeTable(const std::vector<StatusChange>& changes, const Names& names, const Here& here) {
  Table table({"when", "actor", "from_state", "to_state", "former_scheduled_time", "scheduled_time",
               "attendees_added", "attendees_removed", "reason"});
  for (const StatusChange& change : changes) {
    table.Add({TimeCell(true, change.time(), here), names.Person(change.actor()), WordOf(change.from_state()),
               WordOf(change.to_state()),
               TimeCell(change.has_former_scheduled_time(), change.former_scheduled_time(), here),
               TimeCell(change.has_scheduled_time(), change.scheduled_time(), here),
               names.People(Vector(change.attendees_added())),
               names.People(Vector(change.attendees_removed())), change.reason()});
  }
  return table;
}

}  // namespace laurel::cli
