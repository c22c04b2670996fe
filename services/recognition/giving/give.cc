// GiveRecognition.
#include <optional>
#include <string>

#include "common/api/etag.h"
#include "common/api/ulid.h"
#include "common/service/write_context.h"
#include "common/sql/guard_rows.h"
#include "common/status/macros.h"
#include "common/time/convert.h"
#include "services/recognition/allowance/store.h"
#include "services/recognition/company_value/store.h"
#include "services/recognition/errors.h"
#include "services/recognition/giving/add_on.h"
#include "services/recognition/giving/handlers.h"
#include "services/recognition/giving/recipients.h"
#include "services/recognition/names.h"
#include "services/recognition/payment/payment.h"
#include "services/recognition/program/store.h"
#include "services/recognition/recognition/access.h"
#include "services/recognition/recognition/change.h"
#include "services/recognition/recognition/respond.h"
#include "services/recognition/recognition/rules.h"
#include "services/recognition/recognition/shape.h"

namespace laurel::recognition::giving {

using payment::Payment;

namespace {

// What is to be stored once everything agrees to it.
struct Gift {
  v1::Recognition recognition;
  std::string period;
  Payment payment;
};

v1::Recognition Wanted(const rpc::Call& call, const v1::Recognition& asked) {
  v1::Recognition wanted = asked;
  wanted.set_name(kRecognitionPattern.Format({api::NewUlid(call.now)}));
  wanted.set_sender(call.caller.name);
  wanted.set_etag(api::EtagOf(1));
  if (wanted.visibility() == v1::RECOGNITION_VISIBILITY_UNSPECIFIED && wanted.parent().empty()) {
    wanted.set_visibility(v1::RECOGNITION_VISIBILITY_PUBLIC);
  }
  for (auto* time :
       {wanted.mutable_create_time(), wanted.mutable_update_time(), wanted.mutable_state_time()}) {
    *time = ToTimestamp(call.now);
  }
  return wanted;
}

absl::Status CheckValue(sql::Connection& connection, const v1::Recognition& recognition) {
  if (recognition.value().empty()) return absl::OkStatus();
  ASSIGN_OR_RETURN(const std::optional<company_value::Stored> found,
                   company_value::Find(connection, IdOf(recognition.value()), sql::Lock::kNone));
  if (!found.has_value()) return NoSuchValue("recognition.value");
  if (found->value.active()) return absl::OkStatus();
  return Refused("VALUE_INACTIVE", recognition.value(), "this value is no longer in use: choose another one");
}

// With everybody whom it goes to, and who may read it.
absl::StatusOr<v1::Recognition> Addressed(const Env& env, const rpc::Call& call, sql::Connection& connection,
                                          v1::Recognition recognition, sql::Lock lock) {
  std::optional<v1::Recognition> parent;
  if (!recognition.parent().empty()) {
    const sql::Lock parent_lock = lock == sql::Lock::kNone ? lock : recognition::kLockToRespond;
    ASSIGN_OR_RETURN(parent, LoadParent(env, call, connection, recognition, parent_lock));
    RETURN_IF_ERROR(FillFrom(env, call.now, *parent, recognition));
  }
  RETURN_IF_ERROR(AddMembers(env, call.now, recognition));
  RETURN_IF_ERROR(AddAudience(env, call.now, parent.has_value() ? &*parent : nullptr, recognition));
  return recognition;
}

void Settle(const v1::Program& program, v1::Recognition& recognition) {
  if (recognition::NeedsApproval(recognition, program)) {
    recognition.set_state(v1::RECOGNITION_STATE_PENDING_APPROVAL);
    return;
  }
  recognition.set_state(v1::RECOGNITION_STATE_PUBLISHED);
  *recognition.mutable_publish_time() = recognition.create_time();
}

// Every check but those that need no database. `lock`: kNone for a look at what would be.
absl::StatusOr<Gift> Judged(const Env& env, const rpc::Call& call, sql::Connection& connection,
                            const v1::Recognition& wanted, sql::Lock lock) {
  ASSIGN_OR_RETURN(v1::Recognition recognition, Addressed(env, call, connection, wanted, lock));
  RETURN_IF_ERROR(CheckValue(connection, recognition));
  ASSIGN_OR_RETURN(const program::Stored stored, program::Find(connection, sql::Lock::kNone));
  RETURN_IF_ERROR(recognition::CheckProgram(recognition, stored.program));
  Settle(stored.program, recognition);
  ASSIGN_OR_RETURN(Payment payment,
                   payment::PaymentFor(env, connection, stored.program, recognition, lock, call.now));
  const allowance::Period period =
      payment.wallet.has_value() ? payment.wallet->period : allowance::PeriodAt(stored.program, call.now);
  return Gift{std::move(recognition), period.name, std::move(payment)};
}

v1::Recognition Answer(const Env& env, const rpc::Call& call, const v1::Recognition& recognition) {
  return recognition::ShapedOn(*env.organization.Current(), recognition, {.sender = true},
                               common::v1::VIEW_FULL, call.now);
}

absl::StatusOr<v1::Recognition> Preview(Env& env, const rpc::Call& call, const v1::Recognition& wanted,
                                        const absl::Status& references) {
  return env.db.Read<v1::Recognition>(
      call.deadline, [&](sql::Connection& connection) -> absl::StatusOr<v1::Recognition> {
        RETURN_IF_ERROR(references);
        ASSIGN_OR_RETURN(const Gift gift, Judged(env, call, connection, wanted, sql::Lock::kNone));
        return Answer(env, call, gift.recognition);
      });
}

absl::StatusOr<v1::Recognition> Save(Env& env, const rpc::Call& call, const v1::Recognition& wanted,
                                     const absl::Status& references) {
  return env.db.Write<v1::Recognition>(
      ToWriteContext(call),
      [&](sql::Connection& connection, sql::Changes& changes) -> absl::StatusOr<v1::Recognition> {
        RETURN_IF_ERROR(references);
        ASSIGN_OR_RETURN(const Gift gift, Judged(env, call, connection, wanted, sql::Lock::kForUpdate));
        const Telling telling = TellingOf(env, call, changes);
        recognition::SaveNew(env, telling, gift.recognition, gift.period);
        payment::Post(env, telling, gift.payment);
        v1::Recognition answer = Answer(env, call, gift.recognition);
        if (!answer.pending_approver().empty()) changes.Mention(answer.pending_approver());
        return answer;
      },
      [&](sql::Connection& connection, const v1::Recognition& stored) {
        return recognition::CheckStillReadable(env, call, connection, stored);
      });
}

}  // namespace

absl::StatusOr<v1::Recognition> GiveRecognition(Env& env, rpc::Call& call,
                                                const v1::GiveRecognitionRequest& request) {
  const v1::Recognition wanted = Wanted(call, request.recognition());
  RETURN_IF_ERROR(recognition::CheckFields(wanted, call.caller.name));
  // Somebody unknown in memory may be waited for, so not inside the transaction; told inside it, because a
  // replay comes first.
  const absl::Status references = CheckReferences(env, call, wanted);
  if (request.validate_only()) return Preview(env, call, wanted, references);
  return sql::WithGuards<v1::Recognition>(env.db, call.deadline, allowance::kGivers, {call.caller.id},
                                          [&] { return Save(env, call, wanted, references); });
}

}  // namespace laurel::recognition::giving
