// What recognition tells: every call exactly what it changed, heard by those who read it as it is then.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "common/testing/status_matchers.h"
#include "common/testing/telling.h"
#include "common/time/convert.h"
#include "services/recognition/testing/suite.h"

namespace laurel::recognition::testing {
namespace {

using laurel::testing::AudiencesOf;
using laurel::testing::Calling;
using laurel::testing::Hears;
using laurel::testing::IsOk;
using laurel::testing::Prepared;
using CallsByRpc = laurel::testing::CallsByRpc<Suite>;
using Stub = Suite::Stub;

const google::protobuf::ServiceDescriptor& Service() {
  return *v1::GiveRecognitionRequest::descriptor()->file()->FindServiceByName("RecognitionService");
}

// A call on what Sam has given to Ana, or what waits to be.
template <typename Request>
std::function<Prepared(Suite&)> On(bool pending, const std::string& person, auto method,
                                   std::function<Request(const std::string&)> request,
                                   std::vector<std::string> tells) {
  return [=](Suite& s) -> Prepared {
    const std::string name = (pending ? s.Pending(kSam, {kAna}) : s.Given(kSam, {kAna}, 1)).name();
    return {Calling(s, person, method, request(name)), tells};
  };
}
template <typename Request>
std::function<Prepared(Suite&)> Plain(const std::string& person, auto method, Request request,
                                      std::vector<std::string> tells) {
  return [=](Suite& s) -> Prepared { return {Calling(s, person, method, request), tells}; };
}

std::string Reacted(Suite& s) {
  return s.As(kAna, &Stub::AddReaction, ReactionRequest(s.Given(kSam, {kAna}).name()))->name();
}
std::string Commented(Suite& s) {
  return s.As(kAna, &Stub::AddComment, CommentRequest(s.Given(kSam, {kAna}).name()))->name();
}

CallsByRpc Gifts() {
  return {
      {"GiveRecognition",
       Plain(kSam, &Stub::GiveRecognition, GiveRequest({kAna, kBen}, 1), {"recognition.given"})},
      {"GiveRecognition",
       [](Suite& s) -> Prepared {
         s.SetProgram([](v1::Program& program) { program.set_approval_threshold(1); });
         return {Calling(s, kSam, &Stub::GiveRecognition, GiveRequest({kAna}, 2)), {"recognition.pending"}};
       }},
      {"RevokeRecognition",
       On<v1::RevokeRecognitionRequest>(false, kSam, &Stub::RevokeRecognition,
                                        Named<v1::RevokeRecognitionRequest>, {"recognition.revoked"})},
      {"HideRecognition", On<v1::HideRecognitionRequest>(false, kRewarder, &Stub::HideRecognition,
                                                         HideRequest, {"recognition.hidden"})},
      {"ApproveRecognition",
       On<v1::ApproveRecognitionRequest>(true, kMona, &Stub::ApproveRecognition,
                                         Named<v1::ApproveRecognitionRequest>, {"recognition.given"})},
      {"RejectRecognition", On<v1::RejectRecognitionRequest>(true, kMona, &Stub::RejectRecognition,
                                                             RejectRequest, {"recognition.rejected"})},
      {"AddReaction", On<v1::AddReactionRequest>(
                          false, kBen, &Stub::AddReaction,
                          [](const std::string& name) { return ReactionRequest(name); }, {"reaction.added"})},
      {"AddComment", On<v1::AddCommentRequest>(false, kBen, &Stub::AddComment,
                                               [](const std::string& name) { return CommentRequest(name); },
                                               {"comment.added"})},
      {"RemoveReaction",
       [](Suite& s) -> Prepared {
         return {Calling(s, kAna, &Stub::RemoveReaction, Named<v1::RemoveReactionRequest>(Reacted(s))),
                 {"reaction.removed"}};
       }},
      {"DeleteComment",
       [](Suite& s) -> Prepared {
         return {Calling(s, kRewarder, &Stub::DeleteComment, Named<v1::DeleteCommentRequest>(Commented(s))),
                 {"comment.deleted"}};
       }},
      // What stands already is not told again.
      {"AddReaction",
       [](Suite& s) -> Prepared {
         const std::string name = Reacted(s);
         const std::string parent = name.substr(0, name.find("/reactions"));
         return {Calling(s, kAna, &Stub::AddReaction, ReactionRequest(parent)), {}};
       }},
  };
}

CallsByRpc Administration() {
  return {
      {"BoostAllowance", Plain(kRewarder, &Stub::BoostAllowance, BoostRequest(kAna, 5), {"balance.boosted"})},
      {"AdjustBalance", Plain(kRewarder, &Stub::AdjustBalance, AdjustRequest(kAna, 5), {"balance.adjusted"})},
      {"CreateValue", Plain(kRewarder, &Stub::CreateValue, ValueRequest("calm"), {"value.created"})},
      {"UpdateValue",
       [](Suite& s) -> Prepared {
         v1::UpdateValueRequest request;
         *request.mutable_value() = s.Value("care");
         request.mutable_value()->set_active(false);
         request.mutable_update_mask()->add_paths("active");
         return {Calling(s, kRewarder, &Stub::UpdateValue, request), {"value.updated"}};
       }},
      {"UpdateProgram",
       [](Suite& s) -> Prepared {
         v1::UpdateProgramRequest request;
         request.mutable_program()->set_allowance(70);
         request.mutable_update_mask()->add_paths("allowance");
         return {Calling(s, kRewarder, &Stub::UpdateProgram, request), {"program.updated"}};
       }},
  };
}

v1::GetRecognitionSummaryRequest SummaryRequest() {
  v1::GetRecognitionSummaryRequest request;
  *request.mutable_start_date() = ToDate(absl::CivilDay(2026, 1, 1));
  request.set_window(v1::SUMMARY_WINDOW_MONTH);
  return request;
}

CallsByRpc Reads() {
  return {
      {"GetRecognition", On<v1::GetRecognitionRequest>(false, kAna, &Stub::GetRecognition,
                                                       Named<v1::GetRecognitionRequest>, {})},
      {"BatchGetRecognitions", On<v1::BatchGetRecognitionsRequest>(false, kAna, &Stub::BatchGetRecognitions,
                                                                   [](const std::string& name) {
                                                                     v1::BatchGetRecognitionsRequest request;
                                                                     request.add_names(name);
                                                                     return request;
                                                                   },
                                                                   {})},
      {"ListRecognitions", Plain(kAna, &Stub::ListRecognitions, v1::ListRecognitionsRequest(), {})},
      {"ListComments",
       On<v1::ListCommentsRequest>(false, kAna, &Stub::ListComments, About<v1::ListCommentsRequest>, {})},
      {"ListStatusChanges", On<v1::ListStatusChangesRequest>(false, kAna, &Stub::ListStatusChanges,
                                                             About<v1::ListStatusChangesRequest>, {})},
      {"ListValues", Plain(kAna, &Stub::ListValues, v1::ListValuesRequest(), {})},
      {"GetProgram", Plain(kAna, &Stub::GetProgram, v1::GetProgramRequest(), {})},
      {"GetBalance", Plain(kAna, &Stub::GetBalance, BalanceRequest(kAna), {})},
      {"ListLedgerTransactions",
       Plain(kAna, &Stub::ListLedgerTransactions, v1::ListLedgerTransactionsRequest(), {})},
      {"VerifyLedger", Plain(kRewarder, &Stub::VerifyLedger, v1::VerifyLedgerRequest(), {})},
      {"GetRecognitionSummary", Plain(kRewarder, &Stub::GetRecognitionSummary, SummaryRequest(), {})},
  };
}

TEST(RecognitionEvents, TellOfEveryCallWhatItChangedAndNothingElse) {
  CallsByRpc all = Gifts();
  all.merge(Administration());
  all.merge(Reads());
  laurel::testing::ExpectCallsTellWhatTheyChange<Suite>(all, Service());
}

TEST(RecognitionEvents, HoldNoTextThatPeopleWrote) {
  Suite suite;
  const std::string name = suite.Given(kSam, {kAna}).name();
  ASSERT_THAT(suite.As(kBen, &Stub::AddComment, CommentRequest(name)), IsOk());
  ASSERT_THAT(suite.As(kRewarder, &Stub::HideRecognition, HideRequest(name)), IsOk());
  suite.Boost(kSam, 1);
  for (const sql::Row& row : suite.database.Query("SELECT data FROM event_pending")) {
    for (const char* text : {"Stayed", "deserved", "customer", "hires"})
      EXPECT_EQ(row.Text(0).find(text), std::string_view::npos) << text;
  }
}

class HeardRecognitions : public ::testing::Test,
                          public ::testing::WithParamInterface<v1::RecognitionVisibility> {
 protected:
  const std::vector<std::string> everybody = {kSam,  kMona, kAna,      kBen, kCarla,   kSkip,     kTop,
                                              kPeer, kLead, kRewarder, kHr,  kAuditor, kStranger, kGone};

  // What is told of the subject is heard by those of whom this holds.
  void ExpectHeardBy(const std::string& subject,
                     const std::function<bool(const std::string& person)>& reads) {
    for (const std::string& audience : AudiencesOf(suite, subject)) {
      for (const std::string& person : everybody) {
        EXPECT_EQ(Hears(suite, person, audience), reads(person))
            << subject << " " << person << " " << audience;
      }
    }
    suite.database.Execute("DELETE FROM event_pending");
  }
  void ExpectHeardByThoseWhoGet(const std::string& name) {
    ExpectHeardBy(name, [&](const std::string& person) {
      return suite.As(person, &Stub::GetRecognition, Named<v1::GetRecognitionRequest>(name)).ok();
    });
  }
  void ExpectHeardByThoseWhoReadAll(const std::string& name, const std::string& subject) {
    ExpectHeardBy(subject, [&](const std::string& person) {
      const auto got = suite.As(person, &Stub::GetRecognition, Named<v1::GetRecognitionRequest>(name));
      return got.ok() && got->view() == common::v1::VIEW_FULL;
    });
  }
  template <typename Request, typename Response>
  void Then(const std::string& person, Suite::Method<Request, Response> method, const Request& request) {
    ASSERT_THAT(suite.As(person, method, request), IsOk());
    ExpectHeardByThoseWhoGet(request.name());
  }
  std::string Given(const std::vector<std::string>& recipients) {
    suite.database.Execute("DELETE FROM event_pending");
    const std::string name = suite.Given(kSam, recipients, 1, GetParam()).name();
    ExpectHeardByThoseWhoGet(name);
    return name;
  }
  // A recipient is told of it only when a role reads it, whatever their place.
  std::string Pending(const std::vector<std::string>& recipients) {
    const std::string name = suite.Pending(kSam, recipients, 2, GetParam()).name();
    ExpectHeardByThoseWhoGet(name);
    return name;
  }

  Suite suite;
  // Roles and places that would read it, had it been given to others, are among them.
  const std::vector<std::vector<std::string>> groups = {
      {kAna}, {kAna, kMona}, {kAna, kRewarder}, {kAna, kAuditor}, {kPeer, kCarla}};
};

TEST_P(HeardRecognitions, AreHeardByThoseWhoGetThemInEveryState) {
  for (const auto& to : groups) {
    Then(kSam, &Stub::RevokeRecognition, Named<v1::RevokeRecognitionRequest>(Given(to)));
    Then(kRewarder, &Stub::HideRecognition, HideRequest(Given(to)));
    // A recipient who could decide elsewhere does not here.
    const bool admin = std::ranges::count(to, kRewarder) > 0;
    const std::string decider = std::ranges::count(to, kMona) > 0 ? kRewarder : kMona;
    Then(decider, &Stub::RejectRecognition, RejectRequest(Pending(to)));
    const std::string approved = Pending(to);
    Then(decider, &Stub::ApproveRecognition, Named<v1::ApproveRecognitionRequest>(approved));
    if (!admin) Then(kRewarder, &Stub::HideRecognition, HideRequest(approved));
  }
}

TEST_P(HeardRecognitions, ReactionsAndCommentsAreHeardByThoseWhoReadWhatTheyAreAbout) {
  const std::string name = Given({kAna});
  const auto comment = suite.As(kAna, &Stub::AddComment, CommentRequest(name));
  ASSERT_THAT(comment, IsOk());
  ExpectHeardByThoseWhoReadAll(name, comment->name());
  ASSERT_THAT(suite.As(kAna, &Stub::DeleteComment, Named<v1::DeleteCommentRequest>(comment->name())), IsOk());
  ExpectHeardByThoseWhoReadAll(name, comment->name());
  const auto reaction = suite.As(kAna, &Stub::AddReaction, ReactionRequest(name));
  ASSERT_THAT(reaction, IsOk());
  ExpectHeardByThoseWhoReadAll(name, reaction->name());
}

std::string NameOf(const ::testing::TestParamInfo<v1::RecognitionVisibility>& info) {
  return v1::RecognitionVisibility_Name(info.param)
      .substr(std::string_view("RECOGNITION_VISIBILITY_").size());
}

INSTANTIATE_TEST_SUITE_P(RecognitionAudiences, HeardRecognitions,
                         ::testing::Values(v1::RECOGNITION_VISIBILITY_PUBLIC, v1::RECOGNITION_VISIBILITY_TEAM,
                                           v1::RECOGNITION_VISIBILITY_PRIVATE),
                         NameOf);

TEST(HeardBalances, AreHeardByTheirOwnerAndThoseWhoReadThem) {
  Suite suite;
  suite.Boost(kAna, 5);
  suite.Adjust(kAna, 5);
  for (const sql::Row& row : suite.database.Query("SELECT audience FROM event_pending")) {
    const std::string audience(row.Text(0));
    for (const std::string& person : {kSam, kMona, kAna, kBen, kCarla, kPeer, kRewarder, kHr, kAuditor}) {
      const bool reads = person == kAna || person == kRewarder || person == kAuditor;
      EXPECT_EQ(Hears(suite, person, audience), reads) << person << " " << audience;
    }
  }
}

}  // namespace
}  // namespace laurel::recognition::testing
