#include "tests/load/feedback_lists.h"

#include <cstdio>
#include <string>
#include <tuple>
#include <vector>

#include "absl/time/clock.h"
#include "common/time/convert.h"
#include "fmt/format.h"
#include "tests/load/closed_loop.h"

namespace laurel::load {
namespace {

constexpr int kPage = 50;
constexpr int kLargestPage = 200;
constexpr int kDeepPages = 25;  // of the largest: 5,000 pieces down

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

// A list in one of the two worlds, and the two pages of it.
struct Place {
  Place(const FeedbackWorld& of, const Case& list)
      : world(of), stub(v1::FeedbackService::NewStub(faults::Connect(of.address()))), caller(list.caller) {
    first = list.request;
    first.set_page_size(kPage);
    length = Read(first).feedback_size();
    deep = list.request;
    deep.set_page_size(kLargestPage);
    for (int i = 0; i < kDeepPages; ++i) {
      const v1::ListFeedbackResponse page = Read(deep);
      if (page.next_page_token().empty()) break;
      depth += page.feedback_size();
      deep.set_page_token(page.next_page_token());
    }
    deep.set_page_size(kPage);
  }

  v1::ListFeedbackResponse Read(const v1::ListFeedbackRequest& request) const {
    return world.Call(*stub, &Lists::ListFeedback, caller, request);
  }

  const FeedbackWorld& world;
  const std::unique_ptr<Lists> stub;
  const std::string caller;
  v1::ListFeedbackRequest first, deep;
  int length = 0;  // of the first page
  int depth = 0;   // pieces before the deep page; 0: there is none
  Latencies of_first, of_deep;
};

void MeasurePages(Place& few, Place& many, int calls) {
  std::tie(few.of_first, many.of_first) = MeasureInTurn(
      calls, [&] { few.Read(few.first); }, [&] { many.Read(many.first); });
  std::tie(few.of_deep, many.of_deep) = MeasureInTurn(
      calls, [&] { few.Read(few.deep); }, [&] { many.Read(many.deep); });
}

std::string Cells(const Place& place) {
  const auto times = [](const Latencies& of) {
    return fmt::format("{:6.2f} {:6.2f}", of.At(0.5), of.At(0.99));
  };
  const std::string deep = place.depth == 0 ? fmt::format("{:>6} {:>13}", "-", "-")
                                            : fmt::format("{:6} {}", place.depth, times(place.of_deep));
  return fmt::format("{:4} {} {}", place.length, times(place.of_first), deep);
}

// Of pages that are full at both sizes, else they say nothing about the size.
std::string Ratio(const Place& few, const Place& many) {
  if (few.length < kPage) return "-";
  return fmt::format("{:.2f}", many.of_first.At(0.5) / few.of_first.At(0.5));
}

}  // namespace

void MeasureLists(FeedbackWorld& few, FeedbackWorld& many, int pieces, int calls) {
  const absl::Time start = absl::Now();
  few.Insert(kFewPieces);
  many.Insert(pieces);
  fmt::print("{} and {} pieces inserted in {:.0f} s\n", kFewPieces, pieces,
             absl::ToDoubleSeconds(absl::Now() - start));
  fmt::print(
      "\nListFeedback, pages of {}, ms over gRPC, one caller, both sizes in turn, {} calls each: n pieces on "
      "the\n"
      "first page, its p50 and p99; how deep another page lies, its p50 and p99; ratio of the first pages' "
      "p50\n",
      kPage, calls);
  const std::string head =
      fmt::format("{:>4} {:>6} {:>6} {:>6} {:>6} {:>6}", "n", "p50", "p99", "depth", "p50", "p99");
  fmt::print("{:<39}| {:^39} | {:^39} | ratio\n", "", fmt::format("{} pieces", kFewPieces),
             fmt::format("{} pieces", pieces));
  fmt::print("{:<39}| {} | {} |\n", "list", head, head);
  const std::vector<Case> of_few = WithFilters(Cases(few));
  const std::vector<Case> of_many = WithFilters(Cases(many));
  for (std::size_t i = 0; i < of_few.size(); ++i) {
    Place at_few(few, of_few[i]);
    Place at_many(many, of_many[i]);
    MeasurePages(at_few, at_many, calls);
    fmt::print("{:<39}| {} | {} | {:>5}\n", of_few[i].name, Cells(at_few), Cells(at_many),
               Ratio(at_few, at_many));
    std::fflush(stdout);
  }
}

}  // namespace laurel::load
