// How sessions and feedback behave, as the product describes it: plain tables and a few words for each
// window, written without a look at the rules that they are to judge. A model says what a call must lead to,
// and keeps what it then is. Used by one thread at a time.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "laurel/feedback/v1/feedback.pb.h"

namespace laurel::feedback::testing {

struct Change {
  std::string from, to;  // names of the states; "": it was made
  std::string actor;     // id
  std::string reason;
  bool operator==(const Change&) const = default;
};

// What a call leads to.
struct Expected {
  std::string refusal = {};  // reason of the error; "": it succeeds
  std::string tells = {};    // type of the event; "": none
  int times = 1;             // once more for those who were taken off
};
absl::StatusCode CodeOf(std::string_view refusal);

// Who calls, when, and with which etag and reason.
struct Attempt {
  std::string actor;
  absl::Time now;
  bool stale = false;
  std::string reason = {};
};

// 'F'ull, 'S'ummary, or '-': nothing.
class SessionModel {
 public:
  enum class Verb {
    kUpdate,
    kReschedule,
    kStart,
    kHold,
    kCancel,
    kNoShow,
    kVoid,
    kAcknowledge,
    kAddNote,
    kAddTalkingPoint
  };
  static constexpr int kVerbs = 10;

  SessionModel(std::string coach, std::vector<std::string> attendees, bool held, absl::Time now);

  // `attendees`: of an update that changes them.
  Expected Try(Verb verb, const Attempt& attempt,
               const std::optional<std::vector<std::string>>& attendees = {});

  char ViewOf(const std::string& person) const;
  std::string state() const;
  const std::string& coach() const { return coach_; }
  const std::vector<std::string>& attendees() const { return attendees_; }
  std::size_t acknowledgements() const { return acknowledged_.size(); }
  const std::vector<Change>& changes() const { return changes_; }

 private:
  std::string PartsOf(const std::string& person) const;
  std::string Refusal(Verb verb, const Attempt& attempt) const;
  std::string WindowClosed(Verb verb, const Attempt& attempt) const;
  void MoveTo(char state, const Attempt& attempt);
  bool SomebodyJoins(const std::vector<std::string>& attendees) const;

  std::string coach_;
  std::vector<std::string> attendees_;
  bool others_wrote_ = false;  // notes or talking points
  char state_;
  absl::Time held_;  // when it became HELD
  std::set<std::string> acknowledged_;
  std::vector<Change> changes_;
};

class FeedbackModel {
 public:
  enum class Verb { kUpdate, kSubmit, kDiscard, kAcknowledge, kRetract };
  static constexpr int kVerbs = 5;

  FeedbackModel(std::string author, std::string subject, v1::FeedbackVisibility visibility, bool submit,
                absl::Time now);

  // `visibility`: the one that an update asks for.
  Expected Try(Verb verb, const Attempt& attempt, v1::FeedbackVisibility visibility);

  char ViewOf(const std::string& person) const;
  std::string state() const;
  const std::string& author() const { return author_; }
  const std::string& subject() const { return subject_; }
  v1::FeedbackVisibility visibility() const { return visibility_; }
  const std::vector<Change>& changes() const { return changes_; }

 private:
  std::string Refusal(Verb verb, const Attempt& attempt, v1::FeedbackVisibility visibility) const;
  std::string RefusalToRetract(const Attempt& attempt) const;
  void MoveTo(char state, const Attempt& attempt);

  std::string author_, subject_;
  v1::FeedbackVisibility visibility_;
  char state_;
  absl::Time submitted_;
  std::vector<Change> changes_;
};

}  // namespace laurel::feedback::testing
