#include "tests/faults/client.h"

#include <fmt/format.h>

#include "absl/time/clock.h"
#include "common/rpc/channel.h"
#include "common/time/convert.h"
#include "tests/faults/organization.h"
#include "tests/faults/rows.h"

namespace laurel::faults {
namespace {

std::string IdOf(const std::string& name) { return name.substr(name.rfind('/') + 1); }

grpc::Status Call(v1::CoachingService::Stub& stub, grpc::ClientContext& context,
                  const v1::CreateCoachingSessionRequest& request, v1::CoachingSession& answer) {
  return stub.CreateCoachingSession(&context, request, &answer);
}
grpc::Status Call(v1::CoachingService::Stub& stub, grpc::ClientContext& context,
                  const v1::AddNoteRequest& request, v1::Note& answer) {
  return stub.AddNote(&context, request, &answer);
}
grpc::Status Call(v1::CoachingService::Stub& stub, grpc::ClientContext& context,
                  const v1::CreateActionItemRequest& request, v1::ActionItem& answer) {
  return stub.CreateActionItem(&context, request, &answer);
}

template <typename Request>
struct AnswerTo;
template <>
struct AnswerTo<v1::CreateCoachingSessionRequest> {
  using type = v1::CoachingSession;
};
template <>
struct AnswerTo<v1::AddNoteRequest> {
  using type = v1::Note;
};
template <>
struct AnswerTo<v1::CreateActionItemRequest> {
  using type = v1::ActionItem;
};

}  // namespace

Client::Client(const Suite& suite, int pair)
    : name_(fmt::format("m{}", pair)),
      token_(suite.Token(ManagerEmail(pair))),
      agent_(suite.NameOf(AgentEmail(pair))),
      journal_path_(suite.folder() + "/" + name_ + ".journal"),
      journal_(journal_path_),
      stub_(v1::CoachingService::NewStub(Connect(suite.feedback_address()))) {}

Change Client::Next() {
  const int number = made_++;
  const std::string key = fmt::format("{}-{}", name_, number);
  if (last_session_.empty()) return Session(key);
  switch (number % 4) {
    case 0:
      return Session(key);
    case 1:
      return Note(key);
    default:
      return Item(key, number % 4 == 2);
  }
}

Change Client::Session(const std::string& key) {
  v1::CreateCoachingSessionRequest request;
  request.mutable_coaching_session()->add_attendees(agent_);
  request.mutable_coaching_session()->set_focus_area(key);
  *request.mutable_coaching_session()->mutable_held_time() = ToTimestamp(absl::Now() - absl::Hours(1));
  request.set_allow_overlap(true);
  request.set_shared_note(key);
  for (const char* part : {"/a", "/b"}) {
    v1::ActionItem& item = *request.add_action_items();
    item.set_owner(agent_);
    item.set_text(key + part);
  }
  return {key, RowsOfSession(key), request};
}

Change Client::Note(const std::string& key) {
  v1::AddNoteRequest request;
  request.set_parent(last_session_);
  request.mutable_note()->set_text(key);
  return {key, RowsOfNote(key), request};
}

Change Client::Item(const std::string& key, bool in_session) {
  v1::CreateActionItemRequest request;
  request.mutable_action_item()->set_owner(agent_);
  request.mutable_action_item()->set_text(key);
  if (in_session) request.mutable_action_item()->set_session(last_session_);
  return {key, RowsOfItem(key), request};
}

absl::StatusOr<Acknowledgement> Client::Send(const Change& change, const std::string& request_id,
                                             absl::Duration patience) const {
  grpc::ClientContext context;
  PrepareCall(context, token_, patience);
  return std::visit(
      [&](auto request) -> absl::StatusOr<Acknowledgement> {
        typename AnswerTo<decltype(request)>::type answer;
        request.set_request_id(request_id);
        const grpc::Status status = Call(*stub_, context, request, answer);
        if (!status.ok()) return rpc::FromWire(status);
        return Acknowledgement{answer.name(), FromTimestamp(answer.create_time())};
      },
      change.request);
}

void Client::Acknowledged(const Change& change, const Acknowledgement& answer) {
  journal_.Acknowledged(change.key, IdOf(answer.name));
  if (std::holds_alternative<v1::CreateCoachingSessionRequest>(change.request)) last_session_ = answer.name;
}

absl::StatusOr<Acknowledgement> Client::SendAgain(const Change& change, const std::string& request_id,
                                                  int failures, Tally& tally) const {
  const auto send = [&](absl::Duration patience) { return Send(change, request_id, patience); };
  return faults::SendAgain(change.key, send, failures, tally);
}

void Client::Make(const Change& change, int failures, Tally& tally) {
  WillAttempt(change);
  const auto answer = SendAgain(change, NewRequestId(), failures, tally);
  if (answer.ok()) Acknowledged(change, *answer);
}

}  // namespace laurel::faults
