#include "tests/faults/recognition/giver.h"

#include <fmt/format.h>

#include "common/rpc/channel.h"
#include "common/status/error.h"
#include "common/time/convert.h"
#include "tests/faults/organization.h"

namespace laurel::faults {
namespace {

namespace v1 = recognition::v1;

std::string IdOf(const std::string& name) { return name.substr(name.rfind('/') + 1); }

grpc::Status Call(v1::RecognitionService::Stub& stub, grpc::ClientContext& context,
                  const v1::GiveRecognitionRequest& request, v1::Recognition& answer) {
  return stub.GiveRecognition(&context, request, &answer);
}
grpc::Status Call(v1::RecognitionService::Stub& stub, grpc::ClientContext& context,
                  const v1::RevokeRecognitionRequest& request, v1::Recognition& answer) {
  return stub.RevokeRecognition(&context, request, &answer);
}

}  // namespace

Giver::Giver(const RecognitionSuite& suite, std::string name, int pair)
    : name_(std::move(name)),
      token_(suite.Token(ManagerEmail(pair))),
      recipients_({suite.NameOf(AgentEmail(pair)), suite.NameOf(AgentEmail((pair + 1) % kPairs))}),
      journal_path_(suite.folder() + "/" + name_ + ".journal"),
      journal_(journal_path_),
      stub_(v1::RecognitionService::NewStub(Connect(suite.recognition_address()))) {}

Gift Giver::ToSome(int recipients, bool points) {
  Gift gift{.key = fmt::format("{}-{}", name_, made_++), .rows = {}, .request = {}};
  gift.rows = RowsOfGift(gift.key, recipients, points);
  v1::GiveRecognitionRequest request;
  for (int i = 0; i < recipients; ++i)
    request.mutable_recognition()->add_recipients(recipients_[static_cast<std::size_t>(i)]);
  request.mutable_recognition()->set_message(gift.key);
  request.mutable_recognition()->set_points_each(points ? kPoints : 0);
  gift.request = request;
  return gift;
}

Gift Giver::ToOne() { return ToSome(1, /*points=*/true); }

Gift Giver::TakeBack() {
  v1::RevokeRecognitionRequest request;
  request.set_name(last_->name);
  Gift gift{.key = fmt::format("{}-{}", name_, made_++),
            .rows = RowsOfRevocation(last_->key, last_->recipients),
            .request = request};
  last_.reset();  // whatever becomes of it
  return gift;
}

Gift Giver::Next() {
  switch (made_ % 4) {
    case 0:
      return ToOne();
    case 1:
      return ToSome(2, /*points=*/true);
    case 2:
      return ToSome(1, /*points=*/false);
    default:
      return last_.has_value() ? TakeBack() : ToOne();
  }
}

absl::StatusOr<Acknowledgement> Giver::Send(const Gift& gift, const std::string& request_id,
                                            absl::Duration patience) const {
  grpc::ClientContext context;
  PrepareCall(context, token_, patience);
  return std::visit(
      [&](auto request) -> absl::StatusOr<Acknowledgement> {
        v1::Recognition answer;
        request.set_request_id(request_id);
        const grpc::Status status = Call(*stub_, context, request, answer);
        if (!status.ok()) return rpc::FromWire(status);
        return Acknowledgement{answer.name(), FromTimestamp(answer.state_time())};
      },
      gift.request);
}

bool Giver::Make(const Gift& gift, int failures, Tally& tally, const std::set<std::string>& foreseen) {
  journal_.WillAttempt(gift.key, gift.rows);
  const std::string request_id = NewRequestId();
  const auto send = [&](absl::Duration patience) { return Send(gift, request_id, patience); };
  const auto answer = SendAgain(gift.key, send, failures, tally, foreseen);
  if (!answer.ok()) {
    if (foreseen.contains(ReasonOf(answer.status()))) refused_.insert(gift.key);
    return false;
  }
  journal_.Acknowledged(gift.key, IdOf(answer->name));
  if (const auto* given = std::get_if<v1::GiveRecognitionRequest>(&gift.request);
      given != nullptr && given->recognition().points_each() > 0)
    last_ = Taken{answer->name, gift.key, given->recognition().recipients_size()};
  return true;
}

std::vector<Attempt> Giver::Attempts() const {
  std::vector<Attempt> attempts = ReadJournal(journal_path_);
  std::erase_if(attempts, [&](const Attempt& attempt) { return refused_.contains(attempt.key); });
  return attempts;
}

}  // namespace laurel::faults
