#include "tests/load/feedback_lists.h"

#include <memory>
#include <string>
#include <vector>

#include "absl/time/clock.h"
#include "common/time/convert.h"
#include "fmt/format.h"
#include "tests/load/pages.h"

namespace laurel::load {
namespace {

using Lists = v1::FeedbackService::Stub;

struct Case {
  std::string name, caller;
  v1::ListFeedbackRequest request;
};

std::vector<Case> Cases(const FeedbackWorld& world) {
  const std::string subject = world.NameOf(kSubject);
  const std::string author = world.NameOf(kAuthor);
  std::vector<Case> lists;
  const auto add = [&](const char* name, const char* caller, const std::string& about, const std::string& by,
                       const std::string& session) {
    Case list{name, caller, {}};
    list.request.set_subject(about);
    list.request.set_author(by);
    list.request.set_session(session);
    lists.push_back(list);
  };
  add("no filter, subject", kSubject, "", "", "");
  add("subject, themselves", kSubject, subject, "", "");
  add("subject, manager", kAuthor, subject, "", "");
  add("subject, peer with team", kPeer, subject, "", "");
  add("subject, stranger", kStranger, subject, "", "");
  add("subject, HR", kHr, subject, "", "");
  add("subject, auditor", kAuditor, subject, "", "");
  add("author, themselves", kAuthor, "", author, "");
  add("author, HR", kHr, "", author, "");
  add("author, auditor", kAuditor, "", author, "");
  add("author + subject, subject", kSubject, subject, author, "");
  add("author + subject, peer", kPeer, subject, author, "");
  add("session, subject", kSubject, "", "", world.session());
  return lists;
}

std::vector<Case> WithFilters(const std::vector<Case>& lists) {
  std::vector<Case> all;
  for (const Case& list : lists) {
    all.push_back(list);
    Case kind = list;
    kind.name += ", kind";
    kind.request.set_kind(v1::FEEDBACK_KIND_PRAISE);
    all.push_back(kind);
    Case state = list;
    state.name += ", state";
    state.request.set_state(v1::FEEDBACK_STATE_SUBMITTED);
    all.push_back(state);
    state.name += " + kind";
    state.request.set_kind(v1::FEEDBACK_KIND_PRAISE);
    all.push_back(state);
    Case range = list;
    range.name += ", time";
    // All but the oldest and the newest: the range begins inside the list.
    *range.request.mutable_start_time() =
        ToTimestamp(absl::Now() - absl::Hours(24 * 365 * 3) + absl::Minutes(5));
    *range.request.mutable_end_time() = ToTimestamp(absl::Now() - absl::Hours(24));
    all.push_back(range);
  }
  return all;
}

ReadPage ReaderOf(const FeedbackWorld& world, const Case& list) {
  const std::shared_ptr<Lists> stub = v1::FeedbackService::NewStub(faults::Connect(world.address()));
  return [&world, stub, list](int page_size, const std::string& page_token) -> Page {
    v1::ListFeedbackRequest request = list.request;
    request.set_page_size(page_size);
    request.set_page_token(page_token);
    const v1::ListFeedbackResponse page = world.Call(*stub, &Lists::ListFeedback, list.caller, request);
    return {page.feedback_size(), page.next_page_token()};
  };
}

}  // namespace

void MeasureLists(FeedbackWorld& few, FeedbackWorld& many, int pieces, int calls) {
  const absl::Time start = absl::Now();
  few.Insert(kFew);
  many.Insert(pieces);
  fmt::print("{} and {} pieces inserted in {:.0f} s\n", kFew, pieces,
             absl::ToDoubleSeconds(absl::Now() - start));
  PrintPagesHead("ListFeedback", "pieces", pieces, calls);
  const std::vector<Case> of_few = WithFilters(Cases(few));
  const std::vector<Case> of_many = WithFilters(Cases(many));
  for (std::size_t i = 0; i < of_few.size(); ++i) {
    PrintPages({of_few[i].name, ReaderOf(few, of_few[i]), ReaderOf(many, of_many[i])}, calls);
  }
}

}  // namespace laurel::load
