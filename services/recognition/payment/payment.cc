#include "services/recognition/payment/payment.h"

#include <string>
#include <vector>

#include "common/status/macros.h"
#include "common/time/convert.h"
#include "google/protobuf/util/time_util.h"
#include "services/recognition/errors.h"
#include "services/recognition/ledger/post.h"
#include "services/recognition/ledger/store.h"
#include "services/recognition/names.h"
#include "services/recognition/recognition/store.h"

namespace laurel::recognition::payment {
namespace {

using allowance::Wallet;

std::string ResetTime(const allowance::Period& period) {
  return google::protobuf::util::TimeUtil::ToString(ToTimestamp(period.end));  // RFC 3339, UTC
}

ledger::Gift GiftOf(const v1::Recognition& recognition, std::string_view period) {
  ledger::Gift gift{.recognition = std::string(IdOf(recognition.name())),
                    .sender = std::string(IdOf(recognition.sender())),
                    .period = std::string(period),
                    .recipients = {},
                    .each = recognition.points_each()};
  for (const std::string& recipient : recognition.recipients()) gift.recipients.emplace_back(IdOf(recipient));
  return gift;
}

absl::StatusOr<Wallet> WalletOf(const Env& env, sql::Connection& connection, const v1::Program& program,
                                std::string_view person, sql::Lock lock, absl::Time now) {
  if (lock == sql::Lock::kNone) return allowance::PeekWallet(env, connection, program, person, now);
  return allowance::LockWallet(env, connection, program, person, now);
}

absl::Status CheckPairCap(sql::Connection& connection, const v1::Program& program, const ledger::Gift& gift,
                          const allowance::Period& period) {
  ASSIGN_OR_RETURN(const std::vector<std::int64_t> given,
                   recognition::CapPointsOf(connection, gift.sender, gift.period, gift.recipients));
  for (std::size_t i = 0; i < given.size(); ++i) {
    const std::int64_t remaining = std::max<std::int64_t>(0, program.pair_cap() - given[i]);
    if (gift.each <= remaining) continue;
    const std::string person = org::kPersonPattern.Format({gift.recipients[i]});
    return Refused("PAIR_CAP_EXCEEDED", person,
                   "you have given this person nearly all that one gives to another in a month")
        .With("person", person)
        .With("remaining", std::to_string(remaining))
        .With("pair_cap", std::to_string(program.pair_cap()))
        .With("reset_time", ResetTime(period));
  }
  return absl::OkStatus();
}

Error AllowanceExceeded(const ledger::Gift& gift, const Wallet& wallet) {
  Error error = Refused("ALLOWANCE_EXCEEDED", org::kPersonPattern.Format({gift.sender}),
                        "this is more than you have left to give");
  error.With("needed", std::to_string(gift.total()))
      .With("remaining", std::to_string(wallet.giving))
      .With("boost", std::to_string(wallet.boost))
      .With("reset_time", ResetTime(wallet.period));
  return error;
}

// What was given or held, the sender's wallet locked, and where the points came from.
struct WayBack {
  ledger::Gift gift;
  Wallet wallet;
  ledger::Source source;
  // What came from the allowance cannot go back to it.
  bool giving_is_over() const { return wallet.left || wallet.period.name != gift.period; }
};

absl::StatusOr<WayBack> FindWayBack(const Env& env, sql::Connection& connection, const v1::Program& program,
                                    const v1::Recognition& recognition, absl::Time now) {
  const std::string_view id = IdOf(recognition.name());
  ASSIGN_OR_RETURN(Wallet wallet,
                   allowance::LockWallet(env, connection, program, IdOf(recognition.sender()), now));
  ASSIGN_OR_RETURN(const std::vector<ledger::Entry> entries, ledger::PaymentOf(connection, id));
  ASSIGN_OR_RETURN(const std::string period, recognition::PeriodOf(connection, id));
  return WayBack{GiftOf(recognition, period), std::move(wallet), ledger::SourceOf(entries)};
}

}  // namespace

absl::StatusOr<Payment> PaymentFor(const Env& env, sql::Connection& connection, const v1::Program& program,
                                   const v1::Recognition& given, sql::Lock lock, absl::Time now) {
  if (given.points_each() == 0) return Payment();
  ASSIGN_OR_RETURN(Wallet wallet, WalletOf(env, connection, program, IdOf(given.sender()), lock, now));
  const ledger::Gift gift = GiftOf(given, wallet.period.name);
  RETURN_IF_ERROR(CheckPairCap(connection, program, gift, wallet.period));
  const ledger::Source source = ledger::Take(gift.total(), wallet.giving, wallet.boost);
  if (source.total() < gift.total()) return AllowanceExceeded(gift, wallet);
  const bool waits = given.state() == v1::RECOGNITION_STATE_PENDING_APPROVAL;
  return Payment{std::move(wallet), waits ? ledger::Hold(gift, source) : ledger::Give(gift, source)};
}

absl::StatusOr<Payment> Released(sql::Connection& connection, const v1::Program& program,
                                 const v1::Recognition& pending, absl::Time now) {
  ASSIGN_OR_RETURN(const std::string period, recognition::PeriodOf(connection, IdOf(pending.name())));
  return Payment{{}, ledger::Release(GiftOf(pending, period), allowance::PeriodAt(program, now).name)};
}

absl::StatusOr<Payment> Rejected(const Env& env, sql::Connection& connection, const v1::Program& program,
                                 const v1::Recognition& pending, absl::Time now) {
  ASSIGN_OR_RETURN(const WayBack way, FindWayBack(env, connection, program, pending, now));
  return Payment{way.wallet,
                 ledger::Reject(way.gift, way.source, way.giving_is_over(), way.wallet.period.name)};
}

absl::StatusOr<Payment> Reversed(const Env& env, sql::Connection& connection, const v1::Program& program,
                                 const v1::Recognition& published, absl::Time now) {
  if (published.points_each() == 0) return Payment();
  ASSIGN_OR_RETURN(const WayBack way, FindWayBack(env, connection, program, published, now));
  std::vector<std::string> accounts;
  for (const std::string& recipient : way.gift.recipients) accounts.push_back(ledger::Earned(recipient));
  ASSIGN_OR_RETURN(const std::vector<std::int64_t> earned,
                   ledger::BalancesOf(connection, accounts, sql::Lock::kForUpdate));
  return Payment{way.wallet,
                 ledger::Reverse(way.gift, way.source, earned, way.giving_is_over(), way.wallet.period.name)};
}

void Post(const Env& env, const Telling& telling, const Payment& payment) {
  if (payment.wallet.has_value()) allowance::PostDue(env, telling.changes, *payment.wallet, telling.now);
  ledger::Post(env, telling.changes, payment.transaction, telling.actor, telling.now);
}

}  // namespace laurel::recognition::payment
