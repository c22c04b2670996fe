// A random walk: calls of every verb, legal and not, by people in every relation, with good and stale etags,
// while time passes the windows; after each, the service is compared with the models. Used by one thread at
// a time.
#pragma once

#include <map>
#include <random>
#include <string>
#include <vector>

#include "services/feedback/testing/suite.h"
#include "services/feedback/tests/state_machine/model.h"

namespace laurel::feedback::testing {

class Walk {
 public:
  // The same steps for the same seed.
  explicit Walk(unsigned seed) : random_(seed) {}

  // One call, and what it led to. A failed expectation fails the test.
  void Step();
  // What was done last, and how often each outcome was seen: an error's reason, or an event.
  const std::string& last() const { return last_; }
  const std::map<std::string, int>& seen() const { return seen_; }

 private:
  template <typename Model>
  struct Live {
    Model model;
    std::string name;
    std::string etag = {};
    std::string former_etag = "none";
    bool between_colleagues = true;  // of a session: anybody may attend
  };
  using Session = Live<SessionModel>;
  using Piece = Live<FeedbackModel>;

  int Pick(int choices) { return std::uniform_int_distribution<int>(0, choices - 1)(random_); }
  const std::string& Somebody();
  std::vector<std::string> SomePeople(const std::string& but);
  v1::FeedbackVisibility SomeVisibility();
  Attempt Try(const std::vector<std::string>& concerned);

  void PassTime();
  void CreateSession();
  void CreatePiece();
  void ChangeSession(Session& session);
  void ChangePiece(Piece& piece);
  absl::Status Call(const Session& session, SessionModel::Verb verb, const Attempt& attempt,
                    const std::optional<std::vector<std::string>>& attendees);
  absl::Status Call(const Piece& piece, FeedbackModel::Verb verb, const Attempt& attempt,
                    v1::FeedbackVisibility visibility);

  void Judge(const absl::Status& status, const Expected& expected);
  void Compare(Session& session, bool moved_on);
  void Compare(Piece& piece, bool moved_on);
  template <typename Model>
  void CompareEtag(Live<Model>& live, const std::string& etag, bool moved_on);
  void CompareChanges(const std::string& name, const std::vector<Change>& changes, char view,
                      const std::string& reader);
  std::vector<std::string> TakeTold();

  Suite suite_;
  std::mt19937 random_;
  std::vector<Session> sessions_;
  std::vector<Piece> pieces_;
  std::string last_;
  std::map<std::string, int> seen_;
};

}  // namespace laurel::feedback::testing
