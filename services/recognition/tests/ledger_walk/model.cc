#include "services/recognition/tests/ledger_walk/model.h"

#include <algorithm>

namespace laurel::recognition::testing {

std::string Model::Month() const { return absl::FormatTime("%Y-%m", now_, absl::UTCTimeZone()); }

// What was left of a former month is gone.
Model::Purse& Model::Of(const std::string& person, const std::string& month) {
  Purse& purse = points_[person];
  if (purse.month != month) {
    purse.month = month;
    purse.giving = kAllowance;
  }
  return purse;
}

void Model::PassTo(absl::Time now) { now_ = now; }

std::int64_t Model::GivenTo(const std::string& recipient, const std::string& sender) const {
  std::int64_t given = 0;
  for (const Gift& gift : gifts_) {
    const bool counts = gift.sender == sender && gift.month == Month() && gift.state != State::kRevoked &&
                        gift.state != State::kRejected;
    if (counts && std::ranges::count(gift.recipients, recipient) > 0) given += gift.each;
  }
  return given;
}

std::string Model::Give(const std::string& sender, const std::vector<std::string>& recipients,
                        std::int64_t each) {
  if (each > kMaxEach) return "MAX_EACH_EXCEEDED";
  Gift gift;
  gift.sender = sender;
  gift.recipients = recipients;
  gift.each = each;
  gift.made = now_;
  gift.month = Month();
  if (each > 0) {
    for (const std::string& recipient : recipients) {
      if (GivenTo(recipient, sender) + each > kPairCap) return "PAIR_CAP_EXCEEDED";
    }
    Purse& purse = Of(sender, Month());
    if (gift.total() > purse.giving + purse.boost) return "ALLOWANCE_EXCEEDED";
    gift.from_giving = std::min(gift.total(), purse.giving);
    purse.giving -= gift.from_giving;
    purse.boost -= gift.total() - gift.from_giving;
  }
  gift.state = State::kPending;
  if (gift.total() <= kThreshold) Publish(gift);
  gifts_.push_back(std::move(gift));
  return "";
}

void Model::Publish(Gift& gift) {
  gift.state = State::kPublished;
  gift.published = now_;
  for (const std::string& recipient : gift.recipients) points_[recipient].earned += gift.each;
}

// Into the month that it came from, while that goes on.
void Model::GiveBack(const Gift& gift) {
  Purse& purse = Of(gift.sender, Month());
  if (gift.month == Month()) purse.giving += gift.from_giving;
  purse.boost += gift.total() - gift.from_giving;
}

std::string Model::Revoke(std::size_t at, const std::string& person) {
  Gift& gift = gifts_.at(at);
  if (person != gift.sender) return "PERMISSION_DENIED";
  if (gift.state != State::kPublished) return "WRONG_STATE";
  if (now_ - gift.published > kUndoWindow) return "UNDO_WINDOW_CLOSED";
  for (const std::string& recipient : gift.recipients) {
    std::int64_t& earned = points_[recipient].earned;
    earned -= std::min(earned, gift.each);
  }
  GiveBack(gift);
  gift.state = State::kRevoked;
  return "";
}

std::string Model::Decide(std::size_t at, const std::string& person, const std::string& admin, bool approve) {
  Gift& gift = gifts_.at(at);
  if (person == gift.sender) return "SENDER_CANNOT_DECIDE";
  if (person != admin) return gift.state == State::kPublished ? "PERMISSION_DENIED" : "NOT_FOUND";
  if (gift.state != State::kPending) return "WRONG_STATE";
  if (approve) {
    Publish(gift);
  } else {
    GiveBack(gift);
    gift.state = State::kRejected;
  }
  return "";
}

std::string Model::Hide(std::size_t at) {
  if (gifts_.at(at).state != State::kPublished) return "WRONG_STATE";
  gifts_.at(at).state = State::kHidden;
  return "";
}

std::string Model::Adjust(const std::string& person, std::int64_t points) {
  if (points_[person].earned + points < 0) return "INSUFFICIENT_BALANCE";
  points_[person].earned += points;
  return "";
}

void Model::ExpirePending() {
  for (Gift& gift : gifts_) {
    if (gift.state != State::kPending || now_ - gift.made <= absl::Hours(14 * 24)) continue;
    GiveBack(gift);
    gift.state = State::kRejected;
  }
}

Points Model::Of(const std::string& person) const {
  Points points{.remaining = kAllowance};
  if (const auto purse = points_.find(person); purse != points_.end()) {
    if (purse->second.month == Month()) points.remaining = purse->second.giving;
    points.boost = purse->second.boost;
    points.earned = purse->second.earned;
  }
  for (const Gift& gift : gifts_) {
    if (gift.sender == person && gift.state == State::kPending) points.held += gift.total();
  }
  return points;
}

}  // namespace laurel::recognition::testing
