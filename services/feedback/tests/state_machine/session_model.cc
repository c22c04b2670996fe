#include <algorithm>
#include <map>

#include "services/feedback/tests/state_machine/model.h"
#include "services/feedback/tests/state_machine/relations.h"

namespace laurel::feedback::testing {
namespace {

using Verb = SessionModel::Verb;

// Parts: Coach, Attendee, HR. States by a letter; '=': it stays.
struct Row {
  const char* by;
  const char* from;
  char to;
  const char* tells;
  const char* refused = "WRONG_STATE";  // from another state
  bool takes_etag = true;
};
const std::map<Verb, Row> kTable = {
    {Verb::kUpdate, {"C", "SP", '=', "coaching.updated"}},
    {Verb::kReschedule, {"C", "S", '=', "coaching.rescheduled"}},
    {Verb::kStart, {"C", "S", 'P', "coaching.started"}},
    {Verb::kHold, {"C", "SP", 'H', "coaching.held"}},
    {Verb::kCancel, {"C", "SP", 'C', "coaching.cancelled"}},
    {Verb::kNoShow, {"C", "SP", 'N', "coaching.no_show"}},
    {Verb::kVoid, {"CH", "HA", 'V', "coaching.voided"}},
    {Verb::kAcknowledge, {"A", "HA", '=', "coaching.acknowledged"}},
    {Verb::kAddNote, {"CA", "SPHAN", '=', "coaching.note_added", "WRONG_STATE", false}},
    {Verb::kAddTalkingPoint, {"CA", "SP", '=', "talking_point.added", "TALKING_POINTS_CLOSED", false}},
};
const std::map<char, std::string> kStates = {
    {'S', "COACHING_SESSION_STATE_SCHEDULED"}, {'P', "COACHING_SESSION_STATE_IN_PROGRESS"},
    {'H', "COACHING_SESSION_STATE_HELD"},      {'A', "COACHING_SESSION_STATE_ACKNOWLEDGED"},
    {'C', "COACHING_SESSION_STATE_CANCELLED"}, {'N', "COACHING_SESSION_STATE_NO_SHOW"},
    {'V', "COACHING_SESSION_STATE_VOIDED"}};

bool Holds(std::string_view letters, char letter) { return letters.find(letter) != std::string_view::npos; }

}  // namespace

absl::StatusCode CodeOf(std::string_view refusal) {
  static const auto& codes = *new std::map<std::string_view, absl::StatusCode>{
      {"", absl::StatusCode::kOk},
      {"NOT_FOUND", absl::StatusCode::kNotFound},
      {"PERMISSION_DENIED", absl::StatusCode::kPermissionDenied},
      {"NOT_YOUR_REPORT", absl::StatusCode::kPermissionDenied},
      {"STALE_ETAG", absl::StatusCode::kAborted},
      {"INVALID_FIELD", absl::StatusCode::kInvalidArgument}};
  const auto found = codes.find(refusal);
  return found == codes.end() ? absl::StatusCode::kFailedPrecondition : found->second;
}

SessionModel::SessionModel(std::string coach, std::vector<std::string> attendees, bool held, absl::Time now)
    : coach_(std::move(coach)),
      attendees_(std::move(attendees)),
      state_(held ? 'H' : 'S'),
      held_(held ? now : absl::InfiniteFuture()),
      changes_{{"", kStates.at(state_), coach_, ""}} {}

std::string SessionModel::state() const { return kStates.at(state_); }

std::string SessionModel::PartsOf(const std::string& person) const {
  std::string parts;
  if (person == coach_) parts += 'C';
  if (std::ranges::find(attendees_, person) != attendees_.end()) parts += 'A';
  if (person == kHr) parts += 'H';
  return parts;
}

char SessionModel::ViewOf(const std::string& person) const {
  const std::string parts = PartsOf(person);
  if (Holds(parts, 'C') || Holds(parts, 'A')) return 'F';
  const bool manages = std::ranges::any_of(
      attendees_, [&](const std::string& attendee) { return Are(LineManagers(), person, attendee); });
  return manages || person == kHr || person == kAuditor ? 'S' : '-';
}

std::string SessionModel::WindowClosed(Verb verb, const Attempt& attempt) const {
  const absl::Duration since_held = attempt.now - held_;  // negative: it never was
  if (verb == Verb::kVoid && attempt.actor != kHr) {
    if (!acknowledged_.empty()) return "ALREADY_ACKNOWLEDGED";
    if (since_held > absl::Hours(24)) return "VOID_WINDOW_CLOSED";
  }
  if (verb == Verb::kAcknowledge && acknowledged_.contains(attempt.actor)) return "ALREADY_ACKNOWLEDGED";
  if (verb == Verb::kAddNote && since_held > absl::Hours(24 * 30)) return "NOTES_CLOSED";
  return "";
}

std::string SessionModel::Refusal(Verb verb, const Attempt& attempt) const {
  if (ViewOf(attempt.actor) == '-') return "NOT_FOUND";
  const Row& row = kTable.at(verb);
  const std::string parts = PartsOf(attempt.actor);
  if (std::ranges::none_of(parts, [&](char part) { return Holds(row.by, part); })) return "PERMISSION_DENIED";
  if (attempt.stale && row.takes_etag) return "STALE_ETAG";
  if (!Holds(row.from, state_)) return row.refused;
  return WindowClosed(verb, attempt);
}

void SessionModel::MoveTo(char state, const Attempt& attempt) {
  changes_.push_back({kStates.at(state_), kStates.at(state), attempt.actor, attempt.reason});
  state_ = state;
}

bool SessionModel::SomebodyJoins(const std::vector<std::string>& attendees) const {
  return std::ranges::any_of(attendees, [&](const std::string& person) {
    return std::ranges::find(attendees_, person) == attendees_.end();
  });
}

Expected SessionModel::Try(Verb verb, const Attempt& attempt,
                           const std::optional<std::vector<std::string>>& attendees) {
  if (std::string refusal = Refusal(verb, attempt); !refusal.empty()) return {.refusal = std::move(refusal)};
  if (verb == Verb::kUpdate && attendees.has_value() && others_wrote_ && SomebodyJoins(*attendees)) {
    return {.refusal = "WORDS_OF_OTHERS"};
  }
  if ((verb == Verb::kAddNote || verb == Verb::kAddTalkingPoint) && attempt.actor != coach_)
    others_wrote_ = true;
  const Row& row = kTable.at(verb);
  if (row.to != '=') MoveTo(row.to, attempt);
  if (verb == Verb::kHold) held_ = attempt.now;
  if (verb == Verb::kReschedule) MoveTo(state_, attempt);
  int times = 1;
  if (verb == Verb::kUpdate && attendees.has_value()) {
    const People after(attendees->begin(), attendees->end());
    const bool somebody_goes =
        std::ranges::any_of(attendees_, [&](const std::string& person) { return !after.contains(person); });
    if (somebody_goes) times = 2;
    if (People(attendees->begin(), attendees->end()) != People(attendees_.begin(), attendees_.end())) {
      MoveTo(state_, {.actor = attempt.actor, .now = attempt.now});
    }
    attendees_ = *attendees;
  }
  if (verb == Verb::kAcknowledge) {
    acknowledged_.insert(attempt.actor);
    if (acknowledged_.size() == attendees_.size()) MoveTo('A', attempt);
  }
  return {.tells = row.tells, .times = times};
}

}  // namespace laurel::feedback::testing
