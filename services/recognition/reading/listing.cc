#include "services/recognition/reading/listing.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>

#include "common/org/access.h"
#include "common/status/error.h"
#include "common/status/macros.h"
#include "common/time/convert.h"
#include "fmt/format.h"
#include "services/recognition/names.h"

namespace laurel::recognition::reading {
namespace {

using recognition::Shown;
using Request = v1::ListRecognitionsRequest;
using Organization = absl::StatusOr<std::shared_ptr<const org::Organization>>;

const std::vector<Shown> kEverything = {Shown::kPending, Shown::kPublic,    Shown::kTeam,
                                        Shown::kPrivate, Shown::kWithdrawn, Shown::kRejected};
const std::vector<Shown> kNotPublic = {Shown::kPending, Shown::kTeam, Shown::kPrivate, Shown::kWithdrawn,
                                       Shown::kRejected};
// What recipients read: nothing of what waits for approval, or was rejected.
const std::vector<Shown> kReceived = {Shown::kPublic, Shown::kTeam, Shown::kPrivate, Shown::kWithdrawn};
const std::vector<Shown> kReceivedNotPublic = {Shown::kTeam, Shown::kPrivate, Shown::kWithdrawn};

// One of: recipient and sender; team; value; parent; awaiting_decision; nothing.
absl::Status CheckFilters(const Request& request) {
  std::string together;
  const auto add = [&together](bool given, std::string_view what) {
    if (given) together += fmt::format("{}{}", together.empty() ? "" : " and ", what);
  };
  const bool of_people = !request.recipient().empty() || !request.sender().empty();
  add(!request.recipient().empty(), "recipient");
  add(!request.sender().empty(), "sender");
  add(!request.team().empty(), "team");
  add(!request.value().empty(), "value");
  add(!request.parent().empty(), "parent");
  add(request.awaiting_decision(), "awaiting_decision");
  const int kinds = (of_people ? 1 : 0) + (request.team().empty() ? 0 : 1) +
                    (request.value().empty() ? 0 : 1) + (request.parent().empty() ? 0 : 1) +
                    (request.awaiting_decision() ? 1 : 0);
  if (kinds <= 1) return absl::OkStatus();
  const std::string_view last = request.awaiting_decision() ? "awaiting_decision"
                                : !request.parent().empty() ? "parent"
                                : !request.value().empty()  ? "value"
                                                            : "team";
  return InvalidField(last,
                      fmt::format("there is no list by {}: only recipient and sender go together", together));
}

class Branches {
 public:
  Branches(const Organization& organization, const rpc::Call& call, const Request& request)
      : organization_(organization), call_(call), request_(request) {}

  absl::StatusOr<std::vector<Branch>> Run() && {
    RETURN_IF_ERROR(Add());
    return std::move(branches_);
  }

 private:
  const std::string& Me() const { return call_.caller.id; }
  // They read all of everything, or its summary.
  bool ReadsEverything() const { return call_.caller.IsRecognitionAdmin() || call_.caller.IsAuditor(); }

  absl::Status Add() {
    if (!request_.recipient().empty() || !request_.sender().empty()) return AddOfPeople();
    if (!request_.team().empty()) return AddOfTeam();
    if (!request_.parent().empty()) return AddAddOns();
    if (request_.awaiting_decision()) return AddAwaiting();
    branches_.push_back({.value = std::string(IdOf(request_.value())), .shown = {Shown::kPublic}});
    return absl::OkStatus();
  }

  absl::Status AddOfPeople() {
    const Branch of{.recipient = std::string(IdOf(request_.recipient())),
                    .sender = std::string(IdOf(request_.sender()))};
    if (ReadsEverything() || of.sender == Me()) {
      AddAll(of, kEverything);
      return absl::OkStatus();
    }
    if (of.recipient == Me()) {
      AddAll(of, kReceived);
      return absl::OkStatus();
    }
    RETURN_IF_ERROR(organization_.status());
    AddAll(of, {Shown::kPublic});
    AddTeamOnes(of);
    if (of.sender.empty()) AddAll({.recipient = of.recipient, .sender = Me()}, kNotPublic);
    if (of.recipient.empty()) AddAll({.recipient = Me(), .sender = of.sender}, kReceivedNotPublic);
    return absl::OkStatus();
  }

  // All of a recipient whom the caller is above; else those of the caller's teams, a range of each.
  void AddTeamOnes(const Branch& of) {
    const org::Organization& organization = **organization_;
    if (!of.recipient.empty() &&
        organization.RelationsOf(Me(), of.recipient, call_.now).Has(org::Relations::kChainAbove)) {
      AddAll(of, {Shown::kTeam});
      return;
    }
    for (std::string& team : org::AudienceTeamsForLists(organization, Me(), call_.now)) {
      Branch of_team = of;
      of_team.team = std::move(team);
      AddAll(std::move(of_team), {Shown::kTeam});
    }
  }

  absl::Status AddOfTeam() {
    Branch of{.team = std::string(IdOf(request_.team())), .shown = {Shown::kPublic}};
    if (ReadsEverything()) {
      of.shown = kReceived;
    } else {
      RETURN_IF_ERROR(organization_.status());
      const auto mine = org::AudienceTeamsNow(**organization_, Me(), call_.now);
      if (std::ranges::binary_search(mine, of.team)) of.shown.push_back(Shown::kTeam);
    }
    branches_.push_back(std::move(of));
    return absl::OkStatus();
  }

  absl::Status AddAddOns() {
    const Branch of{.parent = std::string(IdOf(request_.parent()))};
    if (ReadsEverything()) {
      AddAll(of, kEverything);
      return absl::OkStatus();
    }
    RETURN_IF_ERROR(organization_.status());
    AddAll(of, {Shown::kPublic});
    Branch sent = of;
    sent.sender = Me();
    AddAll(std::move(sent), kNotPublic);
    Branch received = of;
    received.received_by = Me();
    Branch team = received;
    team.teams = org::AudienceTeamsForLists(**organization_, Me(), call_.now);
    AddAll(std::move(team), {Shown::kTeam});
    AddAll(std::move(received), {Shown::kPrivate, Shown::kWithdrawn});
    return absl::OkStatus();
  }

  // What a RECOGNITION_ADMIN may decide about holds what they may as somebody's line manager.
  absl::Status AddAwaiting() {
    const Branch waits{.shown = {Shown::kPending}, .without = Me()};
    if (call_.caller.IsRecognitionAdmin()) {
      branches_.push_back(waits);
      return absl::OkStatus();
    }
    RETURN_IF_ERROR(organization_.status());
    for (std::string& report : (*organization_)->ReportsNow(Me(), call_.now)) {
      branches_.push_back(waits);
      branches_.back().sender = std::move(report);
    }
    return absl::OkStatus();
  }

  void AddAll(Branch of, const std::vector<Shown>& shown) {
    of.shown = shown;
    branches_.push_back(std::move(of));
  }

  const Organization& organization_;
  const rpc::Call& call_;
  const Request& request_;
  std::vector<Branch> branches_;
};

}  // namespace

absl::StatusOr<Listing> ListingFor(const Organization& organization, const rpc::Call& call,
                                   const Request& request) {
  RETURN_IF_ERROR(CheckFilters(request));
  Listing listing;
  ASSIGN_OR_RETURN(listing.within, api::ReadTimeRange(request));
  ASSIGN_OR_RETURN(listing.branches, Branches(organization, call, request).Run());
  return listing;
}

}  // namespace laurel::recognition::reading
