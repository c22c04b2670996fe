#include "clients/cli/testing/fake_recognition.h"

#include <algorithm>

#include "clients/cli/testing/fake_coaching.h"
#include "clients/cli/testing/fake_suite.h"
#include "common/status/error.h"
#include "common/time/convert.h"
#include "fmt/format.h"

namespace laurel::cli::testing {
namespace {

namespace rv1 = recognition::v1;

std::string Resolved(const std::string& name) { return name == "people/me" ? "people/maria" : name; }

rv1::CompanyValue SomeValue(const std::string& hashtag, const std::string& title, bool active) {
  rv1::CompanyValue value;
  value.set_name("values/" + hashtag);
  value.set_hashtag(hashtag);
  value.set_title(title);
  value.set_active(active);
  return value;
}

bool Fits(const rv1::ListRecognitionsRequest& request, const rv1::Recognition& one) {
  const bool waits = one.state() == rv1::RECOGNITION_STATE_PENDING_APPROVAL;
  const bool to =
      request.recipient().empty() ||
      std::ranges::find(one.recipients(), Resolved(request.recipient())) != one.recipients().end();
  const bool by = request.sender().empty() || Resolved(request.sender()) == one.sender();
  const bool value = request.value().empty() || request.value() == one.value();
  return request.awaiting_decision() == waits && to && by && value;
}

}  // namespace

FakeRecognition::FakeRecognition() {
  values = {SomeValue("teamwork", "We help each other", true), SomeValue("speed", "Fast is kind", false)};
  balance.set_period("2026-11");
  balance.set_allowance(100);
  balance.set_given(55);
  balance.set_remaining(45);
  balance.set_earned(130);
  *balance.mutable_reset_time() =
      ToTimestamp(absl::FromCivil(absl::CivilDay(2026, 12, 1), FakeSuite::Now().zone));
  program.set_name("program");
  program.set_time_zone("Europe/Madrid");
  program.set_allowance(100);
  program.mutable_undo_window()->set_seconds(600);
  program.set_new_hire_allowance(rv1::NEW_HIRE_ALLOWANCE_FULL);
}

rv1::Recognition& FakeRecognition::Add(const std::string& id, const std::string& sender,
                                       const std::string& recipient, const std::string& message) {
  rv1::Recognition& one = recognitions.emplace_back();
  one.set_name("recognitions/01jd8z3v5n7q2w4e6r8t" + id);
  one.set_sender(sender);
  one.add_recipients(recipient);
  one.set_message(message);
  one.set_visibility(rv1::RECOGNITION_VISIBILITY_PUBLIC);
  one.set_state(rv1::RECOGNITION_STATE_PUBLISHED);
  one.set_view(common::v1::VIEW_FULL);
  *one.mutable_create_time() = ToTimestamp(FakeSuite::Now().now - absl::Hours(25));
  *one.mutable_publish_time() = one.create_time();
  return one;
}

grpc::Status FakeRecognition::Broken(const char* call) const {
  const auto found = broken.find(call);
  return found == broken.end() ? grpc::Status::OK : ToGrpc(found->second);
}

grpc::Status FakeRecognition::GiveRecognition(grpc::ServerContext*,
                                              const rv1::GiveRecognitionRequest* request,
                                              rv1::Recognition* answer) {
  given.push_back(*request);
  if (grpc::Status status = Broken("GiveRecognition"); !status.ok()) return status;
  *answer = request->recognition();
  if (!request->validate_only()) answer->set_name("recognitions/01jd8z3v5n7q2w4e6r8tgggggg");
  answer->set_sender("people/maria");
  if (answer->visibility() == 0) answer->set_visibility(rv1::RECOGNITION_VISIBILITY_PUBLIC);
  answer->set_state(needs_approval ? rv1::RECOGNITION_STATE_PENDING_APPROVAL
                                   : rv1::RECOGNITION_STATE_PUBLISHED);
  if (needs_approval) answer->set_pending_approver(pending_approver);
  return grpc::Status::OK;
}

grpc::Status FakeRecognition::GetRecognition(grpc::ServerContext*, const rv1::GetRecognitionRequest* request,
                                             rv1::Recognition* answer) {
  for (const rv1::Recognition& one : recognitions) {
    if (one.name() == request->name()) *answer = one;
  }
  return answer->name().empty() ? ToGrpc(NotFound()) : grpc::Status::OK;
}

grpc::Status FakeRecognition::BatchGetRecognitions(grpc::ServerContext*,
                                                   const rv1::BatchGetRecognitionsRequest* request,
                                                   rv1::BatchGetRecognitionsResponse* answer) {
  if (grpc::Status status = Broken("BatchGetRecognitions"); !status.ok()) return status;
  for (const std::string& name : request->names()) {
    for (const rv1::Recognition& one : recognitions) {
      if (one.name() == name) *answer->add_recognitions() = one;
    }
  }
  return grpc::Status::OK;
}

grpc::Status FakeRecognition::ListRecognitions(grpc::ServerContext*,
                                               const rv1::ListRecognitionsRequest* request,
                                               rv1::ListRecognitionsResponse* answer) {
  listed.push_back(*request);
  if (grpc::Status status = Broken("ListRecognitions"); !status.ok()) return status;
  for (const rv1::Recognition& one : recognitions) {
    if (Fits(*request, one)) *answer->add_recognitions() = one;
  }
  return grpc::Status::OK;
}

grpc::Status FakeRecognition::Move(const std::string& name, rv1::RecognitionState state,
                                   const std::string& reason, rv1::Recognition* answer) {
  for (rv1::Recognition& one : recognitions) {
    if (one.name() != name) continue;
    one.set_state(state);
    one.set_state_reason(reason);
    *answer = one;
  }
  return answer->name().empty() ? ToGrpc(NotFound()) : grpc::Status::OK;
}

grpc::Status FakeRecognition::RevokeRecognition(grpc::ServerContext*,
                                                const rv1::RevokeRecognitionRequest* request,
                                                rv1::Recognition* answer) {
  if (grpc::Status status = Broken("RevokeRecognition"); !status.ok()) return status;
  return Move(request->name(), rv1::RECOGNITION_STATE_REVOKED, request->reason(), answer);
}

grpc::Status FakeRecognition::ApproveRecognition(grpc::ServerContext*,
                                                 const rv1::ApproveRecognitionRequest* request,
                                                 rv1::Recognition* answer) {
  return Move(request->name(), rv1::RECOGNITION_STATE_PUBLISHED, request->reason(), answer);
}

grpc::Status FakeRecognition::RejectRecognition(grpc::ServerContext*,
                                                const rv1::RejectRecognitionRequest* request,
                                                rv1::Recognition* answer) {
  return Move(request->name(), rv1::RECOGNITION_STATE_REJECTED, request->reason(), answer);
}

grpc::Status FakeRecognition::ListStatusChanges(grpc::ServerContext*,
                                                const rv1::ListStatusChangesRequest* request,
                                                rv1::ListStatusChangesResponse* answer) {
  for (const common::v1::StatusChange& change : changes) {
    if (change.name().starts_with(request->parent())) *answer->add_status_changes() = change;
  }
  return grpc::Status::OK;
}

grpc::Status FakeRecognition::AddReaction(grpc::ServerContext*, const rv1::AddReactionRequest* request,
                                          rv1::Reaction* answer) {
  reactions.push_back(*request);
  for (rv1::Recognition& one : recognitions) {
    if (one.name() != request->parent()) continue;
    rv1::ReactionCount& count = *one.add_reactions();
    count.set_emoji(request->reaction().emoji());
    count.set_count(1);
    count.set_own(fmt::format("{}/reactions/{}", one.name(), one.reactions_size()));
  }
  *answer = request->reaction();
  return grpc::Status::OK;
}

grpc::Status FakeRecognition::RemoveReaction(grpc::ServerContext*, const rv1::RemoveReactionRequest* request,
                                             google::protobuf::Empty*) {
  removed.push_back(request->name());
  for (rv1::Recognition& one : recognitions) one.clear_reactions();
  return grpc::Status::OK;
}

grpc::Status FakeRecognition::AddComment(grpc::ServerContext*, const rv1::AddCommentRequest* request,
                                         rv1::Comment* answer) {
  rv1::Comment& comment = comments.emplace_back(request->comment());
  comment.set_name(
      fmt::format("{}/comments/01jd8z3v5n7q2w4e6r8tddddd{}", request->parent(), comments.size()));
  comment.set_creator("people/maria");
  *comment.mutable_create_time() = ToTimestamp(FakeSuite::Now().now);
  *answer = comment;
  return grpc::Status::OK;
}

grpc::Status FakeRecognition::ListComments(grpc::ServerContext*, const rv1::ListCommentsRequest*,
                                           rv1::ListCommentsResponse* answer) {
  *answer->mutable_comments() = {comments.begin(), comments.end()};
  return grpc::Status::OK;
}

grpc::Status FakeRecognition::DeleteComment(grpc::ServerContext*, const rv1::DeleteCommentRequest* request,
                                            google::protobuf::Empty*) {
  removed.push_back(request->name());
  return grpc::Status::OK;
}

grpc::Status FakeRecognition::CreateValue(grpc::ServerContext*, const rv1::CreateValueRequest* request,
                                          rv1::CompanyValue* answer) {
  values.push_back(request->value());
  *answer = request->value();
  return grpc::Status::OK;
}

grpc::Status FakeRecognition::UpdateValue(grpc::ServerContext*, const rv1::UpdateValueRequest* request,
                                          rv1::CompanyValue* answer) {
  updated_values.push_back(*request);
  for (const rv1::CompanyValue& value : values) {
    if (value.name() == request->value().name()) *answer = value;
  }
  answer->MergeFrom(request->value());
  return grpc::Status::OK;
}

grpc::Status FakeRecognition::ListValues(grpc::ServerContext*, const rv1::ListValuesRequest*,
                                         rv1::ListValuesResponse* answer) {
  if (grpc::Status status = Broken("ListValues"); !status.ok()) return status;
  *answer->mutable_values() = {values.begin(), values.end()};
  return grpc::Status::OK;
}

grpc::Status FakeRecognition::GetProgram(grpc::ServerContext*, const rv1::GetProgramRequest*,
                                         rv1::Program* answer) {
  *answer = program;
  return grpc::Status::OK;
}

grpc::Status FakeRecognition::UpdateProgram(grpc::ServerContext*, const rv1::UpdateProgramRequest* request,
                                            rv1::Program* answer) {
  updated_program.push_back(*request);
  program.MergeFrom(request->program());
  *answer = program;
  return grpc::Status::OK;
}

grpc::Status FakeRecognition::GetBalance(grpc::ServerContext*, const rv1::GetBalanceRequest* request,
                                         rv1::Balance* answer) {
  balances_asked.push_back(request->name());
  if (grpc::Status status = Broken("GetBalance"); !status.ok()) return status;
  *answer = balance;
  return grpc::Status::OK;
}

grpc::Status FakeRecognition::ListLedgerTransactions(grpc::ServerContext*,
                                                     const rv1::ListLedgerTransactionsRequest* request,
                                                     rv1::ListLedgerTransactionsResponse* answer) {
  ledger_asked.push_back(*request);
  *answer->mutable_ledger_transactions() = {ledger.begin(), ledger.end()};
  return grpc::Status::OK;
}

grpc::Status FakeRecognition::BoostAllowance(grpc::ServerContext*, const rv1::BoostAllowanceRequest* request,
                                             rv1::Balance* answer) {
  balance.set_boost(balance.boost() + request->points());
  *answer = balance;
  return grpc::Status::OK;
}

grpc::Status FakeRecognition::AdjustBalance(grpc::ServerContext*, const rv1::AdjustBalanceRequest* request,
                                            rv1::Balance* answer) {
  adjusted.push_back(request->points());
  balance.set_earned(balance.earned() + request->points());
  *answer = balance;
  return grpc::Status::OK;
}

grpc::Status FakeRecognition::VerifyLedger(grpc::ServerContext*, const rv1::VerifyLedgerRequest*,
                                           rv1::VerifyLedgerResponse* answer) {
  *answer = verified;
  return grpc::Status::OK;
}

grpc::Status FakeRecognition::GetRecognitionSummary(grpc::ServerContext*,
                                                    const rv1::GetRecognitionSummaryRequest* request,
                                                    rv1::RecognitionSummary* answer) {
  summaries.push_back(*request);
  *answer = summary;
  return grpc::Status::OK;
}

grpc::Status FakeEvents::WatchEvents(grpc::ServerContext*, const events::v1::WatchEventsRequest* request,
                                     grpc::ServerWriter<events::v1::WatchEventsResponse>* writer) {
  const std::size_t position = request->resume_token().empty() ? 0 : std::stoul(request->resume_token());
  if (position >= subjects.size()) {
    return ToGrpc(Error(absl::StatusCode::kOutOfRange, "RESUME_TOKEN_EXPIRED", "too old"));
  }
  events::v1::WatchEventsResponse response;
  response.mutable_bookmark();
  response.set_resume_token(std::to_string(position));
  writer->Write(response);
  response.mutable_event()->set_type("recognition.given");
  response.mutable_event()->set_subject(subjects[position]);
  response.set_resume_token(std::to_string(position + 1));
  writer->Write(response);
  return {grpc::StatusCode::UNAVAILABLE, "restarting"};
}

}  // namespace laurel::cli::testing
