#include "services/feedback/feedback/range_store.h"

#include <string>
#include <utility>

#include "common/sql/in_list.h"
#include "fmt/format.h"
#include "services/feedback/feedback/rules.h"

namespace laurel::feedback::feedback {
namespace {

using sql::Range;

Range OfFeedback(const char* table_and_key) { return {table_and_key, "id", sql::Where()}; }

Range& And(Range& range, std::string_view column, sql::Value value) {
  range.where.And(fmt::format("{} = ?", column), {std::move(value)});
  return range;
}

Range& And(Range& range, std::string_view column, int number) {
  return And(range, column, sql::Value(std::int64_t{number}));
}

std::vector<int> OneOrAll(int one, const google::protobuf::EnumDescriptor& numbers) {
  if (one != 0) return {one};
  std::vector<int> all;
  for (int i = 0; i < numbers.value_count(); ++i) {
    if (numbers.value(i)->number() != 0) all.push_back(numbers.value(i)->number());
  }
  return all;
}

bool OthersKnowOf(int state) { return IsShown(static_cast<v1::FeedbackState>(state)); }

// The ranges of one branch. Each names its key: while their statistics are old, servers take another one that
// begins alike, and sort or look up thousands of rows for a page.
class Expansion {
 public:
  Expansion(const Branch& branch, const Listing& listing, std::vector<Range>& ranges)
      : branch_(branch), listing_(listing), ranges_(ranges) {}

  void Run() {
    const bool only_shown = !branch_.visibilities.empty();
    if (only_shown && listing_.state != 0 && !OthersKnowOf(listing_.state)) return;
    for (const int kind : OneOrAll(listing_.kind, *v1::FeedbackKind_descriptor())) {
      if (!branch_.subjects.empty()) {
        AddWholeSession(kind);
      } else if (branch_.subject.empty()) {
        AddAuthor(kind);
      } else if (!branch_.author.empty()) {
        AddPair(kind);
      } else if (!branch_.session.empty()) {
        AddSession(kind);
      } else if (!branch_.teams.empty()) {
        AddTeams(kind);
      } else {
        AddSubject(kind);
      }
    }
  }

 private:
  void AddAuthor(int kind) {
    if (branch_.visibilities.empty() && listing_.state == 0) {
      Range range = OfFeedback("feedback FORCE INDEX (by_author)");
      Finish(And(And(range, "author", branch_.author), "kind", kind));
      return;
    }
    for (const int state : OneOrAll(listing_.state, *v1::FeedbackState_descriptor())) {
      for (const int shown : ShownIn(state)) {
        Range range = OfFeedback("feedback FORCE INDEX (by_author_state)");
        And(And(And(range, "author", branch_.author), "state", state), "shown", shown);
        And(range, "kind", kind);
        if (!branch_.not_about.empty()) range.where.And("subject <> ?", {branch_.not_about});
        Finish(range);
      }
    }
  }

  // What one person wrote about one other is filtered inside.
  void AddPair(int kind) {
    Range range = OfFeedback("feedback FORCE INDEX (by_author_subject)");
    And(And(And(range, "author", branch_.author), "subject", branch_.subject), "kind", kind);
    if (listing_.state != 0) And(range, "state", listing_.state);
    if (!branch_.session.empty()) And(range, "session", branch_.session);
    AddVisibilities(range);
    AddShownToTeam(range);
    Finish(range);
  }

  // What is about one person in one session is filtered inside.
  void AddSession(int kind) {
    for (const int shown : Shown()) {
      Range range = OfFeedback("feedback FORCE INDEX (by_session)");
      And(And(And(range, "session", branch_.session), "subject", branch_.subject), "shown", shown);
      And(range, "kind", kind);
      if (listing_.state != 0) And(range, "state", listing_.state);
      AddShownToTeam(range);
      Finish(range);
    }
  }

  // Of a session whose participants are all read alike.
  void AddWholeSession(int kind) {
    for (const int shown : Shown()) {
      Range range = OfFeedback("feedback FORCE INDEX (by_session_shown)");
      And(And(And(range, "session", branch_.session), "shown", shown), "kind", kind);
      range.where.AndIn("subject", branch_.subjects);
      if (listing_.state != 0) And(range, "state", listing_.state);
      Finish(range);
    }
  }

  void AddSubject(int kind) {
    for (const int shown : Shown()) {
      Range range = OfFeedback(listing_.state == 0 ? "feedback FORCE INDEX (by_subject)"
                                                   : "feedback FORCE INDEX (by_subject_state)");
      And(range, "subject", branch_.subject);
      if (listing_.state != 0) And(range, "state", listing_.state);
      Finish(And(And(range, "shown", shown), "kind", kind));
    }
  }

  void AddTeams(int kind) {
    for (const std::string& team : branch_.teams) {
      Range range{listing_.state == 0 ? "feedback_team FORCE INDEX (PRIMARY)"
                                      : "feedback_team FORCE INDEX (by_state)",
                  "feedback", sql::Where()};
      And(And(range, "team", team), "subject", branch_.subject);
      if (listing_.state != 0) And(range, "state", listing_.state);
      Finish(And(range, "kind", kind));
    }
  }

  // The values of `shown`: 0 is what is its author's alone.
  std::vector<int> Shown() const {
    if (!branch_.visibilities.empty()) return branch_.visibilities;
    std::vector<int> all = OneOrAll(0, *v1::FeedbackVisibility_descriptor());
    all.push_back(0);
    return all;
  }

  std::vector<int> ShownIn(int state) const {
    if (OthersKnowOf(state)) {
      return branch_.visibilities.empty() ? OneOrAll(0, *v1::FeedbackVisibility_descriptor())
                                          : branch_.visibilities;
    }
    return branch_.visibilities.empty() ? std::vector<int>{0} : std::vector<int>();
  }

  void AddVisibilities(Range& range) const {
    if (branch_.visibilities.empty()) return;
    std::string list;
    sql::Values values;
    for (const int visibility : branch_.visibilities) {
      list += list.empty() ? "?" : ", ?";
      values.emplace_back(std::int64_t{visibility});
    }
    range.where.And(fmt::format("shown IN ({})", list), std::move(values));
  }

  // Counted, not EXISTS: that would be made a join, which may begin with all that a team was shown.
  void AddShownToTeam(Range& range) const {
    if (branch_.teams.empty()) return;
    sql::Values values;
    const std::string teams = sql::InList(branch_.teams, values);
    range.where.And(
        fmt::format("(SELECT COUNT(*) FROM feedback_team t WHERE t.team IN {} AND t.subject = "
                    "feedback.subject AND t.kind = feedback.kind AND t.order_time = feedback.order_time AND "
                    "t.feedback = feedback.id) > 0",
                    teams),
        std::move(values));
  }

  void Finish(Range& range) {
    range.where.AndWithin("order_time", range.id, listing_.within);
    ranges_.push_back(std::move(range));
  }

  const Branch& branch_;
  const Listing& listing_;
  std::vector<Range>& ranges_;
};

}  // namespace

std::vector<sql::Range> RangesOf(const Listing& listing) {
  std::vector<sql::Range> ranges;
  for (const Branch& branch : listing.branches) Expansion(branch, listing, ranges).Run();
  return ranges;
}

}  // namespace laurel::feedback::feedback
