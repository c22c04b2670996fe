#include <algorithm>
#include <map>

#include "services/feedback/tests/state_machine/model.h"
#include "services/feedback/tests/state_machine/relations.h"

namespace laurel::feedback::testing {
namespace {

using Verb = FeedbackModel::Verb;

const std::map<char, std::string> kStates = {{'D', "FEEDBACK_STATE_DRAFT"},
                                             {'S', "FEEDBACK_STATE_SUBMITTED"},
                                             {'A', "FEEDBACK_STATE_ACKNOWLEDGED"},
                                             {'X', "FEEDBACK_STATE_DISCARDED"},
                                             {'R', "FEEDBACK_STATE_RETRACTED"}};

// The product's rows: subject, line manager, chain above, coach, team mate, HR_ADMIN, AUDITOR, anybody.
const std::map<v1::FeedbackVisibility, std::string_view> kReaders = {
    {v1::FEEDBACK_VISIBILITY_PRIVATE, "F-----S-"},
    {v1::FEEDBACK_VISIBILITY_SUBJECT_AND_MANAGER, "FF---FS-"},
    {v1::FEEDBACK_VISIBILITY_MANAGER_ONLY, "-F---FS-"},
    {v1::FEEDBACK_VISIBILITY_TEAM, "FFFFFFS-"},
    {v1::FEEDBACK_VISIBILITY_PUBLIC, "FFFFFFFF"}};

// What this person reads of what was submitted.
char SightOf(const std::string& person, const std::string& subject, v1::FeedbackVisibility visibility) {
  if (person == subject && visibility == v1::FEEDBACK_VISIBILITY_MANAGER_ONLY) return '-';
  const std::vector<bool> is = {person == subject,
                                Are(LineManagers(), person, subject),
                                Are(ChainAbove(), person, subject),
                                Are(Coaches(), person, subject),
                                Are(TeamMates(), person, subject),
                                person == kHr,
                                person == kAuditor,
                                true};
  const std::string_view row = kReaders.at(visibility);
  char best = '-';
  for (std::size_t column = 0; column < is.size(); ++column) {
    if (is[column] && (row[column] == 'F' || best == '-')) best = row[column];
  }
  return best;
}

}  // namespace

FeedbackModel::FeedbackModel(std::string author, std::string subject, v1::FeedbackVisibility visibility,
                             bool submit, absl::Time now)
    : author_(std::move(author)),
      subject_(std::move(subject)),
      visibility_(visibility),
      state_(submit ? 'S' : 'D'),
      submitted_(now),
      changes_{{"", kStates.at(state_), author_, ""}} {}

std::string FeedbackModel::state() const { return kStates.at(state_); }

char FeedbackModel::ViewOf(const std::string& person) const {
  if (person == author_) return 'F';
  if (state_ == 'D' || state_ == 'X') return '-';
  const char sight = SightOf(person, subject_, visibility_);
  return state_ == 'R' && sight == 'F' ? 'S' : sight;
}

std::string FeedbackModel::RefusalToRetract(const Attempt& attempt) const {
  std::string as_author = "PERMISSION_DENIED";
  if (attempt.actor == author_) {
    as_author = state_ == 'A'                                  ? "ALREADY_ACKNOWLEDGED"
                : state_ != 'S'                                ? "WRONG_STATE"
                : attempt.now - submitted_ > absl::Minutes(15) ? "RETRACT_WINDOW_CLOSED"
                                                               : "";
  }
  if (as_author.empty() || attempt.actor != kHr) return as_author;
  if (attempt.reason.empty()) return "INVALID_FIELD";
  return state_ == 'S' || state_ == 'A' ? "" : "WRONG_STATE";
}

std::string FeedbackModel::Refusal(Verb verb, const Attempt& attempt,
                                   v1::FeedbackVisibility visibility) const {
  if (ViewOf(attempt.actor) == '-') return "NOT_FOUND";
  const bool by_author = attempt.actor == author_;
  const bool by_hr = attempt.actor == kHr && attempt.actor != subject_;
  const bool permitted = verb == Verb::kRetract       ? by_author || by_hr
                         : verb == Verb::kAcknowledge ? attempt.actor == subject_
                                                      : by_author;
  if (!permitted) return "PERMISSION_DENIED";
  if (attempt.stale) return "STALE_ETAG";
  switch (verb) {
    case Verb::kUpdate:
      if (state_ == 'D') return "";
      return visibility != visibility_ && state_ != 'X' ? "VISIBILITY_FROZEN" : "WRONG_STATE";
    case Verb::kSubmit:
      if (state_ != 'D') return "WRONG_STATE";
      return visibility_ == v1::FEEDBACK_VISIBILITY_TEAM && !TeamMates().contains(subject_) ? "NO_TEAM" : "";
    case Verb::kDiscard:
      return state_ == 'D' ? "" : "WRONG_STATE";
    case Verb::kAcknowledge:
      return state_ == 'S' ? "" : state_ == 'A' ? "ALREADY_ACKNOWLEDGED" : "WRONG_STATE";
    case Verb::kRetract:
      return RefusalToRetract(attempt);
  }
  return "";
}

void FeedbackModel::MoveTo(char state, const Attempt& attempt) {
  changes_.push_back({kStates.at(state_), kStates.at(state), attempt.actor, attempt.reason});
  state_ = state;
}

Expected FeedbackModel::Try(Verb verb, const Attempt& attempt, v1::FeedbackVisibility visibility) {
  if (std::string refusal = Refusal(verb, attempt, visibility); !refusal.empty())
    return {.refusal = std::move(refusal)};
  switch (verb) {
    case Verb::kUpdate:
      visibility_ = visibility;
      return {.tells = "feedback.updated"};
    case Verb::kSubmit:
      MoveTo('S', attempt);
      submitted_ = attempt.now;
      return {.tells = "feedback.submitted"};
    case Verb::kDiscard:
      MoveTo('X', attempt);
      return {.tells = "feedback.discarded"};
    case Verb::kAcknowledge:
      MoveTo('A', attempt);
      return {.tells = "feedback.acknowledged"};
    case Verb::kRetract:
      MoveTo('R', attempt);
      return {.tells = "feedback.retracted"};
  }
  return {};
}

}  // namespace laurel::feedback::testing
